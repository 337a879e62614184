import copy
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from agent_console.core.catalogue_file import CatalogueInvalid, read_catalogue
from agent_console.demo.seed import read_demo_catalogue

Tree = dict[str, Any]

CATALOGUE: Tree = {
    "format": 1,
    "division": "441302",
    "departments": {"market": {"zh": "市场监督管理局", "en": "Market"}},
    "areas": {"business": {"zh": "商事", "en": "Business"}},
    "items": [
        {
            "id": "shop",
            "name": {"zh": "开店", "en": "Open a shop"},
            "department": "market",
            "area": "business",
            "serves": "natural",
            "service-type": 3,
            "legal-days": 15,
            "committed-days": 1,
            "target-minutes": 10,
            "materials": [{"code": "card", "name": {"zh": "身份证", "en": "Card"}}],
            "form": {"name": {"kind": "text", "label": {"zh": "姓名", "en": "Name"}}},
        }
    ],
}


def changed(change: Callable[[Tree], object]) -> Tree:
    tree = copy.deepcopy(CATALOGUE)
    change(tree)
    return tree


def test_what_is_written_by_hand_is_complete() -> None:
    items = read_demo_catalogue()
    assert len(items) == 19
    assert len({item.department for item in items}) == 8
    for item in items:
        Draft202012Validator.check_schema(item.form)
        assert item.materials
        assert all(item.labels[name].zh and item.labels[name].en for name in item.form["properties"])  # type: ignore[attr-defined]
        assert item.committed_days <= item.legal_days


def test_an_item_keeps_the_order_of_its_fields() -> None:
    (item,) = read_catalogue(
        changed(
            lambda tree: tree["items"][0]["form"].update(age={"kind": "integer", "label": {"zh": "龄", "en": "Age"}})
        )
    )
    assert list(msgspec.convert(item.form["properties"], dict[str, object]))[-2:] == ["name", "age"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda tree: tree.update(format=3), "$.format: Invalid enum value 3"),
        (lambda tree: tree.update(extra=1), "$: Object contains unknown field `extra`"),
        (lambda tree: tree["items"][0].pop("name"), "$.items[0]: Object missing required field `name`"),
        (lambda tree: tree["items"][0].update(department="none"), "$.items[0].department: no department 'none'"),
        (lambda tree: tree["items"][0].update(area="none"), "$.items[0].area: no area 'none'"),
        (lambda tree: tree["items"][0].update({"committed-days": 16}), "$.items[0].committed-days: longer than"),
        (lambda tree: tree["items"][0].update({"service-type": 4}), "$.items[0].service-type: Invalid enum value 4"),
        (lambda tree: tree["items"][0].update(form={}), "$.items[0].form: a form has at least one field"),
        (lambda tree: tree["items"][0]["form"]["name"].update(kind="x"), "$.items[0].form.name.kind: Invalid enum"),
        (
            lambda tree: tree["items"][0]["form"]["name"].update(choices={"a": {"zh": "", "en": ""}}),
            "form.name.choices",
        ),
        (lambda tree: tree["items"].append(tree["items"][0]), "$.items[1].id: 'shop' stands twice"),
        (lambda tree: tree["items"][0]["materials"].append(tree["items"][0]["materials"][0]), "'card' stands twice"),
        (lambda tree: tree["items"][0].update(fee="1.5"), "$.items[0].fee"),
    ],
)
def test_a_fault_is_named_by_its_path(change: Callable[[Tree], object], fault: str) -> None:
    with pytest.raises(CatalogueInvalid) as caught:
        read_catalogue(changed(change))
    assert any(fault in found for found in caught.value.faults), caught.value.faults


def test_all_faults_are_told_at_once() -> None:
    def spoil(tree: Tree) -> None:
        tree["items"][0]["department"] = "none"
        tree["items"].append({"id": "x"})
        tree["items"][0]["form"]["name"]["kind"] = "x"

    with pytest.raises(CatalogueInvalid) as caught:
        read_catalogue(changed(spoil))
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("junk", [None, 1, "x", [], {}, {"items": 3}])
def test_junk_is_no_catalogue(junk: object) -> None:
    with pytest.raises(CatalogueInvalid, match=r"\$"):
        read_catalogue(junk)
