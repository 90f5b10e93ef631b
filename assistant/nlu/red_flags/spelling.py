"""What a misspelt word means: the word of the red-flag lists that it is nearest to, by letters or by sound."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib.resources import as_file, files

from rapidfuzz.distance import OSA  # letters wrong, missing, too many, or swapped with their neighbour

_SHORTEST = 4  # shorter words are too easily mistaken for another
_SHORTEST_BY_LETTER = 5
_SHORTEST_BY_TWO_LETTERS = 8
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"^wh?r|^wr"), "r"),
    (re.compile(r"gh(?=t|$)"), ""),
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"[sc]h|(?<=[a-z])(?:ti|si|ci)(?=on|al|ous)|sci(?=ou)"), "S"),
    (re.compile(r"dge?(?=[eiy]|$)"), "j"),
    (re.compile(r"sc(?=[eiy])|c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|qu?|c"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"th"), "0"),
    (re.compile(r"wh"), "w"),
)  # fmt: skip


class Spelling:
    """Mends slips towards `words`. `real` words, and those of an English dictionary, are left as they are."""

    def __init__(self, words: Iterable[str], real: Iterable[str]) -> None:
        self._real = frozenset(real) | english()
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) >= _SHORTEST:
                self._by_start.setdefault((word[0], len(word)), []).append(word)
                self._by_sound.setdefault(sound(word), []).append(word)
        self._mended = functools.lru_cache(maxsize=4096)(self._mend)

    def is_real(self, word: str) -> bool:
        return word in self._real

    def mended(self, word: str) -> str:
        """The word meant; the word itself where none is near."""
        return self._mended(word)

    def _mend(self, word: str) -> str:
        if len(word) < _SHORTEST or self.is_real(word):
            return word
        near = [
            (distance, -len(known), known)
            for length in range(len(word) - 2, len(word) + 3)
            for known in self._by_start.get((word[0], length), ())
            if (distance := OSA.distance(word, known)) <= _allowed(word, known)
        ]
        if near:
            return min(near)[-1]
        alike = [
            (distance, -len(known), known)
            for known in self._by_sound.get(sound(word), ())
            if (distance := OSA.distance(word, known)) <= len(word) // 3 + (len(word) >= _SHORTEST_BY_TWO_LETTERS)
        ]
        return min(alike)[-1] if alike else word


def _allowed(word: str, known: str) -> int:
    shorter = min(len(word), len(known))
    if shorter >= _SHORTEST_BY_TWO_LETTERS and word[:2] == known[:2]:
        return 2
    return int(shorter >= _SHORTEST_BY_LETTER or len(word) > _SHORTEST)


def sound(word: str) -> str:
    """Much the same for words that sound alike: "infekshun" and "infection"."""
    for letters, heard in _SOUNDS:
        word = letters.sub(heard, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[0] + re.sub(r"[aeiouyhw]", "", word[1:])


@functools.lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The words of the dictionary that comes with symspellpy."""
    with as_file(files("symspellpy") / "frequency_dictionary_en_82_765.txt") as path:
        return frozenset(line.split()[0] for line in path.read_text(encoding="utf-8-sig").splitlines())
