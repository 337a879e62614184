"""
What one act causes in other cases: the children of an application over several departments, and their parent.

One form, one set of pages, one session: each department's part is a case of its own from the acceptance on, and refers
to the pages that were scanned once. The parent closes when all its parts have; add-ons follow its approval.
"""

import secrets
from datetime import datetime

from msgspec.structs import replace

from agent_console.core import acts
from agent_console.core.acts import AnyAct, Child
from agent_console.core.case import Case
from agent_console.core.handling import Duty
from agent_console.core.page import Page
from agent_console.services.dossier import Dossier, load, load_to_change
from agent_console.services.registering import acceptance
from agent_console.services.request import event_of
from agent_console.store import cases, catalogue
from signaling.core.refusal import Refused
from signaling.ports import CaseOpening
from signaling.protocol.case_views import CaseState, PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, ItemId, Role

SYSTEM = "system"  # The actor of what no person does.


def follow(dossier: Dossier, act: AnyAct, at: datetime) -> None:
    """
    Do what an act causes elsewhere, in its own transaction.

    Raises:
        Refused: item-unknown, for a component that is not published.
    """
    item = dossier.item
    if isinstance(act, acts.Accepted) and item.components:
        _open_children(dossier, item.components, at, add_on=False)
    if isinstance(act, acts.Decided) and act.decision == "granted" and item.add_ons:
        _open_children(dossier, item.add_ons, at, add_on=True)
    if isinstance(act, acts.Withdrawn | acts.Terminated):
        _end_children(dossier, act, at)
    if isinstance(act, acts.OriginalSettled):
        _settle_everywhere(dossier, act, at)
    if dossier.row.parent is not None and dossier.case.state in (CaseState.DECIDED, CaseState.CLOSED):
        _tell_parent(dossier, dossier.row.parent, at)


def by_system(dossier: Dossier, act: AnyAct, at: datetime) -> None:
    """Add an act that no person does, and what follows from it."""
    dossier.add(act, event_of(act), actor=SYSTEM, role=Role.OPERATOR, at=at)
    follow(dossier, act, at)


def _open_children(parent: Dossier, items: tuple[str, ...], at: datetime, *, add_on: bool) -> None:
    opened = tuple(_open_child(parent, ItemId(name), at, add_on=add_on) for name in items)
    by_system(parent, acts.ChildrenOpened(opened), at)


def _open_child(parent: Dossier, name: ItemId, at: datetime, *, add_on: bool) -> Child:
    found = catalogue.current(parent.tx, name)
    if found is None:
        raise Refused(Code.ITEM_UNKNOWN)
    (version, item), theirs = found, parent.handling
    handling = catalogue.resolve(parent.tx, name, theirs.home, theirs.receiving_office)
    opening = _opening(parent, name, version, at)
    resident = cases.masked_resident(parent.tx, parent.row.id)
    cases.insert_case(
        parent.tx,
        opening,
        handling.department,
        handling,
        resident=resident,
        parent=parent.row.id,
        collect_at=parent.row.collect_at,
    )
    child = load(parent.tx, opening.case)
    acceptor = parent.case.duties.get(Duty.ACCEPTOR, parent.row.official)
    first = acts.Opened(parent.case.values, handling, parent.row.id, _served(parent.case))
    child.add(first, "opened", actor=acceptor, role=Role.OFFICIAL, at=at)
    child.add(acceptance(child, at), "accepted", actor=acceptor, role=Role.OFFICIAL, at=at)
    return Child(opening.case, name, item.name, handling.department, add_on=add_on)


def _opening(parent: Dossier, item: ItemId, version: int, at: datetime) -> CaseOpening:
    row = parent.row
    return CaseOpening(
        session=row.session,
        case=CaseId(secrets.token_urlsafe(16)),
        ticket=row.ticket,
        item=item,
        item_version=version,
        resident_id_number="",
        resident_phone="",
        language=row.language,
        window=row.window,
        official=row.official,
        division=row.division,
        at=at,
    )


def _served(case: Case) -> tuple[Page, ...]:
    return tuple(replace(page, still=None) for page in case.pages if page.state is PageState.ACCEPTED)


def _end_children(parent: Dossier, act: acts.Withdrawn | acts.Terminated, at: datetime) -> None:
    for child in parent.case.children:
        if child.state is not CaseState.CLOSED:
            dossier = load_to_change(parent.tx, child.id)
            # Without telling the parent: it is closed, and closed means closed.
            dossier.add(act, event_of(act), actor=SYSTEM, role=Role.OPERATOR, at=at)


def _settle_everywhere(dossier: Dossier, act: acts.OriginalSettled, at: datetime) -> None:
    """The paper is one for all parts of an application: whoever says where it went says it for each."""
    top = dossier if dossier.row.parent is None else load_to_change(dossier.tx, dossier.row.parent)
    parts = [load_to_change(dossier.tx, child.id) for child in top.case.children if child.id != dossier.row.id]
    for other in parts if top is dossier else [top, *parts]:
        asks = act.material in {material.code for material in other.item.materials}
        told = other.case.originals.get(act.material) == act.where
        if asks and not told and other.case.state is not CaseState.CLOSED:
            other.add(act, event_of(act), actor=SYSTEM, role=Role.OPERATOR, at=at)


def _tell_parent(child: Dossier, parent_id: CaseId, at: datetime) -> None:
    parent, case = load_to_change(child.tx, parent_id), child.case
    moved = acts.ChildMoved(child.row.id, case.state, case.decision, case.closing, case.reason)
    parent.add(moved, "child-moved", actor=SYSTEM, role=Role.OPERATOR, at=at)
    if parent.case.state is CaseState.CLOSED:
        return
    parts = parent.case.components()
    if parent.item.one_refuses_all and any(part.decision == "refused" for part in parts):
        by_system(parent, acts.Terminated(case.reason or ""), at)
    elif parts and all(part.state is CaseState.CLOSED for part in parts):
        by_system(parent, acts.Closed("children-closed"), at)
