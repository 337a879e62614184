"""Claims about what the resident hears of papers that are not handed in."""

from datetime import date

from msgspec.structs import replace

from agent_console.core.case import Case
from agent_console.core.summary import missing_materials
from agent_console.core.undertakings import promise_text, supply_text, undertaking_lines
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.names import CaseId, Language
from tests.agent_console.conftest import ITEM

SHOP = next(item for item in read_demo_catalogue() if item.id == ITEM)
PROOF = SHOP.materials[1]


def test_each_undertaking_is_one_line_in_the_residents_language() -> None:
    for case in (
        Case(promises={PROOF.code: "given"}),
        Case(supplies={PROOF.code: date(2026, 1, 12)}),
        Case(reused={PROOF.code: CaseId("c1")}),
    ):
        (zh,), (en,) = (undertaking_lines(SHOP, case, language) for language in (Language.CHINESE, Language.ENGLISH))
        assert zh.label == en.label == PROOF.name
        assert PROOF.name.zh in zh.sentence
        assert PROOF.name.en in en.sentence
    assert undertaking_lines(SHOP, Case(), Language.CHINESE) == []


def test_a_promise_says_what_follows_if_it_is_false() -> None:
    text = promise_text(SHOP, PROOF)
    assert "撤销" in text.zh
    assert "revoked" in text.en


def test_the_day_is_named() -> None:
    text = supply_text(PROOF, date(2026, 1, 12))
    assert "2026-01-12" in text.zh
    assert "2026-01-12" in text.en


def test_an_id_card_only_item_is_complete_with_the_card_that_was_read() -> None:
    only = replace(SHOP, id_card_only=True, materials=SHOP.materials[:1])
    assert missing_materials(only, Case()) == ()
    (line,) = undertaking_lines(only, Case(), Language.ENGLISH)
    assert line.value == "Identity card was read"
    assert missing_materials(replace(only, id_card_only=False), Case()) == ("identity-card",)
