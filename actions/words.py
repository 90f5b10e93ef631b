"""What the words of a question tell beside its frame, as named lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.question import Question
from assistant.knowledge.guidance import Term


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I)


# the color or type of a skin is no concern to be treated
_FOR_WHOM = _any_of(
    r"(?:all|every|any|different|dark\w*|deep\w*|black|olive|fair|pale) skin (?:tone|type|colou?r)s?",
    r"(?:for|on|with|have) (?:very )?(?:dark\w*|black|olive|sensitive) skin",
)
_FAR_ALONG = _any_of(
    r"heal\w*", r"red\w*", r"recover\w*", "normal", "swollen", "puffy",
    "look(?:ing)? (?:ok|okay|fine|good|bad|awful|like)", r"(?:final|full|best) (?:\w+ )?(?:results?|glow|effect)",
    r"results? (?:be |is |are )?(?:there|ready|visible|show\w*)", "notice",
)  # fmt: skip
_WHAT_FOR = _any_of(r"(?:good|used?|useful|best|great|recommended|meant|intended) for", "treats?", r"help\w* with")
_WHEN = _any_of(
    "when", r"how (?:soon|long|many)", "again", "re-?start", "resume", r"back (?:on|to)", "straight", "wait", "until",
    "right away", "same", "days?", "hours?", "weeks?", "tonight", "tomorrow",
)  # fmt: skip
# How it looks then is no result yet.
_STRAIGHT_AFTER = _any_of(
    r"(?:immediately|right|straight|directly|just|shortly) after\w*", "same (?:day|night|evening)",
    "that (?:day|night|evening)", "first (?:few )?(?:days?|night|evening|hours?)", "(?:next|following) (?:day|morning)",
    "(?:day|morning) after",
)  # fmt: skip
# "is that the end of the matter, or must I keep going" asks whether it lasts
_ENDS = _any_of(
    "for ?ever", "for good", r"permanent\w*", "for life", "rest of my (?:life|days)", "one[- ]off",
    "once and (?:done|for all)", "end of (?:it|the matter)", "be done", "i'?m done", "never (?:come|go|do|need)",
    "stay(?:s|ed)? (?:gone|that way|like)",
)  # fmt: skip
_PRESCRIBED = _any_of(r"prescri\w+", "dermatologist", "doctor", "derm", "gp")
# asks what the clinic has to be told, or how long ahead: the guidance says
_WHAT_TO_TELL = _any_of(
    "tell", "told", "know", "mention", "disclose", "list", "inform", "bring up", "matter", "affect",
    r"how (?:far|long|early|soon)", "which", "(?<!or )what(?! if)", "why", "when",
)  # fmt: skip
# asks for a verdict on the patient's own treatment: the guidance gives none
_VERDICT = _any_of(
    r"i(?:'m| am|'ve been| have been| was| just| take| took| use)", "my", "while", "whilst", "can i", "could i", "am i",
    "should i", "do i", "would i", r"is it (?:ok|okay|safe|fine)", "for me", "c[ao]me off",
)  # fmt: skip
_TAKES = _any_of(
    r"i(?:'m| am|'ve been| have been| was) (?:\w+ )?(?:on|taking|using)",
    r"(?<!can )(?<!could )(?<!may )(?<!should )(?<!do )(?<!if )i (?:just )?(?:take|took|use|used)",
    "my",
)
_OFFERS = re.compile(r"^\W*(?:(?:hi|hello|so|and|ok),? )*(?:do|does|can|could) (?:you|u|the clinic|your clinic|you guys) (?:also |even )?(?:treat|do|offer|have|provide|help with|work on|see|sell)\b", re.I)  # fmt: skip
# Words of a question that name no concern: "what can it help with" asks for the whole list.
_NAME_NOTHING = frozenset(["what", "which", "who", "whom", "how", "why", "when", "is", "are", "was", "be", "been", "being", "do", "does", "did", "can", "could", "will", "would", "should", "shall", "may", "might", "must", "have", "has", "had", "it", "its", "it's", "this", "that", "these", "those", "the", "a", "an", "of", "for", "to", "in", "on", "at", "by", "with", "from", "about", "as", "and", "or", "if", "so", "ok", "okay", "hi", "hello", "hey", "please", "thanks", "not", "no", "any", "all", "some", "most", "more", "much", "many", "other", "else", "just", "only", "even", "really", "actually", "ever", "exactly", "mainly", "usually", "i", "i'm", "i've", "me", "my", "mine", "we", "you", "your", "yours", "he", "she", "they", "them", "people", "person", "someone", "anyone", "everyone", "somebody", "anybody", "guys", "women", "men", "patient", "patients", "client", "clients", "micro-needling", "microneedling", "micro", "needling", "skin", "needle", "needles", "collagen", "induction", "therapy", "treatment", "treatments", "treat", "treats", "treated", "treating", "procedure", "session", "sessions", "appointment", "clinic", "visit", "facial", "help", "helps", "helped", "helping", "fix", "fixes", "fixed", "good", "great", "best", "better", "work", "works", "working", "use", "used", "useful", "uses", "using", "improve", "improves", "improving", "address", "addresses", "target", "targets", "solve", "tackle", "cover", "covers", "suitable", "suited", "right", "ideal", "candidate", "recommended", "get", "gets", "getting", "rid", "remove", "removes", "make", "makes", "deal", "deals", "cure", "cures", "list", "thing", "things", "stuff", "sort", "sorts", "kind", "kinds", "type", "types", "range", "issue", "issues", "problem", "problems", "concern", "concerns", "condition", "conditions", "area", "areas", "part", "parts", "face", "complexion", "aesthetic", "cosmetic", "benefit", "benefits", "benefited", "like", "want", "need", "know", "tell", "wondering", "possible", "able", "also", "supposed", "mean", "means", "say", "says", "offer", "done", "doing", "something", "anything", "everything", "change", "changes", "difference", "purpose", "point", "going", "there", "one", "ones", "than", "then", "common", "commonly", "typical", "typically", "often", "mostly", "different", "various", "specific", "certain", "particular", "full", "complete", "whole"])  # fmt: skip


def asks_for_whom(question: Question) -> bool:
    return bool(_FOR_WHOM.search(question.text))


def asks_how_it_looks_at_first(question: Question) -> bool:
    return bool(_STRAIGHT_AFTER.search(question.text))


def asks_if_it_ends(question: Question) -> bool:
    return bool(_ENDS.search(question.text))


def asks_how_far_along(question: Question) -> bool:
    """Whether healing or results by then are asked about."""
    return bool(_FAR_ALONG.search(question.text))


def asks_what_for(question: Question) -> bool:
    return bool(_WHAT_FOR.search(question.text))


def asks_when(question: Question) -> bool:
    return bool(_WHEN.search(question.text))


def offers(question: Question) -> bool:
    """ "Do you treat ...?" """
    return bool(_OFFERS.search(question.text))


def names_something_else(text: str) -> bool:
    """Whether words are left that may name a concern the vocabulary does not know."""
    return any(len(word) > 2 and word not in _NAME_NOTHING for word in re.findall(r"[a-z][a-z'-]*", text.lower()))


def tells_of_a_medicine(question: Question, terms: Iterable[Term | None]) -> bool:
    """ "I'm on aspirin": a medicine of the patient's own, of which the guidance says nothing."""
    taken = any(term is not None and term.category == "medicines" for term in terms)
    return taken and bool(_TAKES.search(question.text))


def tells_of_a_prescription(question: Question, terms: Iterable[Term | None]) -> bool:
    """Whether to leave off what a doctor ordered is asked: that is not for an assistant to say."""
    judged = [term for term in terms if term is not None and term.judged]
    if not judged:
        return False
    ordered = bool(_PRESCRIBED.search(question.text))
    if any(term.category == "medicines" for term in judged):
        asks_for_verdict = _VERDICT.search(question.text) and not _WHAT_TO_TELL.search(question.text)
        return ordered or bool(asks_for_verdict)
    return ordered and question.stage != "after"
