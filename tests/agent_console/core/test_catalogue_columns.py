import pytest

from agent_console.core.catalogue_columns import as_ours, choose, guess, in_own_words, sheets_of
from agent_console.core.catalogue_rows import COLUMNS, FIELDS, ITEMS, PAPERS, PARTS, PUBLIC_LIST, Fault, header

LIST = [
    ["惠州市政务服务事项清单", "", ""],
    ["", "", ""],
    ["事项名称", "主管部门", "法定时限（工作日）", "事项编码", "备注"],
    ["开办餐馆", "市场监督管理局", "20", "A1", "急"],
    ["注销餐馆", "市场监督管理局", "十", "A2"],
]


def test_our_own_headings_are_taken_as_they_are() -> None:
    for table in COLUMNS:
        assert guess(table, header(table)) == {name: place for place, name in enumerate(header(table))}
    (sheet,) = sheets_of({"items": [list(header(ITEMS))]})
    assert sheet.ours


def test_headings_of_others_are_guessed_by_what_they_call_our_columns() -> None:
    (sheet,) = sheets_of({"Sheet1": LIST})
    assert (sheet.name, sheet.title, sheet.above, sheet.ours) == (ITEMS, "Sheet1", 2, False)
    assert sheet.columns == {"name-zh": 0, "department-zh": 1, "code": 3, "legal-days": 2}
    assert as_ours([sheet])[ITEMS][:2] == [
        ["name-zh", "department-zh", "legal-days", "code"],
        ["开办餐馆", "市场监督管理局", "20", "A1"],
    ]


def test_a_heading_is_one_column_only() -> None:
    columns = guess(PARTS, ["事项编号", "行政区划", "法定时限", "Committed days"])
    assert columns == {"item": 0, "division": 1, "legal-days": 2, "committed-days": 3}
    columns = guess(FIELDS, ["所属事项", "字段代码", "名称", "类型", "必填"])
    assert columns == {"item": 0, "field": 1, "label-zh": 2, "kind": 3, "required": 4}
    assert len(set(guess(PAPERS, ["名称", "材料名称"]).values())) == 1


def test_a_public_list_is_what_it_always_was() -> None:
    (sheet,) = sheets_of({"list": [["department", "group", "name", "item_code", "uscc"]]})
    assert sheet.ours
    assert {ours: sheet.headings[place] for ours, place in sheet.columns.items()} == {
        ours: theirs for theirs, ours in PUBLIC_LIST.items()
    }


def test_tables_are_told_by_their_titles() -> None:
    found = sheets_of({"说明": [["x", "y"]], "申请材料": [["材料名称", "x"]], "事项清单": [["事项名称", "x"]]})
    assert [(sheet.name, sheet.title) for sheet in found] == [(ITEMS, "事项清单"), (PAPERS, "申请材料")]
    assert sheets_of({}) == ()
    (empty,) = sheets_of({"事项": []})
    assert empty.headings == ()


def test_somebody_chooses_other_columns() -> None:
    sheets = choose(sheets_of({"Sheet1": LIST}), {ITEMS: {"name-zh": 0, "description-zh": 4}})
    assert as_ours(sheets)[ITEMS] == [["name-zh", "description-zh"], ["开办餐馆", "急"], ["注销餐馆", ""]]
    for wrong in ({"colour": 0}, {"name-zh": 5}, {"name-zh": -1}):
        with pytest.raises(ValueError, match="no such"):
            choose(sheets, {ITEMS: wrong})


def test_a_fault_is_told_by_the_files_own_sheet_row_and_heading() -> None:
    sheets = sheets_of({"Sheet1": LIST})
    told = in_own_words(Fault(ITEMS, 3, "legal-days", "not a whole number"), sheets)
    assert told == Fault("Sheet1", 5, "法定时限（工作日）", "not a whole number")
    assert in_own_words(Fault(ITEMS, 0, "", "no items"), sheets) == Fault("Sheet1", 0, "", "no items")
    unchosen = in_own_words(Fault(ITEMS, 2, "id", "x"), sheets)
    assert unchosen == Fault("Sheet1", 4, "id", "x")
    assert in_own_words(Fault("", 0, "", "x"), sheets) == Fault("", 0, "", "x")
