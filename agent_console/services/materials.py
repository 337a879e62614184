"""
Materials that need not be brought again: the resident's word, what is on offer, and who looked at what.

What was verified in accepted cases is indexed after the acceptance, by a chore: nothing waits for it, and a server that
was restarted goes on where it was.
"""

from functools import partial

import msgspec

from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.catalogue import Material
from agent_console.core.checklist import checklist
from agent_console.core.form import properties
from agent_console.core.handling import Duty
from agent_console.core.page import Page
from agent_console.core.permit import Party, may
from agent_console.core.reuse import Verified, expiry, holder_key, offered, standard_name
from agent_console.services.dossier import Dossier, check_session_runs, load, load_for, load_to_change, may_read
from agent_console.services.holders import holder_of
from agent_console.store import materials
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseView, PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId
from signaling.protocol.views import Value
from signaling.store import ledger

__all__ = ["Offer", "answer_reuse", "check_may_look", "index_accepted", "look", "offers", "picture"]


class Offer(msgspec.Struct, frozen=True):
    """One material of an earlier case that could serve here; `answers` are that case's to the same questions."""

    material: str
    verified: Verified
    source: Dossier
    looked: bool
    answers: dict[str, Value]


async def index_accepted(console: Console) -> None:
    """Put what was verified in cases accepted since the last time into the index."""
    for case in await console.store.read(materials.unindexed):
        await console.store.write(partial(_index, case=case, console=console))


def _index(tx: Transaction, case: CaseId, console: Console) -> None:
    dossier = load(tx, case)
    state = dossier.case
    if dossier.row.parent is not None:
        materials.index_case(tx, case, [], console.clock.now())  # Its papers are its parent's.
        return
    assert state.accepted_at is not None
    holder = holder_key(console.holder_key, holder_of(dossier))
    given = {fetched.page: fetched.expires_on for fetched in materials.fetched_of(tx, case)}
    found = []
    for material in checklist(dossier.item, state.values):
        pages = state.accepted_pages(material.code)
        if not pages or material.code in state.reused:
            continue  # What was reused keeps the age that it has where it was verified.
        ends = min((day for page in pages if (day := given.get(page)) is not None), default=None)
        found.append(
            Verified(
                case_id=case,
                material=material.code,
                name=standard_name(material),
                holder=holder,
                item=dossier.row.item,
                case_number=state.number or "",
                office=dossier.handling.receiving_office,
                pages=pages,
                verified_at=state.accepted_at,
                expires_on=expiry(material, state.accepted_at, ends),
                verified_by=state.duties.get(Duty.ACCEPTOR, ""),
            )
        )
    materials.index_case(tx, case, found, console.clock.now())


def answer_reuse(tx: Transaction, actor: Actor, case: CaseId, granted: bool, console: Console) -> CaseView:
    """
    Keep the resident's word on looking up earlier papers. They may change it while nothing is presented.

    Raises:
        Refused: not-found, not-allowed, session-ended.
    """
    dossier = load_to_change(tx, case)
    if not may_read(dossier, actor):
        raise Refused(Code.NOT_FOUND)
    accepting = frozenset({Party.ACCEPTING})
    if Party.RESIDENT not in dossier.parties(actor) or not may(
        accepting, CaseAction.REUSE_MATERIAL, dossier.case.state
    ):
        raise Refused(Code.NOT_ALLOWED)
    check_session_runs(dossier)
    if dossier.case.reuse_agreed is not granted:
        act = acts.ReuseAnswered(granted)
        dossier.add(act, "reuse-answered", actor=actor.id, role=actor.role, at=console.clock.now())
    return dossier.view(actor)


def check_may_look(tx: Transaction, actor: Actor, case: CaseId) -> Dossier:
    """
    Return a case for which the actor may look up earlier papers.

    Raises:
        Refused: not-found, not-allowed, reuse-not-agreed.
    """
    dossier = load_for(tx, actor, case)
    if not may(dossier.parties(actor), CaseAction.REUSE_MATERIAL, dossier.case.state):
        raise Refused(Code.NOT_ALLOWED)
    if not dossier.case.reuse_agreed:
        raise Refused(Code.REUSE_NOT_AGREED)
    return dossier


def offers(tx: Transaction, actor: Actor, case: CaseId, console: Console) -> tuple[Offer, ...]:
    """Return what could be reused in a case, expired ones too. Raises as `check_may_look` does."""
    dossier = check_may_look(tx, actor, case)
    key = holder_key(console.holder_key, holder_of(dossier))
    found = offered(materials.verified_of(tx, key), checklist(dossier.item, dossier.case.values))
    return tuple(
        _offer(tx, dossier, actor, material, verified) for material, verified in found if verified.case_id != case
    )


def _offer(tx: Transaction, dossier: Dossier, actor: Actor, material: Material, verified: Verified) -> Offer:
    source = load(tx, verified.case_id)
    asked, known = properties(dossier.item.form), properties(source.item.form)
    looked = materials.has_looked(tx, dossier.row.id, verified.case_id, verified.material, actor.id)
    # The same question only: a name may mean something else in another form.
    same = {name: value for name, value in source.case.values.items() if name in asked and asked[name] == known[name]}
    ends = expiry(material, verified.verified_at, verified.expires_on)
    return Offer(
        material=material.code,
        verified=msgspec.structs.replace(verified, expires_on=ends),
        source=source,
        looked=looked,
        answers=same if looked else {},
    )


def look(tx: Transaction, actor: Actor, case: CaseId, source: CaseId, material: str, console: Console) -> None:
    """
    Put on record that somebody looks at a material of another case, and under which case they do.

    Raises:
        Refused: as `check_may_look` does; reuse-unknown.
    """
    found = next(
        (
            offer
            for offer in offers(tx, actor, case, console)
            if offer.material == material and offer.verified.case_id == source
        ),
        None,
    )
    if found is None:
        raise Refused(Code.REUSE_UNKNOWN)
    now = console.clock.now()
    materials.note_look(tx, case, source, found.verified.material, actor.id, now)
    details: dict[str, str | int | float | bool | None] = {"source": source, "material": found.verified.material}
    ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "material-looked-at", case, now, details))


def picture(
    tx: Transaction, actor: Actor, case: CaseId, source: CaseId, material: str, number: int, console: Console
) -> Page:
    """
    Return one page of a material that the actor's look is on record for; `number` counts from 1.

    Raises:
        Refused: as `check_may_look` does; reuse-unknown; page-unknown.
    """
    offer = next(
        (
            each
            for each in offers(tx, actor, case, console)
            if each.material == material and each.verified.case_id == source and each.looked
        ),
        None,
    )
    if offer is None:
        raise Refused(Code.REUSE_UNKNOWN)
    pages = [page for page in offer.source.case.pages if page.hash in offer.verified.pages]
    if not 1 <= number <= len(pages) or pages[number - 1].state is not PageState.ACCEPTED:
        raise Refused(Code.PAGE_UNKNOWN)
    return pages[number - 1]
