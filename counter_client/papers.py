"""Papers of invented residents, drawn with Typst: each is marked as a specimen (样本), none looks like a real one."""

from enum import StrEnum
from functools import lru_cache

import cv2
import msgspec
import numpy as np
import numpy.typing as npt
import typst

from counter_client.specimens import Specimen

Image = npt.NDArray[np.uint8]  # Shape (height, width, 3), BGR.

_MM_PER_INCH = 25.4


class Kind(StrEnum):
    """What a paper looks like."""

    CARD = "card"
    REGISTER = "register"
    LICENCE = "licence"
    FORM = "form"


class Paper(msgspec.Struct, frozen=True):
    """A paper under the camera: its kind, what stands above it, and whose it is. Sizes are in millimetres."""

    kind: Kind
    title: str
    owner: Specimen

    @property
    def width_mm(self) -> float:
        return {Kind.CARD: 85.6, Kind.REGISTER: 210.0, Kind.LICENCE: 297.0, Kind.FORM: 210.0}[self.kind]

    @property
    def height_mm(self) -> float:
        return {Kind.CARD: 54.0, Kind.REGISTER: 148.0, Kind.LICENCE: 210.0, Kind.FORM: 297.0}[self.kind]


_WORDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.CARD, ("身份证", "社会保障卡", "社保卡", "驾驶证")),
    (Kind.REGISTER, ("户口", "结婚证", "出生")),
    (Kind.LICENCE, ("执照", "许可证", "证书", "房产证")),
)


def paper_for(title: str, owner: Specimen) -> Paper:
    """Return the paper that a material of this (Chinese) name calls for."""
    kind = next((kind for kind, words in _WORDS if any(word in title for word in words)), Kind.FORM)
    return Paper(kind, title, owner)


@lru_cache(maxsize=6)
def draw(paper: Paper) -> Image:
    """
    Return the paper as seen from straight above; the array is shared and must not be written to.

    The resolution is that of a window's document camera at 4K: 600 dpi for a card, 200 dpi for larger papers.

    Raises:
        typst.TypstError: The page's own source is wrong.
    """
    dpi = 600.0 if paper.kind is Kind.CARD else 200.0
    source = _PAGE.format(width=paper.width_mm, height=paper.height_mm) + _BODIES[paper.kind](paper)
    png = typst.compile(source.encode(), format="png", ppi=dpi)
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    image = np.ascontiguousarray(decoded, np.uint8)
    image.flags.writeable = False
    return image


_PAGE = """\
#set page(width: {width}mm, height: {height}mm, margin: 0mm, fill: white)
#set text(font: ("Noto Sans CJK SC", "Noto Sans CJK JP"), size: 11pt, lang: "zh", fill: rgb("#202226"))
#let stamp(size) = place(center + horizon, rotate(-18deg,
  text(size: size, weight: "bold", fill: rgb(200, 30, 30, 46), tracking: 0.2em)[样本 SPECIMEN]))
#let label(body) = text(fill: rgb("#3d6ea5"), body)
"""


def _quoted(text: str) -> str:
    """Return a Typst string literal: a title comes from a catalogue and may hold any character."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _card(paper: Paper) -> str:
    owner = paper.owner
    return f"""
#set text(size: 8.2pt)
#place(rect(width: 100%, height: 100%, fill: gradient.linear(rgb("#eaf1ee"), rgb("#dfe9f3"), angle: 20deg)))
#place(dx: 59mm, dy: 8mm, box(width: 21mm, height: 27mm, fill: rgb("#d5dde6"), clip: true)[
  #place(center, dy: 4mm, circle(radius: 5.2mm, fill: rgb("#dcbfa6")))
  #place(center, dy: 16mm, ellipse(width: 18mm, height: 16mm, fill: rgb("#43505f")))
])
#place(dx: 6mm, dy: 7mm, grid(columns: (11mm, 38mm), row-gutter: 3.1mm,
  label[姓名], text(size: 10.5pt)[#{_quoted(owner.name)}],
  label[性别], [#{_quoted(owner.sex)} #h(8mm) #label[民族] #h(2mm) #{_quoted(owner.nation)}],
  label[出生], [{owner.born.year} #label[年] {owner.born.month} #label[月] {owner.born.day} #label[日]],
  label[住址], par(leading: 1.1mm)[#{_quoted(owner.address)}],
))
#place(dx: 6mm, dy: 45mm)[#label[公民身份号码] #h(4mm) #text(size: 11.5pt, weight: "bold",
  tracking: 0.06em)[#{_quoted(owner.id_number)}]]
#stamp(21pt)
"""


def _rows(paper: Paper) -> str:
    owner = paper.owner
    rows = (
        ("姓名", owner.name),
        ("性别", owner.sex),
        ("民族", owner.nation),
        ("出生日期", f"{owner.born:%Y-%m-%d}"),
        ("公民身份号码", owner.id_number),
        ("联系电话", owner.phone),
        ("住址", owner.address),
    )
    cells = ", ".join(f"[{name}], [#{_quoted(value)}]" for name, value in rows)
    return f"""#table(columns: (38mm, 1fr), inset: 3.2mm, stroke: 0.6pt + rgb("#606060"), {cells})"""


def _form(paper: Paper) -> str:
    return f"""
#pad(x: 20mm, y: 18mm)[
  #align(center, text(size: 19pt, weight: "bold")[#{_quoted(paper.title)}])
  #v(2mm) #align(right, text(size: 9pt)[编号：样本 00000001]) #v(2mm)
  {_rows(paper)}
  #v(6mm)
  #set par(leading: 2.6mm, first-line-indent: 2em, justify: true)
  本人承诺：以上所填写的信息真实、准确、完整。本件为演示用样本，所载人员、证件号码、住址与电话均属虚构，不具有任何效力。

  This page is a specimen for demonstration. Person, numbers and address are invented; it has no validity whatsoever.

  填表说明：一、本表一式一份；二、请如实填写各项内容，字迹清楚，不得涂改；三、办理时请出示有效身份证件原件。
  #v(16mm)
  #grid(columns: (1fr, 1fr), [申请人（签字）：#text(size: 15pt, style: "italic")[#{_quoted(paper.owner.name)}]],
    align(right)[日期：2026 年 1 月 5 日])
]
#stamp(54pt)
"""


def _register(paper: Paper) -> str:
    return f"""
#place(rect(width: 100%, height: 100%, fill: rgb("#fbf4e6")))
#pad(x: 16mm, y: 12mm)[
  #align(center, text(size: 16pt, weight: "bold")[#{_quoted(paper.title)}]) #v(1mm)
  #set text(size: 9.5pt)
  {_rows(paper)}
]
#stamp(40pt)
"""


def _licence(paper: Paper) -> str:
    return f"""
#place(rect(width: 100%, height: 100%, fill: rgb("#fcf7e8")))
#place(dx: 8mm, dy: 8mm, rect(width: 281mm, height: 194mm, stroke: 3pt + rgb("#be9650")))
#pad(x: 28mm, y: 24mm)[
  #align(center, text(size: 34pt, weight: "bold")[#{_quoted(paper.title)}]) #v(6mm)
  #set text(size: 13pt)
  {_rows(paper)}
  #v(6mm) #align(right)[样本市样本局 #h(8mm) 2026 年 1 月 5 日]
]
#stamp(60pt)
"""


_BODIES = {Kind.CARD: _card, Kind.REGISTER: _register, Kind.LICENCE: _licence, Kind.FORM: _form}
