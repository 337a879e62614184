"""What every frame of the wire has in common: its tag, and how a command names itself."""

from typing import Annotated

import msgspec

PROTOCOL_VERSION = 1
MAX_FRAME_BYTES = 64 * 1024

Ref = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Fraction = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


def _kebab(name: str) -> str:
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")


class Frame(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, tag_field="type", tag=_kebab):
    """Base of all frames; the tag is the class name in kebab case."""
