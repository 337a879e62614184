from datetime import UTC, datetime

from agent_console.receipts.application import Application, application_paper
from signaling.protocol.case_views import SummaryLine
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"
HASH = "ab" * 32


def test_the_form_holds_what_is_signed_and_its_hash() -> None:
    lines = tuple(SummaryLine(Text(zh=f"项{at}", en=f"Line {at}"), f"值{at}") for at in range(40))
    form = Application("C-1", ITEM, AUTHORITY, AT, lines, HASH)
    paper = application_paper(form)
    assert paper.code is not None
    assert paper.code.link == f"urn:sha256:{HASH}"
    assert_says(paper, "项0", "值39", "申请人（签名）", HASH, pages=3)
