"""
The ledger: streams of facts, the audit, and first outcomes. Nothing else writes their tables.

A fact is stored in the transaction of its change, so that a client that was cut off resumes from its last offset with
nothing lost, doubled or reordered. The rows of `streams` are taken in sorted order and stay locked until the commit:
offsets of a stream are without gaps, and commit in order.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, insert, select, text, update

from signaling.core.audit import GENESIS, Entry, Witnessed, canonical, fact_digest, link
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codec import encode
from signaling.protocol.codes import Code
from signaling.protocol.facts import Fact
from signaling.protocol.names import StreamName
from signaling.store.prepared import Command, Query
from signaling.store.proof import Report, sign_heads, verify
from signaling.store.retry import TryAgain
from signaling.store.tables import audit, facts, outcomes, streams

__all__ = [
    "DESK",
    "Draft",
    "Entry",
    "Report",
    "StoredFact",
    "digest",
    "facts_after",
    "head",
    "outcome",
    "record",
    "remember",
    "sign_heads",
    "verify",
]

DESK = StreamName("audit/desk")  # The chain of entries that tell of no fact: sign-ins, exports, refusals.
RECORDED = "recorded"  # Key of the facts of this transaction in the connection's `info`, where the engine finds them.


class Draft(msgspec.Struct, frozen=True):
    """
    A fact to be stored. The ledger fills its stream and offset.

    `audience` holds values of Role, or ids of actors; empty: whoever may read the stream.
    """

    stream: StreamName
    fact: Fact
    audience: frozenset[str] = frozenset()


class StoredFact(msgspec.Struct, frozen=True):
    """A fact at its place; `body` is the encoded frame."""

    stream: StreamName
    offset: int
    audience: frozenset[str]
    body: bytes


class _End(NamedTuple):
    """Where a stream stands."""

    head: int
    entries: int
    chain: bytes


class _Outcome(NamedTuple):
    digest: bytes
    reply: bytes


# One statement for a stream that exists and one that does not; both databases read it alike.
_ADVANCE = Query(
    text(
        "INSERT INTO streams (name, head, entries, chain, signed) VALUES (:name, :facts, :entries, :genesis, 0)"
        " ON CONFLICT (name) DO UPDATE SET head = streams.head + :facts, entries = streams.entries + :entries"
        " RETURNING head, entries, chain"
    ),
    _End,
)
_EXTEND = Command(update(streams).where(streams.c.name == bindparam("stream")).values(chain=bindparam("end")))
_STORE = Command(insert(facts))
_ENTER = Command(insert(audit))
_REMEMBER = Query(
    text(
        "INSERT INTO outcomes (actor, ref, digest, reply) VALUES (:actor, :ref, :digest, :reply)"
        " ON CONFLICT (actor, ref) DO NOTHING RETURNING ref"
    ),
    str,
)
_OUTCOME = Query(
    select(outcomes.c.digest, outcomes.c.reply).where(
        outcomes.c.actor == bindparam("who"), outcomes.c.ref == bindparam("which")
    ),
    _Outcome,
)
_HEAD = select(streams.c.head).where(streams.c.name == bindparam("stream"))
_AFTER = (
    select(facts.c.offset, facts.c.audience, facts.c.body)
    .where(facts.c.stream == bindparam("name"), facts.c.offset > bindparam("after"))
    .order_by(facts.c.offset)
    .limit(bindparam("most"))
)


def record(tx: Transaction, drafts: Sequence[Draft], entry: Entry) -> tuple[StoredFact, ...]:
    """
    Store facts and the audit entry that tells of them, and return the facts in the order given.

    The entry goes on the chain of the first draft's stream, or of `DESK` without drafts; it vouches for all of them.
    """
    home = drafts[0].stream if drafts else DESK
    counts: dict[StreamName, int] = {home: 0}
    for draft in drafts:
        counts[draft.stream] = counts.get(draft.stream, 0) + 1
    following: dict[StreamName, int] = {}
    seq, previous = 0, GENESIS
    for stream in sorted(counts):
        grown = {"name": stream, "facts": counts[stream], "entries": int(stream == home), "genesis": GENESIS}
        end = _ADVANCE.one(tx, grown)
        following[stream] = end.head - counts[stream]
        if stream == home:
            seq, previous = end.entries, end.chain
    stored = tuple(_place(draft, following) for draft in drafts)
    for fact, draft in zip(stored, drafts, strict=True):
        _STORE.run(tx, _row(fact, draft.fact.at))
    told = [Witnessed(fact.stream, fact.offset, fact_digest(canonical(fact.audience), fact.body)) for fact in stored]
    _enter(tx, home, seq, previous, entry, told)
    tx.info.setdefault(RECORDED, []).extend(stored)
    return stored


def _place(draft: Draft, following: dict[StreamName, int]) -> StoredFact:
    following[draft.stream] = offset = following[draft.stream] + 1
    fact = msgspec.structs.replace(draft.fact, stream=draft.stream, offset=offset)
    return StoredFact(draft.stream, offset, draft.audience, encode(fact))


def _row(fact: StoredFact, at: datetime) -> dict[str, object]:
    return {"stream": fact.stream, "offset": fact.offset, "at": at, "audience": fact.audience, "body": fact.body}


def _enter(
    tx: Transaction, stream: StreamName, seq: int, previous: bytes, entry: Entry, told: Sequence[Witnessed]
) -> None:
    vouched = canonical(told)
    end = link(stream, seq, previous, entry, vouched)
    row = {
        "stream": stream,
        "seq": seq,
        "at": entry.at,
        "actor": entry.actor,
        "role": entry.role.value,
        "action": entry.action,
        "subject": entry.subject,
        "details": canonical(entry.details),
        "facts": vouched,
        "hash": end,
    }
    _ENTER.run(tx, row)
    _EXTEND.run(tx, {"stream": stream, "end": end})


def head(tx: Transaction, stream: StreamName) -> int:
    """Return the offset of the stream's last fact, 0 before the first."""
    return tx.execute(_HEAD, {"stream": stream}).scalar() or 0


def heads(tx: Transaction, names: Sequence[StreamName]) -> dict[StreamName, int]:
    """Return the offset of the last fact of each of these streams; those without any are left out."""
    chosen = select(streams.c.name, streams.c.head).where(streams.c.name.in_(names))
    return {StreamName(row.name): row.head for row in tx.execute(chosen)}


def facts_after(tx: Transaction, stream: StreamName, offset: int, limit: int = 1000) -> tuple[StoredFact, ...] | None:
    """
    Return the facts that follow an offset, in order, at most `limit` of them.

    None where they cannot be told any more, or the offset lies beyond the stream's end (a database that was restored):
    the reader needs a snapshot.
    """
    end = head(tx, stream)
    if offset >= end:
        return () if offset == end else None
    rows = tx.execute(_AFTER, {"name": stream, "after": offset, "most": limit}).all()
    if not rows or rows[0].offset != offset + 1:
        return None
    return tuple(StoredFact(stream, row.offset, row.audience, row.body) for row in rows)


def digest(command: bytes) -> bytes:
    """Return what `outcome` and `remember` tell two commands of one ref apart by."""
    return hashlib.sha256(command).digest()


def outcome(tx: Transaction, actor: str, ref: str, digest: bytes) -> bytes | None:
    """
    Return the first outcome of a command that is repeated, None the first time.

    Raises:
        Refused: key-reused, where the ref was that of another command.
    """
    first = _OUTCOME.row(tx, {"who": actor, "which": ref})
    if first is None:
        return None
    if first.digest != digest:
        raise Refused(Code.KEY_REUSED)
    return first.reply


def remember(tx: Transaction, actor: str, ref: str, digest: bytes, reply: bytes) -> None:
    """
    Keep the outcome of a command, in its own transaction.

    Raises:
        TryAgain: The same command was carried out meanwhile; run again, it finds that outcome.
    """
    values = {"actor": actor, "ref": ref, "digest": digest, "reply": reply}
    if _REMEMBER.row(tx, values) is None:
        raise TryAgain
