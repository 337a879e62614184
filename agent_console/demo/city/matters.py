"""The demonstration city's everyday items: made from its departments' subjects and what each kind makes of them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
import yaml

from signaling.protocol.views import Text

HERE = Path(__file__).parent
SERVED = ("natural", "legal")


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be done about a subject of a kind: it becomes one item."""

    id: str
    zh: str  # Ending of the name.
    en: str
    type: int
    days: tuple[int, int]  # Legal, committed.
    minutes: int
    papers: tuple[str, ...]
    fields: tuple[str, ...]
    pays: bool = False


class Kind(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What subjects of a kind have in common."""

    serves: str
    item_type: str
    acts: tuple[Act, ...]
    result: Text | None = None
    id_card_only: bool = False


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file kinds.yaml."""

    papers: dict[str, dict[str, object]]
    fields: dict[str, dict[str, object]]
    starts: dict[str, tuple[str, ...]]
    kinds: dict[str, Kind]


class Department(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """A department with its subjects: id, kind, name in both languages, then who is served and aliases."""

    name: Text
    area: str
    subjects: tuple[tuple[str, ...], ...]
    zone: str = "hall"
    online_only: tuple[str, ...] = ()


class Matters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file matters.yaml."""

    areas: dict[str, Text]
    departments: dict[str, Department]


def read_matters(division: str) -> dict[str, object]:
    """Return the everyday items as the tree of a catalogue file of format 2."""
    kinds = msgspec.convert(_load("kinds.yaml"), Kinds)
    matters = msgspec.convert(_load("matters.yaml"), Matters)
    return {
        "format": 2,
        "division": division,
        "areas": msgspec.to_builtins(matters.areas),
        "departments": {code: msgspec.to_builtins(each.name) for code, each in matters.departments.items()},
        "items": [item for code, department in matters.departments.items() for item in _items(code, department, kinds)],
    }


@cache
def departments() -> Mapping[str, Department]:
    """Return the city's departments."""
    return msgspec.convert(_load("matters.yaml"), Matters).departments


def _items(code: str, department: Department, kinds: Kinds) -> Iterator[dict[str, object]]:
    for number, (name, kind_name, zh, en, *rest) in enumerate(department.subjects, 1):
        kind = kinds.kinds[kind_name]
        serves = next((word for word in rest if word in SERVED), kind.serves)
        for place, act in enumerate(kind.acts, 1):
            if f"{kind_name}-{act.id}" in department.online_only:
                continue
            item: dict[str, object] = {
                "id": f"{name}-{act.id}" if act.id else name,
                "name": {"zh": zh + act.zh, "en": en + act.en},
                "department": code,
                "area": department.area,
                "zone": department.zone,
                "code": f"{code}-{number:03}-{place}",
                "code-scheme": "demonstration",
                "item-type": kind.item_type,
                "serves": serves,
                "service-type": act.type,
                "legal-days": act.days[0],
                "committed-days": act.days[1],
                "case-kind": "instant" if act.days[1] <= 1 else "promised",
                "target-minutes": act.minutes,
                "pays": act.pays,
                "id-card-only": kind.id_card_only,
                "aliases": [word for word in rest if word not in SERVED],
                "materials": [{"code": paper, **kinds.papers[paper]} for paper in act.papers],
                "form": {field: kinds.fields[field] for field in (*kinds.starts[serves], *act.fields)},
            }
            if kind.result is not None:
                item["result"] = msgspec.to_builtins(kind.result)
            yield item


def _load(name: str) -> object:
    return yaml.load((HERE / name).read_text("utf-8"), yaml.CSafeLoader)
