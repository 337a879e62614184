"""The take-home sheet (办事告知单) in large print: who served me, what comes next, when, and whom to call."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Paper, Row, day, text
from signaling.protocol.views import Text


class TakeHome(msgspec.Struct, frozen=True):
    """What a resident carries home."""

    number: str
    item: Text
    authority: Text
    official: Text
    at: datetime
    following: Text  # What happens next.
    due_on: str  # ISO date, or empty where nothing more comes.
    phone: str
    link: str


def takehome_paper(sheet: TakeHome) -> Paper:
    """Return the sheet; one page, few words."""
    rows = [
        Row(text("我办的事", "My matter"), sheet.item),
        Row(text("谁为我办的", "Who served me"), sheet.official),
        Row(text("哪天办的", "On"), day(sheet.at)),
        Row(text("接下来", "What comes next"), sheet.following),
    ]
    if sheet.due_on:
        rows.append(Row(text("最晚哪天办好", "At the latest on"), sheet.due_on))
    rows.append(Row(text("有事打电话", "Whom to call"), sheet.phone))
    return Paper(
        title=text("办事告知单", "Your Visit"),
        number=sheet.number,
        authority=sheet.authority,
        at=sheet.at,
        blocks=(Fields(tuple(rows)),),
        code=Code(sheet.link, text("用手机扫一扫，看办到哪一步。", "Scan with your phone to follow it.")),
        large=True,
    )
