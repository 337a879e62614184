"""Claims about what the department answers: asked by the counter's connector and the demonstration's mapping."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import yaml

from agent_console.connectors.config import connect, read_systems
from agent_console.connectors.port import Connector, ConnectorFailed, Delivery, Fault, NotThere, Paper
from agent_console.demo.department.address import Address
from agent_console.demo.department.launch import TOKEN, URL
from agent_console.demo.department.records import Records, State
from agent_console.demo.department.service import application
from agent_console.serve import CONNECTORS
from counter_client.specimens import SPECIMENS
from signaling.protocol.names import Sha256
from tests.support.served import served

VALUES = {
    "operator_name": "张样本",
    "operator_id_number": SPECIMENS[0].id_number,
    "operator_phone": SPECIMENS[0].phone,
    "business_name": "样本面馆",
    "trade": "catering",
    "business_scope": "餐饮服务",
    "premises": SPECIMENS[0].address,
    "capital": "50000.00",
    "employees": 3,
}
FIELDS: dict[str, object] = {
    "number": "441302-1",
    "item": {"id": "i"},
    "acceptedAt": "2026-03-02T09:00:00Z",
    "values": VALUES,
}
DELIVERY = Delivery("441302-1", FIELDS, (Paper("identity-card", Sha256("0" * 64), "image/jpeg", b"page"),))


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "records.sqlite")


class Links:
    """Connectors of the demonstration's file to one address; closed together."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[Connector] = []

    def __call__(self, name: str = "market-registration", token: str = "secret") -> Connector:
        environment = {URL: self.url, TOKEN: token}
        systems = read_systems(yaml.safe_load(CONNECTORS.read_text("utf-8")), environment)
        made = connect(next(system for system in systems if system.name == name), Path(), environment)
        self.made.append(made)
        return made


@pytest.fixture
async def link(records: Records) -> AsyncIterator[Links]:
    async with served(application(records, Address(0, "secret", "key"))) as url:
        links = Links(url)
        yield links
        for made in links.made:
            await made.close()


async def test_a_case_is_received_as_mapped_and_its_decision_fetched(link: Links, records: Records) -> None:
    market = link()
    number = await market.push(DELIVERY)
    assert await market.push(DELIVERY) == number
    case = records.case(number)
    assert case is not None
    business = case.document["business"]
    assert isinstance(business, dict)
    assert (business["trade"], business["capitalInFen"], business["employees"]) == ("H62", 5_000_000, 3)
    assert (await market.pull(number)).state == "received"
    async with httpx.AsyncClient(base_url=link.url, cookies={"department": "key"}) as staff:
        for to in (State.IN_PROGRESS, State.GRANTED):
            assert (await staff.post(f"/received/{number}/move", data={"to": to})).status_code == 303
        assert (await staff.get(f"/received/{number}/result")).content.startswith(b"%PDF")
    status = await market.pull(number)
    assert status.state == "granted"
    assert status.result is not None
    assert status.result.startswith(b"%PDF")
    with pytest.raises(NotThere):
        await link("public-security").pull(number)


async def test_a_licence_is_fetched_for_who_is_on_record(link: Links) -> None:
    police = link("public-security")
    licence = await police.fetch("premises-proof", SPECIMENS[1].id_number)
    assert (licence.number[:2], licence.content_type) == ("ZL", "image/png")
    with pytest.raises(NotThere):
        await police.fetch("premises-proof", "441302199001011232")
    with pytest.raises(NotThere):
        await link().fetch("premises-proof", SPECIMENS[1].id_number)


async def test_without_its_token_or_out_of_service_nothing_is_answered(link: Links, records: Records) -> None:
    with pytest.raises(ConnectorFailed) as denied:
        await link(token="guessed").push(DELIVERY)
    records.set_closed("market", True)
    with pytest.raises(ConnectorFailed) as closed:
        await link().push(DELIVERY)
    assert (denied.value.fault, closed.value.fault) == (Fault.DENIED, Fault.UNREACHABLE)
    assert records.cases() == []
    assert (await link("public-security").fetch("residence-proof", SPECIMENS[0].id_number)).number


async def test_what_is_no_case_is_refused(link: Links) -> None:
    headers = {"Authorization": "Bearer secret", "Idempotency-Key": "k"}
    async with httpx.AsyncClient(base_url=link.url, headers=headers) as client:
        assert (await client.post("/market/cases", content=b"[]")).status_code == 400
        assert (await client.post("/nowhere/cases", json={})).status_code == 404
