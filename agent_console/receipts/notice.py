"""The acceptance notice as PDF, by Typst; called in a worker process."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
import segno
import typst

from agent_console.core.deadline import CHINA
from signaling.protocol.views import Text

TEMPLATE = Path(__file__).with_name("notice.typ")
FONT = "NotoSansCJK-Regular"
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)


class FontMissing(Exception):
    """No font with Chinese letters; the message says what to install."""


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


@cache
def font_folder() -> Path:
    """
    Return the folder of Noto Sans CJK.

    Raises:
        FontMissing: It is not installed.
    """
    for folder in FONT_FOLDERS:
        for found in sorted(folder.glob(f"**/{FONT}.*")):
            return found.parent
    raise FontMissing("Noto Sans CJK was not found: install the package fonts-noto-cjk (notices are in Chinese)")


def render_notice(notice: Notice) -> bytes:
    """
    Return the PDF; the same bytes for the same notice.

    Raises:
        FontMissing: See `font_folder`.
        typst.TypstError: The template is wrong.
    """
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"notice": msgspec.json.encode(_content(notice)).decode()},
        timestamp=int(notice.accepted_at.timestamp()),
    )


def qr_svg(link: str) -> str:
    """Return a QR code of a link as SVG, error correction M (ISO/IEC 18004), with its quiet zone."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode()


def _content(notice: Notice) -> dict[str, object]:
    at = notice.accepted_at.astimezone(CHINA)
    days = f"{notice.committed_days} 个工作日 working days"
    rows = [
        (("办理事项", "Matter"), f"{notice.item.zh}\n{notice.item.en}"),
        (("申请人证件号码", "Applicant's ID number"), notice.resident),
        (("受理时间", "Accepted at"), at.strftime("%Y-%m-%d %H:%M")),
        (("受理人员", "Accepted by"), notice.official.zh),
        (("承诺办结时限", "Committed period"), f"{days} (法定 legal: {notice.legal_days})"),
        (("预计办结日期", "Due on"), notice.due_on),
        (("收费", "Fee"), "不收费 none" if notice.fee == "0" else f"¥{notice.fee}"),
    ]
    return {
        "number": notice.number,
        "authority": (notice.authority.zh, notice.authority.en),
        "rows": [{"label": label, "value": value} for label, value in rows],
        "materials": [
            {"name": (material.name.zh, material.name.en), "pages": material.pages} for material in notice.materials
        ],
        "day": at.strftime("%Y-%m-%d"),
        "summary": notice.summary_hash,
        "link": notice.link,
        "qr": qr_svg(notice.link),
    }
