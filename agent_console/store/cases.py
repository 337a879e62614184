"""Rows of cases: who takes part, the list of acts, and what is known from them."""

from datetime import date, datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, insert, select, type_coerce, update
from sqlalchemy import case as when

from agent_console.core.acts import AnyAct
from agent_console.core.case import Case
from agent_console.core.clock import Period
from agent_console.core.folding import fold
from agent_console.core.handling import Duty, Handling
from agent_console.store.tables import case_acts, cases
from signaling.core.ticket import mask
from signaling.ports import CaseOpening, Transaction
from signaling.protocol.names import CaseId, ItemId, Language, Role, SessionId, Sha256, TicketId
from signaling.store.columns import Choice
from signaling.store.counters import next_value
from signaling.store.prepared import Command, Query
from signaling.store.tables import sessions

_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)
_snapshots = msgspec.msgpack.Decoder(Case)
_encode = msgspec.json.Encoder().encode
_pack = msgspec.msgpack.Encoder().encode


class CaseRow(msgspec.Struct, frozen=True):
    """What of a case its acts do not tell: who takes part, in what, and how it is handled."""

    id: CaseId
    session: SessionId  # The latest one.
    ticket: TicketId
    division: str
    department: str
    window: str
    official: str  # Of the latest session.
    language: Language
    item: ItemId
    item_version: int
    handling: Handling | None
    parent: CaseId | None
    collect_at: str | None


class Loaded(msgspec.Struct, frozen=True):
    """A case as it is read in one statement."""

    row: CaseRow
    case: Case
    acts: int
    session_ended: bool
    warning: int
    due_on: date | None


class _Found(NamedTuple):
    row: CaseRow
    snapshot: bytes | None
    acts: int
    ended_at: datetime | None
    warning: int
    due_on: date | None


_COLUMNS = [
    type_coerce(cases.c.language, Choice(Language)) if field == "language" else cases.c[field]
    for field in CaseRow.__struct_fields__
]
_WIDE = len(_COLUMNS)
_WHICH = cases.c.id == bindparam("which")
_ROW = Query(select(*_COLUMNS).where(_WHICH), CaseRow)
_FOUND = (
    select(*_COLUMNS, cases.c.snapshot, cases.c.acts, sessions.c.ended_at, cases.c.warning, cases.c.due_on)
    .join(sessions, sessions.c.id == cases.c.session)
    .where(_WHICH)
)
_LOAD, _LOAD_LOCKED = (
    Query(statement, lambda *columns: _Found(CaseRow(*columns[:_WIDE]), *columns[_WIDE:]))
    for statement in (_FOUND, _FOUND.with_for_update(of=cases))
)
_APPEND = Command(insert(case_acts))
_KEPT = ("snapshot", "acts", "state", "stage_since", "decision", "closing", "closed_at", "accepted_at", "owner")
_KEPT_CLOCK = ("due_on", "half_on", "most_on", "warning")
_KEEP, _KEEP_CLOCK = (
    Command(update(cases).where(_WHICH).values({name: bindparam(f"new_{name}") for name in names}))
    for names in (_KEPT, _KEPT_CLOCK)
)


def insert_case(
    tx: Transaction,
    opening: CaseOpening,
    department: str,
    handling: Handling | None = None,
    *,
    resident: str = "",
    parent: CaseId | None = None,
    collect_at: str | None = None,
) -> None:
    """Store a new case without any act. `resident` is the masked ID number, where the opening has none."""
    tx.execute(
        insert(cases).values(
            id=opening.case,
            session=opening.session,
            ticket=opening.ticket,
            division=opening.division,
            department=department,
            window=opening.window,
            official=opening.official,
            language=opening.language,
            item=opening.item,
            item_version=opening.item_version,
            opened_at=opening.at,
            resident=resident or mask(opening.resident_id_number),
            parent=parent,
            handling=handling,
            collect_at=collect_at,
            acts=0,
            state="registering",
            warning=0,
            receiving_office=handling and handling.receiving_office,
            home=handling and handling.home,
            deciding=handling and handling.deciding,
            service_type=handling and int(handling.service_type),
        )
    )


def owner_of(tx: Transaction, case: CaseId) -> str | None:
    """Return the official who was named to work on a case."""
    return tx.execute(select(cases.c.owner).where(cases.c.id == case)).scalar_one_or_none()


def set_owner(tx: Transaction, case: CaseId, owner: str) -> None:
    """Name the official who works on a case."""
    tx.execute(update(cases).where(cases.c.id == case).values(owner=owner))


def get_row(tx: Transaction, case: CaseId) -> CaseRow | None:
    """Return who takes part in a case."""
    return _ROW.row(tx, {"which": case})


def load(tx: Transaction, case: CaseId, *, to_change: bool = False) -> Loaded | None:
    """Return a case with its row; to change it, nobody else writes it until the transaction ends."""
    found = (_LOAD_LOCKED if to_change else _LOAD).row(tx, {"which": case})
    if found is None:
        return None
    state = get_case(tx, case) if found.snapshot is None else _snapshots.decode(found.snapshot)
    return Loaded(found.row, state, found.acts, found.ended_at is not None, found.warning, found.due_on)


def get_case(tx: Transaction, case: CaseId) -> Case:
    """Return the case as its acts made it: the truth that `snapshot` is a copy of."""
    rows = tx.execute(
        select(case_acts.c.at, case_acts.c.actor, case_acts.c.body)
        .where(case_acts.c.case_id == case)
        .order_by(case_acts.c.seq)
    )
    return fold((row.at, row.actor, _decoder.decode(row.body)) for row in rows)


def append(tx: Transaction, case: CaseId, act: AnyAct, *, seq: int, actor: str, role: Role, at: datetime) -> None:
    """
    Add one act to a case's list, as number `seq`.

    The caller holds the case's lock, and calls `keep` with what the act made of it.
    """
    _APPEND.run(tx, {"case_id": case, "seq": seq, "at": at, "actor": actor, "role": role.value, "body": _encode(act)})


def keep(tx: Transaction, case: CaseId, state: Case, acts: int) -> None:
    """Bring the row in step with its acts."""
    _KEEP.run(
        tx,
        {
            "which": case,
            "new_snapshot": _pack(state),
            "new_acts": acts,
            "new_state": state.state.value,
            "new_stage_since": state.stage_since,
            "new_decision": state.decision,
            "new_closing": state.closing,
            "new_closed_at": state.closed_at,
            "new_accepted_at": state.accepted_at,
            # Whoever took it up after the acceptance works on it.
            "new_owner": state.duties.get(Duty.DECIDER) or state.duties.get(Duty.REVIEWER),
        },
    )


def keep_clock(tx: Transaction, case: CaseId, period: Period, today: date) -> None:
    """Remember when the period ends, and when to warn."""
    _KEEP_CLOCK.run(
        tx,
        {
            "which": case,
            "new_due_on": period.due_on,
            "new_half_on": period.half_on,
            "new_most_on": period.most_on,
            "new_warning": period.warning(today),
        },
    )


def keep_warnings(tx: Transaction, today: date) -> int:
    """Raise the warnings of all running cases to where they stand today; return of how many they changed."""
    now = when((cases.c.due_on <= today, 100), (cases.c.most_on <= today, 80), (cases.c.half_on <= today, 50), else_=0)
    running = cases.c.state.in_(("accepted", "reviewed")) & cases.c.due_on.is_not(None)
    return tx.execute(update(cases).where(running, cases.c.warning < now).values(warning=now)).rowcount


def lock(tx: Transaction, case: CaseId) -> None:
    """Let nobody else write this case until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    tx.execute(select(cases.c.id).where(cases.c.id == case).with_for_update())


def move_session(tx: Transaction, case: CaseId, session: SessionId, official: str, window: str) -> None:
    """Carry a case into another session: that of its second visit."""
    tx.execute(update(cases).where(cases.c.id == case).values(session=session, official=official, window=window))


def note_acceptance(tx: Transaction, case: CaseId, number: str, token: str) -> None:
    """Make an accepted case findable by its number and its progress token."""
    tx.execute(update(cases).where(cases.c.id == case).values(number=number, token=token))


def note_notice(tx: Transaction, case: CaseId, notice: Sha256) -> None:
    """Remember that the acceptance notice was made."""
    tx.execute(update(cases).where(cases.c.id == case).values(notice=notice))


def masked_resident(tx: Transaction, case: CaseId) -> str:
    """Return whose case it is, masked."""
    return str(tx.execute(select(cases.c.resident).where(cases.c.id == case)).scalar_one())


def without_notice(tx: Transaction) -> list[CaseId]:
    """Return the accepted cases whose notice is still to be made, oldest first; a child's is its parent's."""
    rows = tx.execute(
        select(cases.c.id)
        .where(cases.c.number.is_not(None), cases.c.notice.is_(None), cases.c.parent.is_(None))
        .order_by(cases.c.accepted_at)
    )
    return [CaseId(row.id) for row in rows]


def unfinished(tx: Transaction) -> list[CaseId]:
    """Return the cases that are not closed: a page of theirs may still wait to be read."""
    return [CaseId(row.id) for row in tx.execute(select(cases.c.id).where(cases.c.state != "closed"))]


def next_serial(tx: Transaction, division: str, day: str) -> int:
    """Return the next number of a division's cases of one day, from 1, without gaps."""
    return next_value(tx, f"case/{division}/{day}")


def by_token(tx: Transaction, token: str) -> CaseId | None:
    """Return the case that a progress link leads to."""
    found = tx.execute(select(cases.c.id).where(cases.c.token == token)).scalar_one_or_none()
    return None if found is None else CaseId(found)
