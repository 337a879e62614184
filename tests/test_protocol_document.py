"""docs/protocol.md is the wire, written for people: every frame stands there with an example that can be decoded."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from signaling.protocol.commands import ClerkFrame, OfficialFrame, SupervisorFrame, WindowFrame
from signaling.protocol.facts import Snapshot
from signaling.protocol.frames import Frame
from signaling.protocol.messages import ServerFrame

DOCUMENT = (Path(__file__).parents[1] / "docs" / "protocol.md").read_text("utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
FRAMES: dict[str, type[Frame]] = {
    str(frame.__struct_config__.tag): frame
    for frame in get_args(WindowFrame | OfficialFrame | SupervisorFrame | ClerkFrame | Snapshot | ServerFrame)
}


class Tagged(msgspec.Struct):
    type: str


def tag(example: str) -> str:
    return msgspec.json.decode(example, type=Tagged).type


@pytest.mark.parametrize("example", EXAMPLES, ids=tag)
def test_an_example_is_what_it_says_and_nothing_is_left_out_of_it(example: str) -> None:
    decoded = msgspec.json.decode(example, type=FRAMES[tag(example)])
    shown = msgspec.json.decode(example)
    assert msgspec.json.decode(msgspec.json.encode(decoded)) == shown


def test_every_frame_has_its_example() -> None:
    assert {tag(example) for example in EXAMPLES} == set(FRAMES)
