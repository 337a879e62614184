"""Claims about what of earlier cases serves a later one."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from agent_console.core.catalogue import Material
from agent_console.core.reuse import (
    Verified,
    check_reuse,
    expiry,
    holder_key,
    holder_number,
    needs_no_paper,
    offered,
    serves,
)
from agent_console.demo.seed import read_demo_catalogue
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, ItemId, Sha256
from signaling.protocol.views import Text

NOW = FakeClock().now()
DAY = NOW.date()
DEED = Material(code="certificate", name=Text(zh="不动产权属证书", en="Certificate of title"), reusable=True)
OF_DEED = Verified(
    case_id=CaseId("c1"),
    material="deed",
    name="不动产权属证书",
    holder="h",
    item=ItemId("transfer"),
    case_number="441302-20260105-00001",
    office="huicheng",
    pages=(Sha256("a" * 64),),
    verified_at=NOW,
    expires_on=DAY + timedelta(days=30),
    verified_by="chen",
)


def test_a_holder_is_found_again_and_only_with_the_key() -> None:
    assert holder_key(b"k", "44130219900101123x") == holder_key(b"k", "44130219900101123X")
    assert holder_key(b"k", "441302199001011231") != holder_key(b"l", "441302199001011231")
    assert "4413" not in holder_key(b"k", "441302199001011231")


def test_an_organisation_is_known_by_its_credit_code_where_the_form_asks_for_it() -> None:
    items = {item.id: item for item in read_demo_catalogue()}
    item = next(item for item in items.values() if "credit_code" in item.form["properties"])  # type: ignore[operator]  # A JSON Schema is made of objects.
    legal, natural = replace(item, serves="legal"), replace(item, serves="natural")
    values = {"credit_code": "91441302MA4XXXXX0X"}
    assert holder_number(legal, values, "id") == "91441302MA4XXXXX0X"
    assert holder_number(legal, {}, "id") == "id"
    assert holder_number(natural, values, "id") == "id"


def test_a_material_serves_by_its_standard_name_not_by_its_code() -> None:
    assert serves(OF_DEED, DEED)
    assert not serves(replace(OF_DEED, name="营业执照"), replace(DEED, code="deed"))


def test_the_earlier_of_two_ends_counts() -> None:
    year = replace(DEED, valid_days=365)
    assert expiry(DEED, NOW) is None
    assert expiry(year, NOW) == DAY + timedelta(days=365)
    assert expiry(year, NOW, DAY) == DAY
    assert expiry(DEED, NOW, DAY) == DAY


def test_only_what_the_item_lets_reuse_is_offered_the_latest_first() -> None:
    older = replace(OF_DEED, case_id=CaseId("c0"), verified_at=NOW - timedelta(days=9))
    assert [each.case_id for _, each in offered([older, OF_DEED], [DEED])] == ["c1", "c0"]
    assert offered([OF_DEED], [replace(DEED, reusable=False)]) == ()


@pytest.mark.parametrize(
    ("material", "verified", "consent", "today", "code"),
    [
        (replace(DEED, reusable=False), OF_DEED, True, DAY, Code.NOT_REUSABLE),
        (DEED, OF_DEED, None, DAY, Code.REUSE_NOT_AGREED),
        (DEED, OF_DEED, False, DAY, Code.REUSE_NOT_AGREED),
        (DEED, None, True, DAY, Code.REUSE_UNKNOWN),
        (DEED, replace(OF_DEED, name="营业执照"), True, DAY, Code.REUSE_UNKNOWN),
        (DEED, OF_DEED, True, DAY + timedelta(days=31), Code.MATERIAL_EXPIRED),
    ],
)
def test_reuse_is_refused(
    material: Material, verified: Verified | None, consent: bool | None, today: date, code: Code
) -> None:
    with pytest.raises(Refused) as refused:
        check_reuse(material, verified, consent, today)
    assert refused.value.code is code


def test_reuse_is_allowed_up_to_its_last_day() -> None:
    check_reuse(DEED, OF_DEED, True, DAY + timedelta(days=30))


def test_an_id_card_only_item_asks_for_no_scan_of_the_card() -> None:
    item = next(item for item in read_demo_catalogue() if any(m.code == "identity-card" for m in item.materials))
    card = next(material for material in item.materials if material.code == "identity-card")
    assert needs_no_paper(replace(item, id_card_only=True), card)
    assert not needs_no_paper(replace(item, id_card_only=False), card)
    assert not needs_no_paper(replace(item, id_card_only=True), DEED)
