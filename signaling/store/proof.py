"""
Proof that the ledger stands as it was written: signed heads over its chains, and their verification.

The chains alone show a row that was changed, removed or moved by somebody who did not rewrite the rest; the heads show
one who did, and a chain that was cut short. What was written since the last head is proved by the chains only.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Row, Text, func, insert, select, tuple_, type_coerce, update

from signaling.core.audit import GENESIS, ChainEnd, Entry, Head, Witnessed, canonical, fact_digest, instant, link
from signaling.ports import Transaction
from signaling.protocol.names import Role, StreamName
from signaling.store.counters import next_value
from signaling.store.tables import audit, audit_heads, facts, streams

HEADS = StreamName("audit/heads")  # The place of a fault in the heads themselves; no stream.
_PAGE = 300

# The audience as it is stored: what somebody wrote over it need not be JSON.
_FACTS = select(facts.c.stream, facts.c.offset, type_coerce(facts.c.audience, Text).label("audience"), facts.c.body)

_Row = Row[tuple[object, ...]]


class FaultKind(StrEnum):
    """What was found out of order."""

    ENTRY_CHANGED = "entry-changed"  # Or moved: its hash does not follow from it and its place.
    ENTRY_REMOVED = "entry-removed"
    CHAIN_CUT = "chain-cut"
    CHAIN_REWRITTEN = "chain-rewritten"  # It is sound, and not the one that was signed.
    FACT_CHANGED = "fact-changed"
    FACT_REMOVED = "fact-removed"
    FACT_UNTOLD = "fact-untold"  # No entry tells of it.
    HEAD_CHANGED = "head-changed"
    HEAD_REMOVED = "head-removed"


class Fault(msgspec.Struct, frozen=True):
    """One thing out of order; `place` is the entry's number, the fact's offset or the head's number."""

    kind: FaultKind
    stream: StreamName
    place: int


class Report(msgspec.Struct, frozen=True):
    """What was verified. Whoever notes `head` elsewhere can tell later whether the last heads were taken away."""

    chains: int
    entries: int
    facts: int
    heads: int
    head: str  # SHA-256 of the last head, in hexadecimal.
    faults: tuple[Fault, ...]


def sign_heads(tx: Transaction, key: Ed25519PrivateKey, at: datetime) -> Head | None:
    """Sign the ends of all chains that grew since the last head; None where none did."""
    grown = select(streams).where(streams.c.entries > streams.c.signed).order_by(streams.c.name)
    ends = {StreamName(row.name): ChainEnd(row.entries, row.chain.hex()) for row in tx.execute(grown)}
    if not ends:
        return None
    number = next_value(tx, HEADS)  # Locked until the commit: heads are signed one after the other.
    before = select(audit_heads.c.body).where(audit_heads.c.number == number - 1)
    head = Head(number, instant(at), _digest(tx.execute(before).scalar()), ends)
    body = canonical(head)
    tx.execute(insert(audit_heads).values(number=number, at=at, body=body, signature=key.sign(body)))
    for name in sorted(ends):
        tx.execute(update(streams).where(streams.c.name == name).values(signed=ends[name].entries))
    return head


def verify(tx: Transaction, key: Ed25519PublicKey | None = None) -> Report:
    """
    Check every entry, fact and head, and name what is out of order.

    Args:
        key: Of the heads' signatures; without it they are taken as they stand.
    """
    return _Verification(tx).run(key)


def _digest(body: bytes | None) -> str:
    return GENESIS.hex() if body is None else hashlib.sha256(body).hexdigest()


class _Verification:
    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._faults: list[Fault] = []
        self._signed: dict[StreamName, dict[int, str]] = {}
        self._told: Counter[StreamName] = Counter()  # Facts of a stream that entries tell of.
        self._entries = 0

    def run(self, key: Ed25519PublicKey | None) -> Report:
        heads, last = self._heads(key)
        rows = self._tx.execute(select(streams).order_by(streams.c.name)).all()
        for row in rows:
            self._chain(row)
        for name in self._signed.keys() - {row.name for row in rows}:
            self._fault(FaultKind.CHAIN_CUT, name, 1)
        stored = sum(self._count(row) for row in rows)
        chains = sum(row.entries > 0 for row in rows)
        return Report(chains, self._entries, stored, heads, last, tuple(self._faults))

    def _fault(self, kind: FaultKind, stream: StreamName, place: int) -> None:
        self._faults.append(Fault(kind, stream, place))

    def _heads(self, key: Ed25519PublicKey | None) -> tuple[int, str]:
        previous, number = GENESIS.hex(), 0
        for row in self._tx.execute(select(audit_heads).order_by(audit_heads.c.number)):
            for missing in range(number + 1, row.number):
                self._fault(FaultKind.HEAD_REMOVED, HEADS, missing)
            follows, number = row.number == number + 1, row.number
            head = _head(row)
            if head is None or not _is_signed(row, key) or (follows and head.previous != previous):
                self._fault(FaultKind.HEAD_CHANGED, HEADS, number)
            else:
                for stream, end in head.chains.items():
                    self._signed.setdefault(stream, {})[end.entries] = end.hash
            previous = _digest(row.body)
        return number, previous

    def _chain(self, stream: _Row) -> None:
        name = StreamName(stream.name)
        signed = self._signed.get(name, {})
        previous: bytes = GENESIS
        seq, whole = 0, True
        for page in self._pages(name):
            for row in page:
                for missing in range(seq + 1, row.seq):
                    self._fault(FaultKind.ENTRY_REMOVED, name, missing)
                # Behind a gap the hash before is lost: the next entry is believed, and what follows checked again.
                if row.seq == seq + 1 and row.hash != _hash(row, previous):
                    self._fault(FaultKind.ENTRY_CHANGED, name, row.seq)
                    whole = False
                whole = whole and row.seq == seq + 1
                seq, previous = row.seq, row.hash
                if whole and signed.get(seq, previous.hex()) != previous.hex():
                    self._fault(FaultKind.CHAIN_REWRITTEN, name, seq)
            self._entries += len(page)
            self._witnessed(page)
        if seq < max(stream.entries, *signed, 0):
            self._fault(FaultKind.CHAIN_CUT, name, seq + 1)
        elif previous != stream.chain:
            self._fault(FaultKind.CHAIN_REWRITTEN, name, seq)

    def _pages(self, name: StreamName) -> Iterator[Sequence[_Row]]:
        seq = 0
        while True:
            chosen = select(audit).where(audit.c.stream == name, audit.c.seq > seq).order_by(audit.c.seq).limit(_PAGE)
            page = self._tx.execute(chosen).all()
            if not page:
                return
            yield page
            seq = page[-1].seq

    def _witnessed(self, page: Sequence[_Row]) -> None:
        """Check the facts that some entries tell of."""
        told = [one for row in page for one in _told(row)]
        self._told.update(one.stream for one in told)
        for start in range(0, len(told), _PAGE):
            part = told[start : start + _PAGE]
            which = tuple_(facts.c.stream, facts.c.offset).in_([(one.stream, one.offset) for one in part])
            found = {
                (row.stream, row.offset): fact_digest(row.audience.encode(), row.body)
                for row in self._tx.execute(_FACTS.where(which))
            }
            for one in part:
                digest = found.get((one.stream, one.offset))
                if digest is None:
                    self._fault(FaultKind.FACT_REMOVED, one.stream, one.offset)
                elif digest != one.sha256:
                    self._fault(FaultKind.FACT_CHANGED, one.stream, one.offset)

    def _count(self, stream: _Row) -> int:
        """Look for facts that no entry tells of: offsets have no gaps, so that they stand at the end."""
        told = self._told[StreamName(stream.name)]
        beyond = select(func.min(facts.c.offset)).where(facts.c.stream == stream.name, facts.c.offset > told)
        untold = self._tx.execute(beyond).scalar()
        if untold is not None:
            self._fault(FaultKind.FACT_UNTOLD, StreamName(stream.name), untold)
        number = select(func.count()).where(facts.c.stream == stream.name)
        return self._tx.execute(number).scalar_one()


def _is_signed(row: _Row, key: Ed25519PublicKey | None) -> bool:
    if key is None:
        return True
    try:
        key.verify(row.signature, row.body)
    except InvalidSignature:
        return False
    return True


def _head(row: _Row) -> Head | None:
    try:
        head = msgspec.json.decode(row.body, type=Head)
    except msgspec.DecodeError:
        return None
    return head if head.number == row.number else None


def _told(row: _Row) -> Sequence[Witnessed]:
    try:
        return msgspec.json.decode(row.facts, type=list[Witnessed])
    except msgspec.DecodeError:
        return ()  # Somebody wrote over it: the entry's hash tells.


def _hash(row: _Row, previous: bytes) -> bytes | None:
    try:
        details = msgspec.json.decode(row.details, type=dict[str, str | int | float | bool | None])
        entry = Entry(row.actor, Role(row.role), row.action, row.subject, row.at, details)
    except (msgspec.DecodeError, ValueError):
        return None
    return link(row.stream, row.seq, previous, entry, row.facts)
