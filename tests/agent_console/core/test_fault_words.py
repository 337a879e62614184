import re

import msgspec
import pytest

from agent_console.core.catalogue_file import CatalogueInvalid, read_listed
from agent_console.core.fault_words import in_both_languages
from agent_console.core.field import FieldSpec
from signaling.protocol.views import Text

NAME = Text(zh="甲", en="A")
PLAIN = {"zh": "甲", "en": "A"}
HAN = re.compile("[\u4e00-\u9fff]")


def refused(value: object, kind: object) -> str:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.convert(value, kind)
    return str(error.value).partition(" - at")[0]


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    days: int


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ({}, "缺少“days”", "days is missing"),
        ({"days": "x"}, "应为整数，而不是文本", "should be a whole number, not text"),
        ({"days": 1, "weeks": 1}, "没有“weeks”这个字段", "there is no field weeks"),
    ],
)
def test_what_msgspec_finds_is_said_plainly_in_both_languages(value: object, chinese: str, english: str) -> None:
    assert in_both_languages(refused(value, Wanted)) == Text(zh=chinese, en=english)


def test_every_fault_of_a_field_has_its_chinese() -> None:
    odd = FieldSpec(
        kind="text",
        label=NAME,
        must_be=True,
        prefill="resident-phone",
        default="x",
        day="past",
        after="y",
        choices={"a": NAME},
    )
    numbered = FieldSpec(kind="boolean", label=NAME, minimum=1)
    faults = [
        *odd.faults("Not A Name", {}),
        *numbered.faults("b", {}),
        *FieldSpec(kind="table", label=NAME).faults("c", {}),
    ]
    assert len(faults) >= 9
    for fault in faults:
        sentence = fault.partition(": ")[2]
        assert HAN.search(in_both_languages(sentence).zh), sentence


def test_every_fault_of_a_file_has_its_chinese() -> None:
    item = {
        "id": "x", "name": PLAIN, "department": "none", "area": "nowhere", "serves": "natural", "service-type": 1,
        "legal-days": 1, "committed-days": 2, "target-minutes": 5, "materials": [{"code": "a", "name": PLAIN}] * 2,
        "form": {"applying_as": {"kind": "text", "label": PLAIN}},
        "implementations": [{"division": "441302", "department": "none"}] * 2,
    }  # fmt: skip
    with pytest.raises(CatalogueInvalid) as error:
        read_listed({"format": 2, "departments": {}, "areas": {}, "items": [item, item, {"id": 3}]})
    for fault in error.value.faults:
        sentence = fault.partition(": ")[2]
        assert HAN.search(in_both_languages(sentence).zh), sentence


def test_what_it_does_not_know_stays_as_it_was_found() -> None:
    assert in_both_languages("a new kind of fault") == Text(zh="a new kind of fault", en="a new kind of fault")
