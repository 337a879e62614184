"""A case as its participants, and as a supervisor, may see it."""

from collections.abc import Mapping
from datetime import date

import msgspec

from agent_console.core.acts import Child
from agent_console.core.applicant import KIND
from agent_console.core.case import Case
from agent_console.core.catalogue import Item, Material
from agent_console.core.checklist import checklist
from agent_console.core.form import Value, personal_fields, properties
from agent_console.core.hindrances import hindrance
from agent_console.core.identity import mask
from agent_console.core.page import Page
from agent_console.core.permit import Party, permitted
from agent_console.core.reuse import needs_no_paper
from agent_console.core.summary import masked_lines, missing
from agent_console.core.undertakings import promise_text
from signaling.protocol.case_views import (
    CaseAction,
    CaseState,
    CaseView,
    ChildView,
    CorrectionView,
    MaterialView,
    NoteView,
    PageView,
    ResultView,
    UrgeView,
)
from signaling.protocol.names import CaseId, ItemId, Role, SessionId
from signaling.protocol.views import Cell


class Place(msgspec.Struct, frozen=True):
    """Where a case belongs."""

    id: CaseId
    session: SessionId
    item: ItemId
    item_version: int
    due_on: date | None = None
    warning: int = 0


class Acting(msgspec.Struct, frozen=True):
    """Who looks: what they are to the case, and their account, where it matters who they are."""

    parties: frozenset[Party]
    id: str = ""


def allowed(
    case: Case, item: Item, absent: tuple[str, ...], who: Mapping[Role, Acting]
) -> dict[Role, tuple[CaseAction, ...]]:
    """Return per role what its page shows as buttons: what may be done, less what would be refused."""
    return {
        role: tuple(
            action
            for action in permitted(acting.parties, case.state)
            if not (action is CaseAction.PRESENT and absent) and hindrance(action, case, item, acting.id) is None
        )
        for role, acting in who.items()
    }


def view(
    place: Place, item: Item, case: Case, who: Mapping[Role, Acting], faulty: tuple[str, ...] | None = None
) -> CaseView:
    """
    Return the case in full: for the resident, whose it is, and the official in charge.

    `faulty` are the fields that are missing or wrong, where somebody knows them already.
    """
    handling = case.handling
    absent = missing(item, case, faulty) if case.state is CaseState.REGISTERING else ()
    return CaseView(
        id=place.id,
        version=case.version,
        number=case.number,
        state=case.state,
        session=place.session,
        item=place.item,
        item_version=place.item_version,
        item_name=item.name,
        department_name=item.department_name,
        values=case.values,
        origins=case.origins,
        materials=tuple(_material(material, item, case) for material in checklist(item, case.values)),
        pages=tuple(_page(page) for page in case.pages),
        summary=case.summary,
        summary_hash=case.summary_hash,
        signature=case.signature,
        signature_kind=case.signature_kind,
        signer=case.signer,
        notice=case.notice,
        accepted_at=case.accepted_at,
        missing=absent,
        actions=allowed(case, item, absent, who),
        service_type=int(handling.service_type) if handling else item.service_type,
        department=handling.department if handling else item.department,
        receiving=handling.receiving if handling else "",
        home=handling.home if handling else item.division,
        deciding=handling.deciding if handling else item.division,
        closing=case.closing,
        decision=case.decision,
        reason=case.reason,
        ground=case.ground,
        duties={duty.value: account for duty, account in case.duties.items()},
        due_on=place.due_on.isoformat() if place.due_on else None,
        warning=place.warning,
        paused=case.paused(),
        extended_days=case.extended_days,
        to_tell=_notes(item, case),
        parent=case.parent,
        children=tuple(_child(child) for child in case.children),
        correction=_correction(case),
        result=ResultView(case.result.number, case.result.document) if case.result else None,
        urges=tuple(UrgeView(**msgspec.structs.asdict(urge)) for urge in case.urges),
        delivery=case.delivery,
        tracking=case.tracking,
        revoked=case.revoked,
        reuse_agreed=case.reuse_agreed,
    )


def _material(material: Material, item: Item, case: Case) -> MaterialView:
    code = material.code
    due = case.supplies.get(code)
    return MaterialView(
        code,
        material.name,
        material.required,
        case.accepted_pages(code),
        due.isoformat() if due else None,
        case.promises.get(code),
        case.reused.get(code),
        code in case.originals_seen,
        case.originals.get(code),
        reusable=material.reusable,
        system=material.connector,
        supply_days=material.supply_days,
        promise_text=promise_text(item, material) if material.promise else None,
        on_card=needs_no_paper(item, material),
    )


def _notes(item: Item, case: Case) -> tuple[NoteView, ...]:
    told = {note.index: note for note in case.told}
    return tuple(
        NoteView(index, text, told[index].at, told[index].speaker)
        if index in told
        else NoteView(index, text, None, None)
        for index, text in enumerate(item.to_tell)
    )


def _child(child: Child) -> ChildView:
    return ChildView(
        child.id,
        child.item,
        child.name,
        child.department,
        child.state,
        child.decision,
        child.closing,
        child.reason,
    )


def _correction(case: Case) -> CorrectionView | None:
    asked = case.correction
    return None if asked is None else CorrectionView(asked.missing, asked.due.isoformat(), asked.asked_at)


def masked(seen: CaseView, item: Item) -> CaseView:
    """Return the case for somebody who watches: personal numbers and addresses are hidden in part."""
    personal = personal_fields(item.form)
    # A child holds its parent's answers, too; which of them are personal, its own form does not say.
    hidden = personal | (seen.values.keys() - properties(item.form).keys() - {KIND})
    return msgspec.structs.replace(
        seen, values=_masked_values(seen.values, hidden), summary=masked_lines(item, seen.summary, personal)
    )


def _masked_values(values: Mapping[str, Value], personal: frozenset[str]) -> dict[str, Value]:
    return {name: _masked_value(value) if name in personal else value for name, value in values.items()}


def _masked_value(value: Value) -> Value:
    if isinstance(value, list):
        return [{name: _masked_cell(cell) for name, cell in row.items()} for row in value]
    if isinstance(value, dict):
        return {name: _masked_cell(cell) for name, cell in value.items()}
    return _masked_cell(value)


def _masked_cell(cell: Cell) -> Cell:
    return mask(cell) if isinstance(cell, str) else cell


def _page(page: Page) -> PageView:
    return PageView(
        hash=page.hash,
        state=page.state,
        received_at=page.received_at,
        size=page.size,
        width=page.width,
        height=page.height,
        corners=page.corners,
        flat=page.flat,
        sharpness=page.sharpness,
        problems=page.problems,
        material=page.material,
        reason=page.reason,
        meant_for=page.meant_for,
    )
