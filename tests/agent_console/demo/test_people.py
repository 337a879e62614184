from agent_console.demo.city.city import read_offices
from agent_console.demo.people import people, windows
from signaling.protocol.names import Role


def test_everybody_the_city_needs_can_sign_in() -> None:
    staff = {person.id: person for person in people(frozenset({"tax"}))}
    assert {person.role for person in staff.values()} == {
        Role.OFFICIAL,
        Role.CLERK,
        Role.SUPERVISOR,
        Role.OPERATOR,
    }
    assert (staff["he"].division, staff["he"].departments) == ("441322", frozenset({"tax"}))
    assert "head" in staff["gao"].qualifications


def test_every_hall_and_agency_has_a_window() -> None:
    made = windows(read_offices())
    assert len(made) == 65, "the hall of the demonstration has its own two"
    assert len({window.id for window in made}) == 65
