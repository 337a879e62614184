from msgspec.structs import replace

from agent_console.core.catalogue import Material
from agent_console.core.checklist import checklist
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.views import Text

ITEM = read_demo_catalogue()[0]
OWN = [material.code for material in ITEM.materials]


def test_the_papers_follow_who_came() -> None:
    codes = {
        kind: [material.code for material in checklist(ITEM, {"applicant_kind": kind})][len(OWN) :]
        for kind in ("self", "agent", "guardian", "companion", "stranger", None)
    }
    assert codes == {
        "self": [],
        "agent": ["power-of-attorney", "agent-identity-card"],
        "guardian": ["guardianship-proof", "guardian-identity-card"],
        "companion": [],
        "stranger": [],
        None: [],
    }


def test_a_paper_that_the_item_asks_for_anyway_stands_once() -> None:
    asked = replace(ITEM, materials=(Material(code="power-of-attorney", name=Text("委托书", "Power")),))
    codes = [material.code for material in checklist(asked, {"applicant_kind": "agent"})]
    assert codes == ["power-of-attorney", "agent-identity-card"]
