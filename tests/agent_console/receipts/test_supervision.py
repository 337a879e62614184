from datetime import UTC, datetime

from agent_console.receipts.supervision import Supervision, Urging, supervision_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_the_letter_tells_how_often_was_urged_in_vain() -> None:
    urgings = (Urging(AT, Text(zh="办事人", en="Resident"), answered=False),)
    letter = Supervision(
        "DB-1", "441302-20260105-00001", ITEM, AUTHORITY, AUTHORITY, AT, "2026-01-07", AT, "2026-01-08", urgings, LINK
    )
    assert_says(supervision_paper(letter), "督办单", "DB-1", "办事人", "2026-01-08", "承办部门")
