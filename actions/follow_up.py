"""A short follow-up ("and the gym?", "how long for that?", "so a day is fine?") and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.question import Question

SURE = 0.8  # from here on, even a few words are taken as they stand
HALF_SURE = 0.5  # below, a topic read into "so should I stop it?" is no better than a guess
UNSURE = 0.25  # below, the words alone say nothing: see config.yml
MOST_WORDS_OF_A_POINTER = 5
MOST_WORDS_OF_A_FOLLOW_UP = 10
MOST_WORDS_OF_AN_OBJECTION = 14  # "my friend put hers on after a day and was fine so"

# Intents whose answer depends on the concern that is asked about.
ABOUT_A_CONCERN = ("ask_permanence", "ask_sessions", "ask_maintenance", "ask_prp", "ask_rf", "ask_addons", "ask_concern")  # fmt: skip
ABOUT_ADDONS = ("ask_prp", "ask_rf", "ask_addons")
# Intents whose answer depends on the stage.
ABOUT_A_STAGE = ("ask_retinoids", "ask_antibiotics_before", "ask_antibiotic_cream", "ask_exfoliation", "ask_rules_before", "ask_makeup", "ask_exercise", "ask_swimming", "ask_sauna", "ask_sun", "ask_aftercare", "ask_preparation")  # fmt: skip
# Rules on what to do and to leave off: these have a "how long", a "how often" and a "before or after".
RULES = (*ABOUT_A_STAGE, "ask_hygiene", "ask_acne_medication", "ask_alcohol", "ask_washing", "ask_products_after", "ask_sleep", "ask_hair_removal", "ask_painkillers", "ask_actives")  # fmt: skip
# Answers that give a time.
CLOCKS = (*RULES, "ask_recovery", "ask_results_timeline", "ask_maintenance", "ask_permanence", "ask_lasting_factors", "ask_spacing", "ask_duration")  # fmt: skip
COUNTS = (*RULES, "ask_sessions", "ask_maintenance", "ask_spacing")
# Intents that a few words without a subject are easily taken for: "how far ahead?", "and for everything?"
SAYS_LITTLE = ("ask_duration", "ask_spacing", "ask_events", "ask_procedure", "ask_candidacy", "nlu_fallback", "out_of_scope")  # fmt: skip
# Intents that the bare name of a concern is easily taken for: "and for dry skin?"
TAKEN_FOR = ("ask_hydration", "ask_skin_care", "ask_services", "ask_skin_changes", "ask_other_treatment", "out_of_scope", "nlu_fallback")  # fmt: skip
ABOUT_THE_ANSWER = ("ask_why", "ask_sure", "ask_again")
_ADDONS = frozenset({"prp", "rf"})
# Never anything but what they are: persons, bodies, the clinic's staff, courtesies.
_STAND = re.compile(
    r"^(?!ask_(?!price\b|contact\b|why\b|sure\b|again\b|capabilities\b|my_data\b)|nlu_fallback$|out_of_scope$)"
)
_STAGE_TWIN: dict[tuple[str, str | None], str] = {
    ("ask_aftercare", "before"): "ask_preparation",
    ("ask_preparation", "after"): "ask_aftercare",
}

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
_HOW_IT_WORKS = re.compile(
    r"^(?:and |so |ok |but )*how (?:does|do|would|will) (?:it|that|this|they) (?:actually |even |really )?(?:work|do|help|manage)\b(?: (?:it|that|this))?\W*$",
    re.I,
)
_PLAYS_DOWN = re.compile(
    r"\b(?:normal|usual|common|wait|go(?:es)? away|pass|serious|worr\w+|bad|nothing|fine|ok|okay|sleep|tomorrow|heals?)\b",
    re.I,
)
# after the first sessions come the ones that keep the result
COMES_NEXT = {"ask_sessions": "ask_maintenance"}
# "for how long?", after what it can treat
_ASKS_IF_IT_STAYS = re.compile(
    r"^(?:and |ok |so )*(?:for how long|how long for|how long (?:does|do|will|would) (?:it|that|they|this) (?:last|stay|hold))\W*$",
    re.I,
)
SAYS_IT_HELPS = ("ask_concern", "ask_benefit", "ask_results_expected")
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
    return replace(question, intent=_STAGE_TWIN.get((question.intent, question.stage), question.intent))


def completed(question: Question, last: Question) -> Question:
    """The question with what it leaves out taken from the last one; as it is where it stands alone."""
    question = replace(question, text=_INTERJECTION.sub("", question.text))
    if _ONLY_A_STAGE.match(question.text) and question.stage and last.intent in RULES:
        return at_its_stage(replace(last, text=question.text, stage=question.stage))
    if last.intent in COMES_NEXT and _WHAT_COMES_NEXT.match(question.text):
        return replace(last, intent=COMES_NEXT[last.intent], text=question.text)
    if last.intent in ABOUT_ADDONS and _asks_what_it_does(question):
        return replace(last, text=question.text)
    if last.intent in SAYS_IT_HELPS and not question.terms and _ASKS_IF_IT_STAYS.match(question.text):
        return replace(last, intent="ask_permanence", text=question.text)
    if _stands(question):
        return question
    if _asks_on(question, last):
        return replace(last, text=question.text, stage=question.stage or last.stage)
    return _with_what_was_named(question, last)


def _asks_what_it_does(question: Question) -> bool:
    """ "how does it work?", "what's it good for?": of the add-on just spoken of."""
    if question.terms or len(question.text.split()) > MOST_WORDS_OF_A_FOLLOW_UP:
        return False
    named = question.intent in ("ask_what_is", "ask_benefit") and _POINTS_BACK.search(question.text)
    return bool(named or _HOW_IT_WORKS.match(question.text))


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
        return bool(_ASKS_TIME.search(question.text)) and last.intent in CLOCKS
    if question.terms and not (set(question.terms) <= set(last.terms) or _BELIEVES.search(question.text)):
        return False
    if not question.terms and (_NAMES_NOTHING.match(question.text) or _ONLY_POINTS_BACK.match(question.text)):
        return _can_be_asked_of(last, question.text)
    words = len(question.text.split())
    if (
        question.intent in SAYS_LITTLE
        and not question.terms
        and words <= MOST_WORDS_OF_A_POINTER
        and question.confidence < SURE
    ):
        return True
    if not question.terms and question.intent == "ask_spacing" and question.hours_said and last.intent in CLOCKS:
        return True  # "every six weeks I read", after how often to come
    follows = bool(_FOLLOWS_UP.search(question.text) or _POINTS_BACK.search(question.text))
    if follows and words <= MOST_WORDS_OF_AN_OBJECTION and question.confidence < UNSURE:
        return True
    if follows and words <= MOST_WORDS_OF_A_FOLLOW_UP and not question.terms:
        if question.confidence < HALF_SURE or (question.intent in SAYS_LITTLE and question.confidence < SURE):
            return _can_be_asked_of(last, question.text)
        if question.intent in ABOUT_A_STAGE and last.intent in RULES:
            return question.confidence < SURE  # "so stopping two days before is fine": a rule, and none is named
    return _objects(question, words)


def _can_be_asked_of(last: Question, text: str) -> bool:
    if _ASKS_PRICE.search(text):
        return False
    if _ASKS_COUNT.search(text):
        return last.intent in COUNTS
    if _ASKS_TIME.search(text):
        return last.intent in CLOCKS
    if _ASKS_HOW.search(text):
        return last.intent in ABOUT_ADDONS
    return True


def _objects(question: Question, words: int) -> bool:
    """ "it's a mineral one though", "my neighbour needed twelve": no question, but it wants the answer held against it."""
    if not 2 < words <= MOST_WORDS_OF_AN_OBJECTION or _HAS_QUESTION_FORM.search(question.text):
        return False
    return question.confidence < SURE or (question.intent in SAYS_LITTLE and bool(_OBJECTS.search(question.text)))


def _with_what_was_named(question: Question, last: Question) -> Question:
    words = len(question.text.split())
    follows = bool(_FOLLOWS_UP.search(question.text) or _POINTS_BACK.search(question.text)) or words <= 3
    guessed = question.confidence < SURE or question.intent == "ask_other_treatment"
    if _COMPARES.search(question.text) and last.intent in ABOUT_ADDONS and guessed:
        return replace(question, intent="ask_addons")
    if question.terms and question.intent in TAKEN_FOR and last.intent in ABOUT_A_CONCERN:
        is_short = words <= MOST_WORDS_OF_A_POINTER
        leans = follows or is_short or not _HAS_QUESTION_FORM.search(question.text)
        if leans and (is_short or question.confidence < SURE):  # "and for dry skin?", after how many sessions
            return replace(last, text=question.text, terms=(*question.terms, *_addons(last.terms)))
    if not follows or words > MOST_WORDS_OF_A_FOLLOW_UP:
        return question
    if question.intent in (*ABOUT_A_CONCERN, "medical_diagnosis") and last.intent in ABOUT_A_CONCERN:
        if question.intent in ("ask_concern", "medical_diagnosis") and question.terms:
            return replace(question, intent=last.intent, terms=(*question.terms, *_addons(last.terms)))
        if question.intent in ABOUT_A_CONCERN and not question.terms:
            return replace(question, terms=last.terms)
        if question.intent in ABOUT_ADDONS and set(question.terms) <= _ADDONS:  # "not even with PRP?"
            return replace(question, terms=(*question.terms, *(term for term in last.terms if term not in _ADDONS)))
    if question.intent in ABOUT_A_STAGE and question.stage is None and last.intent in ABOUT_A_STAGE:
        return replace(question, stage=last.stage)
    return question


def _addons(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in terms if term in _ADDONS)
