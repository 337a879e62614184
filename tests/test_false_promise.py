"""(i) A promise in place of a proof, given in a call on real media, that the check afterwards finds false."""

from pathlib import Path

import pytest

from counter_client.rest import Declined
from tests.support import matter
from tests.support.city import city

ITEM, PROOF = "karaoke-bar", "no-crime"
FOUND = "查有记录"


@pytest.mark.timeout(300)
async def test_a_promise_that_proves_false_takes_the_licence_back(tmp_path: Path) -> None:
    """What was granted on it is revoked, and no promise is taken from the same resident again."""
    async with city(tmp_path) as town:
        async with town.resident(ITEM) as resident, town.official("chen") as official:
            await matter.meet(official, resident)
            await matter.lay_down(official, without=(PROOF,))
            promised = await official.act("promise", material=PROOF)
            assert {material.code: material.promise for material in promised.materials}[PROOF] == "given"
            await matter.fill_in(official)
            accepted = await matter.conclude(official)
            await matter.part(official, resident)
        async with town.desk("second") as second, town.desk("third") as third:
            for child in accepted.children:
                await second.decide(child.id, third)
                await third.document(child.id, "licence")
            revoked = await second.act(accepted.id, "check-promise", material=PROOF, kept=False, reason=FOUND)
            assert revoked.revoked == FOUND
        async with town.resident(ITEM) as resident, town.official("chen") as official:
            await matter.meet(official, resident)
            with pytest.raises(Declined, match="promise-barred"):
                await official.act("promise", material=PROOF)
            await matter.part(official, resident)
