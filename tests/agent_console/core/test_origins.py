import pytest

from agent_console.core.origins import is_origin, moved, of_opening

PAGE = f"scan:{'a' * 64}"


def test_what_the_ticket_told_stays_the_tickets_until_somebody_types() -> None:
    origins = of_opening({"phone": "13800138000"})
    assert moved(origins, {"phone": "13800138000"}, {"phone": "13800138000", "name": "张三"}, {}) == {
        "phone": "ticket",
        "name": "typed",
    }
    assert moved(origins, {"phone": "13800138000"}, {"phone": "13800138001"}, {}) == {"phone": "typed"}


def test_what_a_page_told_is_the_pages_and_goes_with_its_value() -> None:
    origins = moved({}, {}, {"name": "张三"}, {"name": PAGE})
    assert origins == {"name": PAGE}
    assert moved(origins, {"name": "张三"}, {"name": "张三"}, {}) == {"name": PAGE}
    assert moved(origins, {"name": "张三"}, {}, {}) == {}


@pytest.mark.parametrize(
    ("text", "right"), [(PAGE, True), ("reuse", True), ("typed", True), ("ticket", False), ("scan:1", False)]
)
def test_an_origin_is_one_of_a_few(text: str, right: bool) -> None:
    assert is_origin(text) is right
