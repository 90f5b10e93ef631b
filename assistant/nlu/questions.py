"""Splits a message into the questions it asks."""

from __future__ import annotations

import re

from assistant.nlu.figures import general, split_generally
from assistant.patterns import any_of

MOST = 5  # questions answered in one message

_VERBS = "can, could, do, does, did, is, are, am, was, were, will, would, should, shall, must, may, has, have"
_VERB_FIRST = any_of(_VERBS)
_ASKS = any_of(
    """
    how, how's, when, when's, what, what's, whats, why, which, who, who's, whose, where, whether,
    can, can't, could, do, don't, does, doesn't, did, didn't, is, isn't, are, aren't, am, was, wasn't, were,
    will, won't, would, should, shouldn't, shall, must, may, have, has, any, do i,
    i need to know, i want to know, i(?:'d| would) (?:also )?like to know, tell me, let me know, wondering,
    is there, is it, i(?: was| am|'m)? (?:also )?(?:ask|asking|wanted to ask|wonder|wondering),
    please (?:tell|explain), explain
    """
)
_OPENERS = rf"(?:{any_of('and, also, so, ok, but, or, then, well, hi, hey, hello, please, plus, oh')} )*"
# "do they come back, which ones don't": the second half is the first one again
_ASKS_AGAIN = rf"(?:what|which|who)(?: ones?)? {any_of("doesn't, don't, isn't, aren't, won't, does not, do not")}\b"
_SENTENCE_END = re.compile(r"(?<=[?!;])\s+|(?<=[a-z0-9_)])\.+\s+(?=\S)|\s+-+\s+|\s+(?=\(?(?:_number_|[a-d])\)\s)", re.I)
_JOINS = any_of(
    r"""
    and also, and then, and after that, after that, (?:and )?if so, (?:and )?if not, and, &, \+, also, plus, but also,
    but, or, as well as, then, oh and, anyway, one more(?: thing| question)?, another(?: thing| question)?
    """
)
_COUNTS = any_of("first(?:ly)?, second(?:ly)?, third(?:ly)?, finally, lastly")
_STARTS_ANOTHER = any_of(
    "how (?:long|many|much|often|soon)",
    "when (?:can|do|will|should)",
    "what (?:about|should|do|are|is)",
    "how about",
)
_JOINT = re.compile(
    rf"(?:,|\s)+{_JOINS}[,:]?\s+(?!{_ASKS_AGAIN})(?={_ASKS}\b)"
    rf"|(?<!\bmy)(?<!\bthe)(?<!\ba)(?:,|\s)+(?:and )?{_COUNTS}[,:]?\s+(?={_ASKS}\b)"
    rf"|,\s*(?:anyway )?(?!{_ASKS_AGAIN})(?={_ASKS}\b)"
    rf"|\s+(?=(?:and |also |plus )?{_STARTS_ANOTHER}\b)",
    re.I,
)
# Without any mark, another question starts only where the words before it are a whole one: "is it safe is there a fee"
_STARTS_BARE = any_of(
    """
    what's, which (?:one|is|of), who (?:is|does), why, can (?:i|you|it), do (?:i|you|they), should i, could i, may i,
    is (?:it|there|this), are (?:there|you|they), does (?:it|this), will (?:i|it|my), am i
    """
)
_BARE_JOINT = re.compile(rf"\s+(?={_STARTS_BARE}\b)", re.I)
_IS_WHOLE = re.compile(
    rf"^{_OPENERS}(?:{_VERB_FIRST} \w+ |what's |how's |when's )\S"
    rf"|\b(?:how|what|when|where|which|why)\b.*\b{_VERB_FIRST} (?:i|you|it|we|they|he|she|my|the|this|that)\b",
    re.I,
)
# Where nothing but a short word or a comma stands, both halves must prove to be questions: see QuestionCollector
_LOOSE_JOINT = re.compile(r",?\s+(?:and also|and then|and|&|\+|plus|as well as)\s+|\s*[,/:]\s+(?:also\s+)?", re.I)
_MOST_PIECES = 6  # a longer list is no list of questions
_OPENS_QUESTION = re.compile(rf"^{_OPENERS}{_ASKS}\b", re.I)
_WANTS_TO_HEAR = any_of("know, knowing, ask, asking, wonder, wondering, tell me, advise, explain, find out, understand")
_ASKS_IF = any_of("ask, asks, asking, wonder, wonders, wondering, curious, know, tell me")
_IS_SO = any_of("true, right, so, correct, ok, okay, normal, usual, expected, common, bad, safe, enough")
_ASKS_WITHIN = re.compile(
    rf"\bhow (?:long|many|much|often|soon|far)\b|\bwhether\b|\b{_ASKS_IF} if\b"
    rf"|\b{_WANTS_TO_HEAR} (?:me )?(?:about )?(?:what|when|how|why|which|where|who)\b"
    r"|\b(?:within|in|for|by|since|until|from) (?:what|which|when)\b|\b(?:can|could|may|do|should|must|will|am) i\b"
    rf"|\b(?:is|are|was) (?:that|it|this|they) {_IS_SO}\b",
    re.I,
)
# "I was wondering how long ..." is one question, not two
_LEADING_IN = any_of(
    """
    know, ask, asking, wonder, wonders, wondering, tell me, said, say, says, see, understand, check, sure, curious,
    remember, about, question is, explain, heard, think, idea, exactly, is, of, on, to, and, or, advise, confirm,
    depending, depends, if, so, ok, okay, hi, hey, hello, please, just, but, well, true, possible, matter, matters,
    affect, affects, change, changes, any, decide, decides, choose, determine, determines, clear, regardless, no matter,
    as, than, when, what, how, which, why, because
    """
)
_LEADS_IN = re.compile(rf"(?:\b{_LEADING_IN}|^\W*)[,:]?\s*$", re.I)
# "for how long", "by when": these words wait for the question word after them
_HANGS = re.compile(r"\b(?:after|before|until|till|for|with|at|by|from|in|since|about)\s*$", re.I)
# "the face is red how many days": asked at the end of its clause
_ASKED_AT_THE_END = re.compile(
    r"^(?:how (?:long|soon|often|many(?: \w+)?)|when)(?: (?:after|before|for|then|exactly|again|please))*"
    r"\W*(?:$|[,;&]|and\b)",
    re.I,
)
# "what the downtime is and whether ...": what stands before such a word is whole
_CONJUNCTION = re.compile(r"[,\s]+(?:and|also|plus|but|&|as well as)\b", re.I)
_FEWEST_WORDS = 2
_SHORT = 5  # words; a longer part without a question's form tells something
# "..., is it?", "true?", "or is that normal": asks what the words before it ask
_TAG_VERBS = any_of(
    "is, are, was, am, does, do, did, can, will, would, should, isn't, aren't, doesn't, don't",
)
_TAG_SUBJECTS = any_of("it, that, this, they, those, these, i, you, he, she, there")
_TAG_WORDS = any_of(
    """
    it, that, this, really, all, just, still, normal, usual, expected, supposed, to, be, happen, ok, okay, fine, true,
    right, correct, bad, good, safe, possible, allowed, enough, too, far, gone, late, old, young, often, much, many,
    early, soon, long, little, silly, crazy, weird, stupid, nuts, mad, wrong, even, legit, or, not, what, no, yes, so,
    do, done, work, sorted, like, a, thing
    """
)
_WHICH_ONE = any_of(
    "would you (?:pick|choose|recommend|go for|take|say), do you (?:recommend|prefer|suggest)",
    "should i (?:pick|choose|get|do|have), goes, comes, is, works, first, better, best",
)
_WHOLE_TAGS = any_of(
    "which is it, true, right, yeah, really, correct, or what, or not, or no, yes or no, be honest, be frank",
    "do be frank, tell me straight, i (?:expect|suppose|guess|take it|presume|assume|imagine|gather|hope|reckon)",
    rf"which(?: one| of them)? {_WHICH_ONE}(?: first| better| best)?",
    "explain me please, explain please, how come",
    "is that so, what gives, am i right, you know",
)
_TAG = re.compile(
    rf"^(?:and |or |so |but |ok |then |now )*(?:{_TAG_VERBS} {_TAG_SUBJECTS}(?: {_TAG_WORDS})*"
    rf"|{_WHOLE_TAGS}|how can that be(?:,? if i may ask)?)[\s?.!]*$",
    re.I,
)
# "gym after, how long wait": asks how long or when, and not of what
_BARE_WORDS = any_of(
    """
    wait, waiting, exactly, again, after, before, for, do, should, must, can, need, have, to, i, you, we, days, weeks,
    months, hours, times, please, roughly, about, is, ok, okay, allowed, safe, possible, normal, usual, in total, then,
    apart, actually
    """
)
_BARE_OPINIONS = any_of(
    "(?:what is|what's|whats) (?:normal|usual|the norm|best|safe|the rule|allowed|the difference|better)",
    "any (?:hope|good|use|chance|difference|point|luck)",
    "good idea, bad idea, yes, ok, okay, allowed, possible, safe, bad, good",
)
_BARE = re.compile(
    r"^(?:and |so |then |but |for |since |by )*(?:when|how (?:long|soon|many|often))"
    rf"(?: {_BARE_WORDS})*[\s?.!]*$"
    rf"|^(?:and |so |or )*{_BARE_OPINIONS}[\s?.!]*$",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these|one|ones|there)\b", re.I)


def split_questions(text: str) -> list[str]:
    """The parts of `text` that may be questions of their own, in order; [text] where it is one."""
    return split_generally(_questions, text)


def _questions(text: str) -> list[str]:
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        parts += [piece for part in _split_joints(sentence) for piece in _split_bare(part)]
    return _with_tags_joined(_tidied(parts)) or [text]


def split_loosely(part: str) -> list[str]:
    """The pieces between which "and" or a comma may join two questions, or two halves of one; [] where there are none.

    "the cost and the downtime" asks twice, "redness and swelling" names one thing.
    """
    return split_generally(_pieces, part)


def _pieces(part: str) -> list[str]:
    pieces = _with_tags_joined(_tidied(_LOOSE_JOINT.split(part)))
    return pieces if 1 < len(pieces) <= _MOST_PIECES else []


def asks(text: str) -> bool:
    """Whether the words have the form of a question."""
    return "?" in text or bool(_OPENS_QUESTION.search(text) or _ASKS_WITHIN.search(text))


def opens_as_question(text: str) -> bool:
    return bool(_OPENS_QUESTION.search(text)) and len(text.split()) > _FEWEST_WORDS


def stands_alone(text: str) -> bool:
    """Whether the words may be a question without what stands around them: "also the price" may, a story may not."""
    return asks(text) or (not tells(text) and len(text.split()) <= _SHORT)


# not the visit itself ("before it"), nor an "it" that stands for nothing ("is it safe to", "does it hurt")
_BEFORE_A_VISIT = ("before", "after", "since", "between", "done", "had", "have", "get")
_NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in _BEFORE_A_VISIT)
_NOT_BEFORE = any_of(
    """
    ok, okay, safe, true, possible, normal, worth, better, bad, hurt, hurts, painful, done, all, mean, means, stuff,
    time, day, week, way, kind, sort, one, ones
    """
)
_REFERS = re.compile(
    rf"{_NOT_AFTER}\b(?:it|that|this|them|those|these)\b"
    rf"(?! (?:{_NOT_BEFORE}\b|a |an |the |\w+ (?:to|that|if)\b))",
    re.I,
)


def with_name_for_pronoun(text: str, name: str) -> str:
    """ "when do i stop it" -> "when do i stop retinol": so a part of a message can be read without the rest."""
    return _REFERS.sub(lambda _: name, text, count=1)


def points_back(text: str) -> bool:
    """Whether the words speak of something named before: "do those shrink"."""
    return bool(_POINTS_BACK.search(text))


def _with_tags_joined(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and (_TAG.match(part) or (_BARE.match(part) and not joined[-1].endswith("?"))):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _split_joints(sentence: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        if len(before.split()) < _FEWEST_WORDS or len(after.split()) < _FEWEST_WORDS:
            continue
        if _LEADS_IN.search(before) and not (_CONJUNCTION.match(joint.group()) and asks(before)):
            continue
        if not joint.group().strip() and (
            _HANGS.search(before) or (_ASKED_AT_THE_END.search(after) and not _IS_WHOLE.search(before))
        ):
            continue
        pieces.append(before)
        start = joint.end()
    return [*pieces, sentence[start:]]


def _leads_on(before: str) -> bool:
    return bool(_LEADS_IN.search(before) or _HANGS.search(before))


def _split_bare(part: str) -> list[str]:
    for joint in _BARE_JOINT.finditer(part):
        before, after = part[: joint.start()], part[joint.end() :]
        if len(after.split()) >= _FEWEST_WORDS and _IS_WHOLE.search(before) and not _leads_on(before):
            return [before, *_split_bare(after)]
    return [part]


def _tidied(parts: list[str]) -> list[str]:
    parts = [part.strip(" ,;-") for part in parts]
    return [part for part in parts if re.search(r"\w", part)]


_TOLD_OF = r"i|i'm|i've|i'd|we|we're|my|it's|it|she|he|they|there's|just|been|got|had"
_OPENER = r"^(?:and |so |but |well |ok |hi |hey |hello )*"
# "the price" names a subject, "the receptionist was so rude" tells a story
_TELLS = re.compile(rf"{_OPENER}(?:{_TOLD_OF}|the(?! \S+(?: \S+)?\W*$)|this|that)\b", re.I)
_TELLS_OF_SOMEBODY = re.compile(rf"{_OPENER}(?:{_TOLD_OF})\b", re.I)


def tells_of_somebody(text: str) -> bool:
    return bool(_TELLS_OF_SOMEBODY.search(text)) and not asks(text)


_HEARSAY = re.compile(r"\b(?:i (?:heard|read|was told)|(?:says|said|told me|tells me|reckons|swears))\b", re.I)


def repeats_hearsay(text: str) -> bool:
    """ "my friend says no lipstick either": wants to hear whether that is so."""
    return bool(_HEARSAY.search(text))


_VISIT_WORDS = any_of(
    r"""
    i, i'm, i've, she, he, we, my, mine, your, the, a, an, it, its, it's, is, was, am, are, had, have, has, having, got,
    get, getting, just, only, did, do, done, been, be, going, to, came, went, coming, booked, first,
    next, last, treatment, treatments, session, sessions, visit, appointment, procedure, facial, microneedling, micro,
    needling, needled, treated, skin, face, with, by, from, you, guys, at, on, in, for, this, that, hi, hey, hello, so,
    ok, okay, and, well, yesterday, today, tomorrow, tonight, now, earlier, morning, afternoon, evening, night, week,
    weeks, day, days, hour, hours, ago, about, around, almost, like, one, a, of,
    _date_, _time_, _length_, _number_, _nth_
    """
)
_OF_A_VISIT = re.compile(rf"^(?:{_VISIT_WORDS}[\s,.!]*)+$", re.I)


def only_tells_of_a_visit(text: str) -> bool:
    """ "I had my treatment this morning": when it was, and nothing of how it went."""
    return bool(_OF_A_VISIT.match(general(text.lower())))


def tells(text: str) -> bool:
    """Whether the words tell something about the patient rather than name a subject ("also the price")."""
    return bool(_TELLS.search(text)) and not asks(text)
