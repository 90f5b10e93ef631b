"""Which stage a question is about: before a treatment, after it, or between treatments."""

from __future__ import annotations

import re

_TREATMENT = (
    r"(?:(?:my|the|our|a|an|each|every|your|this|that) )?(?:first |next |last |second |third )?(?:micro-? ?needling|skin needling|needling|"
    r"treatments?|tx|procedures?|sessions?|appointments?|visits?|facials?|appt|dermapen|micro|it|coming in|i come in|needles?|i get|getting|having)"
)
# The first pattern that matches decides: how a thing is started again says more than the word "before".
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("after", r"\b(?:how (?:long|soon|many (?:hours|days|weeks))|when|till|until|wait|days?|hours?|weeks?)\b[^.?!]*\bbefore (?:i|we|she|he|you|my|using|"
              r"going|getting back|putting|wearing|starting|applying|exercising|swimming|working)\b(?!(?: [a-z']+){0,2} (?:appointment|treatment|session|visit))"),
    ("after", r"\b(?:re-?start|resume|re-?introduce|again|back (?:on|to|in|into|at|onto)|straight away|right away)\b(?!.*\bbefore (?:my|the|a|treatment))"),
    ("between", rf"\b(?:in )?between {_TREATMENT}|\bbetween (?:visits|sessions|treatments)|\bin between\b|\bin the (?:months|weeks) between|"
                r"\b(?:until|till|before) (?:my|the) next (?:maintenance|top ?-?up)"),
    ("before", rf"\b(?:before|prior to|ahead of|leading up to|in advance of|coming up to|pre) ?-?{_TREATMENT}"),
    ("before", r"\bpre-?(?:treatment|care|op|procedure|appointment|needling)\b|\bbeforehand\b|\b(?:night|day|evening|week|weeks|days|morning|hours?) (?:before|prior)\b|"
               r"\bahead of (?:time|my|the)\b|\bin advance\b|\bleading up\b|\bthe run ?-?up\b|\bprior\b"),
    ("after", rf"\b(?:after|post|following|since) ?-?{_TREATMENT}|\bafter(?:wards?|care)?\b|\bpost-?(?:treatment|care|op|procedure|needling|micro\w*)\b|\bsince i had\b"),
    ("after", r"\b(?:i(?:'ve)?|she|he|we) (?:just |only |recently )?(?:had|got|did|have had)\b[^.?!]*\b(?:yesterday|today|ago|this (?:morning|week|afternoon)|last|done|needled|treat\w*|"
              r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|needling|session)\b|\b(?:just|freshly|newly) (?:had|got|been|finished|needled|done)\b|\b(?:been|it's been) \d+|"
              r"\bday (?:one|two|three|four|five|\d)\b|\b\d+ ?(?:hours?|days?|h) (?:later|in|post|out|ago)\b|\bhealing\b|\bwhile (?:i|my skin|it|my face) (?:am |'m |is )?heal"),
    ("before", r"\bbefore\b|\b(?:tomorrow|tonight|upcoming|coming (?:in|up)|next (?:week|month)|booked (?:in )?for|appointment is|session is)\b|"
               r"\b(?:when (?:do|should|must) i|how (?:far|long|early)|do i (?:need|have) to|should i|must i) (?:have to |need to )?(?:stop|quit|pause|come off|skip|drop|ditch|cut out)\b|"
               r"\bi(?:'m| am) (?:getting|having|booked|coming)\b"),
)  # fmt: skip
_COMPILED = tuple((stage, re.compile(pattern, re.I)) for stage, pattern in _PATTERNS)


def stage_of(text: str) -> str | None:
    """ "before", "after", "between", or None where the words do not tell."""
    return next((stage for stage, pattern in _COMPILED if pattern.search(text)), None)
