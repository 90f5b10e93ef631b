"""Splits a message into the questions it asks."""

from __future__ import annotations

import re

MOST = 5  # questions answered in one message

_ASKS = (
    r"(?:how|when|what|what's|whats|why|which|who|where|can|could|do|does|did|is|are|am|will|would|should|must|may|have|has|any|"
    r"do i|i need to know|i want to know|i'd like to know|tell me|let me know|wondering|is there|is it)"
)
_SENTENCE_END = re.compile(r"(?<=[?!;])\s+|(?<=[a-z0-9)])\.+\s+(?=\S)|\s+-+\s+", re.I)
_JOINT = re.compile(
    rf"(?:,|\s)+(?:and also|and then|and|also|plus|but also|but|or|as well as|then|oh and|one more(?: thing| question)?|another(?: thing| question)?)[,:]?\s+(?={_ASKS}\b)"
    rf"|,\s*(?={_ASKS}\b)"
    rf"|\s+(?=(?:and |also |plus )?(?:how (?:long|many|much|often|soon)|when (?:can|do|will|should)|what (?:about|should|do|are|is)|how about)\b)",
    re.I,
)
_OPENS_QUESTION = re.compile(
    rf"^(?:and |also |so |ok |but |or |then |well |hi |hey |hello |please |plus |oh )*{_ASKS}\b", re.I
)
# "I was wondering how long ..." is one question, not two
_LEADS_IN = re.compile(
    r"(?:\b(?:know|ask|asking|wonder|wondering|tell me|said|say|says|see|understand|check|sure|curious|remember|about|question is|explain|heard|think|idea|exactly|is|of|"
    r"on|to|and|or|advise|confirm|depending|depends|if|so|ok|okay|hi|hey|hello|please|just|but|well)|^\W*)[,:]?\s*$",
    re.I,
)
_FEWEST_WORDS = 2
_SHORT = 5  # words; a longer part without a question's form tells something
# "..., is it?", "true?", "or is that normal": asks what the words before it ask
_TAG = re.compile(
    r"^(?:and |or |so |but |ok |then |now )*(?:(?:is|are|was|am|does|do|did|can|will|would|should|isn't|aren't|doesn't|don't) "
    r"(?:it|that|this|they|those|these|i|you|he|she|there)(?: (?:it|that|this|really|all|just|still|normal|usual|expected|supposed|to|be|"
    r"happen|ok|okay|fine|true|right|correct|bad|good|safe|possible|allowed|enough|too|far|gone|late|old|young|silly|"
    r"crazy|weird|stupid|nuts|mad|wrong|even|legit|or|not|what|no|yes|so|do|done|work|sorted|like|a|thing))*"
    r"|which is it|true|right|yeah|really|correct|or what|or not|or no|yes or no|be honest|be frank|do be frank|tell me straight|"
    r"explain me please|explain please|how come|how can that be(?:,? if i may ask)?|is that so|what gives|am i right|you know)[\s?.!]*$",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these|one|ones|there)\b", re.I)


def split_questions(text: str) -> list[str]:
    """The parts of `text` that may be questions of their own, in order; [text] where it is one."""
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        parts += _split_joints(sentence)
    parts = [part.strip(" ,;-") for part in parts]
    return _with_tags_joined([part for part in parts if re.search(r"\w", part)]) or [text]


def asks(text: str) -> bool:
    """Whether the words have the form of a question."""
    return "?" in text or bool(_OPENS_QUESTION.search(text))


def stands_alone(text: str) -> bool:
    """Whether the words may be a question without what stands around them: "also the price" may, a story may not."""
    return asks(text) or (not tells(text) and len(text.split()) <= _SHORT)


def points_back(text: str) -> bool:
    """Whether the words speak of something named before: "do those shrink"."""
    return bool(_POINTS_BACK.search(text))


def _with_tags_joined(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and _TAG.match(part):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _split_joints(sentence: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        if len(before.split()) < _FEWEST_WORDS or len(after.split()) < _FEWEST_WORDS or _LEADS_IN.search(before):
            continue
        pieces.append(before)
        start = joint.end()
    return [*pieces, sentence[start:]]


_TELLS = re.compile(
    r"^(?:and |so |but |well |ok |hi |hey |hello )*(?:i|i'm|i've|i'd|we|we're|my|it's|it|she|he|they|the|this|that|there's|just|been|got|had)\b",
    re.I,
)


_OF_A_VISIT = re.compile(
    r"^(?:(?:i|i'm|i've|she|he|we|my|mine|your|the|a|an|it|its|it's|is|was|am|are|had|have|has|having|got|get|getting|just|only|did|"
    r"do|done|been|be|going|to|came|went|coming|booked|first|second|third|next|last|treatment|treatments|session|sessions|visit|"
    r"appointment|procedure|facial|microneedling|micro|needling|needled|treated|skin|face|with|by|from|you|guys|at|on|in|for|this|"
    r"that|hi|hey|hello|so|ok|okay|and|well|yesterday|today|tomorrow|tonight|now|earlier|morning|afternoon|evening|night|week|weeks|"
    r"day|days|hour|hours|ago|about|around|almost|like|one|two|three|four|five|six|seven|a|few|couple|of|half|am|pm|noon|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+(?:[:.]\d+)?(?:st|nd|rd|th|am|pm)?)[\s,.!]*)+$",
    re.I,
)


def only_tells_of_a_visit(text: str) -> bool:
    """ "I had my treatment this morning": when it was, and nothing of how it went."""
    return bool(_OF_A_VISIT.match(text))


def tells(text: str) -> bool:
    """Whether the words tell something about the patient rather than name a subject ("also the price")."""
    return bool(_TELLS.search(text)) and not asks(text)
