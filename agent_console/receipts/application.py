"""The application form, printed for a signature in ink (申请表); it is scanned again once it is signed."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Paper, Row, Signatures, Words, text
from signaling.protocol.case_views import SummaryLine
from signaling.protocol.views import Text


class Application(msgspec.Struct, frozen=True):
    """What the resident signs: the summary to the letter, and its hash."""

    number: str
    item: Text
    authority: Text
    at: datetime
    lines: tuple[SummaryLine, ...]
    summary_hash: str


def application_paper(application: Application) -> Paper:
    """Return the form. Its code carries the hash, so that the signed sheet is known for what it is."""
    declared = text(
        "本人已阅读并确认以上内容，承诺所提交的材料和信息真实、有效。",
        "I have read and confirm the above, and declare that what I hand in is true and valid.",
    )
    return Paper(
        title=text("申请表", "Application"),
        number=application.number,
        authority=application.authority,
        at=application.at,
        blocks=(
            Words(application.item, strong=True),
            Fields(tuple(Row(line.label, line.value) for line in application.lines)),
            Words(declared),
            Signatures((text("申请人（签名）", "Applicant"),)),
        ),
        code=Code(
            f"urn:sha256:{application.summary_hash}",
            text("签名后请将本页再次放到摄像头下扫描。", "When signed, lay this page under the camera again."),
        ),
        bound=application.summary_hash,
    )
