import cv2
import numpy as np

from agent_console.api.checklists import MAX_PHOTOGRAPH_BYTES
from agent_console.services.photographs import BURST
from tests.agent_console.conftest import ITEM, Hall


async def test_anybody_reads_a_checklist(hall: Hall) -> None:
    told = (await hall.browser().get(f"/api/items/{ITEM}/checklist")).json()
    assert told["version"] == 1
    assert [material["code"] for material in told["materials"]][:1] == ["identity-card"]
    asked = {field["name"]: field for field in told["fields"]}
    assert asked["operator_name"]["label"]["en"] == "Operator's name"
    assert (asked["operator_name"]["required"], asked["opens_on"]["required"]) == (True, False)
    assert told["delivery"] == ["window", "parcel"]


async def test_a_version_is_told_as_it_was(hall: Hall) -> None:
    client = hall.browser()
    assert (await client.get(f"/api/items/{ITEM}/checklist?version=1")).json()["version"] == 1
    assert (await client.get(f"/api/items/{ITEM}/checklist?version=7")).json()["code"] == "item-unknown"
    assert (await client.get(f"/api/items/{ITEM}/checklist?version=x")).json()["code"] == "bad-request"
    assert (await client.get("/api/items/none/checklist")).json()["code"] == "item-unknown"


async def test_a_code_leads_to_the_page_or_to_the_window(hall: Hall) -> None:
    client = hall.browser()
    page = await client.get(f"/api/items/{ITEM}/code.svg")
    assert (page.status_code, page.headers["content-type"]) == (200, "image/svg+xml")
    chosen = await client.get(f"/api/items/{ITEM}/code.svg?hall=huicheng")
    assert chosen.content.startswith(b"<svg")
    assert chosen.content != page.content


def photograph() -> bytes:
    return bytes(cv2.imencode(".png", np.full((400, 300, 3), 90, np.uint8))[1])


async def test_a_photograph_is_looked_at_and_not_kept(hall: Hall) -> None:
    answer = await hall.browser().post("/api/photographs/check", content=photograph())
    assert answer.status_code == 200, answer.text
    assert "no-page" in answer.json()["problems"]
    assert not [file for file in (hall.data / "blobs").rglob("*") if file.is_file()]


async def test_what_is_too_large_or_too_often_is_refused(hall: Hall) -> None:
    client = hall.browser()
    large = {"Content-Length": str(MAX_PHOTOGRAPH_BYTES + 1)}
    assert (await client.post("/api/photographs/check", content=b"", headers=large)).json()["code"] == "image-too-large"
    answers = [await client.post("/api/photographs/check", content=b"junk") for _ in range(BURST)]
    assert [answer.status_code for answer in answers] == [415] * (BURST - 1) + [429]
