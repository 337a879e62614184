from datetime import UTC, datetime

from agent_console.receipts.correction import Correction, Defect, correction_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_everything_missing_is_told_at_once_with_the_day_until_when() -> None:
    defects = tuple(
        Defect(Text(zh=f"材料{at}", en=f"Paper {at}"), Text(zh="缺页", en="A page is missing")) for at in range(8)
    )
    notice = Correction("C-1", ITEM, AUTHORITY, "4413**********1231", ITEM, AT, "2026-01-12", defects, "12345", LINK)
    assert_says(correction_paper(notice), "一次性告知书", "2026-01-12", "材料0", "材料7", "Paper 7", "12345", pages=2)
