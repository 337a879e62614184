"""Claims about offers over HTTP; what they offer is claimed in tests/agent_console/services/test_materials.py."""

from tests.agent_console.api.test_cases import refused
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_materials import PROOF, accepted_once, agree, change_item


async def test_an_offer_names_where_the_paper_was_verified(hall: Hall) -> None:
    await change_item(hall, reusable=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    case = await hall.open_case()
    await agree(window, case)
    (offer,) = (await official.get(f"/api/cases/{case}/reusable")).json()["offers"]
    assert offer["caseNumber"] == (await hall.seen(official, first)).number
    assert offer["itemName"]["zh"] == "个体工商户设立登记"
    assert (offer["material"], offer["expiresOn"]) == (PROOF, None)


async def test_offers_are_the_officials_in_charge_alone(hall: Hall) -> None:
    case = await hall.open_case()
    assert await refused(hall.browser().get(f"/api/cases/{case}/reusable")) == "not-signed-in"
    assert await refused((await hall.signed_in("lin")).get(f"/api/cases/{case}/reusable")) == "not-found"
    assert await refused((await hall.window()).get(f"/api/cases/{case}/reusable")) == "not-allowed"
