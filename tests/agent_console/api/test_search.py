import pytest

from agent_console.core.division import joined
from agent_console.store import places
from signaling.protocol.views import Text
from tests.agent_console.conftest import ITEM, Hall

DIVISIONS = joined(
    {
        "53": Text(zh="云南省", en="Yunnan Province"),
        "5301": Text(zh="昆明市", en="Kunming City"),
        "530102": Text(zh="五华区", en="Wuhua District"),
        "530103": Text(zh="盘龙区", en="Panlong District"),
    }
)


@pytest.mark.parametrize("query", ["个体工商户设立", "开店", "kaidian", "kd", "open a shop", "individual busines"])
async def test_an_item_is_found_as_people_say_it(hall: Hall, query: str) -> None:
    found = (await hall.browser().get("/api/search", params={"q": query})).json()
    assert found["items"][0]["id"] == ITEM
    assert found["items"][0]["version"] == 1
    assert found["departments"][0]["department"] == "market-regulation"


async def test_without_a_query_what_is_often_asked_for_comes_first(hall: Hall) -> None:
    client = hall.browser()
    await hall.window()
    await hall.open_case()
    found = (await client.get("/api/search", params={"limit": 3})).json()
    assert (found["items"][0]["id"], len(found["items"])) == (ITEM, 3)
    assert found["total"] == sum(each["items"] for each in found["departments"]) > 3


async def test_a_search_is_narrowed(hall: Hall) -> None:
    client = hall.browser()

    async def search(**narrowed: str) -> list[dict[str, str]]:
        items: list[dict[str, str]] = (await client.get("/api/search", params=narrowed)).json()["items"]
        return items

    assert {item["department"] for item in await search(department="social-security")} == {"social-security"}
    assert {item["zone"] for item in await search(zone="hall")} == {"hall"}
    assert {item["serves"] for item in await search(serves="legal")} == {"legal"}
    assert await search(division="441302")
    assert await search(division="530102") == []
    assert await search(q="zzzzzzqq") == []


@pytest.mark.parametrize(
    "path", ["/api/search?limit=0", "/api/search?limit=x", "/api/search?limit=²", "/api/search?division=x"]
)
async def test_a_wrong_search_is_refused(hall: Hall, path: str) -> None:
    assert (await hall.browser().get(path)).json()["code"] == "bad-request"


async def test_divisions_are_found_by_name_sound_and_code(hall: Hall) -> None:
    client = hall.browser()
    await hall.product.console.store.write(lambda tx: places.add_divisions(tx, DIVISIONS, hall.clock.now()))
    for query in ("五华", "wuhua", "whq", "530102", "Wuhua"):
        first = (await client.get("/api/divisions", params={"q": query})).json()[0]
        assert first["code"] == "530102", query
        assert [name["en"] for name in first["path"]] == ["Yunnan Province", "Kunming City", "Wuhua District"]


async def test_divisions_are_listed_below_another(hall: Hall) -> None:
    client = hall.browser()
    await hall.product.console.store.write(lambda tx: places.add_divisions(tx, DIVISIONS, hall.clock.now()))

    async def codes(**asked: str) -> list[str]:
        return [each["code"] for each in (await client.get("/api/divisions", params=asked)).json()]

    assert await codes(parent="5301") == ["530102", "530103"]
    assert "530000" in await codes()
    assert await codes(parent="53", level="county") == ["530102", "530103"]
    assert await codes(q="panlong", parent="5301") == ["530103"]
    assert (await client.get("/api/divisions?parent=x")).json()["code"] == "bad-request"
