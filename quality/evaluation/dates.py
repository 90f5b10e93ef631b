"""Reads the phrases with dates and prints how many are read right, beside two well-known parsers."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.commands.environment import ROOT
from assistant.dates.mentions import Tense
from assistant.dates.moment import Moment, days
from assistant.dates.phrases import read

PHRASES = ROOT / "tests" / "dates" / "phrases.tsv"
ZONE = ZoneInfo("America/New_York")
LEAST_RIGHT = 0.95
MOST_WRONG = 0.01  # a wrong date is worse than asking


@dataclass(frozen=True)
class Phrase:
    """`treated` and `event` as in the file: a moment, a day, a span, "-" for none, "?" for one to be asked about."""

    now: datetime
    asked: Tense | None
    treated: str
    event: str
    text: str


Reading = tuple[str, str]  # treated and event
Reader = Callable[[Phrase], Reading]


def phrases() -> list[Phrase]:
    rows = [line.split("\t") for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Phrase(datetime.fromisoformat(now).replace(tzinfo=ZONE), _tense(asked), treated, event, text)
        for now, asked, treated, event, text in rows[1:]
    ]


def ours(phrase: Phrase) -> Reading:
    dates = read(phrase.text, phrase.now, ZONE, phrase.asked)
    return "?" if dates.problem else in_short(dates.treated), in_short(dates.event)


def with_dateparser(phrase: Phrase) -> Reading:
    from dateparser.search import search_dates  # noqa: PLC0415 - slow to import, wanted here only

    base = phrase.now.replace(tzinfo=None)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": _direction(phrase), "DATE_ORDER": "MDY"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(phrase.text, languages=["en"], settings=settings) or []
    if not found:
        return "-", "-"
    words, moment = found[0]
    has_time = any(word in words for word in (":", "am", "pm", "hour", "minute", "noon"))
    return moment.isoformat(timespec="minutes") if has_time else moment.date().isoformat(), "-"


def with_parsedatetime(phrase: Phrase) -> Reading:
    import parsedatetime  # noqa: PLC0415 - wanted here only

    calendar = parsedatetime.Calendar()
    found = calendar.nlp(phrase.text, phrase.now.replace(tzinfo=None)) or ()
    if not found:
        return "-", "-"
    moment, flags = found[0][:2]
    return moment.isoformat(timespec="minutes") if flags > 1 else moment.date().isoformat(), "-"


def in_short(moment: Moment | None) -> str:
    """As the phrases' file writes it."""
    if moment is None:
        return "-"
    start, end = (each.astimezone(ZONE).isoformat(timespec="minutes")[:16] for each in (moment.start, moment.end))
    if moment.is_exact:
        return start
    if moment == days(moment.first_day, moment.last_day, ZONE):
        one_day = moment.first_day == moment.last_day
        return f"{moment.first_day}" if one_day else f"{moment.first_day}..{moment.last_day}"
    return f"{start}..{end}"


def shares(reader: Reader, those: list[Phrase]) -> tuple[float, float]:
    """(share read right, share with a wrong date; a date asked about or not seen is no wrong one)."""
    right = wrong = 0
    for phrase in those:
        treated, event = reader(phrase)
        right += (treated, event) == (phrase.treated, phrase.event)
        wrong += treated not in ("-", "?", phrase.treated) or event not in ("-", "?", phrase.event)
    return right / len(those), wrong / len(those)


def main() -> int:
    those = phrases()
    print(f"Dates in {len(those)} phrases:        right   wrong date")
    for name, reader in (
        ("assistant.dates.phrases", ours),
        ("dateparser", with_dateparser),
        ("parsedatetime", with_parsedatetime),
    ):
        right, wrong = shares(reader, those)
        print(f"  {name:28} {right:6.3f}   {wrong:6.3f}")
    right, wrong = shares(ours, those)
    if right < LEAST_RIGHT or wrong > MOST_WRONG:
        print(f"Too few are right, or too many wrong: wanted are {LEAST_RIGHT} and {MOST_WRONG}.", file=sys.stderr)
        return 1
    return 0


def _tense(word: str) -> Tense | None:
    return "past" if word == "past" else "coming" if word == "coming" else None


def _direction(phrase: Phrase) -> str:
    """What a parser that cannot read verbs is told, in its favour."""
    treated = phrase.treated[:10]
    return "future" if treated[:1].isdigit() and treated > phrase.now.date().isoformat() else "past"


if __name__ == "__main__":
    sys.exit(main())
