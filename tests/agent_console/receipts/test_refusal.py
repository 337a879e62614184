from datetime import UTC, datetime

from msgspec.structs import replace

from agent_console.receipts.refusal import Refusal, refusal_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"
REFUSAL = Refusal(
    kind="refused",
    number="441302-20260105-00001",
    item=ITEM,
    authority=AUTHORITY,
    reviewer=Text(zh="惠州市惠城区人民政府", en="the People's Government of Huicheng"),
    resident="4413**********1231",
    official=Text(zh="陈志远", en="Chen Zhiyuan"),
    at=AT,
    reason=Text(zh="经营场所不符合规定", en="The premises do not comply"),
    clause=Text(zh="《市场主体登记管理条例》第十一条", en="Article 11 of the regulation"),
    link=LINK,
)


def test_a_refusal_names_its_ground_and_the_rights_of_appeal() -> None:
    assert_says(
        refusal_paper(REFUSAL),
        "不予许可决定书",
        "第十一条",
        "六十日",
        "行政复议",
        "六个月",
        "行政诉讼",
        "惠城区人民政府",
    )


def test_a_case_that_was_not_accepted_gets_the_decision_of_that_name() -> None:
    assert_says(refusal_paper(replace(REFUSAL, kind="not-accepted")), "不予受理决定书", "行政复议")
