"""Not accepted (不予受理决定书), or refused (不予许可决定书): the legal ground, and the right of appeal."""

from datetime import datetime
from typing import Literal

import msgspec

from agent_console.receipts.paper import Code, Fields, Paper, Row, Words, moment, text
from signaling.protocol.views import Text

TITLES = {
    "not-accepted": text("不予受理决定书", "Decision Not to Accept"),
    "refused": text("不予许可决定书", "Decision of Refusal"),
}


class Refusal(msgspec.Struct, frozen=True):
    """A decision against the applicant."""

    kind: Literal["not-accepted", "refused"]
    number: str
    item: Text
    authority: Text
    reviewer: Text  # The authority that hears an appeal.
    resident: str  # Masked ID number.
    official: Text
    at: datetime
    reason: Text
    clause: Text  # The legal ground, by law and article.
    link: str


def refusal_paper(refusal: Refusal) -> Paper:
    """Return the decision as a paper with the authority's seal."""
    rows = (
        Row(text("申请事项", "Matter"), refusal.item),
        Row(text("申请人证件号码", "Applicant's ID number"), refusal.resident),
        Row(text("决定时间", "Decided at"), moment(refusal.at)),
        Row(text("经办人员", "Decided by"), refusal.official),
        Row(text("理由", "Reason"), refusal.reason),
        Row(text("法律依据", "Legal ground"), refusal.clause),
    )
    # Administrative Reconsideration Law (2023), article 20; Administrative Litigation Law, article 46.
    appeal = text(
        f"如不服本决定，可自收到本决定书之日起六十日内向{refusal.reviewer.zh}申请行政复议，"
        "或者自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。",
        f"You may apply to {refusal.reviewer.en} for reconsideration within sixty days of receiving this decision, "
        "or bring the matter before the people's court within six months of receiving it.",
    )
    return Paper(
        title=TITLES[refusal.kind],
        number=refusal.number,
        authority=refusal.authority,
        at=refusal.at,
        blocks=(Fields(rows), Words(text("救济途径", "Your right of appeal"), strong=True), Words(appeal)),
        code=Code(refusal.link, text("扫描二维码核验本决定书。", "Scan the code to check this decision.")),
        sealed=True,
    )
