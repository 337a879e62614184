"""(c) A withdrawal from the housing fund on real media: the result is money, paid to a masked account."""

from pathlib import Path

import msgspec
import pytest

from signaling.protocol.case_views import CaseState
from signaling.protocol.names import Role
from tests.support import matter
from tests.support.city import city
from tests.support.pdf import words

PAPERS = ("identity-card", "purchase-contract", "payment-proof", "bank-card")
ORIGINALS = ("identity-card", "purchase-contract")


@pytest.mark.timeout(300)
async def test_a_withdrawal_from_the_housing_fund_is_paid_to_a_masked_account(tmp_path: Path) -> None:
    waiting = matter.Waiting()
    async with city(tmp_path) as town:
        async with (
            town.resident("housing-fund-withdrawal") as resident,
            town.official("chen") as official,
            town.desk("wu", Role.CLERK) as clerk,
        ):
            await official.somebody_waits()
            with waiting:
                await matter.meet(official, resident)
                laid = await matter.lay_down(official, clerk=clerk)
                assert tuple(material.code for material in laid.materials if material.pages) == PAPERS
                filled = await matter.fill_in(official)
                account, amount = str(filled.values["bank_account"]), str(filled.values["amount"])
                accepted = await matter.conclude(official)
                await clerk.post(f"/api/cases/{accepted.id}/delivery", way="window", office="huicheng")
            phone = await matter.progress(town, accepted.id)
            assert (phone.number, phone.state) == (accepted.number, CaseState.ACCEPTED)
            await matter.part(official, resident)
        # The fund is the city's: accepted in Huicheng, decided by its centre, and never by who accepted.
        async with town.desk("gao") as gao:
            assert accepted.deciding == "441300"
            with waiting:
                decided = await gao.decide(accepted.id, gao)
                paid = words(await gao.document(accepted.id, "payment"))
            assert (decided.duties["acceptor"], decided.duties["decider"]) == ("chen", "gao")
            assert str(accepted.number) in paid
            assert f"¥{amount}" in paid
            assert account not in paid
            assert f"{account[:4]} **** **** {account[-4:]}" in paid
            watched = await gao.client.get(f"/api/cases/{accepted.id}/documents")
            assert account not in watched.text
            open_still = (await gao.client.get(f"/api/cases/{accepted.id}/delivery")).json()["unaccounted"]
            await gao.settle(accepted.id, open_still, "returned")
            with waiting:
                sent = msgspec.json.decode(await gao.post(f"/api/cases/{accepted.id}/delivery/send"))
            assert sent["number"].startswith("BAG-")
            handed = await gao.act(accepted.id, "deliver", way="window")
            assert (handed.state, handed.closing) == (CaseState.CLOSED, "delivered")
        told = await matter.progress(town, accepted.id)
        assert (told.decision, told.closing) == ("granted", "delivered")
        assert [stage.stage for stage in told.stages if stage.at] == [
            "accepted", "reviewed", "decided", "issued", "sent", "delivered",
        ]  # fmt: skip
        assert "payment" not in {document.title.en for document in told.documents}
    assert waiting.seconds < matter.MOST_SECONDS
