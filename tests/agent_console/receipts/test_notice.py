from datetime import UTC, datetime

from agent_console.receipts.notice import MaterialReceived, Notice, notice_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

NOTICE = Notice(
    number="441302-20260105-00001",
    item=Text(zh="个体工商户设立登记", en="Registration of an individual business"),
    authority=Text(zh="市场监督管理局", en="Administration for Market Regulation"),
    resident="4413**********1231",
    official=Text(zh="陈志远", en="Chen Zhiyuan"),
    accepted_at=datetime(2026, 1, 5, 17, tzinfo=UTC),
    due_on="2026-01-07",
    committed_days=1,
    legal_days=15,
    fee="80.00",
    materials=(MaterialReceived(Text(zh="居民身份证", en="Identity card"), 2),),
    summary_hash="ab" * 32,
    link="https://hall.test/progress/token",
)


def test_the_notice_says_in_both_languages_what_was_accepted() -> None:
    assert_says(
        notice_paper(NOTICE),
        "受理通知书",
        "Notice of Acceptance",
        NOTICE.number,
        NOTICE.item.zh,
        NOTICE.item.en,
        NOTICE.resident,
        "2026-01-06 01:00",  # The hall's time.
        "2026-01-07",
        "¥80.00",
        "居民身份证",
        NOTICE.link,
        NOTICE.summary_hash,
    )
