from pathlib import Path

import pytest

from agent_console.receipts.paper import text
from agent_console.receipts.seal import Use
from agent_console.services.seals import AUTHORITY, Seals, SealUnusable

NAME = text("惠州市惠城区市场监督管理局", "Administration for Market Regulation of Huicheng")


async def test_a_seal_is_made_once_and_found_again(tmp_path: Path) -> None:
    made = await Seals(tmp_path).get("441302-market", Use.APPROVAL, NAME)
    assert await Seals(tmp_path).get("441302-market", Use.APPROVAL, NAME) == made
    assert made.demonstration


async def test_each_use_has_a_seal_of_its_own(tmp_path: Path) -> None:
    seals = Seals(tmp_path)
    one, other = [await seals.get("441302-market", use, NAME) for use in (Use.APPROVAL, Use.ACCEPTANCE)]
    assert one.key != other.key
    assert len(await seals.anchors()) == 1


async def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    await Seals(tmp_path / "seals").get("441302-market", Use.APPROVAL, NAME)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "seals").iterdir()} == {0o600}


async def test_an_authority_of_ones_own_makes_no_demonstration(tmp_path: Path) -> None:
    seals = Seals(tmp_path)
    await seals.get("441302-market", Use.APPROVAL, NAME)
    own = tmp_path / "441302-market-approval.ca.pem"
    own.write_bytes((tmp_path / f"{AUTHORITY}.ca.pem").read_bytes())
    assert not (await Seals(tmp_path).get("441302-market", Use.APPROVAL, NAME)).demonstration


async def test_a_key_that_is_not_the_certificates_is_told(tmp_path: Path) -> None:
    await Seals(tmp_path).get("441302-market", Use.APPROVAL, NAME)
    foreign = tmp_path / "441302-market-approval.key.pem"
    foreign.write_bytes((tmp_path / f"{AUTHORITY}.key.pem").read_bytes())
    with pytest.raises(SealUnusable, match="441302-market-approval"):
        await Seals(tmp_path).get("441302-market", Use.APPROVAL, NAME)


async def test_a_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(SealUnusable):
        await Seals(tmp_path).get("../x", Use.APPROVAL, NAME)
