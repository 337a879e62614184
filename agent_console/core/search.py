"""
Search over names, other names and departments: in Chinese by characters, pinyin and initials, and in English.

All texts of one kind stand in one string each, so that a phrase is looked for once and not text by text; words stand in
tables by stem. Each word of a query must be found, in whatever way; where no document has all of them, the best of
those that have some are given.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum

import msgspec

from agent_console.core.words import bare, is_chinese, one_slip, pairs, plain, runs, stem, stems, syllables

LONGEST_QUERY = 100  # Characters; what follows is not looked at.
_LEAST_SLIP = 4  # A shorter word with a slip could be any other word.
_LEAST_SYLLABLES = 2  # Letters typed; one letter says nothing as pinyin.
_SHARE = 0.5  # Of the pairs of a Chinese run that a name must have, where no text has the run itself.


class Kind(IntEnum):
    """What a text is to its document; its value is its weight."""

    NAME = 100
    ALIAS = 85  # Other names, as the catalogue has them.
    SAYING = 75  # How people say it.
    NEAR = 62  # What people say who may mean it as well.
    PLACE = 30  # The department, or the division above.


class Document(msgspec.Struct, frozen=True):
    """What can be found: its id and its texts, in any language."""

    id: str
    texts: tuple[tuple[Kind, str], ...]


class Hit(msgspec.Struct, frozen=True):
    """A document with how well it fits; only the order of scores means something."""

    id: str
    score: float


class _Lines:
    """Texts of one writing, one below the other, each with its document and kind."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._owners: list[tuple[int, Kind]] = []
        self._length = 0
        self._boundaries = bytearray()
        self._text = ""

    def add(self, document: int, kind: Kind, pieces: Sequence[str]) -> None:
        """Add a text of pieces, at whose beginnings a match may begin."""
        line = "".join(pieces)
        marks = bytearray(len(line) + 1)
        at = 0
        for piece in pieces:
            marks[at] = 1
            at += len(piece)
        self._starts.append(self._length)
        self._owners.append((document, kind))
        self._parts.append(line)
        self._boundaries += marks
        self._length += len(line) + 1

    def finish(self) -> None:
        self._text = "\n".join(self._parts)

    def matches(self, phrase: str) -> Iterator[tuple[int, float]]:
        """Yield document and score of each text that has the phrase, from a boundary on."""
        for at in self._places(phrase):
            if self._boundaries[at]:
                line, offset = self._line(at)
                yield self._scored(line, offset, len(phrase))

    def slips(self, phrase: str) -> Iterator[tuple[int, float]]:
        """Yield document and score of each text that has the phrase but for one slip: one of its halves is right."""
        half = len(phrase) // 2
        left, right = phrase[:half], phrase[half:]
        for at in self._places(left):
            if self._boundaries[at]:
                yield from self._slipped(at, phrase)
        for at in self._places(right):
            for start in range(max(0, at - half - 1), at - half + 2):
                if self._boundaries[start]:
                    yield from self._slipped(start, phrase)

    def _slipped(self, at: int, phrase: str) -> Iterator[tuple[int, float]]:
        line, offset = self._line(at)
        text = self._parts[line]
        for length in (len(phrase), len(phrase) - 1, len(phrase) + 1):
            if offset + length <= len(text) and one_slip(phrase, text[offset : offset + length]):
                yield self._scored(line, offset, length)
                return

    def _places(self, phrase: str) -> Iterator[int]:
        at = self._text.find(phrase)
        while at >= 0:
            yield at
            at = self._text.find(phrase, at + 1)

    def _line(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at) - 1
        return line, at - self._starts[line]

    def _scored(self, line: int, offset: int, length: int) -> tuple[int, float]:
        document, kind = self._owners[line]
        whole = len(self._parts[line])
        share = length / whole
        # The whole text, its beginning, or somewhere in it; of two of a kind the shorter text is meant.
        fit = 1.0 if length == whole else 0.75 if offset == 0 else 0.55
        return document, kind * (fit + 0.1 * share)


class _Vocabulary:
    """English words by stem, with the documents that have them."""

    def __init__(self) -> None:
        self._owners: dict[str, dict[int, float]] = {}
        self._by_length: dict[int, list[str]] = {}
        self._sorted: list[str] = []

    def add(self, document: int, kind: Kind, text: str) -> None:
        words = stems(text)
        for word in words:
            owners = self._owners.setdefault(word, {})
            owners[document] = max(owners.get(document, 0.0), kind * (0.5 + 0.4 / len(words)))

    def finish(self) -> None:
        self._sorted = sorted(self._owners)
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)

    def matches(self, word: str) -> Iterator[tuple[int, float]]:
        """Yield document and score of each that has the word, or one that it begins, or one a slip away."""
        asked = stem(word)
        found = False
        for known, share in self._begun(asked):
            found = True
            for document, score in self._owners[known].items():
                yield document, score * share
        if found or len(asked) < _LEAST_SLIP:
            return
        for length in range(len(asked) - 1, len(asked) + 2):
            for known in self._by_length.get(length, ()):
                if one_slip(asked, known):
                    for document, score in self._owners[known].items():
                        yield document, score * 0.7

    def _begun(self, asked: str) -> Iterator[tuple[str, float]]:
        at = bisect_right(self._sorted, asked)
        if asked in self._owners:
            yield asked, 1.0
        while len(asked) > 1 and at < len(self._sorted) and self._sorted[at].startswith(asked):
            yield self._sorted[at], 0.8
            at += 1


class Index:
    """Documents made ready to be found. Built once; nothing of it changes afterwards."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._ids = [document.id for document in documents]
        self._chinese, self._letters, self._initials = _Lines(), _Lines(), _Lines()
        self._phrases = _Lines()
        self._words = _Vocabulary()
        self._pairs: dict[str, dict[int, Kind]] = {}
        for place, document in enumerate(documents):
            for kind, text in document.texts:
                self._add(place, kind, plain(text))
        for part in (self._chinese, self._letters, self._initials, self._phrases, self._words):
            part.finish()

    def __len__(self) -> int:
        return len(self._ids)

    def _add(self, place: int, kind: Kind, text: str) -> None:
        found = runs(text)
        if not any(is_chinese(run) for run in found):
            self._words.add(place, kind, text)
            if words := stems(text):
                self._phrases.add(place, kind, words)
            return
        joined = "".join(found)
        self._chinese.add(place, kind, tuple(joined))
        spoken = syllables(text)
        self._letters.add(place, kind, spoken)
        self._initials.add(place, kind, [syllable[0] for syllable in spoken])
        for pair in pairs(joined):
            owners = self._pairs.setdefault(pair, {})
            owners[place] = max(owners.get(place, kind), kind)

    def find(self, query: str, wanted: Callable[[str], bool] = lambda _: True) -> list[Hit]:
        """
        Return the documents that fit a query, best first; those that fit alike in the order of the catalogue.

        Args:
            wanted: Says of an id whether it may be found.
        """
        asked = plain(query[:LONGEST_QUERY])
        parts = [self._part(run) for run in _asked_runs(asked)]
        totals: defaultdict[int, float] = defaultdict(float)
        together: Counter[int] = Counter()
        for part in parts:
            for place, score in part.items():
                totals[place] += score
                together[place] += 1
        for place, score in self._as_one(asked, len(parts)).items():
            totals[place] = max(totals[place], score * len(parts) * 1.1)
            together[place] = len(parts)
        most = max((together[place] for place in together if wanted(self._ids[place])), default=0)
        hits = [
            (-score / len(parts), place)
            for place, score in totals.items()
            if together[place] == most and wanted(self._ids[place])
        ]
        return [Hit(self._ids[place], -score) for score, place in sorted(hits)]

    def _as_one(self, asked: str, parts: int) -> dict[int, float]:
        """Look for a query of several words as one phrase: `open a shop`, `kai dian`, `提取(第7类)`."""
        found = runs(asked)
        best: dict[int, float] = {}
        if any(is_chinese(run) for run in found):
            if len(found) > 1:
                _keep(best, self._chinese.matches("".join(found)))
            return best
        if parts < 2:
            return best
        _keep(best, self._phrases.matches("".join(stems(asked))))
        _keep(best, ((place, score * 0.9) for place, score in self._letters.matches("".join(found))))
        return best

    def _part(self, run: str) -> dict[int, float]:
        best: dict[int, float] = {}
        if is_chinese(run):
            _keep(best, self._chinese.matches(run))
            if not best:
                _keep(best, self._scattered(run))
            if not best and len(run) > 1:
                # Said with other characters of the same sound, or typed wrong.
                letters = "".join(syllables(run))
                _keep(best, ((place, score * 0.6) for place, score in self._letters.matches(letters)))
            return best
        _keep(best, self._words.matches(run))
        _keep(best, self._chinese.matches(run))
        if len(run) >= _LEAST_SYLLABLES and run.isalpha():
            _keep(best, ((place, score * 0.9) for place, score in self._letters.matches(run)))
            _keep(best, ((place, score * 0.8) for place, score in self._initials.matches(run)))
            if not best and len(run) >= _LEAST_SLIP:
                _keep(best, ((place, score * 0.6) for place, score in self._letters.slips(run)))
        return best

    def _scattered(self, run: str) -> Iterator[tuple[int, float]]:
        """Yield documents that have a good share of a run's pairs of characters."""
        asked = set(pairs(run))
        shares: Counter[int] = Counter()
        weights: dict[int, int] = {}
        for pair in asked:
            for place, kind in self._pairs.get(pair, {}).items():
                shares[place] += 1
                weights[place] = max(weights.get(place, 0), kind)
        for place, count in shares.items():
            if count / len(asked) >= _SHARE:
                yield place, weights[place] * 0.4 * count / len(asked)


def _asked_runs(asked: str) -> list[str]:
    found = [bare(run) if is_chinese(run) else run for run in runs(asked)]
    telling = [run for run in found if is_chinese(run) or stems(run)] or found
    # Beside a word, a single sign says next to nothing, and half of the catalogue has it.
    return [run for run in telling if len(run) > 1] or telling


def _keep(best: dict[int, float], found: Iterator[tuple[int, float]]) -> None:
    for place, score in found:
        if score > best.get(place, 0.0):
            best[place] = score
