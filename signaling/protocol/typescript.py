"""
TypeScript for the pages, written from the Structs themselves: no shape is typed twice.

Enumerations become string unions, times ISO 8601 strings, identifiers aliases of string, Structs readonly interfaces,
and tags string literals, so that `switch (frame.type)` is checked for completeness. A field with a default may be left
out only in what a client sends: the server always writes it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Literal, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from signaling.protocol import case_views, commands, facts, frames, media, messages, views
from signaling.protocol.codes import Close, Code
from signaling.protocol.names import Role

_HEADER = "// Written by `remote-counter types`; edit the Python Structs instead.\n"
_WIRE_ALIASES: dict[str, object] = {
    "WindowFrame": commands.WindowFrame,
    "OfficialFrame": commands.OfficialFrame,
    "SupervisorFrame": commands.SupervisorFrame,
    "ClerkFrame": commands.ClerkFrame,
    "Snapshot": facts.Snapshot,
    "Reply": messages.Reply,
    "AnyFact": facts.AnyFact,
    "Signal": messages.Signal,
    "ServerFrame": messages.ServerFrame,
    "CaseEvent": case_views.CaseEvent,
    "Cell": views.Cell,
    "Value": views.Value,
    "RingReason": views.RingReason,
}
_PLAIN: dict[object, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    datetime: "string",
    object: "unknown",
}

Struct = type[msgspec.Struct]
Declaration = Callable[[], str]


class Unrenderable(TypeError):
    """A type of the wire that this generator knows no TypeScript for."""


class _Page:
    """One TypeScript module while it is being written: declarations in the order in which they are first needed."""

    def __init__(self, aliases: Mapping[str, object], sent: frozenset[Struct], elsewhere: frozenset[str]) -> None:
        self._unions = aliases
        self._aliases = {_key(union): name for name, union in aliases.items()}
        self._sent = sent
        self._elsewhere = elsewhere
        self.imported: set[str] = set()
        self.declarations: dict[str, str] = {}

    def reference(self, annotation: object) -> str:
        """Return the expression for a type, and declare what it names."""
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        if isinstance(annotation, NewType):
            return self._named(annotation.__name__, lambda: f"export type {annotation.__name__} = string;\n")
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return self._named(annotation.__name__, lambda: _enumeration(annotation))
        if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
            return self._named(annotation.__name__, lambda: self._interface(annotation))
        return self._generic(annotation)

    def alias(self, name: str, union: object) -> None:
        """Declare a named union."""
        literal = get_origin(union) is Literal
        members = dict.fromkeys(json.dumps(each) if literal else self.reference(each) for each in get_args(union))
        self._named(name, lambda: f"export type {name} =\n  | " + "\n  | ".join(members) + ";\n")

    def _named(self, name: str, declare: Declaration) -> str:
        if name in self._elsewhere:
            self.imported.add(name)
        elif name not in self.declarations:
            self.declarations[name] = ""  # Taken first: a recursive type refers to itself.
            text = declare()
            del self.declarations[name]
            self.declarations[name] = text  # Now behind everything that it needed.
        return name

    def _generic(self, annotation: object) -> str:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.reference(arguments[0])
        if name := self._aliases.get(_key(annotation)):
            self.alias(name, annotation)
            return name
        if origin is Literal:
            return " | ".join(json.dumps(argument) for argument in arguments)
        if origin in (Union, UnionType):
            return self._union(arguments)
        if origin is list or (origin is tuple and arguments[-1] is Ellipsis):
            item = self.reference(arguments[0])
            return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"
        if origin is tuple:
            return "readonly [" + ", ".join(self.reference(argument) for argument in arguments) + "]"
        if origin is dict:
            key, value = (self.reference(argument) for argument in arguments)
            # Not every member of an enumeration is a key of such a mapping; any string might be one of the other.
            whole = f"Record<{key}, {value}>"
            return f"Readonly<Partial<{whole}>>" if _is_enumeration(arguments[0]) else f"Readonly<{whole}>"
        raise Unrenderable(repr(annotation))

    def _union(self, arguments: tuple[object, ...]) -> str:
        present = tuple(argument for argument in arguments if argument is not NoneType)
        if len(present) < len(arguments) and len(present) > 1 and (name := self._aliases.get(frozenset(present))):
            self.alias(name, self._unions[name])
            return f"{name} | null"
        return " | ".join(dict.fromkeys(self.reference(argument) for argument in arguments))

    def _interface(self, struct: Struct) -> str:
        hints = get_type_hints(struct, include_extras=True)
        config = struct.__struct_config__
        lines = []
        if config.tag_field is not None:
            lines.append(f"  readonly {config.tag_field}: {json.dumps(config.tag)};")
        for field in msgspec.structs.fields(struct):
            mark = "" if field.required or struct not in self._sent else "?"
            lines.append(f"  readonly {field.encode_name}{mark}: {self.reference(hints[field.name])};")
        body = "\n".join(lines)
        return f"{_comment(struct)}export interface {struct.__name__} {{\n{body}\n}}\n" if lines else _empty(struct)


def _empty(struct: Struct) -> str:
    return f"{_comment(struct)}export type {struct.__name__} = Readonly<Record<string, never>>;\n"


def _key(union: object) -> object:
    """Return what two spellings of one union have in common."""
    return frozenset(get_args(union)) if get_args(union) else union


def _is_enumeration(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def _enumeration(enumeration: type[Enum]) -> str:
    members = " | ".join(json.dumps(member.value) for member in enumeration)
    return f"{_comment(enumeration)}export type {enumeration.__name__} = {members};\n"


def _comment(documented: type) -> str:
    text = (documented.__dict__.get("__doc__") or "").strip()
    first = " ".join(text.split("\n\n")[0].split())
    return f"/** {first} */\n" if first else ""


def _leaves(module: ModuleType) -> Iterator[Struct]:
    for found in vars(module).values():
        is_struct = isinstance(found, type) and issubclass(found, msgspec.Struct)
        # A base class that others share is no body of its own.
        if is_struct and found.__module__ == module.__name__ and not found.__subclasses__():
            yield found


def _unions(module: ModuleType) -> dict[str, object]:
    return {name: found for name, found in vars(module).items() if isinstance(found, UnionType)}


def _wire_page() -> _Page:
    sent = frozenset(get_args(commands.WindowFrame | commands.OfficialFrame | commands.SupervisorFrame))
    page = _Page(_WIRE_ALIASES, sent, frozenset())
    for name, union in _WIRE_ALIASES.items():
        page.alias(name, union)
    for further in (Code, media.Line, media.Track, Role):
        page.reference(further)
    return page


def wire() -> str:
    """Return the module of the wire language: frames by role and direction, views, codes and the plans."""
    closes = "".join(f"  {close.name}: {close.value},\n" for close in Close)
    constants = (
        f"export const PROTOCOL_VERSION = {frames.PROTOCOL_VERSION};\n",
        f"export const MAX_FRAME_BYTES = {frames.MAX_FRAME_BYTES};\n",
        f"{_comment(Code)}export const CODES: readonly Code[] = {json.dumps(list(Code))};\n",
        f"{_comment(Close)}export const CLOSE = {{\n{closes}}} as const;\n",
        "/** The m-lines of each role, in the order in which they are offered. */\n"
        "export const PLANS: Readonly<Partial<Record<Role, readonly Line[]>>> = "
        + msgspec.json.format(msgspec.json.encode(media.PLANS)).decode()
        + ";\n",
    )
    return "\n".join((_HEADER, *_wire_page().declarations.values(), *constants))


def render(structs: Iterable[Struct], aliases: Mapping[str, object]) -> str:
    """
    Return a module that declares these Structs and named unions; what the wire declares is imported from "./wire".

    Raises:
        Unrenderable: A field's type has no counterpart here.
    """
    page = _Page(aliases, frozenset(), frozenset(_wire_page().declarations))
    for struct in structs:
        page.reference(struct)
    for name, union in aliases.items():
        page.alias(name, union)
    imports = "".join(f"  {name},\n" for name in sorted(page.imported))
    head = f'{_HEADER}\nimport type {{\n{imports}}} from "./wire";\n' if imports else _HEADER
    return "\n".join((head, *page.declarations.values()))


def render_module(module: ModuleType) -> str:
    """Return `render` of the Structs that a module defines, base classes left out, and of its unions."""
    return render(_leaves(module), _unions(module))


def write(target: Path, text: str) -> None:
    """Write a generated module, making its folder first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
