import pytest

from agent_console.core.office import HALL_HOURS, OFFICE_HOURS, Office, OfficeKind
from agent_console.store import places
from signaling.protocol.views import Text
from tests.agent_console.conftest import ITEM, Hall

ADDRESS = Text(zh="某路 1 号", en="1 Some Road")
NEAR = Office(
    "test-near", OfficeKind.HALL, Text(zh="近", en="Near"), "530102", ADDRESS, 25.05, 102.70, "0871-1", HALL_HOURS
)
FAR = Office("test-far", OfficeKind.HALL, Text(zh="远", en="Far"), "530103", ADDRESS, 25.20, 102.90, "", HALL_HOURS)
TAX = Office(
    "test-tax",
    OfficeKind.DEPARTMENT,
    Text(zh="税务", en="Tax"),
    "530102",
    ADDRESS,
    hours=OFFICE_HOURS,
    department="tax",
)


async def listed(hall: Hall, **asked: str) -> list[dict[str, object]]:
    await hall.product.console.store.write(lambda tx: places.add_offices(tx, [FAR, NEAR, TAX], hall.clock.now()))
    answer: list[dict[str, object]] = (await hall.browser().get("/api/offices", params=asked)).json()
    return answer


async def test_the_nearest_hall_comes_first_with_its_distance(hall: Hall) -> None:
    first, second, *_ = await listed(hall, near="25.04,102.71")
    assert (first["id"], second["id"]) == ("test-near", "test-far")
    assert first["distanceKm"] == 1.5
    assert (first["openNow"], first["address"]) == (True, {"zh": "某路 1 号", "en": "1 Some Road"})


async def test_halls_are_listed_by_division(hall: Hall) -> None:
    assert [each["id"] for each in await listed(hall, division="530102")] == ["test-near"]
    assert {each["id"] for each in await listed(hall, division="53")} == {"test-near", "test-far"}
    assert [each["id"] for each in await listed(hall, division="53", kind="department")] == ["test-tax"]


async def test_a_hall_says_what_it_does_of_an_item(hall: Hall) -> None:
    # Type 3 in its own city; a hall elsewhere may accept it, and nobody there decides.
    assert [each["serviceType"] for each in await listed(hall, division="530102", item=ITEM)] == [2]


async def test_one_office_is_told(hall: Hall) -> None:
    await listed(hall)
    assert (await hall.browser().get("/api/offices/test-far")).json()["phone"] == ""
    assert (await hall.browser().get("/api/offices/none")).status_code == 404


@pytest.mark.parametrize("asked", ["near=x", "near=1", "near=91,0", "near=nan,0", "kind=bank", "division=x"])
async def test_a_wrong_question_is_refused(hall: Hall, asked: str) -> None:
    await listed(hall)
    assert (await hall.browser().get(f"/api/offices?{asked}")).json()["code"] == "bad-request"


async def test_halls_of_an_unknown_item_are_not_told(hall: Hall) -> None:
    assert (await hall.browser().get("/api/offices?item=none")).json()["code"] == "item-unknown"
