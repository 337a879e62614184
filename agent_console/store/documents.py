"""Rows of documents that were made for cases, and how far each case was followed."""

from datetime import datetime

import msgspec
from sqlalchemy import exists, insert, select, update

from agent_console.core.acts import AnyAct
from agent_console.store.cases import by_token as accepted_by_token
from agent_console.store.tables import case_acts, cases, documents, followed
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import Text

_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)


class Document(msgspec.Struct, frozen=True):
    """One PDF of a case. `mark` tells several of one kind apart."""

    token: str
    case_id: CaseId
    kind: str
    mark: str
    number: str
    title: Text
    authority: Text
    sha256: Sha256
    sealed: bool
    made_at: datetime
    printed_at: datetime | None = None
    sent_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_reason: str | None = None


class Done(msgspec.Struct, frozen=True):
    """One act of a case: by whom and when."""

    at: datetime
    actor: str
    role: Role
    act: AnyAct


def add(tx: Transaction, document: Document) -> None:
    """Store a document; its PDF is on disk."""
    tx.execute(insert(documents).values(msgspec.structs.asdict(document)))


def of_case(tx: Transaction, case: CaseId) -> list[Document]:
    """Return a case's documents, oldest first."""
    columns = [documents.c[field] for field in Document.__struct_fields__]
    rows = tx.execute(select(*columns).where(documents.c.case_id == case).order_by(documents.c.made_at))
    return [msgspec.convert(row._mapping, Document) for row in rows]


def is_made(tx: Transaction, case: CaseId, kind: str, mark: str) -> bool:
    """Tell whether there is such a document."""
    same = (documents.c.case_id == case, documents.c.kind == kind, documents.c.mark == mark)
    return bool(tx.execute(select(exists().where(*same))).scalar_one())


def by_token(tx: Transaction, token: str) -> Document | None:
    """Return the document that a check link leads to."""
    columns = [documents.c[field] for field in Document.__struct_fields__]
    row = tx.execute(select(*columns).where(documents.c.token == token)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, Document)


def note(
    tx: Transaction, case: CaseId, sha256: Sha256, *, printed: datetime | None = None, sent: datetime | None = None
) -> None:
    """Remember when a document was printed or sent."""
    values = {name: at for name, at in (("printed_at", printed), ("sent_at", sent)) if at is not None}
    tx.execute(update(documents).where(documents.c.case_id == case, documents.c.sha256 == sha256).values(values))


def revoke(tx: Transaction, token: str, reason: str, at: datetime) -> None:
    """Let a document hold no longer; its check page says since when."""
    tx.execute(update(documents).where(documents.c.token == token).values(revoked_at=at, revoked_reason=reason))


def acts_of(tx: Transaction, case: CaseId, after: int = 0) -> list[Done]:
    """Return what was done to a case, oldest first, from the act after this one on."""
    rows = tx.execute(
        select(case_acts.c.at, case_acts.c.actor, case_acts.c.role, case_acts.c.body)
        .where(case_acts.c.case_id == case, case_acts.c.seq > after)
        .order_by(case_acts.c.seq)
    )
    return [Done(row.at, row.actor, Role(row.role), _decoder.decode(row.body)) for row in rows]


def followed_to(tx: Transaction, case: CaseId) -> int:
    """Return how many acts of a case were followed."""
    return tx.execute(select(followed.c.acts).where(followed.c.case_id == case)).scalar_one_or_none() or 0


def note_followed(tx: Transaction, case: CaseId, acts: int) -> None:
    """Remember how many acts of a case were followed. The caller holds the case's lock."""
    changed = tx.execute(update(followed).where(followed.c.case_id == case).values(acts=acts)).rowcount
    if not changed:
        tx.execute(insert(followed).values(case_id=case, acts=acts))


def unfollowed(tx: Transaction, limit: int = 500) -> list[CaseId]:
    """Return cases with acts that were not followed yet, of those that were accepted, told to correct, or ended."""
    rows = tx.execute(
        select(cases.c.id)
        .outerjoin(followed, followed.c.case_id == cases.c.id)
        .where(
            cases.c.state.in_(("correcting", "accepted", "reviewed", "decided", "issued", "closed")),
            followed.c.acts.is_(None) | (followed.c.acts < cases.c.acts),
        )
        .limit(limit)
    )
    return [CaseId(row.id) for row in rows]


def case_by_link(tx: Transaction, token: str) -> CaseId | None:
    """Return the case that a link leads to: its acceptance notice's, or that of any other paper of it."""
    accepted = accepted_by_token(tx, token)
    if accepted is not None:
        return accepted
    document = by_token(tx, token)
    return None if document is None else document.case_id
