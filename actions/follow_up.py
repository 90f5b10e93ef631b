"""A short follow-up ("and the gym?", "how long for that?", "so a day is fine?") and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.question import Question
from assistant.knowledge.aspects import ASPECTS, CONCERNS

SURE = 0.8  # from here on, even a few words are taken as they stand
HALF_SURE = 0.5  # below, a topic read into "so should I stop it?" is no better than a guess
UNSURE = 0.25  # below, the words alone say nothing: see config.yml
MOST_WORDS_OF_A_POINTER = 5
MOST_WORDS_OF_A_FOLLOW_UP = 10
MOST_WORDS_OF_AN_OBJECTION = 14  # "my friend put hers on after a day and was fine so"

# Aspects whose answer depends on the concern, or on the side of a treatment, that is asked about.
ABOUT_A_CONCERN = frozenset({aspect for aspect, row in ASPECTS.items() if row.about == CONCERNS} | {"addons"})
ABOUT_A_STAGE = frozenset(aspect for aspect, row in ASPECTS.items() if row.by_stage)
# Rules on what to do and to leave off: these have a "how long", a "how often" and a "before or after".
RULES = ABOUT_A_STAGE | {"hygiene", "products"}
CLOCKS = RULES | {"recovery", "timeline", "upkeep", "permanence", "factors", "spacing", "duration"}  # these give a time
COUNTS = RULES | {"sessions", "upkeep", "spacing"}
# What a few words without a subject are easily taken for ("how far ahead?"), and the bare name of a concern.
SAYS_LITTLE = frozenset({"duration", "spacing", "events", "procedure", "candidacy", None})
TAKEN_FOR = frozenset({"routine", "services", "side_effects", "compare", None})
ABOUT_THE_ANSWER = ("ask_why", "ask_sure", "ask_again")
# Never anything but what they are: persons, bodies, the clinic's staff, courtesies.
_STAND = re.compile(
    r"^(?!ask_(?!price\b|contact\b|why\b|sure\b|again\b|capabilities\b|my_data\b)|nlu_fallback$|out_of_scope$)"
)
_STAGE_TWIN = {"aftercare before": "preparation", "preparation after": "aftercare"}

_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|them|those|these|one|ones)\b", re.I)
_FOLLOWS_UP = re.compile(
    r"^(?:and|ok and|okay and|okay|so|what about|how about|wbt|even|also|or|but|oh|sorry|i meant?|no|not|just|with|same|what if|then|still|only)\b"
    r"|\b(?:same|still|either|as well|too|then|though)\W*$",
    re.I,
)
_INTERJECTION = re.compile(
    r"^(?:seriously|really|what|wow|wait|huh|hm+|ugh|omg|oh|ok|okay|i mean)\b[?!.,]+\s+(?=\w)", re.I
)
_ONLY_A_STAGE = re.compile(
    r"^(?:and|ok|okay|so|what about|how about|sorry|i|meant?|mean|no|oh|but|the|it|do|should|is|for|stuff|things?|that|actually|right|just|"
    r"evening|night|morning|day|week|,|\s|\?|\.)*"
    r"(?:before(?:hand)?|after(?:wards?)?|between|in between|my|the|a|next|one|treatments?|sessions?|visits?|appointments?|\s|\?|\.|!|tho|though|then)+$",
    re.I,
)
_ASKS_PRICE = re.compile(r"\bhow much\b(?! (?:time|longer))", re.I)
_ASKS_COUNT = re.compile(r"\bhow (?:many(?! (?:hours|days|weeks|months))|often)\b", re.I)
_ASKS_TIME = re.compile(
    r"\b(?:how (?:long|soon|early|far|many)|when|until|till|since|that long|longer|sooner|later|length)\b", re.I
)
_ASKS_HOW = re.compile(r"\bhow (?:does|do|can|would|will|is)\b", re.I)
_COMPARES = re.compile(r"\b(?:which|better|best|stronger|difference)\b", re.I)
_HAS_QUESTION_FORM = re.compile(
    r"\?|^(?:and |so |but |ok |okay |or |well |hi |please )*(?:how|what|what's|when|where|which|who|why|can|could|may|do|does|did|is|are|am|was|will|would|should|must|has|have|"
    r"tell me|i want to|i need|i'd like|any)\b",
    re.I,
)
_OBJECTS = re.compile(r"^(?:only|just|but|it's|i'm|i|my|he|she|they)\b", re.I)
_BELIEVES = re.compile(r"\b(?:i|we) (?:always |had )?(?:thought|heard|read|was told|understood|believed)\b", re.I)
_WHAT_COMES_NEXT = re.compile(
    r"^(?:and |ok |so |what )*(?:about )?(?:after|then|afterwards)(?: (?:that|those|these|them|what))?\W*$", re.I
)
_ABOUT = re.compile(r"^(?:and |so |ok |but |or |then |now )*(?:what|how) (?:about|if it's|if it is)\b", re.I)
_PLAYS_DOWN = re.compile(
    r"\b(?:normal|usual|common|wait|go(?:es)? away|pass|serious|worr\w+|bad|nothing|fine|ok|okay|sleep|tomorrow|heals?)\b",
    re.I,
)
# after the first sessions come the ones that keep the result
COMES_NEXT = {"sessions": "upkeep"}
# "for how long?", after what it can treat
_ASKS_IF_IT_STAYS = re.compile(
    r"^(?:and |ok |so )*(?:for how long|how long for|how long (?:does|do|will|would) (?:it|that|they|this) (?:last|stay|hold))\W*$",
    re.I,
)
SAYS_IT_HELPS = frozenset({"treats", "benefit", "expected"})
# Words that name no subject: a message of these alone asks on about the answer before.
_NAMES_NOTHING = re.compile(
    r"^(?:(?:i|i'm|you|we|it|it's|its|that|that's|this|they|them|these|those|one|ones|me|my|the|a|an|of|for|to|in|on|at|by|with|from|as|and|or|so|but|if|"
    r"then|than|ok|okay|oh|hm+|ah|wow|ugh|omg|lol|hey|please|just|only|even|also|too|still|again|really|actually|exactly|maybe|perhaps|like|about|"
    r"though|tho|anyway|well|no|yes|yeah|yep|not|right|correct|true|fine|enough|ok|is|isn't|was|are|be|been|do|don't|does|doesn't|did|can|can't|could|may|"
    r"might|should|would|will|must|have|has|need|got|get|go|goes|going|how|long|many|much|often|soon|far|early|when|until|till|since|what|which|why|before|after|between|"
    r"during|later|now|once|twice|days?|hours?|weeks?|months?|years?|minutes?|times?|length|half|couple|few|several|more|less|max|maximum|min|minimum|total|least|most|"
    r"wait|waiting|take|takes|sooner|longer|later|earlier|quicker|faster|told|said|thought|heard|read|start|starting|restart|begin|stop|stopping|use|using|put|"
    r"apply|skip|avoid|leave|off|myself|today|tonight|tomorrow|yesterday|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mean|means|mind|supposed|evening|night|morning|afternoon|same|first|next|straight|away|over|period|all|every|single|each|bit|"
    r"zero|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|\d+(?:\.\d)?(?:h|d|hrs?)?)[\s,.!?'-]*)+$",
    re.I,
)
_ONLY_POINTS_BACK = re.compile(
    r"^(?:and|ok|okay|so|but|then|oh|wait|hmm|\s|,)*(?:how long(?: (?:for|do i|should i|is|does)?)?(?: (?:that|it|this|wait|then|exactly|do i wait|to wait|again|take|for|last))*"
    r"|(?:just|only|so|really|what,?|after|like|about|is it|is that|isn't it|even after|exactly|maybe|\s)*(?:\d+|a|an|one|two|three|four|five|six|seven|couple)(?: of)? (?:hours?|days?|weeks?|months?|h|d)(?: (?:then|right|ok|okay|enough|fine|is|not|or more|max|later|total|after))*"
    r"|(?:at least|minimum|at most)|for how long|since when|until when|till when|when(?: exactly)?|when can i(?: (?:do|start|use|go)?(?: (?:it|that|again))*)?|how (?:many|often|soon))[\s?.!]*$",
    re.I,
)


def plays_down(question: Question) -> bool:
    """ "isn't that just normal swelling?", "so should I just wait?": asked after a warning, it is answered with it."""
    short = len(question.text.split()) <= MOST_WORDS_OF_A_FOLLOW_UP
    points = _POINTS_BACK.search(question.text) or _NAMES_NOTHING.match(question.text)
    return short and bool(points and _PLAYS_DOWN.search(question.text))


def at_its_stage(question: Question) -> Question:
    """What to do before a treatment is preparation, however it was asked, and after it aftercare."""
    return replace(question, aspect=_STAGE_TWIN.get(f"{question.aspect} {question.stage}", question.aspect))


def completed(question: Question, last: Question) -> Question:
    """The question with what it leaves out taken from the last one; as it is where it stands alone."""
    question = replace(question, text=_INTERJECTION.sub("", question.text))
    if _ONLY_A_STAGE.match(question.text) and question.stage and last.aspect in RULES:
        return at_its_stage(replace(last, text=question.text, stage=question.stage))
    if last.aspect in COMES_NEXT and _WHAT_COMES_NEXT.match(question.text):
        return replace(last, aspect=COMES_NEXT[last.aspect], text=question.text)
    if _names_only_a_subject(question) and last.aspect:
        return replace(last, text=question.text, subject=question.subject)  # "and with RF?"
    if last.aspect in SAYS_IT_HELPS and not question.terms and _ASKS_IF_IT_STAYS.match(question.text):
        return replace(last, aspect="permanence", text=question.text)
    if _stands(question):
        return question
    if _asks_on(question, last):
        return replace(last, text=question.text, stage=question.stage or last.stage)
    return _with_what_was_named(question, last)


def follows_up(question: Question) -> bool:
    """Whether the words go on from what was asked before: "and the gym?", "is that the same?"."""
    return bool(_FOLLOWS_UP.search(question.text) or _POINTS_BACK.search(question.text)) or (
        len(question.text.split()) <= MOST_WORDS_OF_A_POINTER and not _HAS_QUESTION_FORM.search(question.text)
    )


def _names_only_a_subject(question: Question) -> bool:
    """ "and with RF?", "what about peels": names a treatment, and asks nothing of it."""
    words = _ABOUT.sub("", question.text)
    return bool(
        question.subject
        and not question.terms
        and question.aspect is not None
        and len(words.split()) <= MOST_WORDS_OF_A_POINTER
        and not _HAS_QUESTION_FORM.search(words.rstrip("?! "))
    )


def _stands(question: Question) -> bool:
    if question.intent == "react" or not _STAND.match(question.intent):
        return False
    # about a body, or money, even a guess is worth more than the question before
    return question.confidence >= (
        UNSURE if question.intent.startswith(("medical_", "report_", "ask_price")) else HALF_SURE
    )


def _asks_on(question: Question, last: Question) -> bool:
    """Whether the words ask on about the answer before and name no subject of their own."""
    if question.intent == "react":
        return bool(_ASKS_TIME.search(question.text)) and last.aspect in CLOCKS
    if question.terms and not (set(question.terms) <= set(last.terms) or _BELIEVES.search(question.text)):
        return False
    if not question.terms and (_NAMES_NOTHING.match(question.text) or _ONLY_POINTS_BACK.match(question.text)):
        return _can_be_asked_of(last, question.text)
    words = len(question.text.split())
    if (
        question.aspect in SAYS_LITTLE
        and _may_be_asked(question)
        and not question.terms
        and words <= MOST_WORDS_OF_A_POINTER
        and question.confidence < SURE
    ):
        return True
    if not question.terms and question.aspect == "spacing" and question.hours_said and last.aspect in CLOCKS:
        return True  # "every six weeks I read", after how often to come
    follows = bool(_FOLLOWS_UP.search(question.text) or _POINTS_BACK.search(question.text))
    if follows and words <= MOST_WORDS_OF_AN_OBJECTION and question.confidence < UNSURE:
        return True
    if follows and words <= MOST_WORDS_OF_A_FOLLOW_UP and not question.terms:
        if question.confidence < HALF_SURE or (
            question.aspect in SAYS_LITTLE and _may_be_asked(question) and question.confidence < SURE
        ):
            return _can_be_asked_of(last, question.text)
        if question.aspect in ABOUT_A_STAGE and last.aspect in RULES:
            return question.confidence < SURE  # "so stopping two days before is fine": a rule, and none is named
    return _objects(question, words)


def _can_be_asked_of(last: Question, text: str) -> bool:
    if _ASKS_PRICE.search(text):
        return False
    if _ASKS_COUNT.search(text):
        return last.aspect in COUNTS
    if _ASKS_TIME.search(text):
        return last.aspect in CLOCKS
    return not _ASKS_HOW.search(text)


def _objects(question: Question, words: int) -> bool:
    """ "it's a mineral one though", "my neighbour needed twelve": no question, but it wants the answer held against it."""
    if not 2 < words <= MOST_WORDS_OF_AN_OBJECTION or _HAS_QUESTION_FORM.search(question.text):
        return False
    return question.confidence < SURE or (
        question.aspect in SAYS_LITTLE and _may_be_asked(question) and bool(_OBJECTS.search(question.text))
    )


def _with_what_was_named(question: Question, last: Question) -> Question:
    words = len(question.text.split())
    follows = bool(_FOLLOWS_UP.search(question.text) or _POINTS_BACK.search(question.text)) or words <= 3
    guessed = question.confidence < SURE or question.aspect == "compare"
    if last.aspect == "addons" and guessed and _COMPARES.search(question.text):
        return replace(question, aspect="addons")  # "which is better?", after the add-ons
    if question.terms and question.aspect in TAKEN_FOR and last.aspect in ABOUT_A_CONCERN and _may_be_asked(question):
        is_short = words <= MOST_WORDS_OF_A_POINTER
        leans = follows or is_short or not _HAS_QUESTION_FORM.search(question.text)
        if leans and (is_short or question.confidence < SURE):  # "and for dry skin?", after how many sessions
            return _asked_of(last, question)
    if not follows or words > MOST_WORDS_OF_A_FOLLOW_UP:
        return question
    if last.aspect in ABOUT_A_CONCERN:
        if question.terms and (question.aspect == "treats" or question.intent == "medical_diagnosis"):
            return _asked_of(last, question)
        if question.aspect in ABOUT_A_CONCERN and not question.terms:
            return replace(question, terms=last.terms)
    if question.aspect in ABOUT_A_STAGE and question.stage is None and last.aspect in ABOUT_A_STAGE:
        return replace(question, stage=last.stage)
    return question


def _asked_of(last: Question, question: Question) -> Question:
    """The last question, asked of what this one names."""
    return replace(last, text=question.text, terms=question.terms, meant=(), subject=question.subject or last.subject)


def _may_be_asked(question: Question) -> bool:
    """Whether a frame is missing for want of words, and not because the message is something else altogether."""
    return question.aspect is not None or question.intent in ("out_of_scope", "nlu_fallback")
