"""Claims about the department's own records."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.demo.department.records import MOVES, CannotMove, Paper, Records, State

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAGE = Paper("identity-card", "image/jpeg", b"page")


def received(records: Records, key: str = "k1") -> str:
    return records.receive("market", "SJ", key, {"serial": key}, [PAGE], NOW)


def test_the_same_case_is_received_once_and_stays(tmp_path: Path) -> None:
    records = Records(tmp_path / "records.sqlite")
    numbers = [received(records), received(records), received(records, "k2")]
    assert numbers == ["SJ-2026-00001", "SJ-2026-00001", "SJ-2026-00002"]
    again = Records(tmp_path / "records.sqlite")
    assert [case.number for case in again.cases()] == ["SJ-2026-00002", "SJ-2026-00001"]
    assert again.papers("SJ-2026-00001") == [PAGE]


def test_a_case_moves_on_as_the_table_says(tmp_path: Path) -> None:
    records = Records(tmp_path / "records.sqlite")
    number = received(records)
    with pytest.raises(CannotMove):
        records.move(number, State.GRANTED, "", NOW)
    with pytest.raises(CannotMove):
        records.move(number, State.SENT_BACK, "", NOW)
    records.move(number, State.SENT_BACK, "blurred", NOW)
    records.move(number, State.IN_PROGRESS, "", NOW)
    records.move(number, State.GRANTED, "", NOW, b"%PDF")
    case = records.case(number)
    assert case is not None
    assert (case.state, case.reason, case.result) == (State.GRANTED, "", b"%PDF")
    assert MOVES[case.state] == ()


def test_a_system_is_out_of_service_until_it_is_back(tmp_path: Path) -> None:
    records = Records(tmp_path / "records.sqlite")
    records.set_closed("market", True)
    records.set_closed("market", True)
    assert records.closed() == {"market"}
    records.set_closed("market", False)
    assert records.closed() == frozenset()
