"""A correction and the second visit that it causes, both on real media."""

from pathlib import Path

import pytest

from signaling.protocol.case_views import CaseState
from signaling.protocol.messages import Ring
from tests.support import matter
from tests.support.city import city

ITEM = "individual-business-registration"
LACKING = "premises-proof"


@pytest.mark.timeout(400)
async def test_a_correction_brings_the_resident_back_first_and_to_the_same_official(tmp_path: Path) -> None:
    """(g) All that is missing is told at once; the second visit goes on where the first one ended."""
    async with city(tmp_path) as town:
        async with town.resident(ITEM) as resident, town.official("chen") as official:
            await matter.meet(official, resident)
            await matter.lay_down(official, without=(LACKING,))
            await matter.fill_in(official)
            reason = {"code": LACKING, "reason": "租赁合同已过期"}
            asked = await official.act("ask-correction", missing=[reason])
            assert asked.state is CaseState.CORRECTING
            assert asked.correction is not None
            assert [line.code for line in asked.correction.missing] == [LACKING]
            await matter.part(official, resident)
        async with (
            town.official("second") as idle,
            town.official("chen") as official,
            town.second_window() as other,
            town.resident("title-enquiry", at=other),
        ):
            await official.somebody_waits()  # At the other window, and before the resident who comes back.
            async with town.resident(ITEM, case=asked.id) as resident:
                rung = await official.wire.wait(Ring, lambda ring: ring.ticket.item == ITEM)
                assert not [frame for frame in idle.wire.heard if frame == rung]
                again = await matter.meet(official, resident)
                assert again.id == asked.id
                assert again.values == asked.values, "nothing that was typed is lost"
                assert {page.hash for page in again.pages} == {page.hash for page in asked.pages}
                await matter.lay_down(official)
                accepted = await matter.conclude(official)
                await matter.part(official, resident)
    assert accepted.number is not None
