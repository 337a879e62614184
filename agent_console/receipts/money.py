"""A result that is money (资金给付告知书): how much, to which account, of which only the ends are printed."""

from datetime import datetime

import msgspec

from agent_console.receipts.paper import Code, Fields, Paper, Row, Words, day, text
from signaling.protocol.views import Text

SHOWN_DIGITS = 4  # At each end; a card's issuer and the part that its holder knows it by.


class Payment(msgspec.Struct, frozen=True):
    """Money that was granted; `account` is masked before it comes here."""

    number: str
    case_number: str
    item: Text
    authority: Text
    at: datetime
    amount: str  # Yuan, or empty where the item's form names none.
    bank: str
    account: str
    link: str


def mask_account(account: str) -> str:
    """Return a bank account with its first and last four digits only; a short one is hidden whole."""
    digits = "".join(account.split())
    if len(digits) < 3 * SHOWN_DIGITS:
        return "*" * len(digits)
    return f"{digits[:SHOWN_DIGITS]} **** **** {digits[-SHOWN_DIGITS:]}"


def payment_paper(payment: Payment) -> Paper:
    """Return the notice of payment as a paper with the authority's seal."""
    rows = [
        Row(text("办理事项", "Matter"), payment.item),
        Row(text("办件编号", "Case"), payment.case_number),
        Row(text("审批日期", "Granted on"), day(payment.at)),
        Row(text("收款账户", "Account"), payment.account),
    ]
    if payment.bank:
        rows.append(Row(text("开户银行", "Bank"), payment.bank))
    if payment.amount:
        rows.append(Row(text("金额", "Amount"), f"¥{payment.amount}"))
    told = text(
        "款项将汇入上述账户。到账时间以银行为准。",
        "The money is sent to this account; the bank decides when it arrives.",
    )
    return Paper(
        title=text("资金给付告知书", "Notice of Payment"),
        number=payment.number,
        authority=payment.authority,
        at=payment.at,
        blocks=(Fields(tuple(rows)), Words(told)),
        code=Code(payment.link, text("扫描二维码核验本告知书。", "Scan the code to check this notice.")),
        sealed=True,
    )
