"""Officials, tickets and sessions to test the desk's rows with: valid, and different only where a test says so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from signaling.core.access import Actor
from signaling.ports import ItemRoute, Transaction
from signaling.protocol.names import CaseId, ItemId, Language, OfficialId, Role, SessionId, TicketId, WindowId
from signaling.protocol.views import Outcome, Text, TicketView
from signaling.store import sessions, tickets
from signaling.store.sessions import Session
from signaling.store.tickets import Taking

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # Nine in the morning in the hall.
NAME = Text("名称", "Name")
DIVISION = "441302"
ID_NUMBER = "11010519491231002X"  # The example of GB 11643-1999.


def official(
    name: str = "o1",
    *,
    division: str = DIVISION,
    departments: tuple[str, ...] = ("d1",),
    qualifications: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("zh-CN",),
) -> Actor:
    """Return an official of one department who speaks Chinese."""
    return Actor(
        role=Role.OFFICIAL,
        id=name,
        name=NAME,
        division=division,
        departments=frozenset(departments),
        qualifications=frozenset(qualifications),
        languages=frozenset(languages),
    )


def route(
    *, division: str = DIVISION, department: str = "d1", area: str = "", qualification: str | None = None
) -> ItemRoute:
    """Return the way to an item of one department."""
    return ItemRoute(ItemId("item-1"), 1, division, department, area, qualification, NAME, NAME)


def taking(
    number: int = 1,
    *,
    to: ItemRoute | None = None,
    hall: str = "h1",
    window: str | None = None,
    language: Language = Language.CHINESE,
    at: datetime | None = None,
) -> Taking:
    """Return what makes ticket `t<number>`, at window `w<number>`, taken `number` minutes after nine."""
    return Taking(
        id=TicketId(f"t{number}"),
        window=WindowId(window or f"w{number}"),
        window_name=NAME,
        hall=hall,
        route=to or route(),
        id_number=ID_NUMBER,
        phone="13800138000",
        language=language,
        at=at or NOW + timedelta(minutes=number),
    )


def take(tx: Transaction, number: int = 1) -> TicketView:
    """Store ticket `t<number>`."""
    return tickets.insert(tx, taking(number))


def call(tx: Transaction, number: int = 1, *, by: str = "o1", at: datetime = NOW) -> Session:
    """Take ticket `t<number>`, and call it into session `s<number>`."""
    take(tx, number)
    session = SessionId(f"s{number}")
    ticket = tickets.claim(tx, TicketId(f"t{number}"), session, at)
    return sessions.insert(
        tx,
        session=session,
        case=CaseId(f"c{number}"),
        ticket=ticket,
        official=OfficialId(by),
        official_name=NAME,
        at=at,
    )


# -- Commands, for loops: each is bound to its own values ------------------------------------------------

Command = Callable[[Transaction], TicketView]


def inserting(one: Taking) -> Command:
    """Store a ticket."""
    return lambda tx: tickets.insert(tx, one)


def claiming(ticket: str, session: str = "s1") -> Command:
    """Call a ticket into a session."""
    return lambda tx: tickets.claim(tx, TicketId(ticket), SessionId(session), NOW)


def claiming_next(who: Actor, session: str = "s1") -> Callable[[Transaction], TicketView | None]:
    """Call the official's next ticket into a session."""
    return lambda tx: tickets.claim_next(tx, who, SessionId(session), NOW)


def leaving(ticket: str) -> Command:
    """Give a ticket back."""
    return lambda tx: tickets.leave(tx, TicketId(ticket), NOW)


def finishing(ticket: str, outcome: Outcome = Outcome.SERVED) -> Command:
    """End a ticket with its session."""
    return lambda tx: tickets.finish(tx, TicketId(ticket), outcome, NOW)
