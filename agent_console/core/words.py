"""Words as people type them: one form for each, stems of English, syllables of Chinese, and slips of one letter."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin

# Said around a matter without naming it.
_STOP_ENGLISH = frozenset(
    word
    for line in (
        "a an and are at by do for from get how i in is it me my of",
        "on or our the to want we with",
    )
    for word in line.split()
)
_STOP_CHINESE = re.compile(
    r"^(?:我们?|想要?|需要?|请问|怎么|怎样|如何|哪里|去|要|给|帮我?|办理|申请|咨询)+|(?:怎么办|在哪里?|吗|呢|的|吧)+$"
)
_RUN = re.compile(r"[㐀-鿿〇]+|[a-z0-9]+")
_HAN = re.compile(r"[㐀-鿿〇]")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "al", "s", "y", "e")
_LEAST_STEM = 3
# Irregular forms that residents use.
_SAME = {
    "bought": "buy",
    "sold": "sell",
    "lost": "lose",
    "children": "child",
    "moved": "move",
    "born": "birth",
    "registration": "register",
}


def plain(text: str) -> str:
    """Return a text in the one form that is compared: full-width forms narrowed, letters small."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """Return the runs of Chinese characters, and of letters and digits, in a plain text."""
    return _RUN.findall(text)


def is_chinese(run: str) -> bool:
    """Tell whether a run is of Chinese characters."""
    return _HAN.match(run) is not None


def bare(run: str) -> str:
    """Return what a Chinese question asks for: `我想开店` gives `开店`. What is nothing else stays."""
    return _STOP_CHINESE.sub("", run) or run


def stem(word: str) -> str:
    """Return the beginning that the forms of an English word share: registration, registering, registered."""
    word = _SAME.get(word, word)
    while True:
        ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= _LEAST_STEM), None)
        if ending is None:
            return word
        word = word.removesuffix(ending)


def stems(text: str) -> list[str]:
    """Return the stems of the English words of a plain text that mean something."""
    return [stem(word) for word in runs(text) if not is_chinese(word) and word not in _STOP_ENGLISH]


def pairs(run: str) -> Iterator[str]:
    """Yield each two characters that follow each other."""
    return (run[at : at + 2] for at in range(len(run) - 1))


@lru_cache(maxsize=65_536)
def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a text's Chinese characters, without tones; its letters and digits stand as they are."""
    return tuple(syllable for run in runs(text) for syllable in (lazy_pinyin(run) if is_chinese(run) else (run,)))


def one_slip(typed: str, meant: str) -> bool:
    """Tell whether two words differ by at most one letter added, left out, changed, or exchanged with its neighbour."""
    if typed == meant:
        return True
    short, long = sorted((typed, meant), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    rest, other = short[at:], long[at:]
    return rest[1:] == other[1:] or (len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:])
