"""Claims about what the department's staff reads."""

from datetime import UTC, datetime

import pytest
import yaml

from agent_console.demo.department.records import MOVES, Case, Paper, State
from agent_console.demo.department.sheet import Sheet
from agent_console.demo.department.words import FIELDS, WORDS
from agent_console.serve import CONNECTORS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def case(state: State) -> Case:
    return Case("SJ-2026-00001", "market", {"serial": "1"}, state, "", NOW, NOW)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("chinese", [True, False])
def test_a_state_and_its_buttons_have_words_in_both_languages(state: State, chinese: bool) -> None:
    said = Sheet(chinese=chinese).case(case(state), [], missing=False)
    for word in (state.value, *(f"to-{to}" for to in MOVES[state])):
        assert (WORDS[word].zh if chinese else WORDS[word].en) in said


def test_what_is_decided_offers_no_more_buttons() -> None:
    assert 'name="to"' in Sheet(chinese=True).case(case(State.IN_PROGRESS), [], missing=False)
    assert 'name="to"' not in Sheet(chinese=True).case(case(State.GRANTED), [], missing=False)


def test_every_field_of_the_demonstrations_mapping_has_a_label() -> None:
    systems = yaml.safe_load(CONNECTORS.read_text("utf-8"))["systems"]
    paths = {
        rule["to"].removeprefix("/")
        for each in systems
        if each["transport"]["kind"] == "http"
        for rule in each["fields"]
    }
    assert paths <= FIELDS.keys()
    shown = Sheet(chinese=False).case(case(State.RECEIVED), [Paper("identity-card", "image/png", b"")], missing=False)
    assert "Number at the counter" in shown
    assert "Identity card" in shown
