from datetime import UTC, datetime

from msgspec.structs import replace

from agent_console.core.case import Case
from agent_console.core.field import FieldSpec
from agent_console.core.form import compile_form, form_labels
from agent_console.core.page import Page
from agent_console.core.summary import masked_lines, missing, missing_materials, summarise, summary_hash
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.case_views import PageState
from signaling.protocol.names import CaseId, Language, Sha256
from signaling.protocol.views import Text, Value

ITEM = read_demo_catalogue()[0]
NAME = Text(zh="栏", en="Field")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
VALUES: dict[str, Value] = {
    "operator_name": "张三",
    "operator_id_number": "441302199001011231",
    "operator_phone": "13800138000",
    "business_name": "惠城区张三小吃店",
    "trade": "catering",
    "business_scope": "餐饮服务",
    "premises": "惠州市惠城区演达大道 1 号",
    "capital": "50000.00",
    "employees": 3,
}
CASE_ID = CaseId("case-1")


def page(letter: str, material: str, state: PageState = PageState.ACCEPTED) -> Page:
    return Page(Sha256(letter * 64), state, AT, 1, 1, 1, "image/jpeg", None, material=material)


FULL = Case(values=VALUES, pages=(page("a", "identity-card"), page("b", "premises-proof"), page("c", "premises-proof")))


def test_nothing_is_missing_from_a_full_case() -> None:
    assert missing(ITEM, FULL) == ()


def test_what_is_missing_is_named_fields_first() -> None:
    case = Case(values={**VALUES, "trade": "", "capital": "much"}, pages=(page("a", "identity-card"),))
    assert missing(ITEM, case) == ("trade", "capital", "premises-proof")


def test_a_page_that_was_returned_serves_no_material() -> None:
    case = Case(pages=(page("a", "identity-card", PageState.RETURNED), page("b", "premises-proof")))
    assert missing_materials(ITEM, case) == ("identity-card",)


def test_the_summary_speaks_the_residents_language_in_the_forms_order() -> None:
    chinese = [(line.label.zh, line.value) for line in summarise(ITEM, FULL, Language.CHINESE)]
    assert chinese[:3] == [
        ("办理事项", "个体工商户设立登记"),
        ("办理部门", "市场监督管理局"),
        ("经营者姓名", "张三"),
    ]
    assert ("所属行业", "餐饮业") in chinese
    assert ("资金数额(元)", "¥50000.00") in chinese
    assert chinese[-1] == ("经营场所使用证明", "2 页")
    assert "opens_on" not in VALUES
    assert "拟开业日期" not in dict(chinese)
    english = [(line.label.en, line.value) for line in summarise(ITEM, FULL, Language.ENGLISH)]
    assert ("Trade", "Catering") in english


def test_each_line_has_a_sentence_to_be_heard_and_none_spells_a_whole_number() -> None:
    told = [line.sentence for line in summarise(ITEM, FULL, Language.CHINESE)]
    assert told[0] == "您要办理：个体工商户设立登记。"
    assert "公民身份号码的最后四位是 1 2 3 1。" in told
    assert told[-1] == "您提交了经营场所使用证明，共 2 页。"
    english = [line.sentence for line in summarise(ITEM, FULL, Language.ENGLISH)]
    assert "Capital: 50000.00 yuan." in english
    assert all(english)


def test_an_agents_papers_are_asked_for_and_told() -> None:
    agent = {"applicant_kind": "agent", "agent_name": "李四", "agent_id_number": "441302199001011231"}
    case = replace(FULL, values={**VALUES, **agent})
    assert missing(ITEM, case) == ("power-of-attorney", "agent-identity-card")
    case = replace(case, pages=(*case.pages, page("d", "power-of-attorney"), page("e", "agent-identity-card")))
    assert missing(ITEM, case) == ()
    assert summarise(ITEM, case, Language.CHINESE)[2].value == "委托代理人"
    # Back in person: the agent's name is there no more.
    case = replace(case, values={**case.values, "applicant_kind": "self"})
    assert "李四" not in {line.value for line in summarise(ITEM, case, Language.CHINESE)}


def test_an_address_and_a_table_are_written_out() -> None:
    columns = {"name": FieldSpec(NAME, "text"), "kind": FieldSpec(NAME, "choice", choices={"a": Text("甲", "A")})}
    fields = {"at": FieldSpec(NAME, "address"), "people": FieldSpec(NAME, "table", columns=columns)}
    item = replace(ITEM, form=compile_form(fields), labels=form_labels(fields))
    values: dict[str, Value] = {
        "at": {"code": "441302", "name": "惠州市惠城区", "text": "演达大道 1 号"},
        "people": [{"name": "张三", "kind": "a"}, {"name": "李四"}],
    }
    lines = summarise(item, Case(values=values), Language.CHINESE)
    assert [line.value for line in lines[2:]] == ["惠州市惠城区演达大道 1 号", "张三，甲；李四"]


def test_the_hash_covers_lines_pages_and_version() -> None:
    lines = summarise(ITEM, FULL, Language.CHINESE)
    first = summary_hash(CASE_ID, ITEM, 1, FULL, lines)
    assert first == summary_hash(CASE_ID, ITEM, 1, FULL, lines)
    assert first != summary_hash(CASE_ID, ITEM, 2, FULL, lines)
    assert first != summary_hash(CaseId("case-2"), ITEM, 1, FULL, lines)
    assert first != summary_hash(CASE_ID, ITEM, 1, FULL, lines[:-1])
    other = replace(FULL, pages=(page("d", "identity-card"), *FULL.pages[1:]))
    assert first != summary_hash(CASE_ID, ITEM, 1, other, lines)


def test_who_watches_reads_no_personal_number_in_full() -> None:
    lines = masked_lines(ITEM, summarise(ITEM, FULL, Language.CHINESE), frozenset({"operator_id_number"}))
    assert lines is not None
    assert {line.label.zh: line.value for line in lines}["公民身份号码"] == "4413**********1231"
    assert {line.label.zh: line.sentence for line in lines}["公民身份号码"] == ""
    assert masked_lines(ITEM, None, frozenset()) is None
