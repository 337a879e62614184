from datetime import UTC, datetime

from agent_console.receipts.money import Payment, mask_account, payment_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_of_an_account_only_the_ends_are_printed() -> None:
    assert mask_account("6222 0212 3456 7890 123") == "6222 **** **** 0123"
    assert mask_account("12345678901") == "***********"


def test_the_notice_says_how_much_goes_where() -> None:
    account = mask_account("6222021234567890123")
    notice = Payment("P-1", "441302-20260105-00001", ITEM, AUTHORITY, AT, "3200.00", "工商银行", account, LINK)
    assert_says(payment_paper(notice), "资金给付告知书", "¥3200.00", "6222 **** **** 0123", "工商银行")
