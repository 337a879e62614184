"""An item that needs nothing but the identity card, on real media: no paper is laid down, no page is asked for."""

from pathlib import Path

import pytest

from tests.support import matter
from tests.support.city import city


@pytest.mark.timeout(300)
async def test_an_identity_card_is_enough(tmp_path: Path) -> None:
    """(f) The card that was read at the window answers what the form asks of it, and stands for the paper."""
    async with city(tmp_path) as town:
        async with town.resident("title-enquiry") as resident, town.official("chen") as official:
            case = await matter.meet(official, resident)
            assert all(material.on_card for material in case.materials)
            assert resident.id_number in case.values.values(), "the card has answered what it can"
            await matter.fill_in(official)
            accepted = await matter.conclude(official)
            await matter.part(official, resident)
        assert accepted.pages == ()
