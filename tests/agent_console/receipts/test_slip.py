from datetime import UTC, datetime

from agent_console.receipts.slip import Original, Slip, slip_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_every_original_is_accounted_for_and_both_ends_sign() -> None:
    originals = (Original(ITEM, 2, "sent"), Original(AUTHORITY, 1, "kept"), Original(ITEM, 1, ""))
    slip = Slip("S-441302-00007", "441302-20260105-00001", ITEM, AUTHORITY, AUTHORITY, ITEM, AT, originals)
    assert_says(slip_paper(slip), "S-441302-00007", "随袋移交", "留存窗口", "未登记", "移交人", "接收人", "签名")
