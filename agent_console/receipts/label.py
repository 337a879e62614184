"""What stands on a parcel or on a bag: from, to, and the number as a bar code."""

from datetime import datetime

import msgspec

from agent_console.receipts.code128 import code128_svg
from agent_console.receipts.paper import Fields, Grid, Paper, Picture, Row, day, text
from agent_console.receipts.slip import FATES, UNACCOUNTED
from signaling.protocol.views import Text


class Label(msgspec.Struct, frozen=True):
    """`to` is a person's address on a parcel, a hall's name on a bag; `contents` are the originals inside."""

    title: Text
    number: str
    case_number: str
    sender: Text
    to: tuple[str, ...]
    at: datetime
    contents: tuple[tuple[Text, str], ...] = ()  # Material and what became of it.


def label_paper(label: Label) -> Paper:
    """Return the label; large enough to be read at arm's length."""
    rows = (
        Row(text("寄自", "From"), label.sender),
        Row(text("送至", "To"), "\n".join(label.to)),
        Row(text("办件编号", "Case"), label.case_number),
        Row(text("日期", "Date"), day(label.at)),
    )
    blocks = [Picture(code128_svg(label.number), 90), Fields(rows)]
    if label.contents:
        listed = tuple((name, FATES.get(fate, UNACCOUNTED)) for name, fate in label.contents)
        columns = (text("原件", "Originals"), text("去向", "What became of it"))
        blocks.append(Grid(columns, listed, (3, 2)))
    return Paper(label.title, label.number, label.sender, label.at, tuple(blocks), large=True)
