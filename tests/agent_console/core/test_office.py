from datetime import date, datetime, time, timedelta, timezone

import pytest

from agent_console.core.office import (
    HALL_HOURS,
    OFFICE_HOURS,
    Hours,
    Office,
    OfficeKind,
    distance_km,
    in_charge,
    nearest,
)
from signaling.protocol.views import Text

HERE = timezone(timedelta(hours=8))
SATURDAY, SUNDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)
NAME = Text(zh="处", en="Office")


def office(name: str, at: tuple[float, float] | None = None, division: str = "441302", department: str = "") -> Office:
    kind = OfficeKind.DEPARTMENT if department else OfficeKind.HALL
    latitude, longitude = at or (None, None)
    return Office(name, kind, NAME, division, NAME, latitude, longitude, department=department)


def test_a_hall_does_not_close_at_noon_and_opens_on_saturdays() -> None:
    assert HALL_HOURS.open_at(datetime(2026, 11, 23, 12, 30, tzinfo=HERE))
    assert HALL_HOURS.open_at(datetime(2026, 11, 21, 9, 0, tzinfo=HERE))
    assert not HALL_HOURS.open_at(datetime(2026, 11, 21, 17, 0, tzinfo=HERE))
    assert not HALL_HOURS.open_at(datetime(2026, 11, 22, 10, 0, tzinfo=HERE))
    assert not OFFICE_HOURS.open_at(datetime(2026, 11, 23, 12, 30, tzinfo=HERE))


def test_a_day_off_and_a_day_made_up_for_it() -> None:
    hours = Hours(HALL_HOURS.week, frozenset({MONDAY}), {SUNDAY: 1})
    assert hours.on(MONDAY) == ()
    assert hours.on(SUNDAY) == ((time(8, 30), time(17, 30)),)
    assert hours.on(SATURDAY) == ((time(9), time(17)),)


def test_it_is_known_when_a_hall_opens_next() -> None:
    late = datetime(2026, 11, 21, 18, 0, tzinfo=HERE)
    assert HALL_HOURS.opens_next(late) == datetime(2026, 11, 23, 8, 30, tzinfo=HERE)
    assert OFFICE_HOURS.opens_next(datetime(2026, 11, 23, 13, 0, tzinfo=HERE)) == datetime(
        2026, 11, 23, 14, 30, tzinfo=HERE
    )
    assert Hours().opens_next(late) is None


def test_distances_are_those_of_the_globe() -> None:
    guangzhou = office("guangzhou", (23.1291, 113.2644))
    assert distance_km(guangzhou, 39.9042, 116.4074) == pytest.approx(1888, rel=0.005)
    assert distance_km(guangzhou, 23.1291, 113.2644) == pytest.approx(0)
    assert distance_km(office("nowhere"), 0, 0) is None
    assert distance_km(office("pole", (-90, 0)), 90, 0) == pytest.approx(20015, rel=0.001)


def test_the_nearest_comes_first_and_what_nobody_can_place_last() -> None:
    found = nearest([office("nowhere"), office("far", (24.0, 114.0)), office("near", (23.2, 114.0))], 23.1, 114.0)
    assert [each.id for each, _ in found] == ["near", "far", "nowhere"]


def test_a_counties_own_department_is_in_charge_or_the_next_above() -> None:
    listed = [
        office("county-tax", division="441302", department="tax"),
        office("city-tax", division="441300", department="tax"),
        office("province-tax", division="440000", department="tax"),
    ]
    assert [
        each.id for each in (in_charge(listed, "tax", code) for code in ("441302", "441303", "441402")) if each
    ] == [
        "county-tax",
        "city-tax",
        "province-tax",
    ]
    assert in_charge(listed, "justice", "441302") is None
