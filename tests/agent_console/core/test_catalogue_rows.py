import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.catalogue_rows import Fault, RowsInvalid, header, read_tables, slug, write_tables
from agent_console.demo.city.city import read_city

CITY = read_city()[:40]
Tables = dict[str, list[list[str]]]


def test_the_round_trip_is_exact() -> None:
    assert read_tables(write_tables(CITY)) == CITY


def cell(tables: Tables, sheet: str, row: int, column: str, value: str) -> None:
    tables[sheet][row - 1][header(sheet).index(column)] = value


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "problem"),
    [
        ("items", 2, "legal-days", "many", "not a whole number"),
        ("items", 3, "pays", "perhaps", "neither true nor false"),
        ("items", 3, "to-tell", "{", "not JSON"),
        ("items", 4, "service-type", "4", "Invalid enum value 4"),
        ("items", 2, "committed-days", "99", "longer than the legal period"),
        ("materials", 5, "code", "No Code", "Expected `str` matching regex"),
        ("materials", 3, "item", "none", "no item 'none'"),
        ("fields", 2, "kind", "magic", "Invalid enum value 'magic'"),
        ("implementations", 2, "division", "x", "Expected `str` matching regex"),
        ("implementations", 3, "mode", "none", "Invalid enum value 'none'"),
    ],
)
def test_a_fault_is_told_by_sheet_row_and_column(sheet: str, row: int, column: str, value: str, problem: str) -> None:
    tables = write_tables(CITY)
    cell(tables, sheet, row, column, value)
    with pytest.raises(RowsInvalid) as caught:
        read_tables(tables)
    fault = caught.value.faults[0]
    assert (fault.sheet, fault.row, fault.column) == (sheet, row, column)
    assert problem in fault.problem


def test_all_rows_faults_are_told_at_once() -> None:
    tables = write_tables(CITY)
    for row in (2, 3, 4):
        cell(tables, "items", row, "serves", "nobody")
    with pytest.raises(RowsInvalid) as caught:
        read_tables(tables)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "serves"), (3, "serves"), (4, "serves")]


def test_a_column_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(RowsInvalid) as caught:
        read_tables({"items": [["id", "colour"], ["x", "red"]]})
    assert Fault("items", 1, "colour", "no such column") in caught.value.faults


def test_a_public_list_becomes_drafts() -> None:
    rows = [
        ["department", "group", "name", "item_code", "department_uscc"],
        ["市监局", "未分类", "食品经营许可", "511X-1-00", "115113"],
        ["税务局", "未分类", "开具证明", "511Y-2-00", "115114"],
    ]
    first, second = read_tables({"items": rows}, {"税务局": "tax"})
    assert (first.item.id, first.item.name.zh, first.item.name.en) == ("511x-1-00", "食品经营许可", "")
    assert (first.item.department, first.item.area_name.zh, first.item.division) == ("shi-jian-ju", "未分类", "")
    assert (second.item.department, second.item.code, second.item.materials) == ("tax", "511Y-2-00", ())


@pytest.mark.parametrize(("name", "code"), [("区经信局", "qu-jing-xin-ju"), ("A 区", "a-qu")])
def test_a_name_becomes_a_code(name: str, code: str) -> None:
    assert slug(name) == code
    assert len(slug(name * 40)) <= 64


@given(st.dictionaries(st.sampled_from(["items", "materials", "fields"]), st.lists(st.lists(st.text(max_size=9)))))
def test_junk_is_no_catalogue(tables: Tables) -> None:
    with pytest.raises(RowsInvalid):
        read_tables(tables)


def test_empty_lists_and_texts_survive() -> None:
    tables = write_tables(CITY)
    cell(tables, "items", 2, "delivery", "-")
    read = read_tables(tables)
    assert read[0].item.delivery == ()
    assert read_tables(write_tables(read)) == read
