from datetime import UTC, datetime

from agent_console.receipts.takehome import TakeHome, takehome_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_the_sheet_answers_who_what_when_and_whom_to_call() -> None:
    following = Text(zh="等待审核，无需再来", en="Under review; no need to come again")
    sheet = TakeHome("C-1", ITEM, AUTHORITY, Text(zh="陈志远", en="Chen"), AT, following, "2026-01-12", "12345", LINK)
    paper = takehome_paper(sheet)
    assert paper.large
    assert_says(paper, "谁为我办的", "陈志远", "等待审核", "2026-01-12", "12345")
