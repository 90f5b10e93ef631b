"""What the NLU makes of the guidance follows what is published."""

from __future__ import annotations

import pathlib
import time
from collections.abc import Mapping

import pytest
from sqlalchemy.engine import Engine

from assistant.knowledge.guidance_files import CLINIC_FILE, VOCABULARY_FILE, read_folder
from assistant.nlu import published
from assistant.nlu.components.vocabulary_extractor import VocabularyExtractor
from assistant.nlu.published import OfGuidance
from tests.delivery.stand_ins import wait_until
from tests.knowledge.shared import put

FILES = read_folder()


@pytest.fixture(autouse=True)
def of_this_database(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(engine.url))
    published._library.cache_clear()


def name(files: Mapping[str, str]) -> str:
    found = next(line for line in files[CLINIC_FILE].splitlines() if line.startswith("name:"))
    if "unreadable" in found:
        raise ValueError(found)
    return found


def changed(new: str) -> dict[str, str]:
    return {**FILES, CLINIC_FILE: FILES[CLINIC_FILE].replace("HerSpace MedSpa", new)}


def test_another_version_is_taken_soon_after_it_was_published(engine: Engine) -> None:
    put(engine, changed("One"))
    made = OfGuidance(name, CLINIC_FILE)
    assert made.current == "name: One"
    put(engine, changed("Other"))
    began = time.monotonic()
    wait_until(lambda: made.current == "name: Other")
    assert time.monotonic() - began < 5, "a busy machine is given time"


def test_what_cannot_be_read_leaves_the_one_before_in_use(engine: Engine) -> None:
    put(engine, changed("One"))
    made = OfGuidance(name, CLINIC_FILE)
    put(engine, changed("unreadable"))
    made.look()
    assert made.current == "name: One"
    put(engine, changed("Other"))
    made.look()
    assert made.current == "name: Other"


@pytest.mark.parametrize("exists", [True, False])
def test_where_nothing_is_published_it_is_the_folders(
    exists: bool, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exists:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert OfGuidance(name, CLINIC_FILE).current == name(FILES)


def test_a_new_word_is_understood(engine: Engine) -> None:
    put(engine)
    extractor = VocabularyExtractor()
    assert not extractor._terms.current[0].find("zorbleglow")
    put(
        engine,
        {**FILES, VOCABULARY_FILE: FILES[VOCABULARY_FILE].replace("words: [make up,", "words: [zorbleglow, make up,")},
    )
    extractor._terms.look()
    (mention,) = extractor._terms.current[0].find("zorbleglow")
    assert mention.term_id == "makeup"


def test_what_reads_one_file_is_not_made_anew_for_another(engine: Engine) -> None:
    put(engine)
    made = OfGuidance(lambda files: object(), VOCABULARY_FILE)
    first = made.current
    put(engine, changed("Other"))
    made.look()
    assert made.current is first
