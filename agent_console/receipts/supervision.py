"""The letter of supervision (督办单): a case is late and urging was not answered."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Grid, Paper, Row, Words, moment, text
from signaling.protocol.views import Text


class Urging(msgspec.Struct, frozen=True):
    """One time that somebody urged."""

    at: datetime
    by: Text
    answered: bool


class Supervision(msgspec.Struct, frozen=True):
    """What a supervisor asks of a department."""

    number: str
    case_number: str
    item: Text
    authority: Text  # Who supervises.
    department: Text  # Who is to answer.
    accepted_at: datetime
    due_on: str
    at: datetime
    answer_by: str  # ISO date.
    urgings: tuple[Urging, ...]
    link: str


def supervision_paper(letter: Supervision) -> Paper:
    """Return the letter as a paper with the supervisor's seal."""
    rows = (
        Row(text("承办部门", "Department"), letter.department),
        Row(text("办件编号", "Case"), letter.case_number),
        Row(text("办理事项", "Matter"), letter.item),
        Row(text("受理时间", "Accepted at"), moment(letter.accepted_at)),
        Row(text("应办结日期", "Due on"), letter.due_on),
        Row(text("请于此日前书面答复", "Answer in writing by"), letter.answer_by),
    )
    urged = Grid(
        title=text("催办记录", "Urged before"),
        columns=(text("时间", "At"), text("催办人", "By"), text("是否答复", "Answered")),
        rows=tuple(
            (moment(urging.at), urging.by, text("是", "Yes") if urging.answered else text("否", "No"))
            for urging in letter.urgings
        ),
        widths=(3, 3, 2),
    )
    asked = text(
        "上述办件已催办而未在一个工作日内答复，现予督办。请查明原因，限期办结，并说明整改措施。",
        "The case above was urged and not answered within one working day. Please find the cause, complete the case "
        "by the day named, and say what will be done better.",
    )
    return Paper(
        title=text("督办单", "Letter of Supervision"),
        number=letter.number,
        authority=letter.authority,
        at=letter.at,
        blocks=(Fields(rows), urged, Words(asked)),
        code=Code(letter.link, text("扫描二维码核验本督办单。", "Scan the code to check this letter.")),
        sealed=True,
    )
