import csv
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from agent_console.core.catalogue_rows import RowsInvalid
from agent_console.demo.city.city import read_city
from agent_console.services.catalogue_files import Format, department_codes, read_file, write_file
from agent_console.store.versions import draft_items
from signaling.clock import FakeClock
from signaling.store.engine import Store

CITY = read_city()[:60]
REAL = Path(os.environ.get("REMOTE_COUNTER_SHARED", Path(__file__).parents[4] / "shared")) / "data" / "catalogue"


@pytest.mark.parametrize(("kind", "name"), [(Format.YAML, "a.yaml"), (Format.EXCEL, "a.XLSX"), (Format.CSV, "a.zip")])
def test_the_round_trip_is_exact(kind: Format, name: str) -> None:
    assert read_file(write_file(CITY, kind), name, {}) == CITY


def test_a_single_table_is_that_of_the_items() -> None:
    rows = [["id", "name-zh", "name-en", "department", "department-zh", "department-en"]]
    rows.append(["shop", "开店", "=Shop", "market", "市监局", "Market"])
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    (from_csv,) = read_file(text.getvalue().encode(), "list.csv", {})
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.active["C2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    (from_excel,) = read_file(out.getvalue(), "list.xlsx", {})
    assert from_csv == from_excel
    assert from_csv.item.name.en == "=Shop"
    assert read_file(write_file([from_csv], Format.EXCEL), "a.xlsx", {}) == (from_csv,)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"x", "a.xlsx"),
        (b"x", "a.zip"),
        (b"\xff\xfe", "a.csv"),
        (b"[", "a.yaml"),
        (b"format: 2", "a.yaml"),
        (b"", "a.pdf"),
        (b"", "a.csv"),
    ],
)
def test_what_is_no_catalogue_is_a_fault_of_the_file(content: bytes, name: str) -> None:
    with pytest.raises(RowsInvalid) as caught:
        read_file(content, name, {})
    assert caught.value.faults[0].row == 0


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_console.services.catalogue_files.MAX_UNPACKED_BYTES", 10)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("items.csv", "x" * 11)
    with pytest.raises(RowsInvalid, match="too large"):
        read_file(out.getvalue(), "a.zip", {})


@pytest.mark.skipif(not REAL.is_dir(), reason="the real list lies beside the repository")
async def test_a_real_list_of_1135_items_loads_whole_as_drafts(store: Store) -> None:
    (file,) = REAL.glob("items-*.csv")
    listed = read_file(file.read_bytes(), file.name, {})
    assert len(listed) == len({each.item.id for each in listed}) == 1135
    assert len({each.item.department for each in listed}) == 34
    done = await store.write(lambda tx: draft_items(tx, listed, FakeClock().now()))
    assert (done.added, done.changed) == (1135, 0)
    codes = await store.read(department_codes)
    assert len(codes) == 34
    assert read_file(write_file(listed, Format.CSV), "again.zip", {}) == listed
