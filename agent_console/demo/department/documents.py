"""The department's papers: a licence as a picture, a decision as a PDF."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import typst
import yaml

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "paper.typ"
_PIXELS_PER_INCH = 150.0
_VALID = timedelta(days=365)


class Holder(msgspec.Struct, frozen=True):
    """Somebody whose residence and lease are on record."""

    holder: str  # ID number.
    name: str
    address: str


class Licence(msgspec.Struct, frozen=True):
    """A licence as it is answered."""

    number: str
    content: bytes
    issued_on: date
    expires_on: date


# The kinds of licence, as the counter's catalogue calls the material, and their titles here.
KINDS = {
    "premises-proof": ("ZL", "房屋租赁登记凭证", "Certificate of a registered lease"),
    "residence-proof": ("JZ", "居住登记凭证", "Certificate of registered residence"),
}


@cache
def holders() -> dict[str, Holder]:
    """Return who is on record, by ID number."""
    known = msgspec.convert(yaml.safe_load((_HERE / "licences.yaml").read_text("utf-8")), list[Holder])
    return {each.holder: each for each in known}


def licence(kind: str, holder: str, today: date) -> Licence | None:
    """Return a licence of this year; None where there is no such kind, or the holder is not on record."""
    found = holders().get(holder)
    if found is None or kind not in KINDS:
        return None
    prefix, title, translated = KINDS[kind]
    issued, number = date(today.year, 1, 1), f"{prefix}{today.year}{holder[-6:]}"
    rows = [
        ("凭证编号 Number", number),
        ("姓名 Name", found.name),
        ("公民身份号码 ID number", holder),
        ("房屋地址 Address", found.address),
        ("登记日期 Registered on", issued.isoformat()),
        ("有效期至 Valid until", (issued + _VALID).isoformat()),
    ]
    picture = _set("png", title, translated, "公安局 Public Security Bureau", rows, "")
    return Licence(number, picture, issued, issued + _VALID)


def decision(number: str, authority: str, granted: bool, reason: str, today: date) -> bytes:
    """Return the PDF that a case ends with."""
    title, translated = (
        ("准予登记通知书", "Decision to register") if granted else ("不予登记通知书", "Decision not to register")
    )
    rows = [("登记系统编号 Number here", number), ("日期 Date", today.isoformat())]
    return _set("pdf", title, translated, authority, rows, reason)


def _set(form: str, title: str, translated: str, authority: str, rows: list[tuple[str, str]], words: str) -> bytes:
    content = {"title": title, "translated": translated, "authority": authority, "rows": rows, "words": words}
    inputs = {"paper": msgspec.json.encode(content).decode()}
    if form == "pdf":
        return typst.compile(_TEMPLATE, format="pdf", sys_inputs=inputs)
    return typst.compile(_TEMPLATE, format="png", ppi=_PIXELS_PER_INCH, sys_inputs=inputs)
