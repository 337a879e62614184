"""A case as its participants, and as a supervisor, may see it."""

from collections.abc import Mapping

import msgspec

from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.form import Value, personal_fields
from agent_console.core.identity import mask
from agent_console.core.page import Page
from agent_console.core.permit import allowed
from agent_console.core.summary import masked_lines, missing
from signaling.protocol.names import CaseId, ItemId, SessionId
from signaling.protocol.views import CaseState, CaseView, MaterialView, PageView


class Place(msgspec.Struct, frozen=True):
    """Where a case belongs."""

    id: CaseId
    session: SessionId
    item: ItemId
    item_version: int


def view(place: Place, item: Item, case: Case) -> CaseView:
    """Return the case in full: for the resident, whose it is, and the official in charge."""
    absent = missing(item, case) if case.state is CaseState.REGISTERING else ()
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
        materials=tuple(
            MaterialView(material.code, material.name, material.required, case.accepted_pages(material.code))
            for material in item.materials
        ),
        pages=tuple(_page(page) for page in case.pages),
        summary=case.summary,
        summary_hash=case.summary_hash,
        signature=case.signature,
        notice=case.notice,
        accepted_at=case.accepted_at,
        missing=absent,
        actions=allowed(case, absent),
    )


def masked(seen: CaseView, item: Item) -> CaseView:
    """Return the case for somebody who watches: personal numbers and addresses are hidden in part."""
    personal = personal_fields(item.form)
    return msgspec.structs.replace(
        seen, values=_masked_values(seen.values, personal), summary=masked_lines(item, seen.summary, personal)
    )


def _masked_values(values: Mapping[str, Value], personal: frozenset[str]) -> dict[str, Value]:
    return {
        name: mask(value) if name in personal and isinstance(value, str) else value for name, value in values.items()
    }


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
    )
