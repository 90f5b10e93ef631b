from __future__ import annotations

import pathlib
import random
import string
from collections.abc import Callable
from importlib.resources import as_file, files

import pytest
from symspellpy import SymSpell, Verbosity

from assistant.nlu.english_dictionary import EnglishDictionary

pytestmark = pytest.mark.slow

Slip = Callable[[str, int, str], str]
SLIPS: tuple[Slip, ...] = (
    lambda word, at, letter: word[:at] + word[at + 1 :],
    lambda word, at, letter: word[:at] + letter + word[at:],
    lambda word, at, letter: word[:at] + letter + word[at + 1 :],
    lambda word, at, letter: word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return tmp_path_factory.mktemp("spelling")


@pytest.fixture(scope="module")
def built(folder: pathlib.Path) -> EnglishDictionary:
    return EnglishDictionary(folder)


def misspelt(words: list[str], count: int) -> list[str]:
    chance = random.Random(7)
    found = []
    for _ in range(count):
        word = chance.choice(words)
        for _ in range(chance.randint(1, 3)):
            word = chance.choice(SLIPS)(word, chance.randrange(len(word) + 1), chance.choice(string.ascii_lowercase))
        found.append(word)
    return [word for word in found if word]


def looked_up(dictionary: SymSpell, word: str) -> list[tuple[str, int, int]]:
    found = dictionary.lookup(word, Verbosity.TOP, max_edit_distance=1 if len(word) < 7 else 2)
    return [(suggestion.term, suggestion.distance, suggestion.count) for suggestion in found]


def test_it_corrects_as_symspell_does_built_and_mapped(built: EnglishDictionary, folder: pathlib.Path) -> None:
    original = SymSpell(max_dictionary_edit_distance=2)
    with as_file(files("symspellpy") / "frequency_dictionary_en_82_765.txt") as path:
        original.load_dictionary(str(path), term_index=0, count_index=1)
    mapped = EnglishDictionary(folder)
    assert list(built.words.items()) == list(original.words.items())
    for word in misspelt(list(original.words), 3000):
        assert looked_up(built, word) == looked_up(mapped, word) == looked_up(original, word), word


def test_a_file_that_was_cut_off_is_built_anew(built: EnglishDictionary, folder: pathlib.Path) -> None:
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    assert looked_up(EnglishDictionary(folder), "tretment") == looked_up(built, "tretment")
    assert file.read_bytes() == whole


def test_a_folder_that_can_not_be_written_is_done_without(built: EnglishDictionary, tmp_path: pathlib.Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert looked_up(EnglishDictionary(in_the_way / "folder"), "tretment") == looked_up(built, "tretment")
