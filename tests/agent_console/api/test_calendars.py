from tests.agent_console.conftest import Hall

NOTICE = {"daysOff": ["2027-01-01", "2027-02-08"], "madeUp": ["2027-02-14"]}


async def test_the_operator_sees_two_years_and_lays_down_a_notice(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    this, following = (await operator.get("/api/calendars")).json()
    assert (this["year"], this["noticed"], this["lacking"]) == (2026, True, False)
    assert (following["year"], following["noticed"]) == (2027, False)
    laid = (await operator.post("/api/calendars/2027", json=NOTICE)).json()[1]
    assert {key: laid[key] for key in NOTICE} == NOTICE
    assert laid["noticed"]


async def test_a_day_that_is_none_is_named_and_others_may_not_lay_down(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    wrong = await operator.post("/api/calendars/2027", json={"daysOff": ["2027-02-30"]})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["facts"]["day"]) == (
        400,
        "calendar-invalid",
        "2027-02-30",
    )
    assert (await operator.post("/api/calendars/1999", json=NOTICE)).json()["code"] == "calendar-invalid"
    official = await hall.signed_in("chen")
    assert (await official.get("/api/calendars")).status_code == 403
