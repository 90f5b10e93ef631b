"""SymSpell's English dictionary, with its index of misspellings in a file that is mapped instead of built.

The index has two and a half million entries: as Python's it takes 3 s to build at each start, and 300 MB in each process.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pathlib
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from symspellpy import SymSpell

FOLDER = pathlib.Path(__file__).parent.parent.parent / "var" / "spelling"
DISTANCE = 2  # letters that may be wrong


class EnglishDictionary(SymSpell):
    """Finds the same words in the same order as a SymSpell that has loaded the dictionary itself."""

    def __init__(self, folder: pathlib.Path = FOLDER) -> None:
        super().__init__(max_dictionary_edit_distance=DISTANCE)
        with as_file(files("symspellpy") / "frequency_dictionary_en_82_765.txt") as path:
            content = path.read_bytes()
        for line in content.decode("utf-8-sig").splitlines():
            word, count = line.split(" ")
            self._words[word] = int(count)
        self._max_length = max(map(len, self._words))
        words = list(self._words)
        file = folder / f"{hashlib.sha256(content).hexdigest()[:16]}.npy"
        index = _mapped(file)
        index = self._built(words, file) if index is None else index
        self._deletes = Deletes(words, index)

    def _built(self, words: Sequence[str], file: pathlib.Path) -> NDArray[np.uint64]:
        keys, numbers = array("Q"), array("Q")
        for number, word in enumerate(words):
            for delete in self._edits_prefix(word):
                keys.append(_key(delete))
                numbers.append(number)
        index = np.array([keys, numbers], dtype=np.uint64)
        index = index[:, np.argsort(index[0], kind="stable")]
        with contextlib.suppress(OSError):  # where nothing can be written, each start builds it
            _write(file, index)
        return index


class Deletes:
    """What is left of words without some letters, and the words: SymSpell's dict, as far as it looks anything up in it.

    `index` has a row of sorted keys and a row of the numbers of the words.
    """

    def __init__(self, words: Sequence[str], index: NDArray[np.uint64]) -> None:
        self._words = words
        self._keys, self._numbers = memoryview(index[0]), memoryview(index[1])  # single items faster than numpy's

    def __contains__(self, delete: str) -> bool:
        key = _key(delete)
        first = bisect_left(self._keys, key)
        return first < len(self._keys) and self._keys[first] == key

    def __getitem__(self, delete: str) -> list[str]:
        key = _key(delete)
        first = last = bisect_left(self._keys, key)
        while last < len(self._keys) and self._keys[last] == key:
            last += 1
        return [self._words[number] for number in self._numbers[first:last]]


@functools.lru_cache(maxsize=1)
def english() -> EnglishDictionary:
    """The one of this process."""
    return EnglishDictionary()


def _key(delete: str) -> int:
    """The same in every process; two that are the same by chance cost a comparison and change no result."""
    return int.from_bytes(hashlib.blake2b(delete.encode(), digest_size=8).digest(), "little")


def _mapped(file: pathlib.Path) -> NDArray[np.uint64] | None:
    try:
        index: NDArray[np.uint64] = np.load(file, mmap_mode="r")
    except (OSError, ValueError):  # not there, or cut off
        return None
    return index


def _write(file: pathlib.Path, index: NDArray[np.uint64]) -> None:
    """Whole or not at all: another process may be looking."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
        np.save(written, index)
    os.chmod(written.name, 0o644)
    os.replace(written.name, file)
