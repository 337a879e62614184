from tests.agent_console.conftest import ITEM, Hall


async def test_reasons_come_by_kind_and_item_filled_with_what_the_case_knows(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    listed = (await official.get(f"/api/templates?kind=refusal&item={ITEM}&case={case}")).json()
    codes = {one["code"]: one for one in listed}
    assert "name-not-allowed" in codes
    assert "个体工商户设立登记" in codes["conditions-not-met"]["text"]["zh"]
    assert codes["conditions-not-met"]["placeholders"] == ["reason"]
    assert codes["conditions-not-met"]["clause"]["zh"].startswith("《中华人民共和国行政许可法》")
    other = (await official.get("/api/templates?kind=refusal&item=other")).json()
    assert "name-not-allowed" not in {one["code"] for one in other}


async def test_an_unknown_kind_is_refused(hall: Hall) -> None:
    official = await hall.signed_in("chen")
    assert (await official.get("/api/templates?kind=none")).status_code == 400
