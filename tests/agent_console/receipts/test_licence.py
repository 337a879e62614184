from datetime import UTC, datetime

from agent_console.receipts.licence import Licence, licence_paper
from agent_console.receipts.paper import Row
from signaling.protocol.views import Text
from tests.support.pdf import assert_says

AT = datetime(2026, 1, 5, 17, tzinfo=UTC)
ITEM = Text(zh="个体工商户设立登记", en="Registration of an individual business")
AUTHORITY = Text(zh="惠州市惠城区市场监督管理局", en="Administration for Market Regulation of Huicheng")
LINK = "https://hall.test/check/token"


def test_a_licence_names_its_holder_and_where_it_can_be_checked() -> None:
    name = Text(zh="营业执照", en="Business licence")
    particulars = (Row(Text(zh="经营者", en="Operator"), "张三"),)
    licence = Licence("L-1", "441302-20260105-00001", name, ITEM, AUTHORITY, AT, particulars, LINK)
    assert_says(licence_paper(licence), "营业执照", "张三", "L-1", "2026-01-06", LINK)
