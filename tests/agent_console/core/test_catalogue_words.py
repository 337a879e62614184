import pytest

from agent_console.core.catalogue_rows import COLUMNS, FIELDS, ITEMS, PAPERS, PARTS, read_tables
from agent_console.core.catalogue_words import WORDS, our_value


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "ours"),
    [
        (ITEMS, "legal-days", "10个工作日", "10"),
        (ITEMS, "legal-days", "20 工作日", "20"),
        (ITEMS, "legal-days", "十日", "十日"),
        (ITEMS, "target-minutes", "15分钟", "15"),
        (ITEMS, "delivery", "窗口领取、邮寄", "window|parcel"),
        (ITEMS, "aliases", "开店，开饭馆", "开店|开饭馆"),
        (ITEMS, "aliases", "", ""),
        (ITEMS, "name-zh", " 无 ", "无"),
        (ITEMS, "fee", "不收费", "0"),
        (ITEMS, "serves", "外星人", "外星人"),
        (PAPERS, "required", "非必要", "false"),
        (PAPERS, "required", "是", "是"),
        (PARTS, "mode", "多地联办", "joint"),
        (FIELDS, "choices", '{"a": {}}', '{"a": {}}'),
    ],
)
def test_a_cell_is_read_as_it_was_meant_or_left_to_be_a_fault(sheet: str, column: str, cell: str, ours: str) -> None:
    assert our_value(sheet, column, cell) == ours


def test_our_own_words_stay() -> None:
    for words in WORDS.values():
        for ours in words.values():
            assert all(our_value(sheet, column, ours) == ours for sheet in COLUMNS for column in COLUMNS[sheet])


@pytest.mark.parametrize("column", sorted(WORDS.keys() - {"mode"}))
def test_every_word_is_one_that_an_item_may_have(column: str) -> None:
    for word in WORDS[column]:
        header, row = ["id", "name-zh", "department-zh", column], ["a", "甲", "乙", our_value(ITEMS, column, word)]
        (listed,) = read_tables({ITEMS: [header, row]})
        assert listed.item.id == "a"
