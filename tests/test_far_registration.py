"""
A resident of Huicheng registers a company for Boluo: on real media, with the demonstration city's items and offices.

From the number to the parcel: four scans, one signature, acceptance, decision, a sealed licence on its way.
"""

import time
from pathlib import Path

import msgspec
import pytest

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
MOST_SECONDS = 60.0  # Of waiting that the system adds to the whole visit.


@pytest.mark.timeout(300)
async def test_a_company_for_boluo_is_registered_at_huicheng(tmp_path: Path) -> None:
    """(a) Everything that the two people wait for, the drawn resident's own pace included, is counted."""
    async with city(tmp_path) as town:
        async with town.resident("company-registration", home=BOLUO) as resident, town.official("chen") as official:
            await official.somebody_waits()
            begun = time.monotonic()
            case = await matter.meet(official, resident)
            assert case.home == BOLUO
            laid = await matter.lay_down(official)
            assert tuple(material.code for material in laid.materials if material.pages) == PAPERS
            await matter.fill_in(official)
            accepted = await matter.conclude(official)
            async with town.desk("chen") as chen:
                await chen.post(f"/api/cases/{accepted.id}/delivery", way="parcel", to=HOME)
            waited_seconds = time.monotonic() - begun
            await matter.part(official, resident)
        async with town.desk("lin") as lin, town.desk("gao") as gao:
            begun = time.monotonic()
            decided = await lin.decide(accepted.id, gao)
            assert decided.decision == "granted"
            assert "有限责任公司" in words(await gao.document(accepted.id, "licence"))
            await gao.settle(accepted.id, PAPERS[:3], "returned")
            sent = msgspec.json.decode(await gao.post(f"/api/cases/{accepted.id}/delivery/send"))
            waited_seconds += time.monotonic() - begun
        assert sent["number"]
        assert waited_seconds < MOST_SECONDS
