"""`make sms-costs`: how many segments each answer costs as a text."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from assistant.channels.sms.segments import as_gsm7, segments
from assistant.channels.sms.twilio_sender import SMS
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import read_guidance
from assistant.replies.wording import Wording, guidance_values, words_of

# where a reply decides what is said; dates as long as they get
_DAY = "Wednesday, September 23"
_EXAMPLES = {
    "terms": "large pores and dry skin",
    **dict.fromkeys(("subject", "owner"), "radiofrequency"),
    "names": "microneedling or chemical peels",
    "why": "Your skin needs time to heal.",
    **dict.fromkeys(("step", "steps", "begun"), "hard workouts, pools and saunas"),
    "value": "at least 72 hours",
    "judged": "your provider",
    "first": "how long results last",
    "second": "how recovery goes",
    **dict.fromkeys(("treated", "allowed", "makeup"), f"{_DAY}, at 10:30 am"),
    **dict.fromkeys(("day", "last", "until"), _DAY),
    "left": "22 hours",
    "bound": "at least 1 week",
    "section": "Reduce Risks Of Infections During Healing",
    "kept": "30",
    "number": "123",
    "call_backs": "1",
    "receipt": "0054AA45",
}
_NEVER_TEXTED = ("utter_topic_", "utter_notice_", "utter_faq_", "utter_step_", "utter_title_", "utter_calendar")
_INSIDE_OTHERS = {"utter_report", "utter_yes", "utter_not_right_away", "utter_choice", "utter_more"}


def main() -> int:
    table = list(costs(Wording(), read_guidance()))
    for name, words in table:
        print(f"{segments(words)}  {len(words):3}  {name.removeprefix('utter_')}")
    counts = Counter(segments(words) for _, words in table)
    summary = ", ".join(f"{count} of {number} segment{'s' * (number > 1)}" for number, count in sorted(counts.items()))
    print(f"\nsegments, characters, response: {len(table)} responses, {summary}.")
    print("A first answer carries the introduction too. Each incoming text costs its own segment.")
    return 0


def costs(wording: Wording, guidance: Guidance) -> Iterator[tuple[str, str]]:
    """(name, its words as a text) for every fact, and every response that is said by itself."""
    for fact in guidance.facts:
        yield fact.id, as_gsm7(words_of(fact, guidance, SMS))
    values = {**guidance_values(guidance), "treatment": guidance.treatments[0].name, **_EXAMPLES}
    for name in wording.responses:
        if not name.startswith(_NEVER_TEXTED) and name not in _INSIDE_OTHERS:
            yield name, as_gsm7(wording.say(name, values, SMS))


if __name__ == "__main__":
    sys.exit(main())
