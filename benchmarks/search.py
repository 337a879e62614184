"""
How long a search takes over 10,000 items, and over the divisions of a country where a list of them lies at hand.

The items are made of the trade's own words, every name once; the queries are typed as people type: characters, pinyin,
initials, English, with slips, and words that nothing has. The list of divisions is looked for in
`../shared/data/divisions`, or where `REMOTE_COUNTER_DIVISIONS` says.
"""

import os
import sys
import time
from collections.abc import Sequence
from itertools import islice, product
from pathlib import Path
from statistics import median

import msgspec

from agent_console.core.division import Division, Tree, joined
from agent_console.core.division_file import read_divisions
from agent_console.core.sayings import nearby, phrases
from agent_console.core.search import Document, Index, Kind
from benchmarks.report import table, write
from signaling.protocol.views import Text

DIVISIONS = Path(__file__).parents[2] / "shared" / "data" / "divisions"
ITEMS = 10_000
ROUNDS = 30

_OBJECTS = (
    ("个体工商户", "individual business"),
    ("有限责任公司", "limited liability company"),
    ("不动产", "real estate"),
    ("食品经营", "food business"),
    ("药品经营", "pharmacy"),
    ("民办学校", "private school"),
    ("娱乐场所", "place of entertainment"),
    ("医疗机构", "medical institution"),
    ("住房公积金", "housing fund"),
    ("基本养老保险", "old-age insurance"),
    ("居民身份证", "identity card"),
    ("机动车", "motor vehicle"),
    ("道路运输", "road transport"),
    ("建设工程", "construction work"),
    ("社会团体", "association"),
    ("宗教活动场所", "place of worship"),
    ("排污", "discharge of waste"),
    ("林木采伐", "felling of trees"),
    ("取水", "taking of water"),
    ("出版物", "publication"),
)
_STEPS = (
    ("设立登记", "registration"),
    ("变更登记", "change"),
    ("注销登记", "cancellation"),
    ("许可", "licence"),
    ("许可延续", "renewal of the licence"),
    ("备案", "filing"),
    ("转移登记", "transfer"),
    ("提取", "withdrawal"),
    ("补领", "replacement"),
    ("查询", "enquiry"),
)
_QUERIES = (
    "开店",
    "不动产转移登记",
    "我想取公积金",
    "养老保险 变更",
    "登记",
    "kaidian",
    "kaidain",
    "budongchan",
    "gjj",
    "d",
    "open a shop",
    "registraton of a company",
    "transfer real estate",
    "s",
    "完全没有的东西",
    "qqqqzzzz",
    "住房公积金提取(第 7 类)",
)
_PLACES = ("惠城", "huicheng", "hc", "boluo", "kunming", "kumning", "530102", "昭通", "朝阳", "xian", "z", "不存在")


class Searched(msgspec.Struct, frozen=True, rename="camel"):
    """The figures of one index."""

    documents: int
    build_ms: float
    median_ms: float
    worst_ms: float  # The median of the slowest query.
    slowest: str


class Figures(msgspec.Struct, frozen=True, rename="camel"):
    """Divisions are none where there is no list."""

    items: Searched
    counties: Searched | None  # Provinces, cities and counties.


async def run(*, quick: bool) -> None:
    """Measure, write the result and print it."""
    rounds = 1 if quick else ROUNDS
    items = _measure(_items(), _QUERIES, rounds)
    counties = _counties()
    figures = Figures(items, _measure(counties, _PLACES, rounds) if counties else None)
    write("search", figures, quick=quick)
    rows = [
        [
            name,
            str(each.documents),
            f"{each.build_ms:.0f}",
            f"{each.median_ms:.1f}",
            f"{each.worst_ms:.1f}",
            each.slowest,
        ]
        for name, each in (("items", figures.items), ("divisions", figures.counties))
        if each is not None
    ]
    print(table(["searched", "documents", "build ms", "median ms", "worst ms", "slowest query"], rows))
    if counties is None:
        print("no list of divisions: not measured", file=sys.stderr)


def _measure(documents: Sequence[Document], queries: Sequence[str], rounds: int) -> Searched:
    start = time.perf_counter()
    index = Index(documents)
    build_ms = (time.perf_counter() - start) * 1000
    took: dict[str, float] = {}
    for query in queries:
        each = []
        for _ in range(rounds):
            start = time.perf_counter()
            index.find(query)
            each.append((time.perf_counter() - start) * 1000)
        took[query] = median(each)
    slowest = max(took, key=lambda query: took[query])
    return Searched(len(index), round(build_ms, 1), round(median(took.values()), 2), round(took[slowest], 2), slowest)


def _items() -> list[Document]:
    made = product(range(1, ITEMS), _OBJECTS, _STEPS)
    return [_item(number, kind, thing, step) for number, (kind, thing, step) in enumerate(islice(made, ITEMS))]


def _item(number: int, kind: int, thing: tuple[str, str], step: tuple[str, str]) -> Document:
    name = f"{thing[0]}{step[0]}(第 {kind} 类)"
    english = f"{step[1].capitalize()}: {thing[1]}, class {kind}"
    said = (
        *((Kind.SAYING, phrase) for phrase in phrases(name)),
        *((Kind.NEAR, phrase) for phrase in nearby(name)),
    )
    return Document(
        f"item-{number}",
        (
            (Kind.NAME, name),
            (Kind.NAME, english),
            *said,
            (Kind.PLACE, "市场监督管理局"),
            (Kind.PLACE, "Market Regulation"),
        ),
    )


def _counties() -> list[Document] | None:
    folder = Path(os.environ.get("REMOTE_COUNTER_DIVISIONS", DIVISIONS))
    if not folder.is_dir():
        return None
    names: dict[str, Text] = {}
    for file in ("provinces.csv", "cities.csv", "areas.csv"):
        names.update(read_divisions((folder / file).read_text("utf-8"), "csv"))
    tree = Tree(joined(names))
    return [_division(division) for division in tree]


def _division(division: Division) -> Document:
    return Document(
        division.code, ((Kind.NAME, division.name.zh), (Kind.NAME, division.name.en), (Kind.ALIAS, division.code))
    )
