"""
Phrases, correction reasons and refusal grounds as templates: printed and spoken, in both languages.

A placeholder stands in braces, as `{material}`; both languages have the same ones, and each has a meaning here.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from signaling.protocol.views import Text

PLACEHOLDERS = frozenset({"material", "until", "item", "department", "days", "number", "phone", "office", "reason"})
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_BRACES = re.compile(r"[{}]")


class TemplateKind(StrEnum):
    """What a template is for."""

    PHRASE = "phrase"  # Said in the session.
    CORRECTION = "correction"  # Why a material must be supplied or mended.
    NOT_ACCEPTED = "not-accepted"  # A ground for not accepting.
    REFUSAL = "refusal"  # A ground for refusing after review.
    MESSAGE = "message"  # By SMS or e-mail; the code is the event.


GROUNDS = frozenset({TemplateKind.NOT_ACCEPTED, TemplateKind.REFUSAL})


class Template(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One template; `items` empty: of every item."""

    kind: TemplateKind
    code: str
    text: Text
    clause: Text | None = None  # The law and its article; a ground has one.
    items: tuple[str, ...] = ()


class TemplatesInvalid(Exception):
    """The file holds no templates; `faults` says what is wrong where."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class TemplateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    templates: tuple[Template, ...]


def read_templates(tree: object) -> tuple[Template, ...]:
    """
    Return the templates of a parsed YAML file.

    Raises:
        TemplatesInvalid: With every fault that could be found.
    """
    try:
        file = msgspec.convert(tree, TemplateFile)
    except msgspec.ValidationError as error:
        raise TemplatesInvalid((str(error),)) from error
    faults: list[str] = []
    known: set[tuple[str, str]] = set()
    for template in file.templates:
        name = f"{template.kind.value}/{template.code}"
        faults += [f"{name}: {fault}" for fault in template_faults(template)]
        if (template.kind, template.code) in known:
            faults.append(f"{name}: stands twice")
        known.add((template.kind, template.code))
    if faults:
        raise TemplatesInvalid(tuple(faults))
    return file.templates


def template_faults(template: Template) -> tuple[str, ...]:
    """Return what is wrong with one template."""
    zh, en = placeholders(template.text.zh), placeholders(template.text.en)
    found = [f"unknown placeholder {{{name}}}" for name in sorted((zh | en) - PLACEHOLDERS)]
    if zh != en:
        found.append(f"the languages differ in {', '.join(sorted(zh ^ en))}")
    if any(_BRACES.search(_PLACEHOLDER.sub("", words)) for words in (template.text.zh, template.text.en)):
        found.append("a brace that is no placeholder")
    if template.kind in GROUNDS and template.clause is None:
        found.append("a ground names its clause")
    return tuple(found)


def placeholders(words: str) -> frozenset[str]:
    """Return the names in braces."""
    return frozenset(_PLACEHOLDER.findall(words))


def fill(text: Text, facts: Mapping[str, Text | str]) -> Text:
    """Return the text with its placeholders filled; one without a fact stays, for a person to fill in."""

    def said(words: str, language: str) -> str:
        def one(match: re.Match[str]) -> str:
            fact = facts.get(match[1])
            if fact is None:
                return match[0]
            return fact if isinstance(fact, str) else (fact.zh if language == "zh" else fact.en)

        return _PLACEHOLDER.sub(one, words)

    return Text(zh=said(text.zh, "zh"), en=said(text.en, "en"))
