"""The acceptance notice (受理通知书)."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Grid, Paper, Row, Words, moment, text
from signaling.protocol.views import Text

NO_FEE = text("不收费", "None")


class MaterialReceived(msgspec.Struct, frozen=True):
    name: Text
    pages: int


class Notice(msgspec.Struct, frozen=True):
    """What an acceptance notice says; nothing personal but a masked ID number."""

    number: str
    item: Text
    authority: Text
    resident: str  # Masked ID number.
    official: Text
    accepted_at: datetime
    due_on: str  # ISO date.
    committed_days: int
    legal_days: int
    fee: str  # Yuan.
    materials: tuple[MaterialReceived, ...]
    summary_hash: str
    link: str  # To the progress page; the QR code leads there.


def notice_paper(notice: Notice) -> Paper:
    """Return the notice as a paper with the seal of acceptance."""
    days = text(
        f"{notice.committed_days} 个工作日（法定 {notice.legal_days} 个）",
        f"{notice.committed_days} working days (legal: {notice.legal_days})",
    )
    rows = (
        Row(text("办理事项", "Matter"), notice.item),
        Row(text("申请人证件号码", "Applicant's ID number"), notice.resident),
        Row(text("受理时间", "Accepted at"), moment(notice.accepted_at)),
        Row(text("受理人员", "Accepted by"), notice.official),
        Row(text("承诺办结时限", "Committed period"), days),
        Row(text("预计办结日期", "Due on"), notice.due_on),
        Row(text("收费", "Fee"), NO_FEE if notice.fee == "0" else f"¥{notice.fee}"),
    )
    received = Grid(
        title=text("已收材料", "Materials received"),
        columns=(text("材料名称", "Material"), text("页数", "Pages")),
        rows=tuple((material.name, str(material.pages)) for material in notice.materials),
        widths=(5, 1),
    )
    accepted = text("您的申请已受理，办理结果将按您选择的方式送达。", "Your application has been accepted.")
    return Paper(
        title=text("受理通知书", "Notice of Acceptance"),
        number=notice.number,
        authority=notice.authority,
        at=notice.accepted_at,
        blocks=(Fields(rows), received, Words(accepted)),
        code=Code(notice.link, text("扫描二维码查询办理进度。", "Scan the code to follow the progress.")),
        sealed=True,
        bound=notice.summary_hash,
    )
