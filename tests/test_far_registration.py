"""
A resident of Huicheng registers a company for Boluo: on real media, with the demonstration city's items and offices.

From the number to the parcel: four scans, one signature, acceptance, decision, a sealed licence on its way.
"""

from pathlib import Path

import msgspec
import pytest

from signaling.protocol.case_views import CaseState
from tests.support import matter
from tests.support.city import city
from tests.support.pdf import words

BOLUO = "441322"
PAPERS = ("application", "articles", "shareholder-identity", "premises-proof")
HOME = {
    "recipient": "王小明",
    "phone": "13800138000",
    "division": "441302",
    "address": "惠州市惠城区演达大道 1 号 2 栋 301",
}


@pytest.mark.timeout(300)
async def test_a_company_for_boluo_is_registered_at_huicheng(tmp_path: Path) -> None:
    """(a) Everything that the two people wait for, the drawn resident's own pace included, is counted."""
    waiting = matter.Waiting()
    async with city(tmp_path) as town:
        async with town.resident("company-registration", home=BOLUO) as resident, town.official("chen") as official:
            await official.somebody_waits()
            with waiting:
                case = await matter.meet(official, resident)
                assert case.home == BOLUO
                laid = await matter.lay_down(official)
                assert tuple(material.code for material in laid.materials if material.pages) == PAPERS
                await matter.fill_in(official)
                accepted = await matter.conclude(official)
                async with town.desk("chen") as chen:
                    await chen.post(f"/api/cases/{accepted.id}/delivery", way="parcel", to=HOME)
            await matter.part(official, resident)
        async with town.desk("lin") as lin, town.desk("gao") as gao:
            with waiting:
                decided = await lin.decide(accepted.id, gao)
                assert "有限责任公司" in words(await gao.document(accepted.id, "licence"))
                await gao.settle(accepted.id, PAPERS[:3], "returned")
                sent = msgspec.json.decode(await gao.post(f"/api/cases/{accepted.id}/delivery/send"))
            assert sent["number"]
            # The free seal follows the approval by itself, with a number of its own, and travels with the licence.
            (seal,) = decided.children
            assert (seal.item, seal.department, seal.state) == ("official-seal", "public-security", CaseState.ACCEPTED)
            assert (await gao.case(seal.id)).number not in (None, accepted.number)
            assert (await gao.client.get(f"/api/cases/{seal.id}/delivery")).json()["way"] == "parcel"
    assert waiting.seconds < matter.MOST_SECONDS
