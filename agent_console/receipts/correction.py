"""The notice of what is missing (一次性告知书): everything at once, and until when."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Grid, Paper, Row, Words, moment, text
from signaling.protocol.views import Text

# Administrative Licensing Law, article 32 (4).
RULE = text(
    "依据《中华人民共和国行政许可法》第三十二条，需要补正的全部内容已一次告知。逾期不告知的，自收到申请材料之日起即为受理。",
    "Under article 32 of the Administrative Licensing Law everything to be corrected is told at once; "
    "had we not told you in time, your application would count as accepted on the day it was received.",
)


class Defect(msgspec.Struct, frozen=True):
    """One thing to be supplied or mended."""

    material: Text
    reason: Text


class Correction(msgspec.Struct, frozen=True):
    """What is missing from one application."""

    number: str
    item: Text
    authority: Text
    resident: str  # Masked ID number.
    official: Text
    at: datetime
    until: str  # ISO date by which to supply.
    defects: tuple[Defect, ...]
    phone: str
    link: str


def correction_paper(correction: Correction) -> Paper:
    """Return the notice as a paper with the seal of acceptance."""
    rows = (
        Row(text("办理事项", "Matter"), correction.item),
        Row(text("申请人证件号码", "Applicant's ID number"), correction.resident),
        Row(text("告知时间", "Told at"), moment(correction.at)),
        Row(text("告知人员", "Told by"), correction.official),
        Row(text("请于此日前补正", "Please supply by"), correction.until),
        Row(text("咨询电话", "Telephone"), correction.phone),
    )
    defects = Grid(
        title=text("需要补正的全部内容", "Everything that is to be corrected"),
        columns=(
            text("序号", "No."),
            text("材料或填写内容", "Material or entry"),
            text("需要补正的内容及原因", "What, and why"),
        ),
        rows=tuple((str(at + 1), defect.material, defect.reason) for at, defect in enumerate(correction.defects)),
        widths=(1, 4, 7),
    )
    ways = text(
        "补正可扫描下方二维码用手机拍照送交，也可到任一服务窗口（凭原号优先，无需再次取号），或由窗口人员、快递代为送交。"
        "需要更正填写内容的，请将正确内容写在纸上，签名并注明日期后送交。",
        "Scan the code below and send photographs with a phone, bring it to any window (you go first, with the number "
        "you have), or let a clerk or a courier hand it in. Where an entry of the form is wrong, write it anew on "
        "a sheet of paper, sign and date it, and send that.",
    )
    return Paper(
        title=text("一次性告知书", "Notice of Corrections Needed"),
        number=correction.number,
        authority=correction.authority,
        at=correction.at,
        blocks=(Fields(rows), defects, Words(ways), Words(RULE)),
        code=Code(correction.link, text("扫描二维码查看还缺什么。", "Scan the code to see what is still missing.")),
        sealed=True,
    )
