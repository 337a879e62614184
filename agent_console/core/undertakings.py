"""
What a resident undertakes in the place of a paper: to bring it later (容缺受理), or that a thing is so (告知承诺).

Both are voluntary: they stand in the summary that the resident hears and signs, in these very words.
"""

from datetime import date

from agent_console.core.case import Case
from agent_console.core.catalogue import Item, Material
from agent_console.core.checklist import checklist
from agent_console.core.reuse import needs_no_paper
from signaling.protocol.case_views import SummaryLine
from signaling.protocol.names import Language
from signaling.protocol.views import Text

_LATER = Text(zh="容缺后补", en="To follow")
_PROMISED = Text(zh="以承诺代替", en="Promised")
_REUSED = Text(zh="复用以前核验的材料", en="Taken from an earlier case")
_ON_CARD = Text(zh="已读居民身份证", en="Identity card was read")


def promise_text(item: Item, material: Material) -> Text:
    """Return what the resident promises: that the fact is so, that they know what follows if it is not."""
    return Text(
        zh=(
            f"我已知晓“{item.name.zh}”对“{material.name.zh}”的要求，承诺已符合该要求，所述真实，不再提交该材料。"
            "我知道行政机关会在事后核查；承诺不实的，已作出的决定将被撤销，我将承担相应的法律责任。"
        ),
        en=(
            f"I know what “{item.name.en}” asks of “{material.name.en}”. I promise that it is met and that what I say "
            "is true, and hand in no proof of it. I know that the authority checks this later, that a decision resting "
            "on a false promise is revoked, and that I answer for it by law."
        ),
    )


def supply_text(material: Material, due: date) -> Text:
    """Return what the resident undertakes: to bring a paper by a day, knowing what follows if it does not come."""
    return Text(
        zh=(
            f"我自愿申请容缺受理，承诺在 {due.isoformat()} 前补交“{material.name.zh}”。"
            "补齐前不作出决定；逾期未补的，办理终止。"
        ),
        en=(
            f"At my own wish, my case is accepted without “{material.name.en}”; I will bring it by {due.isoformat()}. "
            "Nothing is decided before, and the case ends if it does not come in time."
        ),
    )


def undertaking_lines(item: Item, case: Case, language: Language) -> list[SummaryLine]:
    """Return the lines on what is not handed in now, and on what was taken from an earlier case, by the checklist."""
    lines: list[SummaryLine] = []
    for material in checklist(item, case.values):
        if material.code in case.promises:
            lines.append(_line(material, _PROMISED, promise_text(item, material), language))
        elif material.code in case.supplies:
            lines.append(_line(material, _LATER, supply_text(material, case.supplies[material.code]), language))
        elif material.code in case.reused:
            lines.append(_line(material, _REUSED, _reused_text(material), language))
        elif needs_no_paper(item, material) and not case.accepted_pages(material.code):
            lines.append(_line(material, _ON_CARD, _card_text(material), language))
    return lines


def _line(material: Material, value: Text, sentence: Text, language: Language) -> SummaryLine:
    return SummaryLine(material.name, _said(value, language), _said(sentence, language))


def _said(text: Text, language: Language) -> str:
    return text.en if language is Language.ENGLISH else text.zh


def _reused_text(material: Material) -> Text:
    return Text(
        zh=f"“{material.name.zh}”取自您以前办理时核验过的材料，您同意这样做。",
        en=f"“{material.name.en}” is taken from an earlier case of yours; you agreed to that.",
    )


def _card_text(material: Material) -> Text:
    return Text(
        zh=f"“{material.name.zh}”已经当面读取，不需要复印件。",
        en=f"“{material.name.en}” was read from the card itself; no copy is needed.",
    )
