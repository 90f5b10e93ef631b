"""Which treatment or add-on a question is asked of, by what its words name.

A treatment that the guidance has nothing on is a subject too, and so is one that nobody here knows by name ("my brow
lamination"): then nothing of ours is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.nlu.vocabulary import Mention

TREATMENTS, ADDONS, OTHERS = "treatments", "addons", "other_treatments"
SUBJECTS = frozenset({TREATMENTS, ADDONS, OTHERS})
UNKNOWN = "unknown"  # a treatment that the vocabulary does not know
# The one word that stands for every documented treatment and add-on before a model reads a message.
COMMON = "microneedling"

# Before another treatment's name: it is only held against what is asked of, or asked for beside it.
_COMPARING = ("like", "than", "versus", "vs", "unlike", "compared to", "compared with", "instead of", "over", "similar to", "as good as", "not")  # fmt: skip
_ONLY_COMPARED = re.compile(
    rf"\b(?:{'|'.join(_COMPARING)})\s+(?:an?\s+|the\s+|my\s+|getting\s+|having\s+|doing\s+)?$", re.I
)
# What follows the name of a treatment, known or not.
_VISITS = ("appointment", "appt", "treatment", "session", "procedure", "surgery", "op")
# Words that say which visit, and name no treatment.
_WHICH = frozenset(["a", "an", "the", "my", "your", "our", "his", "her", "their", "this", "that", "these", "those", "each", "every", "any", "some", "one", "no", "another", "same", "whole", "full", "free", "good", "great", "first", "second", "third", "fourth", "fifth", "last", "next", "previous", "latest", "final", "initial", "new", "old", "upcoming", "coming", "follow-up", "followup", "booked", "single", "two", "three", "four", "five", "six", "several", "few", "many", "more", "other", "different", "early", "late", "morning", "afternoon", "evening", "today", "tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekly", "monthly", "yearly", "annual", "regular", "maintenance", "top-up", "topup", "touch-up", "repeat", "trial", "consultation", "clinic", "spa", "medspa", "med", "medical", "aesthetic", "cosmetic", "beauty", "skin", "face", "facial", "needle", "needling", "microneedling", "micro", "collagen", "induction", "have", "having", "had", "get", "getting", "got", "book", "booking", "booked", "after", "before", "since", "between", "during", "for", "of", "in", "on", "at", "to", "with", "from", "by", "and", "or", "is", "was", "it", "do", "does", "did", "me", "you", "we", "i", "pre", "post", "prior", "following", "long-term", "home", "salon", "doctor", "nurse", "provider", "for-life", "proper", "actual", "day", "time", "after-care", "aftercare", "hours", "days", "weeks", "months", "is-it", "are", "am", "be", "been", "being", "can", "could", "should", "would", "will", "may", "might", "must", "the-same", "best", "right", "wrong", "possible", "much", "cost", "your-own", "own", "acne", "scar", "scars", "wrinkle", "wrinkles", "pore", "pores", "neck", "chest", "eye", "under-eye", "lip", "body", "combination", "combined", "paid", "about", "per", "cancel", "cancelled", "change", "missed", "miss", "move", "rescheduled", "reschedule", "recommended", "type", "kind", "sort", "which", "what", "how", "when", "where", "why", "who", "whose", "then", "so", "just", "only", "such"])  # fmt: skip
_UNKNOWN_VISIT = re.compile(rf"\b([a-z][a-z-]+) (?:{'|'.join(_VISITS)})s?\b", re.I)
# How the names of treatments end, where nothing else marks one: "since my lip blushing".
_ENDINGS = ("plasty", "ectomy", "lamination", "lifting", "facelift", "blushing", "tox", "planing", "sculpting", "lipolysis", "liposuction", "sclerotherapy", "cryotherapy", "extractions?", "implants?", "braces")  # fmt: skip
_UNKNOWN_NAME = re.compile(
    rf"\b(?:my|her|his|an?|the|had|having|after|since|before|of)\s+(?:[a-z-]+ )?([a-z-]*(?:{'|'.join(_ENDINGS)}))\b",
    re.I,
)


def subject_of(text: str, mentions: Sequence[Mention]) -> str | None:
    """The id of the subject, UNKNOWN, or None where the words name none."""
    named = [mention for mention in mentions if mention.category in SUBJECTS]
    ours = [mention for mention in named if mention.category != OTHERS]
    addons = {mention.term_id for mention in ours if mention.category == ADDONS}
    if len(addons) == 1:
        return addons.pop()
    treatments = [mention.term_id for mention in ours if mention.category == TREATMENTS]
    if treatments:
        return treatments[0]
    others = [each for each in named if each.category == OTHERS and not _ONLY_COMPARED.search(text[: each.start])]
    if others:
        return others[0].term_id
    if addons or named:
        return None
    return UNKNOWN if _names_unknown(text, mentions) else None


def with_common_name(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions as if every documented treatment and add-on were COMMON, so that no model needs to know their names.

    Where two add-ons are named, or one is held against going without, they stay what they are.
    """
    addons = {mention.term_id for mention in mentions if mention.category == ADDONS}
    if len(addons) > 1 or (addons and _WEIGHS.search(text)):
        return list(mentions)
    ours = (TREATMENTS, ADDONS)
    return [replace(each, term_id=COMMON, category=TREATMENTS) if each.category in ours else each for each in mentions]


_WEIGHS = re.compile(
    r"\b(?:without|differences?|different|versus|vs|compared?|instead|rather|add|adding|added|extra|upgrade)\b", re.I
)


@dataclass(frozen=True)
class Alike:
    """Where a text names a treatment; it is read as COMMON."""

    start: int
    end: int
    word: str = COMMON


def named_alike(mentions: Sequence[Mention]) -> list[Alike]:
    return [Alike(each.start, each.end) for each in mentions if each.term_id == COMMON]


def said_once(text: str) -> str:
    """ "microneedling with microneedling", which was "microneedling with PRP", is microneedling."""
    return _REPEATED.sub(COMMON, text)


_REPEATED = re.compile(rf"\b{COMMON}(?:(?: (?:with|and|plus|or|&|\+|/))? (?:the |a |some )?{COMMON})+\b")


def _names_unknown(text: str, mentions: Sequence[Mention]) -> bool:
    taken = [text[mention.start : mention.end].lower() for mention in mentions]
    for found in _UNKNOWN_VISIT.finditer(text):
        word = found[1].lower()
        if word not in _WHICH and not word.endswith(("'s", "ing's")) and not any(word in each for each in taken):
            return True
    found_name = _UNKNOWN_NAME.search(text)
    return bool(found_name and not any(found_name[1].lower() in each for each in taken))
