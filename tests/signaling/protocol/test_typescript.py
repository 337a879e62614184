"""The pages' types are written from the Structs, and the checked-in files are what would be written now."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from agent_console.api import schemas
from signaling.protocol import typescript
from signaling.protocol.views import Text

GENERATED = Path(__file__).parents[3] / "web" / "src" / "generated"


class Colour(StrEnum):
    RED = "red"
    DEEP_BLUE = "deep-blue"


class Brush(msgspec.Struct, frozen=True, rename="camel", tag="brush", tag_field="kind"):
    """A brush. It has hairs."""

    main_colour: Colour
    dipped_at: datetime | None
    strokes: tuple[tuple[float, float], ...]
    by_colour: dict[Colour, int]
    label: Text
    size: Literal["thick", "thin"] = "thin"


class Pen(msgspec.Struct, frozen=True, tag="pen", tag_field="kind"):
    ink: dict[str, object]


Tool = Brush | Pen


class Box(msgspec.Struct, frozen=True):
    tool: Tool | None


def test_the_checked_in_wire_types_are_fresh() -> None:
    assert (GENERATED / "wire.ts").read_text("utf-8") == typescript.wire()


def test_the_checked_in_rest_types_are_fresh() -> None:
    assert (GENERATED / "api.ts").read_text("utf-8") == typescript.render_module(schemas)


def test_a_struct_becomes_a_readonly_interface_with_its_tag_and_camel_case_names() -> None:
    text = typescript.render([Brush], {})
    assert 'export type Colour = "red" | "deep-blue";' in text
    assert '  readonly kind: "brush";' in text
    assert "  readonly mainColour: Colour;" in text
    assert "  readonly dippedAt: string | null;" in text
    assert "  readonly strokes: readonly (readonly [number, number])[];" in text
    assert "  readonly byColour: Readonly<Partial<Record<Colour, number>>>;" in text
    assert '  readonly size: "thick" | "thin";' in text
    assert "/** A brush. It has hairs. */" in text


def test_what_the_wire_declares_is_imported_rather_than_declared_twice() -> None:
    text = typescript.render([Brush], {})
    assert 'import type {\n  Text,\n} from "./wire";' in text
    assert "export interface Text" not in text


def test_a_named_union_keeps_its_name_wherever_it_is_used() -> None:
    text = typescript.render([Box], {"Tool": Tool})
    assert "  readonly tool: Tool | null;" in text
    assert "export type Tool =\n  | Brush\n  | Pen;" in text


def test_a_command_may_leave_out_what_has_a_default_and_a_server_frame_may_not() -> None:
    text = typescript.wire()
    assert "readonly resume?: " in text
    assert "readonly facts: Readonly<Record<string, string | number>>;" in text


def test_a_type_without_counterpart_is_refused_by_name() -> None:
    class Odd(msgspec.Struct):
        thing: set[str]

    with pytest.raises(typescript.Unrenderable, match="set"):
        typescript.render([Odd], {})


def test_a_module_is_written_into_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    typescript.write(tmp_path / "src" / "wire.ts", "x\n")
    assert (tmp_path / "src" / "wire.ts").read_text("utf-8") == "x\n"
