"""The papers that one case needs: the item's own, and those of whoever came for the resident."""

from collections.abc import Mapping

from agent_console.core.applicant import KIND, SELF
from agent_console.core.catalogue import Item, Material
from signaling.protocol.views import Text, Value

_PAPERS: dict[str, tuple[Material, ...]] = {
    SELF: (),
    "agent": (
        Material(code="power-of-attorney", name=Text(zh="授权委托书", en="Power of attorney"), stays=True),
        Material(code="agent-identity-card", name=Text(zh="代理人居民身份证", en="Agent's resident identity card")),
    ),
    "guardian": (
        Material(
            code="guardianship-proof", name=Text(zh="监护关系证明", en="Proof of guardianship"), original_seen=True
        ),
        Material(code="guardian-identity-card", name=Text(zh="监护人居民身份证", en="Guardian's identity card")),
    ),
    "companion": (),  # Helps, and acts for nobody: no papers.
}


def checklist(item: Item, values: Mapping[str, Value]) -> tuple[Material, ...]:
    """Return the materials of a case by what its form says now, the item's first."""
    kind = values.get(KIND) or SELF
    known = {material.code for material in item.materials}
    further = _PAPERS.get(kind, ()) if isinstance(kind, str) else ()
    return item.materials + tuple(material for material in further if material.code not in known)
