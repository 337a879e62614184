from datetime import date, timedelta
from functools import partial

import pytest

from agent_console.store import calendars
from signaling.ports import Transaction
from signaling.store.engine import Store

SPRING_FESTIVAL, MADE_UP, SUNDAY = date(2026, 2, 17), date(2026, 2, 28), date(2026, 3, 1)

# First and last day of each holiday, and the days worked for them, by 国务院办公厅关于部分节假日安排的通知 of
# 2025: https://www.gov.cn/zhengce/content/202411/content_6986382.htm
# 2026: https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm
NOTICES = {
    2025: (
        ("01-01", "01-01"), ("01-28", "02-04"), ("04-04", "04-06"), ("05-01", "05-05"), ("05-31", "06-02"),
        ("10-01", "10-08"),
    ),
    2026: (
        ("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21"),
        ("09-25", "09-27"), ("10-01", "10-07"),
    ),
}  # fmt: skip
WORKED = {
    2025: ("01-26", "02-08", "04-27", "09-28", "10-11"),
    2026: ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
}


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_a_year_is_as_the_state_councils_notice_says(year: int) -> None:
    off = [(_day(year, first), _day(year, last)) for first, last in NOTICES[year]]
    made_up = {_day(year, day) for day in WORKED[year]}
    day = date(year, 1, 1)
    while day.year == year:
        rests = any(first <= day <= last for first, last in off)
        assert calendars.national().is_worked(day) == (day in made_up or (day.weekday() < 5 and not rests)), day
        day += timedelta(days=1)


async def test_the_country_rests_on_its_holidays_and_works_the_weekends_for_them(store: Store) -> None:
    calendar = await store.read(lambda tx: calendars.get(tx, "441302"))
    assert calendar is calendars.national()
    assert [calendar.is_worked(day) for day in (SPRING_FESTIVAL, MADE_UP, SUNDAY)] == [False, True, False]


async def test_the_narrowest_division_has_the_last_word(store: Store) -> None:
    await store.write(lambda tx: calendars.set_day(tx, "440000", date(2026, 3, 2), worked=False, name="storm"))
    await store.write(lambda tx: calendars.set_day(tx, "441302", date(2026, 3, 2), worked=True, name="works"))
    await store.write(lambda tx: calendars.set_day(tx, "441302", SUNDAY, worked=True, name="works"))
    mine, next_door = [await store.read(partial(calendars.get, division=code)) for code in ("441302", "441303")]
    assert [mine.is_worked(day) for day in (date(2026, 3, 2), SUNDAY)] == [True, True]
    assert [next_door.is_worked(day) for day in (date(2026, 3, 2), SUNDAY)] == [False, False]


async def test_a_day_is_said_once(store: Store) -> None:
    for worked in (True, False):
        await store.write(partial(calendars.set_day, division="441302", day=SUNDAY, worked=worked, name="x"))
    assert not (await store.read(lambda tx: calendars.get(tx, "441302"))).is_worked(SUNDAY)


async def test_a_year_without_its_notice_has_the_statutory_days_and_is_missed_from_november(store: Store) -> None:
    def missed(tx: Transaction) -> list[list[int]]:
        return [calendars.lacking_years(tx, date(2026, month, 1)) for month in (10, 11)]

    assert await store.read(missed) == [[], [2027]]
    bare = await store.read(partial(calendars.year_days, year=2027))
    assert (bare.noticed, bare.made_up) == (False, ())
    assert date(2027, 1, 1) in bare.days_off


async def test_a_notice_that_was_laid_down_stands_in_the_place_of_the_statutory_days(store: Store) -> None:
    off, worked = [date(2027, 1, 1), date(2027, 2, 8), date(2027, 2, 13)], [date(2027, 2, 14)]
    for _ in range(2):
        await store.write(lambda tx: calendars.set_year(tx, 2027, off, worked, "notice"))
    year = await store.read(partial(calendars.year_days, year=2027))
    assert (year.days_off, year.made_up, year.noticed) == ((off[0], off[1]), tuple(worked), True)
    assert await store.read(partial(calendars.lacking_years, today=date(2026, 11, 1))) == []
    assert (await store.read(partial(calendars.year_days, year=2026))).made_up[0] == date(2026, 1, 4)


def _day(year: int, day: str) -> date:
    return date.fromisoformat(f"{year}-{day}")
