from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.core.dispatch import Address, ParcelState, Step
from agent_console.services.carrier import FileCarrier, Shipment

SHIPMENT = Shipment(47312482, "C-1", Address("张三", "13800138000", "441302", "演达大道 1 号"))


async def test_the_number_has_the_check_digit_of_the_postal_union(tmp_path: Path) -> None:
    # The example of UPU S10: serial number 47312482 has the check digit 9.
    assert await FileCarrier(tmp_path).announce(SHIPMENT) == "RC473124829CN"


async def test_label_and_manifest_lie_in_the_folder(tmp_path: Path) -> None:
    await FileCarrier(tmp_path).hand_in("N", SHIPMENT, b"%PDF")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"N.pdf", "N.json"}


@pytest.mark.parametrize("content", [b"junk", b"{}", b"[1]", b"\xff"])
async def test_a_status_that_is_no_list_of_steps_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "status").mkdir()
    (tmp_path / "status" / "N.json").write_bytes(content)
    assert await FileCarrier(tmp_path).track("N") is None


async def test_what_the_carrier_laid_down_is_read(tmp_path: Path) -> None:
    (tmp_path / "status").mkdir()
    at = datetime(2026, 1, 5, tzinfo=UTC)
    line = b'[{"at": "2026-01-05T00:00:00Z", "state": "underway", "text": "\xe6\x94\xb6\xe5\xaf\x84"}]'
    (tmp_path / "status" / "N.json").write_bytes(line)
    assert await FileCarrier(tmp_path).track("N") == (Step(at, ParcelState.UNDERWAY, "收寄"),)
    assert await FileCarrier(tmp_path).track("M") is None
