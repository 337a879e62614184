from datetime import UTC, datetime

from agent_console.receipts.label import Label, label_paper
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

NAME = Text(zh="惠城大厅", en="Huicheng hall")
AT = datetime(2026, 1, 5, tzinfo=UTC)


def test_a_bag_says_where_it_goes_and_what_is_in_it() -> None:
    label = Label(
        Text(zh="出件袋", en="Bag"), "BAG-00000001", "C-1", NAME, ("博罗大厅",), AT, ((NAME, "sent"), (NAME, ""))
    )
    assert_says(label_paper(label), "BAG-00000001", "博罗大厅", "随袋移交", "未登记")
