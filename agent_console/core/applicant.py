"""Who sits at the window: the resident, or somebody for them; the same questions stand first in every form."""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_console.core.field import FieldSpec, When
from signaling.protocol.views import Text

KIND = "applicant_kind"
SELF = "self"

_FOR_ANOTHER = When(KIND, ("agent", "guardian"))
_SOMEBODY = When(KIND, ("agent", "guardian", "companion"))

FIELDS: dict[str, FieldSpec] = {
    KIND: FieldSpec(
        label=Text(zh="办理人", en="Who is here"),
        kind="choice",
        required=False,  # Left empty it means the resident; a case from before was always theirs.
        choices={
            SELF: Text(zh="本人", en="The applicant in person"),
            "agent": Text(zh="委托代理人", en="An agent with a power of attorney"),
            "guardian": Text(zh="监护人", en="A guardian"),
            "companion": Text(zh="本人，有人陪同", en="The applicant, with a companion"),
        },
        default=SELF,
        section=Text(zh="办理人", en="Who is here"),
    ),
    "agent_name": FieldSpec(
        label=Text(zh="代办人(监护人、陪同人)姓名", en="Name of the agent, guardian or companion"),
        kind="text",
        minimum=2,
        maximum=30,
        when=_SOMEBODY,
    ),
    "agent_id_number": FieldSpec(
        label=Text(zh="代办人(监护人)公民身份号码", en="Identity number of the agent or guardian"),
        kind="id-number",
        when=_FOR_ANOTHER,
    ),
    "agent_phone": FieldSpec(
        label=Text(zh="代办人(监护人、陪同人)手机号码", en="Mobile phone of the agent, guardian or companion"),
        kind="phone",
        required=False,
        when=_SOMEBODY,
    ),
    "agent_relation": FieldSpec(
        label=Text(zh="与申请人的关系", en="Relation to the applicant"),
        kind="text",
        maximum=30,
        when=When(KIND, ("guardian", "companion")),
    ),
}


def with_applicant(fields: Mapping[str, FieldSpec]) -> dict[str, FieldSpec]:
    """Return a form's fields with the applicant's before them."""
    own = dict(fields)
    if own:
        first = next(iter(own))
        if own[first].section is None:
            own[first] = _headed(own[first])
    return {**FIELDS, **own}


def _headed(field: FieldSpec) -> FieldSpec:
    return replace(field, section=Text(zh="申请内容", en="The application"))
