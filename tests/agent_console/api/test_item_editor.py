import msgspec

from tests.agent_console.conftest import ITEM, Hall

PATH = f"/api/catalogue/{ITEM}"


async def test_an_item_is_edited_compared_published_and_its_cases_keep_theirs(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    before = (await operator.get(f"{PATH}/entry")).json()
    entry = msgspec.json.decode(before["entry"])
    entry |= {"target-minutes": 7, "aliases": [*entry.get("aliases", []), "摆个摊"]}
    drafted = (await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})).json()
    assert drafted == {"version": before["version"] + 1, "faults": []}
    old, new = [
        msgspec.json.decode((await operator.get(f"{PATH}/entry?version={number}")).json()["entry"]) for number in (1, 2)
    ]
    assert {key for key in new if old.get(key) != new[key]} == {"target-minutes", "aliases"}
    published = await operator.post(f"{PATH}/publish", json={"version": 2, "validFrom": "2026-01-01"})
    assert published.json()["targetMinutes"] == 7
    found = (await hall.browser().get("/api/search", params={"q": "摆个摊"})).json()["items"]
    assert found[0]["id"] == ITEM


async def test_a_fault_is_told_at_its_place_and_nothing_is_laid_down(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    entry = msgspec.json.decode((await operator.get(f"{PATH}/entry")).json()["entry"])
    entry["committed-days"] = 99
    entry["materials"][0]["supply-days"] = "soon"
    told = (await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})).json()
    assert told["version"] == 1
    assert told["faults"][0]["path"].startswith("materials[0]")
    for wrong in ("{", '{"id": "another"}'):
        assert (await operator.post(f"{PATH}/entry", json={"entry": wrong})).json()["code"] == "bad-request"


async def test_a_draft_is_discarded_and_what_is_published_is_not(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    entry = msgspec.json.decode((await operator.get(f"{PATH}/entry")).json()["entry"]) | {"target-minutes": 7}
    await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})
    assert (await operator.post(f"{PATH}/discard", json={})).json()["version"] == 1
    assert (await operator.post(f"{PATH}/discard", json={})).status_code == 404
    assert (await operator.get("/api/catalogue/none/entry")).json()["code"] == "item-unknown"
    assert (await operator.get(f"{PATH}/entry?version=x")).json()["code"] == "bad-request"
    official = await hall.signed_in("chen")
    assert (await official.get(f"{PATH}/entry")).status_code == 403


async def test_a_missing_field_is_a_fault_of_that_field(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    entry = msgspec.json.decode((await operator.get(f"{PATH}/entry")).json()["entry"])
    entry["implementations"] = [{"legal-days": 9}]
    told = (await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})).json()
    assert [fault["path"] for fault in told["faults"]] == ["implementations[0].division"]


async def test_what_says_nothing_is_a_fault_where_it_stands(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    entry = msgspec.json.decode((await operator.get(f"{PATH}/entry")).json()["entry"])
    nothing = {"zh": " ", "en": ""}
    entry["to-tell"] = [nothing]
    entry["form"]["extra"] = {"label": nothing, "kind": "choice", "choices": {"a": nothing}}
    told = (await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})).json()
    assert [fault["path"] for fault in told["faults"]] == ["to-tell[0]", "form.extra.label", "form.extra.choices.a"]
    assert {fault["problem"]["zh"] for fault in told["faults"]} == {"没有文字"}


async def test_an_implementation_and_a_note_are_edited_by_what_the_choices_offer(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    offered = (await operator.get("/api/item-choices")).json()
    departments = {each["code"] for each in offered["departments"]}
    entry = msgspec.json.decode((await operator.get(f"{PATH}/entry")).json()["entry"])
    others = sorted(departments - {entry["department"]})
    entry["implementations"] = [{"division": "441302", "department": others[0], "must-differ": []}]
    entry["to-tell"] = [{"zh": "请带公章", "en": "Bring your seal"}]
    entry["area"] = offered["areas"][0]["code"]
    drafted = (await operator.post(f"{PATH}/entry", json={"entry": msgspec.json.encode(entry).decode()})).json()
    assert drafted["faults"] == []
    laid = msgspec.json.decode((await operator.get(f"{PATH}/entry?version=2")).json()["entry"])
    assert laid["implementations"] == entry["implementations"]
    assert laid["to-tell"] == entry["to-tell"]
    official = await hall.signed_in("chen")
    assert (await official.get("/api/item-choices")).status_code == 403


async def test_a_new_item_is_laid_down_once_and_found_by_its_id(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    entry: dict[str, object] = {"id": "food-cart", "name": {"zh": "流动餐车备案", "en": "Filing a food cart"}}

    async def create(entry: dict[str, object]) -> dict[str, object]:
        sent = {"entry": msgspec.json.encode(entry).decode()}
        told: dict[str, object] = (await operator.post("/api/catalogue", json=sent)).json()
        return told

    departments = [each["code"] for each in (await operator.get("/api/item-choices")).json()["departments"]]
    entry["department"] = departments[0]
    assert await create(entry) == {"version": 1, "faults": []}
    shown = (await operator.get("/api/catalogue/food-cart")).json()
    assert [version["state"] for version in shown["versions"]] == ["draft"]
    again = msgspec.convert((await create(entry))["faults"], list[dict[str, object]])
    assert [fault["path"] for fault in again] == ["id"]
    bad = await create({**entry, "id": "No Code", "department": ""})
    assert bad["version"] == 0
    assert bad["faults"]
