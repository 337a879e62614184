"""Rows of cases: who takes part, and the list of acts."""

from datetime import datetime

import msgspec
from sqlalchemy import func, insert, select, update

from agent_console.core.acts import AnyAct
from agent_console.core.case import Case
from agent_console.core.folding import fold
from agent_console.store.tables import case_acts, cases
from signaling.ports import CaseOpening, Transaction
from signaling.protocol.names import CaseId, ItemId, Language, Role, SessionId, Sha256
from signaling.store.counters import next_value

_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)


class CaseRow(msgspec.Struct, frozen=True):
    """What of a case never changes: who takes part, and in what."""

    id: CaseId
    session: SessionId
    division: str
    department: str
    window: str
    official: str
    language: Language
    item: ItemId
    item_version: int


def insert_case(tx: Transaction, opening: CaseOpening, department: str) -> None:
    """Store a new case without any act."""
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
        )
    )


def get_row(tx: Transaction, case: CaseId) -> CaseRow | None:
    """Return who takes part in a case."""
    columns = [cases.c[field] for field in CaseRow.__struct_fields__]
    row = tx.execute(select(*columns).where(cases.c.id == case)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, CaseRow)


def get_case(tx: Transaction, case: CaseId) -> Case:
    """Return the case as its acts made it."""
    rows = tx.execute(
        select(case_acts.c.at, case_acts.c.actor, case_acts.c.body)
        .where(case_acts.c.case_id == case)
        .order_by(case_acts.c.seq)
    )
    return fold((row.at, row.actor, _decoder.decode(row.body)) for row in rows)


def append(tx: Transaction, case: CaseId, act: AnyAct, *, actor: str, role: Role, at: datetime) -> None:
    """
    Add one act to a case's list.

    The caller holds the case's lock.
    """
    last = tx.execute(select(func.max(case_acts.c.seq)).where(case_acts.c.case_id == case)).scalar_one()
    tx.execute(
        insert(case_acts).values(
            case_id=case, seq=(last or 0) + 1, at=at, actor=actor, role=role, body=msgspec.json.encode(act)
        )
    )


def lock(tx: Transaction, case: CaseId) -> None:
    """Let nobody else write this case until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    tx.execute(select(cases.c.id).where(cases.c.id == case).with_for_update())


def note_acceptance(tx: Transaction, case: CaseId, number: str, token: str, at: datetime) -> None:
    """Make an accepted case findable by its number and its progress token."""
    tx.execute(update(cases).where(cases.c.id == case).values(number=number, token=token, accepted_at=at))


def note_notice(tx: Transaction, case: CaseId, notice: Sha256) -> None:
    """Remember that the acceptance notice was made."""
    tx.execute(update(cases).where(cases.c.id == case).values(notice=notice))


def without_notice(tx: Transaction) -> list[CaseId]:
    """Return the accepted cases whose notice is still to be made, oldest first."""
    rows = tx.execute(
        select(cases.c.id).where(cases.c.number.is_not(None), cases.c.notice.is_(None)).order_by(cases.c.accepted_at)
    )
    return [CaseId(row.id) for row in rows]


def unfinished(tx: Transaction) -> list[CaseId]:
    """Return the cases that are not accepted: a page of theirs may still wait to be read."""
    return [CaseId(row.id) for row in tx.execute(select(cases.c.id).where(cases.c.number.is_(None)))]


def next_serial(tx: Transaction, division: str, day: str) -> int:
    """Return the next number of a division's cases of one day, from 1, without gaps."""
    return next_value(tx, f"case/{division}/{day}")


def by_token(tx: Transaction, token: str) -> CaseId | None:
    """Return the case that a progress link leads to."""
    found = tx.execute(select(cases.c.id).where(cases.c.token == token)).scalar_one_or_none()
    return None if found is None else CaseId(found)
