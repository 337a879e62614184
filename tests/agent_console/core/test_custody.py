from agent_console.core.custody import Held, OpenItem, Sent, open_items, slip_number

SEEN = Held("identity-card", seen=True, stays=False, pages=True)
STAYS = Held("old-licence", seen=False, stays=True, pages=True)
COPY = Held("lease", seen=False, stays=False, pages=True)


def test_an_original_that_passed_our_hands_is_open_until_somebody_says_where_it_went() -> None:
    assert open_items((SEEN, STAYS, COPY), {}, ()) == (
        OpenItem("identity-card", "unsettled"),
        OpenItem("old-licence", "unsettled"),
    )
    assert open_items((SEEN, STAYS), {"identity-card": "returned", "old-licence": "kept"}, ()) == ()


def test_what_was_not_brought_is_not_missed() -> None:
    assert open_items((Held("old-licence", seen=False, stays=True, pages=False),), {}, ()) == ()


def test_a_slip_is_open_until_both_ends_have_acknowledged_it() -> None:
    def left(*, handed: bool, received: bool) -> tuple[OpenItem, ...]:
        return open_items((STAYS,), {"old-licence": "sent"}, (Sent("S1", ("old-licence",), handed, received),))

    assert left(handed=False, received=False) == (OpenItem("old-licence", "not-handed-over", "S1"),)
    assert left(handed=True, received=False) == (OpenItem("old-licence", "not-received", "S1"),)
    assert left(handed=True, received=True) == ()


def test_a_slip_names_its_place_day_and_serial() -> None:
    assert slip_number("441302", "20260105", 7) == "441302-JJ-20260105-00007"
