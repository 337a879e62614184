"""What a granted case gives the resident: a licence or certificate (证照), or the decision to grant."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Paper, Row, Words, day, text
from signaling.protocol.views import Text


class Licence(msgspec.Struct, frozen=True):
    """A result. `particulars` are what the licence says of its holder, in the order of the form."""

    number: str  # Of the licence.
    case_number: str
    name: Text  # What is issued, e.g. 营业执照.
    item: Text
    authority: Text
    at: datetime
    particulars: tuple[Row, ...]
    link: str


def licence_paper(licence: Licence) -> Paper:
    """Return the licence as a paper with the authority's seal."""
    rows = (
        *licence.particulars,
        Row(text("发证日期", "Issued on"), day(licence.at)),
        Row(text("办件编号", "Case"), licence.case_number),
    )
    granted = text(f"经审查，准予“{licence.item.zh}”。", f"After review, “{licence.item.en}” is granted.")
    return Paper(
        title=licence.name,
        number=licence.number,
        authority=licence.authority,
        at=licence.at,
        blocks=(Words(granted), Fields(rows)),
        code=Code(licence.link, text("扫描二维码核验本证照真伪。", "Scan the code to check that this is genuine.")),
        sealed=True,
    )
