"""What the guidance files name of one another: terms, facts and subjects that stand twice, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.knowledge.aspects import ASPECTS
from assistant.knowledge.entries import AboutEntry, FactEntry, TermEntry, TreatmentFile, VocabularyFile
from assistant.knowledge.yaml_file import YamlFile

VOCABULARY_FILE = "vocabulary.yml"
Where = tuple[str | int, ...]  # the way to a part of a file


def named_terms(
    treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile
) -> Iterator[tuple[str, TermEntry, str, Where]]:
    """(category, term, file, where it stands), treatments first; one with a file takes its words from the vocabulary."""
    known = [*vocabulary.vocabulary.get("other_treatments", ())]
    for name, file in treatments.items():
        for category, entry, where in (
            ("treatments", file.treatment, ("treatment",)),
            *(("addons", addon, ("addons", index)) for index, addon in enumerate(file.addons)),
        ):
            own = [term for term in known if term.id == entry.id or _spoken(term) & _spoken(entry)]
            known = [term for term in known if term not in own]
            words = (*entry.words, *(words for term in own for words in (term.name, *term.words)))
            yield category, entry.copy(update={"words": words}), name, where
    vocabularies = {VOCABULARY_FILE: vocabulary.vocabulary} | {name: f.vocabulary for name, f in treatments.items()}
    for name, categories in vocabularies.items():
        for category, entries in categories.items():
            for index, term in enumerate(entries):
                if category != "other_treatments" or term in known or name != VOCABULARY_FILE:
                    yield category, term, name, ("vocabulary", category, index)


def _spoken(term: TermEntry) -> set[str]:
    return {words.lower() for words in (term.name, *term.words)}


def broken_references(
    read: Mapping[str, YamlFile], treatments: Mapping[str, TreatmentFile], vocabulary: VocabularyFile
) -> Iterator[str]:
    """Ids and words that stand twice, and names that nothing explains."""
    terms = list(named_terms(treatments, vocabulary))
    yield from _broken_terms(read, terms)
    known: set[str] = {term.id for _, term, _, _ in terms}
    seen: dict[str, str] = {}
    facts = {fact.id for file in treatments.values() for fact in file.facts}
    for name, file in treatments.items():
        own: set[str] = {file.treatment.id, *(addon.id for addon in file.addons)}
        for index, fact in enumerate(file.facts):

            def at(part: str, index: int = index, name: str = name) -> str:
                return read[name].at("facts", index, part)

            if fact.id in seen:
                where = f" (also in {seen[fact.id]})" if seen[fact.id] != name else ""
                yield f"{at('id')}: the fact id {fact.id} stands twice{where}; give it another"
            seen.setdefault(fact.id, name)
            yield from (f"{at(part)}: {problem}" for part, problem in _broken_entry(fact.id, fact, own, known))
            yield from (f"{at('brings')}: {fact.id} brings {each}, which is no fact" for each in {*fact.brings} - facts)
            if not _is_reached(fact):
                reason = f"no question reaches {fact.id}: it answers only when a term is named, and it has no `terms`"
                yield f"{at('aspects')}: {reason}; give some, or `always`"
        for index, silence in enumerate(file.silences):
            problems = [*_broken_entry("the silence", silence, own, known)]
            problems += [("near", f"there is no fact {each}") for each in silence.near if each not in facts]
            problems += [("aspects", f"unknown aspect {each!r}") for each in silence.aspects if each not in ASPECTS]
            yield from (f"{read[name].at('silences', index, part)}: {problem}" for part, problem in problems)


def _broken_entry(label: str, entry: AboutEntry, own: set[str], known: set[str]) -> Iterator[tuple[str, str]]:
    if entry.subject and entry.subject not in own:
        reason = f"{label} is about {entry.subject}, which is neither this treatment nor one of its add-ons"
        yield "subject", f"{reason}; use one of {', '.join(sorted(own))}"
    for term_id in entry.terms:
        if term_id not in known:
            yield "terms", f"{label} names the term {term_id}, which the vocabulary lacks; add it or correct the name"


def _broken_terms(read: Mapping[str, YamlFile], terms: list[tuple[str, TermEntry, str, Where]]) -> Iterator[str]:
    owners: dict[str, str] = {}
    ids: dict[str, str] = {}
    broader: dict[str, str] = {term.id: term.broader for _, term, _, _ in terms if term.broader}
    for category, term, name, where in terms:
        if term.id in ids:
            reason = f"the term {term.id} stands twice (also in {ids[term.id]})"
            yield f"{read[name].at(*where, 'id')}: {reason}; keep one"
        ids.setdefault(term.id, f"{name}, {category}")
        for words in dict.fromkeys(w.lower() for w in (term.name, *term.words)):
            if owners.setdefault(words, term.id) != term.id:
                reason = f"the words {words!r} stand under {owners[words]} and {term.id}"
                part = "name" if words == term.name.lower() else "words"
                yield f"{read[name].at(*where, part)}: {reason}; leave them with one"
    for _, term, name, where in terms:
        at = read[name].at(*where, "broader")
        if term.broader is not None and term.broader not in ids:
            reason = f"{term.id} is a kind of {term.broader}, which the vocabulary lacks"
            yield f"{at}: {reason}; add it or correct the name"
        if _is_circular(term.id, broader):
            yield f"{at}: {term.id} is a kind of itself by way of {term.broader}; cut the circle"


def _is_reached(entry: FactEntry) -> bool:
    """Whether at least one question of its frame is answered with it."""
    needs_term = [said == "named" or (said is None and aspect == "rule") for aspect, said in entry.aspects.items()]
    return bool(entry.aspects) and (bool(entry.terms) or not all(needs_term))


def _is_circular(term_id: str, broader: Mapping[str, str]) -> bool:
    seen, each = set(), term_id
    while each in broader and each not in seen:
        seen.add(each)
        each = broader[each]
    return each == term_id and term_id in broader
