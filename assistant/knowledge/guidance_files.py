"""Reads and checks the guidance files whole: every problem is named with file, line, reason and remedy."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Mapping

from assistant.knowledge import references
from assistant.knowledge.entries import (
    ClinicFile,
    FactEntry,
    SilenceEntry,
    Strict,
    TermEntry,
    TreatmentFile,
    VocabularyFile,
    WordsEntry,
)
from assistant.knowledge.guidance import Clinic, Fact, Guidance, Silence, Term, Treatment, Words
from assistant.knowledge.references import broken_references, named_terms
from assistant.knowledge.yaml_file import YamlFile

FOLDER = pathlib.Path(__file__).parent.parent.parent / "guidance"
CLINIC_FILE, AUDIT_FILE, RED_FLAGS_FILE = "clinic.yml", "audit.yml", "red_flags.yml"
VOCABULARY_FILE = references.VOCABULARY_FILE


class GuidanceError(ValueError):
    """The guidance cannot be used; `problems` holds one "file, line N: reason" each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_guidance(folder: pathlib.Path = FOLDER) -> Guidance:
    """Read and check the guidance folder. Raises GuidanceError with every problem found."""
    return guidance_of(read_folder(folder))


def read_folder(folder: pathlib.Path = FOLDER) -> dict[str, str]:
    """The files of a guidance folder, by name. Raises GuidanceError for one that is no text."""
    texts = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8")  # byte for byte, as it is exported again
        except UnicodeDecodeError as error:
            problem = f"{path.name}: not UTF-8 text ({error.reason} at byte {error.start}); save it as UTF-8"
            raise GuidanceError([problem]) from error
    return texts


def guidance_of(texts: Mapping[str, str]) -> Guidance:
    """The guidance that files say, by name. Raises GuidanceError with every problem found."""
    read = {
        name: YamlFile(name, texts[name], name == CLINIC_FILE)
        for name in texts
        if name not in (AUDIT_FILE, RED_FLAGS_FILE)
    }
    problems = [f"{name}: the file is missing" for name in (CLINIC_FILE, VOCABULARY_FILE) if name not in read]
    schemas: dict[str, type[Strict]] = {CLINIC_FILE: ClinicFile, VOCABULARY_FILE: VocabularyFile}
    contents = {name: file.checked(schemas.get(name, TreatmentFile)) for name, file in read.items()}
    problems += [problem for file in read.values() for problem in file.problems]
    treatments = {name: content for name, content in contents.items() if isinstance(content, TreatmentFile)}
    if not problems and not treatments:
        problems.append("there is no file of a treatment, such as microneedling.yml")
    vocabulary = contents.get(VOCABULARY_FILE)
    if not problems and vocabulary:
        problems += broken_references(read, treatments, vocabulary)
    if problems or not vocabulary:
        raise GuidanceError(problems)
    digest = hashlib.sha256("\0".join(f"{name}\0{texts[name]}" for name in sorted(texts)).encode())
    return _guidance(digest.hexdigest(), treatments, vocabulary, contents[CLINIC_FILE].profile())


def clinic_on_file(folder: pathlib.Path = FOLDER) -> Clinic | None:
    """The clinic's profile straight from its file, for when the database cannot be reached; None if unusable."""
    try:
        content = YamlFile(CLINIC_FILE, (folder / CLINIC_FILE).read_text(encoding="utf-8"), profile=True).checked(
            ClinicFile
        )
    except (OSError, UnicodeDecodeError):
        return None
    return content.profile() if content else None


def _guidance(
    version: str, treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile, clinic: Clinic
) -> Guidance:
    files = treatments.values()
    return Guidance(
        version=version,
        treatments=tuple(
            Treatment(
                file.treatment.id,
                file.treatment.name,
                file.document,
                tuple(addon.id for addon in file.addons),
                file.treatment.inherits,
            )
            for file in files
        ),
        facts=tuple(_fact(entry, file) for file in files for entry in file.facts),
        silences=tuple(_silence(entry, file) for file in files for entry in file.silences),
        terms=tuple(_term(category, term) for category, term, _, _ in named_terms(treatments, vocabulary)),
        clinic=clinic,
        reviews={name: (file.reviewed_by, file.review_by.isoformat()) for name, file in treatments.items()},
    )


def _fact(entry: FactEntry, file: TreatmentFile) -> Fact:
    return Fact(
        id=entry.id,
        subject=entry.subject or file.treatment.id,
        section=entry.section,
        document=file.document,
        aspects={aspect: said for aspect, said in entry.aspects.items()},
        words=_words(entry.words),
        stage=entry.stage,
        terms=entry.terms,
        effect=entry.effect or "",
        quantity=entry.value.quantity() if entry.value else None,
        near=entry.near,
        brings=entry.brings,
    )


def _silence(entry: SilenceEntry, file: TreatmentFile) -> Silence:
    return Silence(
        aspects=entry.aspects,
        subject=entry.subject or file.treatment.id,
        words=_words(entry.words),
        stage=entry.stage,
        terms=entry.terms,
        near=entry.near,
    )


def _words(entries: Mapping[str, WordsEntry]) -> dict[str, Words]:
    return {language: Words(**words.dict()) for language, words in entries.items()}


def _term(category: str, term: TermEntry) -> Term:
    words = tuple(dict.fromkeys([term.name.lower(), *(words.lower() for words in term.words)]))
    return Term(term.id, category, term.name, words, term.broader, term.judged)
