"""What all our documents share: their parts as values, one Typst style, Chinese over English, a QR code."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
import segno
import typst

from agent_console.core.clock import CHINA
from signaling.protocol.views import Text

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT = "NotoSansCJK-Regular"
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
DEMONSTRATION = Text(zh="演示文书，不具法律效力", en="Demonstration, without legal force")


class FontMissing(Exception):
    """No font with Chinese letters; the message says what to install."""


class Block(msgspec.Struct, frozen=True, tag_field="block", tag=str.lower):
    """One part of a document, set under the one before it."""


class Row(msgspec.Struct, frozen=True):
    """A line of a table of facts; a string reads the same in both languages."""

    label: Text
    value: Text | str


class Fields(Block, frozen=True):
    """A table of facts, each with its label."""

    rows: tuple[Row, ...]


class Grid(Block, frozen=True):
    """A table with a heading for each column; `widths` are shares of the line."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    widths: tuple[int, ...]
    title: Text | None = None


class Words(Block, frozen=True):
    """A paragraph."""

    text: Text
    strong: bool = False


class Signatures(Block, frozen=True):
    """Places to sign by hand, side by side."""

    places: tuple[Text, ...]


class Picture(Block, frozen=True):
    """A drawing of ours, such as a bar code."""

    svg: str
    millimetres: int


class Code(msgspec.Struct, frozen=True):
    """Where the QR code leads, and what to say beside it."""

    link: str
    caption: Text


class Paper(msgspec.Struct, frozen=True):
    """One document, ready to be set."""

    title: Text
    number: str
    authority: Text
    at: datetime
    blocks: tuple[Block, ...]
    code: Code | None = None
    sealed: bool = False  # Room for a seal is left over the authority's name.
    large: bool = False  # Large print, to be read at home without glasses.
    mark: Text | None = None
    bound: str = ""  # SHA-256 of what was confirmed.


def text(zh: str, en: str) -> Text:
    """Return a text in both languages."""
    return Text(zh=zh, en=en)


def moment(at: datetime) -> str:
    """Return a time as the hall's clock shows it."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day(at: datetime) -> str:
    """Return a day as the hall's calendar shows it."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d")


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


def render(paper: Paper) -> bytes:
    """
    Return the PDF; the same bytes for the same paper. Called in a worker process.

    Raises:
        FontMissing: See `font_folder`.
        typst.TypstError: The template is wrong.
    """
    content = msgspec.to_builtins(paper)
    content["day"] = day(paper.at)
    if paper.code is not None:
        content["code"]["svg"] = qr_svg(paper.code.link)
    return compile_pdf(TEMPLATE, {"paper": msgspec.json.encode(content).decode()}, paper.at)


def compile_pdf(template: Path, inputs: dict[str, str], at: datetime) -> bytes:
    """Return the PDF of a template of ours with its inputs. Raises as `render` does."""
    return typst.compile(
        template,
        root=template.parent,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        timestamp=int(at.timestamp()),
    )


def qr_svg(link: str) -> str:
    """Return a QR code of a link as SVG, error correction M (ISO/IEC 18004), with its quiet zone."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode()
