"""Which stage a question is about: before a treatment, after it, or between treatments."""

from __future__ import annotations

import re

from assistant.nlu.figures import general

_WHICH = r"(?:(?:my|the|our|a|an|each|every|your|this|that|her|his) )?(?:first |next |last |_nth_ |coming |upcoming )?"
_TREATMENT = (
    rf"{_WHICH}(?:micro-? ?needling|skin needling|needling|treatments?|procedures?|sessions?|appointments?|visits?|facials?|"
    r"dermapen|needles?|being needled|it\b|coming in|i come in|i come|i get|i go in|i see you|getting|having)"
)
_DAY = r"(?:yesterday|today|ago|this (?:morning|week|afternoon|evening)|last (?:night|week)|_date_)"
_DAY_NAMED = r"(?:to(?:day|night|morrow)|_date_|weds|at the weekend|all weekend|(?:at |my )?_time_|lunch(?:time)?|in _length_|next week|this (?:morning|afternoon|evening|week))"
# the visit to come: "I'm booked in Monday", "microneedling is at 10"
_VISIT_TO_COME = (
    rf"(?:(?:appointment|appt|microneedling|needling|treatment|booked(?: in)?|due(?: in| with you)?|with you|with u|seeing you|see you|have you|come to (?:you|u)|come for \w+)"
    rf"(?:'s| is| on| n| for| in){{0,2}} {_DAY_NAMED}|{_DAY_NAMED}(?:'s)? (?:microneedling|needling|appointment|appt))"
)
_THINGS_TO_STOP = r"(?:stop|quit|pause|come off|skip|drop|ditch|cut out|give up|leave off|lay off|hold off|leave out|put away|back in the drawer|(?:be|being) (?:dropped|stopped|paused|left off|off))"

# Groups of cues in the order in which they decide: how a thing is started again says more than the word "before".
_CUES: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    (
        None,  # both stages are asked about
        (r"\bbefore,? (?:(?:and|or|&|vs) )?after\b", r"\bafter (?:and|or|&|vs) before\b", r"\beither side\b"),
    ),
    (
        "after",
        (
            # "how long before I can swim" asks for the time after
            r"\b(?:how (?:long|soon|many (?:hours|days|weeks))|wait|days?|hours?|weeks?|_length_)\b[^.?!]*\bbefore "
            r"(?:i|we|she|he|you|using|going|getting back|putting|wearing|starting|applying|exercising|swimming|working)\b"
            r"(?! (?:come|get (?:it|my|the)|go in|see you|have (?:it|my|the)|do (?:me|it|my|the|your)|needle|treat|poke|start on))",
            r"^\W*(?:so |and |ok )?how (?:long|soon) before\b"
            rf"(?!.*\b(?:treatment|session|appointment|visit|(?:micro-?)?needling|needles?|you (?:do|needle|treat)|{_THINGS_TO_STOP})\b)",
            r"\b(?:re-?start|resume|re-?introduce|again|back (?:on|to|in|into|at|onto)|straight away|right away)\b"
            r"(?!.*\bbefore (?:my|the|a|treatment))",
        ),
    ),
    (
        "between",
        (
            rf"\bbetween {_TREATMENT}",
            r"\bbetween (?:them|those|these|each|two|visits)\b",
            r"\bin[ -]between\b",
            r"\b(?:months|weeks|time|_length_) between\b",
            r"\b(?:until|till|before) (?:my|the) next (?:maintenance|top ?-?up)",
        ),
    ),
    (
        "before",
        (
            rf"\b(?:before|prior to|ahead of|leading up to|in advance of|coming up to|pre) ?-?{_TREATMENT}",
            r"\bpre-?(?:treatment|care|op|procedure|appointment|needling)\b",
            r"\b(?:night|day|evening|weeks?|days|morning|hours?|months?|_length_) (?:before|prior)\b",
            r"\b(?:beforehand|prior|in advance|leading up|run ?-?up|ahead of (?:time|my|the))\b",
        ),
    ),
    (
        "before",
        (
            # "long run saturday, needling sunday": the day of the visit is named last
            rf"^(?!.*\b(?:had|done|did|was)\b).*\b{_DAY_NAMED}\b.*\b{_VISIT_TO_COME}\b",
            r"\b(?:come|coming|arrive|arriving) (?:straight|right|directly|fresh) (?:from|after|out)\b",
        ),
    ),
    (
        "after",
        (
            rf"\b(?:after|post|following|since) ?-?{_TREATMENT}",
            r"\bafter(?:wards?|care)?\b",
            r"\bpost-?(?:treatment|care|op|procedure|needling|micro\w*)\b",
            rf"\b(?:had|got|did|done|needled|treated)\b[^.?!]*\b{_DAY}",
            r"\b(?:just|freshly|newly|only) (?:had|got|been|finished|needled|done)\b",
            r"\bsince i had\b",
            r"\bbeen (?:_length_|_number_)",
            r"\bday _number_\b",
            r"\b_length_ (?:later|in|post|out|ago)\b",
            r"\bheal(?:ing|s|ed)?\b",
        ),
    ),
    (
        "before",
        (
            r"\bbefore\b",
            # "can I wear makeup to my appointment", "keep mascara on for my appointment"
            r"\b(?:come|arrive|turn up|show up|go|wear\w*|jog|run|walk|bike|cycle|get ready|getting ready)\b[^.?!]* (?:to|for|into) (?:my|the|an?|our|your) (?:[\w-]+ ){0,2}(?:treatment|session|appointment|appt|visit)\b",
            r"\bon (?:to|for) (?:my|the|our|your) (?:[\w-]+ ){0,2}(?:treatment|session|appointment|appt|visit)\b",
            # "do I arrive bare faced", "if I come with a tan", "when I get to you"
            r"\b(?:arriv\w+|(?:turn|turning|show|showing) up)\b(?! (?:at|to|for|in) (?:work|school|a |my |the (?:office|party|school)))",
            r"\b(?:when|once|if|until|till|day|week|morning) (?:i|we|she|he)(?:'m| am|'re)? (?:come|coming|get to|get there|walk in|see (?:you|u)|due|having)\b(?! (?:back|home|out|off))",
            r"\b(?:get|go|come|coming|jog|run|walk|cycle|cycling|bike|straight|over) to (?:you|u|the clinic|yours)\b",
            r"\b(?:on (?:the|my) way|(?:walk|drive|ride|journey|trip)) (?:there|over|in|to (?:you|the clinic|my))\b",
            r"\bmorning of\b|\btreatment day\b|\b(?:right )?up (?:to|until|till) (?:my |the )?(?:treatment|appointment|session)|\b(?:last chance|lead[- ]?up)\b",
            # whether it can be done at all: "will you still treat me with a tan"
            r"\b(?:you|u|they) still (?:treat|needle|see|do|take)\b|\b(?:turn|send) me (?:away|home)\b|\b(?:you|u|they) (?:clean|cleanse|remove|take off|wash|wipe) (?:my |the |our )?(?:face|make-?up|skin|it off)\b",
            r"\b(?:rebook|reschedule|cancel|call off)\b|\b(?:bare|clean)[- ](?:faced|shaven)\b",
            rf"^(?!.*\b(?:had|done|did|was|were)\b).*\b{_VISIT_TO_COME}\b(?!.*\b(?:{_DAY_NAMED}|next day|day after|weekend|straight|then|home|work|same (?:day|night|evening))\b)",
            rf"^(?!.*\bhow long\b).*\b(?:when|how (?:far|early)|do i|should i|must i|need to|have to)\b[^.?!]*\b{_THINGS_TO_STOP}\b",
        ),
    ),
)  # fmt: skip
_COMPILED = tuple((stage, re.compile("|".join(cues), re.I)) for stage, cues in _CUES)


_A_DATE = "_date_"  # as nlu.figures puts it
_STOPS = re.compile(rf"\b{_THINGS_TO_STOP}\b", re.I)
_SAYS_BEFORE = re.compile(r"\b(?:before(?:hand)?|prior|ahead|advance|leading up|run ?-?up|pre)\b", re.I)


def only_gathers_before(text: str) -> bool:
    """Whether "before" is not said, and only gathered: from "do I have to skip ...", or from two dates in their order."""
    return bool(_STOPS.search(text) or text.count(_A_DATE) > 1) and not _SAYS_BEFORE.search(text)


def stage_of(text: str) -> str | None:
    """ "before", "after", "between", or None where the words do not tell or name two stages."""
    words = general(text.lower())
    return next((stage for stage, cues in _COMPILED if cues.search(words)), None)
