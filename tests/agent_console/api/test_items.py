from msgspec.structs import replace

from agent_console.demo.seed import read_demo_catalogue
from agent_console.store.versions import import_items
from signaling.protocol.views import Text
from tests.agent_console.conftest import ITEM, Hall


async def test_the_published_items_are_listed_in_order(hall: Hall) -> None:
    listed = (await hall.browser().get("/api/items")).json()
    assert [item["id"] for item in listed] == [item.id for item in read_demo_catalogue()]
    assert listed[0]["departmentName"] == {"zh": "市场监督管理局", "en": "Administration for Market Regulation"}


async def test_whoever_has_the_list_is_not_sent_it_again(hall: Hall) -> None:
    client = hall.browser()
    first = await client.get("/api/items")
    known = {"If-None-Match": first.headers["ETag"]}
    assert (await client.get("/api/items", headers=known)).status_code == 304
    await hall.product.console.store.write(lambda tx: import_items(tx, read_demo_catalogue()[1:], hall.clock.now()))
    assert (await client.get("/api/items", headers=known)).status_code == 200


async def test_an_item_tells_its_checklist_and_its_form(hall: Hall) -> None:
    item = (await hall.browser().get(f"/api/items/{ITEM}")).json()
    assert [material["code"] for material in item["materials"]] == ["identity-card", "premises-proof"]
    assert list(item["form"]["properties"])[:1] == ["applicant_kind"]
    assert "operator_id_number" in item["form"]["properties"]
    assert item["labels"]["trade=catering"]["en"] == "Catering"
    assert (item["version"], item["serviceType"], item["committedDays"]) == (1, 3, 1)


async def test_an_older_version_stays_the_same_bytes(hall: Hall) -> None:
    client = hall.browser()
    before = (await client.get(f"/api/items/{ITEM}?version=1")).content
    first, *rest = read_demo_catalogue()
    changed = [replace(first, name=Text(zh="新", en="New")), *rest]
    await hall.product.console.store.write(lambda tx: import_items(tx, changed, hall.clock.now()))
    assert (await client.get(f"/api/items/{ITEM}?version=1")).content == before
    assert (await client.get(f"/api/items/{ITEM}")).json()["version"] == 2


async def test_a_withdrawn_item_can_be_read_by_version_only(hall: Hall) -> None:
    client = hall.browser()
    await hall.product.console.store.write(lambda tx: import_items(tx, read_demo_catalogue()[1:], hall.clock.now()))
    assert (await client.get(f"/api/items/{ITEM}")).json()["code"] == "item-unknown"
    assert (await client.get(f"/api/items/{ITEM}?version=1")).status_code == 200
    assert len((await client.get("/api/items")).json()) == len(read_demo_catalogue()) - 1


async def test_an_unknown_item_or_version_is_refused(hall: Hall) -> None:
    client = hall.browser()
    for path in ("/api/items/none", f"/api/items/{ITEM}?version=9"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "item-unknown")
    for version in ("x", "-1", "1" * 20, "²"):
        assert (await client.get(f"/api/items/{ITEM}", params={"version": version})).json()["code"] == "bad-request"
