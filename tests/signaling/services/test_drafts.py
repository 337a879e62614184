"""Where a fact goes, and who hears it."""

from datetime import UTC, datetime

from msgspec.structs import replace

from signaling.protocol.facts import SessionHeld, TicketTaken
from signaling.protocol.names import Role
from signaling.protocol.views import Message
from signaling.services import drafts
from signaling.services.drafts import UNPLACED
from tests.support.hall import OFFICIAL, SUPERVISOR, WINDOW, WINDOW_2
from tests.support.views import a_session, a_ticket

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TICKET = replace(a_ticket(window="w1"), department="health")


def test_a_ticket_is_told_in_its_division_and_in_those_that_it_lies_in() -> None:
    told = drafts.to_queue(TicketTaken(*UNPLACED, NOW, TICKET), "441302")
    assert [draft.stream for draft in told] == ["queue/440000", "queue/441300", "queue/441302", f"hall/{TICKET.hall}"]


def test_a_ticket_is_heard_by_its_window_its_department_and_whoever_sees_all() -> None:
    audience = drafts.to_queue(TicketTaken(*UNPLACED, NOW, TICKET), "441302")[0].audience
    hears = [actor.id for actor in (WINDOW, WINDOW_2, OFFICIAL, SUPERVISOR) if audience & drafts.labels(actor)]
    assert hears == ["w1", "o1", "s1"]
    other = replace(OFFICIAL, departments=frozenset({"market"}))
    assert not audience & drafts.labels(other)


def test_an_account_that_is_named_like_a_window_does_not_hear_its_tickets() -> None:
    audience = drafts.to_queue(TicketTaken(*UNPLACED, NOW, TICKET), "441302")[0].audience
    namesake = replace(OFFICIAL, id="w1", departments=frozenset())
    assert not audience & drafts.labels(namesake)


def test_the_floor_learns_of_a_change_but_not_of_what_was_said() -> None:
    view = a_session(messages=(Message("m1", Role.WINDOW, "hello", NOW),))
    session, *floor = drafts.changed(SessionHeld(*UNPLACED, NOW, True), view, "441302")
    assert session.stream == f"session/{view.id}"
    assert [draft.stream for draft in floor] == ["floor/440000", "floor/441300", "floor/441302"]
    assert "hello" not in repr(floor)


def test_an_audit_entry_names_who_did_what() -> None:
    entry = drafts.by(OFFICIAL, "set-duty", "o1", NOW, on=True)
    assert (entry.actor, entry.role, entry.details) == ("o1", Role.OFFICIAL, {"on": True})
