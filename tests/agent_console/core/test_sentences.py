import pytest

from agent_console.core.sentences import of_answer, of_department, of_item, of_material
from signaling.protocol.names import Language
from signaling.protocol.views import Value

ZH, EN = Language.CHINESE, Language.ENGLISH


@pytest.mark.parametrize(
    ("schema", "value", "text", "chinese", "english"),
    [
        ({}, "张三", "张三", "栏是张三。", "Field: 张三."),
        ({"format": "phone"}, "13800138000", "13800138000", "栏的最后四位是 8 0 0 0。", "Field: it ends in 8 0 0 0."),
        ({"format": "date"}, "2026-03-01", "2026-03-01", "栏是2026 年 3 月 1 日。", "Field: 1 March 2026."),
        ({"type": "boolean"}, True, "是", "您确认：栏。", "You state: Field."),
        ({"type": "boolean"}, False, "否", "您没有选择：栏。", "You did not choose: Field."),
        ({"x-kind": "table"}, [{"a": "1"}], "1", "栏：1。", "Field: 1."),
    ],
)
def test_an_answer_is_one_plain_sentence(
    schema: dict[str, object], value: Value, text: str, chinese: str, english: str
) -> None:
    assert of_answer("栏", schema, value, text, ZH) == chinese
    assert of_answer("Field", schema, value, text, EN) == english


def test_money_is_said_without_its_unit_twice() -> None:
    assert of_answer("资金数额(元)", {"x-unit": "CNY"}, "500", "¥500", ZH) == "资金数额是 500 元。"
    assert of_answer("Capital (yuan)", {"x-unit": "CNY"}, "500", "¥500", EN) == "Capital: 500 yuan."


def test_matter_department_and_papers_are_said() -> None:
    assert of_item("登记", ZH) == "您要办理：登记。"
    assert of_department("Tax", EN) == "It is handled by: Tax."
    assert of_material("Deed", 1, EN) == "You handed in: Deed, 1 page."
    assert of_material("Deed", 2, EN) == "You handed in: Deed, 2 pages."
