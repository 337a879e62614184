from sqlalchemy import select

from agent_console.store.tables import cases
from tests.agent_console.conftest import ID_NUMBER, PHONE, Hall
from tests.support.after import accepted, issued, made


async def token_of(hall: Hall) -> str:
    found: str = await hall.product.console.store.read(lambda tx: tx.execute(select(cases.c.token)).scalar_one())
    return found


async def test_the_notices_link_tells_how_the_case_stands_and_nothing_personal(hall: Hall) -> None:
    await accepted(hall)
    answer = await hall.browser().get(f"/api/progress/{await token_of(hall)}")
    told = answer.json()
    assert told["number"] == "441302-20260105-00001"
    assert told["itemName"] == {"zh": "个体工商户设立登记", "en": "Registration of an individual business"}
    assert (told["state"], told["acceptedAt"], told["dueOn"]) == ("accepted", "2026-01-05T09:00:00Z", "2026-01-06")
    assert [one["stage"] for one in told["stages"] if one["at"]] == ["accepted"]
    for personal in (ID_NUMBER, PHONE, "张三"):
        assert personal not in answer.text


async def test_what_holds_no_answers_can_be_downloaded_and_the_licence_cannot(hall: Hall) -> None:
    case, _, _ = await issued(hall)
    token, papers = await token_of(hall), await made(hall, case)
    link = f"/api/progress/{token}/documents"
    stranger = hall.browser()
    assert (await stranger.get(f"{link}/{papers['notice'].sha256}.pdf")).content.startswith(b"%PDF")
    assert (await stranger.get(f"{link}/{papers['licence'].sha256}.pdf")).status_code == 404
    told = (await stranger.get(f"/api/progress/{token}")).json()
    assert [one["stage"] for one in told["stages"] if one["at"]] == ["accepted", "reviewed", "decided", "issued"]
    assert told["decision"] == "granted"


async def test_what_is_missing_stands_there_with_the_day_until_when(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    missing = [{"code": "premises-proof", "reason": "缺页"}]
    asked = await hall.act(official, case, "ask-correction", missing=missing)
    assert asked.status_code == 200, asked.text
    await hall.product.console.chores.idle()
    notice = (await made(hall, case))["correction"]
    told = (await hall.browser().get(f"/api/progress/{notice.token}")).json()
    assert told["missing"][0]["reason"] == "缺页"
    assert told["missingUntil"] is not None


async def test_no_other_link_tells_anything(hall: Hall) -> None:
    case = await hall.open_case()
    for token in ("none", case, "None"):
        assert (await hall.browser().get(f"/api/progress/{token}")).json()["code"] == "not-found"
