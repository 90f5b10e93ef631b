"""What a question names, by category of the guidance's vocabulary."""

from __future__ import annotations

import re

from actions.question import Question
from assistant.knowledge.guidance import Guidance

# Words of a question that name no concern: "what can it help with" asks for the whole list.
_NAMES_NOTHING = re.compile(
    r"\b(?:what|which|who|whom|how|why|when|is|are|was|be|been|being|do|does|did|can|could|will|would|should|shall|may|might|must|have|has|had|it|its|it's|this|that|these|those|the|"
    r"a|an|of|for|to|in|on|at|by|with|from|about|as|and|or|if|so|ok|okay|hi|hello|hey|please|thanks|not|no|any|all|some|most|more|much|many|other|else|just|only|even|really|actually|ever|"
    r"exactly|mainly|usually|i|i'm|i've|me|my|mine|we|you|your|yours|he|she|they|them|people|person|someone|anyone|everyone|somebody|anybody|guys|women|men|patients?|clients?|"
    r"micro-?needling|micro needling|skin needling|needling|needles?|collagen|induction|therapy|treatments?|treat|treats|treated|treating|procedure|sessions?|appointment|clinic|visit|facial|"
    r"help|helps|helped|helping|fix|fixes|fixed|good|great|best|better|work|works|working|use|used|useful|uses|using|improve|improves|improving|address|addresses|target|targets|solve|"
    r"tackle|cover|covers|suitable|suited|right|ideal|candidate|recommended|get|gets|getting|rid|remove|removes|make|makes|deal|deals|cure|cures|list|things?|stuff|sort|sorts|kinds?|"
    r"types?|range|issues?|problems?|concerns?|conditions?|areas?|parts?|skin|face|facial|complexion|aesthetic|cosmetic|benefit|benefits|benefited|from|like|want|need|know|tell|wondering|"
    r"possible|able|also|supposed|mean|means|say|says|offer|do|done|doing|thing|something|anything|everything|change|changes|difference|purpose|point|going|would|there|one|ones|than|then|"
    r"common|commonly|typical|typically|often|mostly|different|various|specific|certain|particular|kind|full|complete|whole)\b",
    re.I,
)


ACNE_SCARS, ACNE = "acne_scars", "active_acne"


def concerns_in(question: Question, guidance: Guidance) -> tuple[str, ...]:
    concerns = _of_category(question, guidance, "concerns")
    if ACNE_SCARS in concerns:  # "craters from old acne" asks about the scars
        return tuple(concern for concern in concerns if concern != ACNE)
    return concerns


def unlisted(terms: tuple[str, ...], guidance: Guidance) -> tuple[str, ...]:
    """Those of the terms that no fact of the guidance is about."""
    return tuple(term for term in terms if not guidance.facts_about(term))


def addons_in(question: Question, guidance: Guidance) -> tuple[str, ...]:
    return _of_category(question, guidance, "addons")


def rules_named(question: Question, guidance: Guidance, prefix: str) -> tuple[str, ...]:
    """Facts of one part of the guidance, "aftercare" or "prep", about what the question names."""
    about = (fact for term in question.terms for fact in guidance.facts_about(term))
    return tuple(dict.fromkeys(fact.id for fact in about if fact.id.startswith(f"{prefix}.")))


def names_something_else(text: str) -> bool:
    """Whether words are left that may name a concern the vocabulary does not know."""
    return bool(re.search(r"[a-z]{3,}", _NAMES_NOTHING.sub(" ", text)))


def _of_category(question: Question, guidance: Guidance, category: str) -> tuple[str, ...]:
    terms = (guidance.term(term_id) for term_id in question.terms)
    return tuple(term.id for term in terms if term is not None and term.category == category)
