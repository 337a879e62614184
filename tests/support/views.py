"""Tickets, sessions and cases to test with: small, valid, and different only where a test says so."""

from datetime import UTC, datetime, timedelta

from signaling.protocol.case_views import CaseAction, CaseState, CaseView, MaterialView, PageState, PageView
from signaling.protocol.names import CaseId, ItemId, Language, OfficialId, Role, SessionId, Sha256, TicketId, WindowId
from signaling.protocol.views import (
    Consent,
    Invitation,
    InvitationState,
    Message,
    SessionState,
    SessionView,
    Still,
    Text,
    TicketState,
    TicketView,
    Wanted,
)

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
NAME = Text("名称", "Name")


def a_ticket(state: TicketState = TicketState.WAITING, window: str = "w1", number: str = "A001") -> TicketView:
    """Return a ticket of window `window`."""
    return TicketView(
        id=TicketId(f"t-{number}"),
        number=number,
        window=WindowId(window),
        window_name=NAME,
        hall="h1",
        item=ItemId("item-1"),
        item_name=NAME,
        department="d1",
        area="a1",
        resident="4413**********1234",
        language=Language.CHINESE,
        state=state,
        taken_at=NOON,
        session=None,
    )


def a_session(
    *,
    consent: Consent = Consent.UNASKED,
    state: SessionState = SessionState.OPEN,
    still: Still | None = None,
    messages: tuple[Message, ...] = (),
) -> SessionView:
    """Return session `s1` with case `c1`."""
    return SessionView(
        id=SessionId("s1"),
        case=CaseId("c1"),
        ticket=a_ticket(TicketState.CALLED),
        official=OfficialId("o1"),
        official_name=NAME,
        state=state,
        outcome=None,
        consent=consent,
        started_at=NOON,
        ended_at=None,
        presences=(),
        messages=messages,
        still=still,
    )


def an_invitation(
    state: InvitationState = InvitationState.RINGING, official: str = "o2", session: str = "s1", name: str = "i1"
) -> Invitation:
    """Return an invitation of official `official` into session `session`, until half a minute past noon."""
    return Invitation(
        id=name,
        session=SessionId(session),
        official=OfficialId(official),
        name=NAME,
        department="d1",
        department_name=NAME,
        wanted=Wanted.REVIEWER,
        state=state,
        by_name=NAME,
        item_name=NAME,
        window_name=NAME,
        rung_at=NOON,
        until=NOON + timedelta(seconds=30),
    )


def a_page(state: PageState, material: str | None = None, content: str = "1") -> PageView:
    """Return a page whose hash is made of `content`."""
    return PageView(
        hash=Sha256(content.rjust(64, "0")),
        state=state,
        received_at=NOON,
        size=1000,
        width=3840,
        height=2160,
        corners=None,
        flat=None,
        sharpness=None,
        problems=(),
        material=material,
        reason=None,
    )


def a_material(code: str, *pages: str, required: bool = True) -> MaterialView:
    """Return a material that these pages serve."""
    return MaterialView(code, Text(f"材料{code}", code), required, tuple(Sha256(page.rjust(64, "0")) for page in pages))


def a_case(
    *,
    version: int = 1,
    state: CaseState = CaseState.REGISTERING,
    materials: tuple[MaterialView, ...] = (),
    pages: tuple[PageView, ...] = (),
    allowed: tuple[CaseAction, ...] = (),
) -> CaseView:
    """Return case `c1`; `allowed` is what its window may do."""
    return CaseView(
        id=CaseId("c1"),
        version=version,
        number=None,
        state=state,
        session=SessionId("s1"),
        item=ItemId("item-1"),
        item_version=1,
        item_name=NAME,
        department_name=NAME,
        values={},
        materials=materials,
        pages=pages,
        summary=None,
        summary_hash=None if state is CaseState.REGISTERING else Sha256("a" * 64),
        signature=None,
        notice=None,
        accepted_at=None,
        missing=(),
        actions={Role.WINDOW: allowed},
    )
