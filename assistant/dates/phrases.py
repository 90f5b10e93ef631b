"""Finds in a patient's words when a treatment was or will be, and the day of an event they ask about.

What cannot be, or can be read in two ways, is never guessed: it is handed back to be asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.dates.mentions import PARTS_OF_DAY, WAYS, ContradictoryDate, ImpossibleDate, Now, Tense, UnclearDate, Way
from assistant.dates.moment import Moment, exactly, part_of_day
from assistant.text import plain

Problem = Literal["impossible", "contradictory", "unclear"]
LONGEST = 1000  # characters read; nobody tells a date in more
MOST_DATES = 6


@dataclass(frozen=True)
class Dates:
    """What a message says. `problem` is why the treatment's date has to be asked about; `only_dates`, that the
    message says nothing else; `corrects`, that it takes back what was said before."""

    treated: Moment | None = None
    event: Moment | None = None
    problem: Problem | None = None
    only_dates: bool = False
    corrects: bool = False


_UNIT = "(?:minute|hour|day|week|month)s?"
_SPELLINGS = (
    (r"yester?da?y|yesturday|yesterdy|yday|ystrday|yest", "yesterday"),
    (r"tomm?orr?ow?|tommorow|tomoro|tmrw?|tmw|2morrow|2moro", "tomorrow"),
    (r"2day|todya", "today"),
    (r"tonite|2nite|2night", "tonight"),
    (r"wensday|wendsday|wednsday|weds", "wednesday"),
    (r"thrusday|thurday|thursay", "thursday"),
    (r"tusday|teusday|tuseday", "tuesday"),
    (r"saterday|satuday", "saturday"),
    (r"txs?", "treatment"),
    (r"ap+t|appointmen", "appointment"),
    (r"i've", "i have"),
    (r"i'?m", "i am"),
    (r"i'll", "i will"),
    (r"(\d+(?:\.\d+)?) ?(?:hrs?|h)", r"\1 hours"),
    (r"(\d+) ?mins?", r"\1 minutes"),
    (r"(\d+) ?d", r"\1 days"),
    (r"(\d+) ?wks?", r"\1 weeks"),
    (rf"(\d+) (?:and )?(?:1/2|0\.5)(?= {_UNIT})", r"\1.5"),
    (rf"(?:1/2|0\.5)(?: an?)?(?= {_UNIT})", "half a"),
)
_SPELLING = [(re.compile(rf"\b(?:{wrong})\b"), right) for wrong, right in _SPELLINGS]

# ---------------------------------------------------------------- what happens on a date

_OF_TREATMENT = re.compile(
    r"\b(?:micro-? ?needl\w+|needl\w+|treat(?:ed|ment)s?|treatment's|procedures?|sessions?|appointments?|visits?"
    r"|facial|"
    r"(?:had|got|have|having|getting|get|did|do|doing|gotten|had gotten) (?:it|mine|this|that|microneedl\w*)|(?:it"
    r"|mine|this) done|"
    r"it (?:was|is|will be|has been)|(?:came|coming|come|going|go|was|am) in|booked|scheduled|ready for|finished at"
    r"|finished my (?:treatment|session)|i left|left (?:your|the) clinic|see(?:ing)? you|slot|due|(?:my|the) (?:first"
    r"|second|third|last|next)|(?:first|last|next) one)\b"
)
_OF_EVENT = re.compile(
    r"\b(?:part(?:y|ies)|wedding|trip|vacation|holiday|flight|fly|flying|beach|swim\w*|pools?|gym|work ?out"
    r"|working out|runs?|running|marathon|race|yoga|make-?up|foundation|"
    r"saunas?|steam|exercis\w*|train(?:ing)?|date|interview|photo\w*|shoot|concert|birthday|reunion|prom|gala|dinner"
    r"|brunch|class|game|match|event|conference|meeting|"
    r"(?:hill|gym|training|spin|yoga|swim|running|pt|workout|cardio) sessions?|parks?|festival|cruise|graduation|spin"
    r"|pilates|crossfit|lift\w*|cardio|jog\w*|hik\w+|tennis|soccer|football|dance|dancing)\b"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:used?|using|appl(?:y|ied)|took|taking|take|stopp?(?:ed)?|start(?:ed)?|put|exfoliated?|scrub\w*|open"
    r"|call\w*|waxed|shav\w+|sunburn\w*|prescribed|told|read|asked|wrote|spoke)\b"
)
_PAST = re.compile(
    r"\b(?:had(?! to)|got(?! an? )|was(?! (?:told|wondering|thinking|hoping|planning|going|due))|were|did (?:it|my"
    r"|mine|the)|been|went|came|gotten|finished|completed|ended"
    r"|(?<!be )(?<!being )(?<!get )(?<!getting )(?<!am )(?<!having )(?:treated|needled|microneedled)|since)\b"
)
_COMING = re.compile(
    r"\b(?:have(?! (?:had|been|got|done))|having|get|getting|going|go|will|gonna|is|am|are|booked|scheduled|upcoming"
    r"|coming|come|due|plan\w*|ready for|treatment's|before my|until)\b"
)
_SURELY_PAST = re.compile(
    r"\b(?:had(?! to)|got(?! an? )|was(?! (?:told|wondering|thinking|hoping|planning|going|due))|were|been|did)\b"
)
_SURELY_COMING = re.compile(r"\b(?:having|will|going to|gonna|upcoming|getting|am booked|am scheduled)\b")
_NAMES_TREATMENT = re.compile(r"\b(?:treatment|session|appointment|visit|microneedling|needling|procedure)\b")
_CORRECTS = re.compile(r"\b(?:sorry|i meant?|no wait|wait no|actually|correction|wrong|not \w+ but|oops|rather)\b")
_CLAUSE_END = re.compile(r"[,;!?]|\.(?!\d)|(?<![ap])\.|\b(?:and|but|so|if|because|then|which)\b|\s-\s")
_SAYS_NO_MORE = re.compile(
    r"\b(?:sorry|no|wait|i|we|meant?|mean|it|it's|that|was|is|were|will|be|been|on|in|at|by|for|my|the|a|an|of|this"
    r"|last|first|our|treatment|microneedling|needling|session|appointment|visit|"
    r"procedure|facial|had|have|has|got|get|getting|having|treated|needled|done|came|come|coming|did|oh|ok|okay|oops"
    r"|actually|correction|yes|yeah|yep|hi|hello|hey|well|um|about|around|think|"
    r"maybe|just|only|and|so|scheduled|booked|am|going|date|day|time|thanks|thank|you|please|not|rather|already|since"
    r"|mine|s)\b|[^a-z]"
)
_SINCE_THEN = re.compile(r"\b(?:until|till|by|since|from) $")
_AFTER_THAT = re.compile(r"\b(?:after|before|since|following)\b")
_LONG_AGO = timedelta(days=180)
_FAR = 1000  # characters: further than any word of a clause


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    way: Way


def read(text: str, now: datetime, zone: ZoneInfo, leaning: Tense | None = None) -> Dates:
    """The dates in a patient's message. `now` is aware; `leaning` is where a date points whose verb does not say."""
    words = _spelt_out(text)
    now = now.astimezone(UTC)
    clock = Now(now, zone)
    mentions = _mentions(words)
    only = bool(mentions) and _says_no_more(words, mentions)
    corrects = bool(_CORRECTS.search(words))
    treatments: list[Moment] = []
    problem: Problem | None = None
    roles = [(mention, "treatment" if only else _role(words, mention)) for mention in mentions]
    for mention in (mention for mention, role in roles if role == "treatment"):
        try:
            treatments.append(_treatment(words, mention, clock, leaning))
        except ImpossibleDate:
            problem = "impossible"
        except ContradictoryDate:
            problem = "contradictory"
        except UnclearDate:
            problem = problem or "unclear"
    treated = None
    if corrects and treatments:
        treated, problem = treatments[-1], None
    elif not problem:
        treated, problem = _the_one(treatments, now, leaning)
    events = (_event(words, mention, clock, treated) for mention, role in roles if role == "event")
    return Dates(treated, next(filter(None, events), None), problem, only, corrects)


def _the_one(treatments: list[Moment], now: datetime, leaning: Tense | None) -> tuple[Moment | None, Problem | None]:
    """Of a treatment that was and one that is to come, the one meant; two different ones of a kind are unclear."""
    past = [moment for moment in treatments if moment.end <= now]
    coming = [moment for moment in treatments if moment.end > now]
    meant = dict.fromkeys((coming or past) if leaning == "coming" else (past or coming))
    return (None, "unclear") if len(meant) > 1 else (next(iter(meant), None), None)


def _spelt_out(text: str) -> str:
    words = re.sub(r"\s+", " ", plain(text[:LONGEST]).lower())
    for wrong, right in _SPELLING:
        words = wrong.sub(right, words)
    return words


def _mentions(words: str) -> list[_Mention]:
    """Every date, in order; where two ways overlap, the one that comes first in WAYS."""
    found: list[_Mention] = []
    for way in WAYS:
        for match in way.pattern.finditer(words):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(_Mention(match.start(), match.end(), way))
    return sorted(found, key=lambda mention: mention.start)[:MOST_DATES]


def _says_no_more(words: str, mentions: list[_Mention]) -> bool:
    rest, position = "", 0
    for mention in mentions:
        start, end = _with_clock(words, mention)
        rest += words[position:start] + " "
        position = max(end, position)
    return "?" not in words and not _SAYS_NO_MORE.sub("", rest + words[position:])


# ---------------------------------------------------------------- roles and tenses


def _clause(words: str, mention: _Mention) -> tuple[str, str]:
    """The words before and after a mention, within its clause."""
    ends = [match for match in _CLAUSE_END.finditer(words) if not mention.start <= match.start() < mention.end]
    start = max((match.end() for match in ends if match.end() <= mention.start), default=0)
    end = min((match.start() for match in ends if match.start() >= mention.end), default=len(words))
    return words[start : mention.start], words[mention.end : end]


def _distance(pattern: re.Pattern[str], before: str, after: str) -> int:
    """Characters from the mention to the nearest such word of its clause; words after it count as further away."""
    last = max((match.end() for match in pattern.finditer(before)), default=None)
    first = next((match.start() for match in pattern.finditer(after)), None)
    return min(len(before) - last if last is not None else _FAR, first + 8 if first is not None else _FAR)


def _role(words: str, mention: _Mention) -> str | None:
    if mention.way.of_treatment:
        return "treatment"
    before, after = _clause(words, mention)
    if _SINCE_THEN.search(before) and not after.startswith("'s"):
        return None
    after = _AFTER_THAT.split(after)[0]  # "tonight after my session": the session was not tonight
    distances = {
        "event": _distance(_OF_EVENT, before, after),
        "treatment": _distance(_OF_TREATMENT, before, after),
        None: _distance(_OF_SOMETHING_ELSE, before, after),
    }
    role = min(distances, key=lambda role: distances[role])
    if distances[role] < _FAR:
        return role
    return None


def _tense(words: str, mention: _Mention) -> Tense | None:
    if mention.way.tense:
        return mention.way.tense
    before, after = (_CLOCK.sub(" ", part) for part in _clause(words, mention))  # the "am" of 10 am is no verb
    past, coming = _distance(_PAST, before, after), _distance(_COMING, before, after)
    if min(past, coming) < _FAR:
        return "past" if past <= coming else "coming"
    return None


def _treatment(words: str, mention: _Mention, now: Now, leaning: Tense | None) -> Moment:
    tense = _tense(words, mention)
    before, after = _clause(words, mention)
    if mention.way.tense == "coming" and _distance(_SURELY_PAST, before, after) < _distance(_COMING, before, after):
        raise ContradictoryDate(words)
    if mention.way.tense == "past" and not mention.way.of_treatment and _SURELY_COMING.search(before):
        raise ContradictoryDate(words)
    said = words[mention.start : mention.end]
    if tense:
        moment = mention.way.read(said, now, tense)
    else:
        tense = leaning or ("coming" if _NAMES_TREATMENT.search(before + after) else None)
        moment = mention.way.read(said, now, tense)
        if abs(moment.start - now.moment) > _LONG_AGO:
            raise UnclearDate(words)  # no verb says that it is so far away
    moment = _at_its_time(words, mention, moment, tense, now)
    if (tense == "past" and moment.start > now.moment) or (tense == "coming" and moment.end < now.moment):
        raise ContradictoryDate(words)
    # of a day or a part of it that is going on, what has passed or what is to come
    if tense == "past" and moment.end > now.moment:
        return replace(moment, end=now.moment)
    return replace(moment, start=now.moment) if tense == "coming" and moment.start < now.moment else moment


def _event(words: str, mention: _Mention, now: Now, treated: Moment | None) -> Moment | None:
    """An event is asked about because it is to come; a date of it that cannot be read is left out.

    Which Saturday is meant follows from a treatment to come: "my session is on Thursday, can I run on Saturday?"
    """
    tense = mention.way.tense or "coming"
    clocks = [now]
    if treated and treated.start > now.moment:
        from_treatment = Now(treated.start, now.zone)
        follows = mention.way.recurs and not words[mention.start :].startswith("this ")
        clocks = [from_treatment, now] if follows else [now, from_treatment]
    for clock in clocks:
        try:
            moment = mention.way.read(words[mention.start : mention.end], clock, tense)
            moment = _at_its_time(words, mention, moment, tense, now)
        except (ImpossibleDate, ContradictoryDate, UnclearDate):
            continue
        return moment if moment.end > now.moment else None
    return None


# ---------------------------------------------------------------- time of day

_HOUR_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOUR = rf"(?P<hour>\d{{1,2}}|{_HOUR_WORDS})"
_HALF_OF_DAY = r"(?: ?(?P<half>a\.?m\b\.?|p\.?m\b\.?|a\b(?! (?:week|day|month|few))|p\b))"
_CLOCK = re.compile(
    rf"(?:\b(?:at|around|about) |@ ?)?(?:"
    rf"(?P<fraction>half past|half(?= (?:\d|{_HOUR_WORDS})\b)|quarter past|quarter to"
    rf"|quarter after) {_HOUR}{_HALF_OF_DAY}?"
    rf"|\b(?P<hour2>\d{{1,2}})[:.](?P<minute>\d{{2}})(?!\d){_HALF_OF_DAY.replace('half', 'half2')}?"
    rf"|\b(?P<hour3>\d{{1,2}}){_HALF_OF_DAY.replace('half', 'half3')}"
    rf"|\b(?P<hour4>\d{{1,2}}|{_HOUR_WORDS})(?:ish\b| o'?clock\b)"
    rf"|\b(?P<word>noon|midday|midnight)\b)"
    rf"|(?:\bat|\baround|\babout|@) ?(?P<hour5>\d{{1,2}}|{_HOUR_WORDS})\b(?![:./]\d|/| (?:days?|weeks?|hours?|months?"
    r"|minutes?|sessions?))"
    r"|\b(?P<hour6>\d{1,2})(?= (?:this|yesterday|in the)\b)"
)
_PART = re.compile(r"(?:in the |at )?\b(?P<part>morning|afternoon|evening|night)\b")
_GLUE = re.compile(r"[\s,]*(?:(?:at|around|about|on|in the|in|by|@|-|was)[\s,]*)*")


def _with_clock(words: str, mention: _Mention) -> tuple[int, int]:
    """Where a mention starts and ends with the times of day beside it."""
    start, end = mention.start, mention.end
    for match in (*_beside(words, mention, _CLOCK), *_beside(words, mention, _PART)):
        start, end = min(start, match.start()), max(end, match.end())
    return start, end


def _beside(words: str, mention: _Mention, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Matches outside the mention with nothing but glue, or another time of day, between."""
    found = []
    for match in pattern.finditer(words):
        if match.start() >= mention.end:
            between = words[mention.end : match.start()]
        elif match.end() <= mention.start:
            between = words[match.end() : mention.start]
        else:
            continue
        if _GLUE.fullmatch(_PART.sub("", _CLOCK.sub("", between))):
            found.append(match)
    return found


def _at_its_time(words: str, mention: _Mention, moment: Moment, tense: Tense | None, now: Now) -> Moment:
    """The moment with the time of day that stands beside it, if it is a day or part of one."""
    if moment.is_exact or moment.first_day != moment.last_day:
        return moment
    parts = [match["part"] for match in _beside(words, mention, _PART)]
    inside = _PART.search(words[mention.start : mention.end])
    part = (
        parts[0]
        if parts
        else inside["part"]
        if inside
        else "night"
        if "tonight" in words[mention.start : mention.end]
        else None
    )
    clocks = _beside(words, mention, _CLOCK)
    if clocks:
        at_time = _time_of_day(clocks[0], part)
        timed = exactly(datetime.combine(moment.first_day, at_time), moment.zone)
        if timed.start > now.moment and tense == "past" and at_time.hour >= 12 and not _says_half(clocks[0]):
            return exactly(datetime.combine(moment.first_day, at_time.replace(hour=at_time.hour - 12)), moment.zone)
        return timed
    if part and not inside:
        return part_of_day(moment.first_day, *PARTS_OF_DAY[part], moment.zone)
    return moment


def _says_half(clock: re.Match[str]) -> bool:
    return any(clock[name] for name in ("half", "half2", "half3", "word"))


def _time_of_day(clock: re.Match[str], part: str | None) -> time:
    """Without am or pm an hour is one at which clinics are open: 8 to 12, else the afternoon."""
    if clock["word"]:
        return time(0) if clock["word"] == "midnight" else time(12)
    said = next(clock[name] for name in ("hour", "hour2", "hour3", "hour4", "hour5", "hour6") if clock[name])
    hour = int(said) if said.isdigit() else _HOUR_WORDS.split("|").index(said) + 1
    minute = int(clock["minute"] or 0)
    if clock["fraction"]:
        minute = 30 if clock["fraction"].startswith("half") else 15
        if clock["fraction"].endswith("to"):
            hour, minute = hour - 1 or 12, 45
    half = next((clock[name][0] for name in ("half", "half2", "half3") if clock[name]), None)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise ImpossibleDate(clock[0])
    is_afternoon = half == "p" or (
        half is None and (part in ("afternoon", "evening", "night") or (part is None and hour < 8))
    )
    if half == "a" and hour == 12:
        return time(0, minute)
    return time(hour + 12, minute) if is_afternoon and 0 < hour < 12 else time(hour, minute)
