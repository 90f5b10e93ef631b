"""The ways in which people say a date, and the moment that each means.

A way is a pattern and a reading. Readings raise ImpossibleDate (February 31), ContradictoryDate (Friday the 5th where
that is a Saturday) or UnclearDate (one day or another); none of them guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.parser import parse
from dateutil.relativedelta import relativedelta

from assistant.dates.moment import Moment, days, elapsed, part_of_day
from assistant.dates.words import MONTHS, ONES, SHORT_WEEKDAYS, TENS, WEEKDAYS

Tense = Literal["past", "coming"]


class ImpossibleDate(ValueError):
    """No such day, or no such time of day."""


class ContradictoryDate(ValueError):
    """Its words cannot all be true."""


class UnclearDate(ValueError):
    """It may be one day or another."""


@dataclass(frozen=True)
class Now:
    """Now, and where the clinic's clocks hang."""

    moment: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.moment.astimezone(self.zone).date()


@dataclass(frozen=True)
class Way:
    """`tense` is where it points whatever the verb says; `of_treatment` that it can only count from a treatment;
    `recurs` that there is such a day every week."""

    pattern: re.Pattern[str]
    read: Callable[[str, Now, Tense | None], Moment]
    tense: Tense | None = None
    of_treatment: bool = False
    recurs: bool = False


# ---------------------------------------------------------------- words

_NUMBERS = {**{word: number for number, word in enumerate(ONES)}, **TENS, "a": 1, "an": 1, "half": 0.5}
_WEEK = [name[:3] for name in WEEKDAYS[:7]]
_NEAR = timedelta(days=90)
PARTS_OF_DAY = {"morning": (5, 12), "afternoon": (12, 18), "evening": (17, 22), "night": (18, 24)}  # hours of the clock

_NUMBER = (
    rf"(?:(?<!\d)(?<!\d[/.])\d{{1,3}}(?:\.\d{{1,2}})?|half an?|(?:a )?couple(?: of)?"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))}"
    r"|an?)"
)
_OVER, _UNDER = r"(?:over|more than)", r"(?:almost|nearly|just under|under|less than|not quite)"
_ROUGHLY = rf"(?:(?:{_OVER}|{_UNDER}|about|around|roughly|like|exactly|just|maybe|at least|already|now) )?"
_LENGTH = (
    rf"{_ROUGHLY}{_NUMBER}(?: ?(?:-|to|or) ?{_NUMBER})?(?: and a half)? ?(?:minute|hour|day|week"
    r"|month)s?(?: and a half)?"
)
_TREATMENT = r"(?:micro-? ?needling|needling|treatments?|procedures?|sessions?|appointments?|visits?|facial|op)"
_DAY_NAME = rf"\b(?:{'|'.join(_WEEK)})[a-z]*"
_SHORT_WEEKDAY = rf"(?:(?<=on )|(?<=last )|(?<=next )|(?<=this ))(?:{'|'.join(SHORT_WEEKDAYS)})"
_WEEKDAY = rf"(?<!\bevery )(?<!\beach )(?<!\bany )(?<!\ba )(?:{'|'.join(WEEKDAYS)}|{_SHORT_WEEKDAY})"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NOT_A_COUNT = (
    r"(?! ?(?:[ap]m\b|:|%|sessions?|treatments?|visits?|appointments?|times?|rounds?|days?|weeks?|months?|hours?"
    r"|minutes?|years?))"
)
_NTH = rf"\d{{1,2}}(?:st|nd|rd|th)\b{_NOT_A_COUNT}"
_MONTH_FIRST = (
    rf"(?P<month>{_MONTH})\.?,? (?:on )?(?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?![\d/])(?:,? (?P<year>20\d\d)\b)?{_NOT_A_COUNT}"
)
_DAY_FIRST = rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>20\d\d)\b)?"
_SLASHES = r"(?<![\d/])(?P<month>\d{1,2})/(?P<number>\d{1,2})(?:/(?P<year>(?:20)?\d\d))?(?![\d/])(?<!\b24/7)"
_DASHES = r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<number>\d{1,2})"
_NOW_AT = r"(?:^|[,.;!] |(?:\bi am|\bnow|\bcurrently|\bit'?s|\bit is)(?: on| at| in)? )"  # what follows is said of now
_IS_RED = r"(?:red|swollen|puffy|pink|swelling|redness|inflamed|flushed)"

_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?: ?(?:-|to|or) ?(?P<high>{_NUMBER}))?(?P<half> and a half)? ?(?P<unit>minute|hour|day|week"
    r"|month)s?(?P<half_after> and a half)?"
)
_CALENDAR_DAYS = tuple(re.compile(pattern) for pattern in (_DASHES, _SLASHES, _MONTH_FIRST, _DAY_FIRST))


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


# ---------------------------------------------------------------- readings


def _length_back(words: str, now: Now, _tense: Tense | None) -> Moment:
    unit, low, high = _amount(words)
    if re.search(_OVER, words):
        high = low + 1
    elif re.search(_UNDER, words):
        low -= 1
    return _between(_back(high, unit, now), _back(low, unit, now))


def _length_ahead(words: str, now: Now, _tense: Tense | None) -> Moment:
    unit, low, high = _amount(words)
    return _between(_back(-low, unit, now), _back(-high, unit, now))


def _amount(words: str) -> tuple[str, float, float]:
    found = _AMOUNT.search(words)
    assert found, "a pattern that holds a length matched"
    half = 0.5 if found["half"] or found["half_after"] else 0
    return found["unit"], _number(found["low"]) + half, _number(found["high"] or found["low"]) + half


def _number(words: str) -> float:
    if words[0].isdigit():
        return float(words)
    if "couple" in words:
        return 2
    if words.startswith("half"):
        return 0.5
    return sum(_NUMBERS[word] for word in re.split(r"[ -]", words))


def _back(number: float, unit: str, now: Now) -> Moment:
    """Hours and minutes pass; days, weeks and months are counted on the calendar."""
    if unit in ("minute", "hour"):
        return elapsed(now.moment, number / 60 if unit == "minute" else number, now.zone)
    if unit == "month":
        day = now.today - relativedelta(months=int(number)) - timedelta(days=round(number % 1 * 30))
        return days(day, day, now.zone)
    length = timedelta(days=number * (7 if unit == "week" else 1))
    last = now.today - timedelta(days=length.days)
    first = last - timedelta(days=1) if length.seconds else last  # ten and a half days
    return days(first, last, now.zone)


def _between(earliest: Moment, latest: Moment) -> Moment:
    if earliest == latest:
        return earliest
    return Moment(earliest.start, latest.end, earliest.zone, is_exact=False, counted=earliest.counted)


def _day_of_recovery(words: str, now: Now, _tense: Tense | None) -> Moment:
    """Day 2 may be the day two days after, or the second day with the treatment's own."""
    number = int(_number(words.split("day ")[1]))
    return days(now.today - timedelta(days=number), now.today - timedelta(days=max(number - 1, 0)), now.zone)


def _near_day(words: str, now: Now, _tense: Tense | None) -> Moment:
    away = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    day = now.today + timedelta(days=away * (2 if words.startswith("the day") else 1))
    return days(day, day, now.zone)


def _just_now(_words: str, now: Now, _tense: Tense | None) -> Moment:
    return elapsed(now.moment, 0, now.zone)


def _part_of_a_near_day(words: str, now: Now, _tense: Tense | None) -> Moment:
    day = now.today - timedelta(days=1) if words.startswith("last") else now.today
    hours = next(hours for name, hours in PARTS_OF_DAY.items() if name in words)
    return part_of_day(day, *hours, now.zone)


def _weekday(words: str, now: Now, tense: Tense | None) -> Moment:
    found = re.search(_DAY_NAME, words)
    assert found
    wanted = _WEEK.index(found[0][:3])
    which, rest = words[: found.start()].strip(), words[found.end() :]
    if rest:
        day = _nth(rest, now, tense) if re.fullmatch(rf"\D*{_NTH}", rest) else _calendar_day(rest, now, tense)
        if day.weekday() != wanted:
            raise ContradictoryDate(words)
    elif which == "next":
        day = _monday(now) + timedelta(days=7 + wanted)
    elif which in ("last", "past", "this past") or (tense == "past" and not which):
        day = now.today - timedelta(days=(now.today.weekday() - wanted - 1) % 7 + 1)
    elif which in ("this", "coming", "this coming") or tense == "coming":
        day = now.today + timedelta(days=(wanted - now.today.weekday()) % 7)
    else:
        raise UnclearDate(words)
    if abs((day - now.today).days) in (0, 7) and not which and not rest:
        raise UnclearDate(words)  # "on Wednesday", said on a Wednesday
    return days(day, day, now.zone)


def _monday(now: Now) -> date:
    return now.today - timedelta(days=now.today.weekday())


def _calendar(words: str, now: Now, tense: Tense | None) -> Moment:
    day = _calendar_day(words, now, tense)
    return days(day, day, now.zone)


def _day_of_month(words: str, now: Now, tense: Tense | None) -> Moment:
    day = _nth(words, now, tense)
    return days(day, day, now.zone)


def _calendar_day(words: str, now: Now, tense: Tense | None) -> date:
    """The nearest such day in the direction of the tense; as it stands where a year is said. Month before day."""
    found = next(match for match in (pattern.search(words) for pattern in _CALENDAR_DAYS) if match)
    month, number, year = found["month"], found["number"], found["year"]
    if year:
        return _existing(f"20{year[-2:]}", month, number)
    if tense is None:
        return _nearest(month, number, now)
    this_year = now.today.year
    candidates = [_existing_or_none(str(this_year + step), month, number) for step in (0, -1 if tense == "past" else 1)]
    days_of_it = [day for day in candidates if day]
    if not days_of_it:
        raise ImpossibleDate(words)
    fitting = [day for day in days_of_it if (day <= now.today if tense == "past" else day >= now.today)]
    if not fitting:
        raise ContradictoryDate(words)
    return fitting[0]


def _nearest(month: str, number: str, now: Now) -> date:
    """Where no verb tells: the day that is near, with the years before and after far away."""
    _existing("2000", month, number)  # a leap year: what is no day in it is none in any
    years = (str(now.today.year + step) for step in (-1, 0, 1))
    candidates = [day for day in (_existing_or_none(year, month, number) for year in years) if day]
    nearest = min(candidates, key=lambda day: abs(day - now.today), default=None)
    if nearest is None or abs(nearest - now.today) > _NEAR:
        raise UnclearDate(f"{month} {number}")
    return nearest


def _existing(year: str, month: str, number: str) -> date:
    try:
        month_number = int(month) if month.isdigit() else parse(month, default=datetime(2000, 1, 1)).month
        return date(int(year), month_number, int(number))
    except ValueError as error:
        raise ImpossibleDate(f"{month} {number} {year}") from error


def _existing_or_none(year: str, month: str, number: str) -> date | None:
    try:
        return _existing(year, month, number)
    except ImpossibleDate:
        return None


def _nth(words: str, now: Now, tense: Tense | None) -> date:
    """The nearest month in the direction of the tense that has such a day; in the coming direction if none is told."""
    number = int(re.findall(r"\d+", words)[0])
    if not 1 <= number <= 31:
        raise ImpossibleDate(words)
    if tense is None:
        raise UnclearDate(words)
    for months in range(12):
        month = now.today.replace(day=1) + relativedelta(months=-months if tense == "past" else months)
        day = month + relativedelta(day=number)  # shortened to the month's last day where it has no such day
        if day.day == number and (day <= now.today if tense == "past" else day >= now.today):
            return day
    raise ImpossibleDate(words)


def _week(words: str, now: Now, tense: Tense | None) -> Moment:
    first, last = (5, 6) if "weekend" in words else (0, 6)
    if words.startswith("next"):
        weeks = 1
    elif words.startswith(("last", "past", "this past")) or tense == "past":
        weeks = 0 if "weekend" in words and now.today.weekday() == last else -1
    else:
        weeks = 0
    monday = _monday(now) + timedelta(weeks=weeks)
    return days(monday + timedelta(days=first), monday + timedelta(days=last), now.zone)


def _month(words: str, now: Now, _tense: Tense | None) -> Moment:
    first = now.today.replace(day=1) + relativedelta(months=-1 if words.startswith("last") else 1)
    return days(first, first + relativedelta(months=1, days=-1), now.zone)


# ---------------------------------------------------------------- all ways, the more telling first


def _way(
    pattern: str,
    read: Callable[[str, Now, Tense | None], Moment],
    tense: Tense | None = None,
    of_treatment: bool = False,
    recurs: bool = False,
) -> Way:
    return Way(re.compile(_unnamed(pattern)), read, tense, of_treatment, recurs)


WAYS = (
    _way(rf"\b{_LENGTH} (?:ago|earlier|back)\b(?: today)?", _length_back, "past"),
    _way(rf"\bbeen {_LENGTH}\b(?! (?:of|until|till|to go|apart))", _length_back, "past", True),
    _way(rf"\b{_LENGTH} since\b", _length_back, "past", True),
    _way(
        rf"{_NOW_AT}{_LENGTH} (?:post\b|out\b(?! (?:of|from)\b)|in\b(?=,| and| now| still| can|[?.]|$)|later\b(?=,"
        r"| and| still))",
        _length_back,
        "past",
        True,
    ),
    _way(rf"\bstill \w+ing {_LENGTH} later\b", _length_back, "past", True),
    _way(rf"^{_LENGTH}(?=,?(?: and| but)?(?: i am| it is| my \w+ is)? still\b)", _length_back, "past", True),
    _way(rf"(?<=\bstill ){_IS_RED} (?:after|for) {_LENGTH}\b", _length_back, "past", True),
    _way(rf"{_NOW_AT}day {_NUMBER}\b(?! (?:after|or|to|vs)\b)", _day_of_recovery, "past", True),
    _way(rf"\bday {_NUMBER}(?=,? (?:and )?(?:still|my|i am|it is)\b)", _day_of_recovery, "past", True),
    _way(rf"(?<!\bdone )\bin {_LENGTH}\b|\b{_LENGTH} from (?:now|today)\b", _length_ahead, "coming"),
    _way(r"\b(?:the day before )?yesterday\b", _near_day, "past"),
    _way(r"\b(?:the day after )?tomorrow\b", _near_day, "coming"),
    _way(r"\b(?:earlier )?today\b", _near_day),
    _way(r"\bjust now\b|\ba (?:minute|moment|second) ago\b", _just_now, "past"),
    _way(r"\blast night\b", _part_of_a_near_day, "past"),
    _way(r"\bthis (?:morning|afternoon|evening)\b|\btonight\b", _part_of_a_near_day),
    _way(r"\b(?:last|this past) week(?:end)?\b(?! of)", _week, "past"),
    _way(r"\bnext week(?:end)?\b(?! of)", _week, "coming"),
    _way(r"\bthis weekend\b", _week, "coming"),
    _way(r"\bover the weekend\b", _week),
    _way(r"\blast month\b", _month, "past"),
    _way(r"\bnext month\b", _month, "coming"),
    _way(rf"\b(?:last|past|this past) {_WEEKDAY}\b", _weekday, "past"),
    _way(rf"\b(?:next|coming|this coming) {_WEEKDAY}\b", _weekday, "coming"),
    _way(
        rf"\b(?:this )?{_WEEKDAY}\b(?:,? (?:the |on |on the )?(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_SLASHES}|{_NTH}))?",
        _weekday,
        recurs=True,
    ),
    _way(rf"\b{_MONTH_FIRST}", _calendar),
    _way(rf"\b{_DAY_FIRST}", _calendar),
    _way(rf"\b{_DASHES}\b|{_SLASHES}", _calendar),
    _way(rf"\b(?:the |on |for )+{_NTH}", _day_of_month),
)
