"""The hand-over slip of originals (材料交接单): a number, what is in the bag, both ends' signatures."""

from datetime import datetime

import msgspec

from agent_console.receipts.code128 import code128_svg
from agent_console.receipts.paper import Fields, Grid, Paper, Picture, Row, Signatures, moment, text
from signaling.protocol.views import Text

FATES = {
    "returned": text("已当面退还", "Returned to the resident"),
    "kept": text("留存窗口", "Kept at the window"),
    "sent": text("随袋移交", "Sent in this bag"),
}
UNACCOUNTED = text("未登记", "Not accounted for")


class Original(msgspec.Struct, frozen=True):
    """One original paper and what became of it."""

    material: Text
    sheets: int
    fate: str  # A key of FATES.


class Slip(msgspec.Struct, frozen=True):
    """What travels, from whom to whom."""

    number: str  # Of the bag, too: it stands on it as a bar code.
    case_number: str
    item: Text
    sender: Text
    receiver: Text
    clerk: Text
    at: datetime
    originals: tuple[Original, ...]


def slip_paper(slip: Slip) -> Paper:
    """Return the slip; it is signed by hand at both ends, so it bears no seal."""
    rows = (
        Row(text("办件编号", "Case"), slip.case_number),
        Row(text("办理事项", "Matter"), slip.item),
        Row(text("移交方", "From"), slip.sender),
        Row(text("接收方", "To"), slip.receiver),
        Row(text("经办人员", "Handed over by"), slip.clerk),
        Row(text("移交时间", "At"), moment(slip.at)),
    )
    originals = Grid(
        title=text("原件清单", "Originals"),
        columns=(text("材料", "Material"), text("份数", "Sheets"), text("去向", "What becomes of it")),
        rows=tuple((o.material, str(o.sheets), FATES.get(o.fate, UNACCOUNTED)) for o in slip.originals),
        widths=(6, 1, 4),
    )
    return Paper(
        title=text("材料交接单", "Hand-over Slip"),
        number=slip.number,
        authority=slip.sender,
        at=slip.at,
        blocks=(
            Picture(code128_svg(slip.number), 80),
            Fields(rows),
            originals,
            Signatures((text("移交人", "Handed over by"), text("接收人", "Received by"))),
        ),
    )
