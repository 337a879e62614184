from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_console.core.implementation import Listed
from agent_console.demo.city.city import read_city
from agent_console.services.catalogue_files import Format, write_file
from tests.agent_console.conftest import ITEM, Hall

NEW = read_city()[30]
DAY = "2026-01-01"

WHOLE = {"zh": "应填整数", "en": "not a whole number"}


@dataclass
class Operator:
    """The operator's page."""

    client: httpx.AsyncClient

    async def bring(self, content: bytes, name: str = "a.yaml", dry_run: str = "0") -> dict[str, object]:
        answer = await self.client.put(
            "/api/catalogue/import", params={"name": name, "dryRun": dry_run}, content=content
        )
        assert answer.status_code == 200, answer.text
        report: dict[str, object] = answer.json()
        return report

    async def publish(self, item: str, version: int, **period: str) -> httpx.Response:
        body = {"version": version, "validFrom": DAY, **period}
        return await self.client.post(f"/api/catalogue/{item}/publish", json=body)

    async def state(self, item: str) -> tuple[str, bool, list[str]]:
        rows = (await self.client.get("/api/catalogue")).json()
        row = next(row for row in rows if row["id"] == item)
        return row["state"], row["redrafted"], row["lacks"]


@pytest.fixture
async def operator(hall: Hall) -> Operator:
    return Operator(await hall.signed_in("admin", "operator"))


async def test_only_an_operator_may(hall: Hall, operator: Operator) -> None:
    official = await hall.signed_in("chen")
    assert (await official.get("/api/catalogue")).json()["code"] == "not-allowed"
    assert (await official.put("/api/catalogue/import")).json()["code"] == "not-allowed"
    assert (await hall.browser().get("/api/catalogue/export.yaml")).json()["code"] == "not-signed-in"
    assert (await operator.client.get(f"/api/catalogue/{ITEM}")).status_code == 200


async def test_a_file_is_tried_drafted_and_published(hall: Hall, operator: Operator) -> None:
    file = write_file([NEW], Format.EXCEL)
    tried = await operator.bring(file, "new.xlsx", "1")
    assert (tried["dryRun"], tried["added"], tried["faults"]) == (True, 1, [])
    assert (await operator.client.get(f"/api/catalogue/{NEW.item.id}")).status_code == 404
    assert (await operator.bring(file, "new.xlsx"))["added"] == 1
    assert (await operator.bring(file, "new.xlsx"))["unchanged"] == 1
    assert await operator.state(NEW.item.id) == ("draft", False, [])
    assert (await hall.browser().get(f"/api/items/{NEW.item.id}")).json()["code"] == "item-unknown"
    assert (await operator.publish(NEW.item.id, 1)).status_code == 200
    assert (await operator.publish(NEW.item.id, 1)).status_code == 200
    assert (await hall.browser().get(f"/api/items/{NEW.item.id}")).status_code == 200


async def test_a_files_faults_are_told_and_nothing_is_brought_in(operator: Operator) -> None:
    spoilt = write_file([NEW], Format.YAML).replace(b"serves: legal", b"serves: nobody")
    report = await operator.bring(spoilt)
    assert (report["added"], report["faultCount"]) == (0, 1)
    rows = "id,name-zh,name-en,department,department-zh,department-en,legal-days\nx,名,Name,tax,税,Tax,soon\n"
    assert (await operator.bring(rows.encode(), "a.csv"))["faults"] == [
        {"sheet": "items", "row": 2, "column": "legal-days", "problem": WHOLE}
    ]


async def test_an_item_that_lacks_something_is_not_published_and_told_what(operator: Operator) -> None:
    rows = "id,name-zh,department-zh\nx,名,水务局\n"
    assert (await operator.bring(rows.encode(), "a.csv"))["added"] == 1
    refused = (await operator.publish("x", 1)).json()
    assert refused["code"] == "item-incomplete"
    assert refused["facts"]["missing"] == "name, materials, form, decider, official"
    assert await operator.state("x") == ("draft", False, ["name", "materials", "form", "decider", "official"])


async def test_a_version_may_be_published_for_later(operator: Operator) -> None:
    await operator.bring(write_file([NEW], Format.YAML))
    item = (await operator.publish(NEW.item.id, 1, validFrom="2999-01-01")).json()
    assert [(each["state"], each["current"]) for each in item["versions"]] == [("upcoming", False)]
    assert (await operator.state(NEW.item.id))[0] == "upcoming"
    for period in ({"validUntil": "2025-01-01"}, {"validFrom": "2026-02-30"}):
        assert (await operator.publish(NEW.item.id, 1, **period)).json()["code"] == "period-invalid"
    assert (await operator.publish("none", 1)).json()["code"] == "item-unknown"


async def test_an_item_is_withdrawn_and_a_newer_draft_is_told(hall: Hall, operator: Operator) -> None:
    export = (await operator.client.get("/api/catalogue/export.yaml")).content
    assert (await operator.bring(export))["unchanged"] == 19
    await operator.bring(export.replace("个体工商户设立登记".encode(), "个体户登记".encode()))
    assert await operator.state(ITEM) == ("published", True, [])
    for _ in range(2):
        withdrawn = await operator.client.post(f"/api/catalogue/{ITEM}/withdraw", json={})
        assert withdrawn.status_code == 200
    assert (await hall.browser().get(f"/api/items/{ITEM}")).json()["code"] == "item-unknown"
    whole = (await operator.client.get(f"/api/catalogue/{ITEM}?version=1")).json()
    assert [each["state"] for each in whole["versions"]] == ["draft", "withdrawn"]
    assert (await operator.client.post("/api/catalogue/none/withdraw", json={})).json()["code"] == "item-unknown"


async def test_an_item_is_shown_whole(operator: Operator) -> None:
    item = (await operator.client.get("/api/catalogue/housing-fund-withdrawal")).json()
    assert [material["code"] for material in item["materials"]][:2] == ["identity-card", "purchase-contract"]
    assert item["implementations"][0]["division"] == "441300"
    assert item["implementations"][0]["serviceTypes"] == {"*": 2}
    assert item["fields"][0]["en"] == "Claimant's name"


@pytest.mark.parametrize("kind", list(Format))
async def test_what_is_exported_comes_back_unchanged(operator: Operator, kind: Format, tmp_path: Path) -> None:
    answer = await operator.client.get(f"/api/catalogue/export.{kind.value}")
    name = answer.headers["content-disposition"].split('"')[1]
    (tmp_path / name).write_bytes(answer.content)
    assert (await operator.bring(answer.content, name))["unchanged"] == 19
    assert (await operator.client.get("/api/catalogue/export.pdf")).status_code == 404


def test_the_item_that_is_brought_in_has_implementations() -> None:
    assert isinstance(NEW, Listed)
    assert len(NEW.implementations) == 5


async def test_a_list_with_headings_of_its_own_comes_in_by_chosen_columns(hall: Hall) -> None:
    operator = await hall.signed_in("admin", "operator")
    rows = ["某市事项清单,,", "事项名称,主管部门,法定期限,编码,备注", "开办餐馆,市场监督管理局,十日,A1,急"]
    content = "\n".join(rows).encode("gb18030")  # As a Chinese Excel saves it.

    async def bring(content: bytes, **asked: str) -> dict[str, object]:
        told = await operator.put(
            "/api/catalogue/import", params={"name": "list.csv", "dryRun": "1", **asked}, content=content
        )
        body: dict[str, object] = told.json()
        return body

    guessed = await bring(content)
    (sheet,) = msgspec.convert(guessed["sheets"], list[dict[str, object]])
    assert sheet["columns"] == {"name-zh": 0, "department-zh": 1, "legal-days": 2, "code": 3}
    assert (sheet["ours"], sheet["samples"]) == (False, ["开办餐馆", "市场监督管理局", "十日", "A1", "急"])
    (fault,) = msgspec.convert(guessed["faults"], list[dict[str, object]])
    assert (fault["row"], fault["column"]) == (3, "法定期限")
    columns = msgspec.json.encode(
        {"items": {"name-zh": 0, "department-zh": 1, "legal-days": 2, "code": 3, "description-zh": 4}}
    ).decode()
    mended = "\n".join([*rows[:2], rows[2].replace("十日", "10个工作日")]).encode("gb18030")
    assert (await bring(mended, columns=columns))["added"] == 1
    assert (await bring(mended, columns=columns, dryRun="0"))["faultCount"] == 0
    assert (await operator.get("/api/catalogue/a1")).json()["legalDays"] == 10
    # Without the columns nobody guesses in earnest, and what is no choice is refused.
    assert (await bring(mended, dryRun="0"))["faultCount"] != 0
    for wrong in ("{", '{"items": {"colour": 0}}', '{"items": {"code": 9}}'):
        assert (await bring(mended, columns=wrong))["code"] == "bad-request"
