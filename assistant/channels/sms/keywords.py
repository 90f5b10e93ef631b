"""Texts that are commands and no questions: STOP, START, HELP, MORE, and the plain ways of saying "stop texting me".

A keyword counts as a whole message only: "stop" is an opt-out, "do I stop my retinol?" is a question. Plain words
count where a whole clause asks for no more texts, whatever else the message says: a person who has to be obeyed
need not know the keyword.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.patterns import any_of
from assistant.text import bare, drawn_in

Keyword = Literal["stop", "start", "yes", "help", "more"]

# Twilio's and the carriers' words
_STOP = re.compile(
    any_of("stop, stopall, stop all, unsubscribe, cancel, end, quit, revoke, optout, opt out, remove, arret, td")
)
_START = any_of("opt in, optin, resubscribe, start, subscribe, unstop")

_LONGEST_CLAUSE = 160  # characters

_COURTESY = any_of(
    """
    please, pls, plz, kindly, thanks?, thank you, thx, ty, ok(?:ay)?, hi, hey, hello, no, yes, just, now, right now,
    immediately, asap, already, any ?more, again, ever, from now on, at once, for good, completely, forever, at all,
    seriously, so, and, guys, sir, at this number, por favor, not interested
    """
)
_COURTESIES = f"(?:{_COURTESY} )*"
_COURTESIES_AFTER = f"(?: {_COURTESY})*"
_WANTS = any_of("want, need, would like, ask(?:ed|ing)?, told, wish")
_SHOULD = any_of("need to, have to, must, should, better")
_ASKS = (
    f"(?:(?:can|could|would|will) (?:you|u) |(?:i|we|im) {_WANTS} (?:(?:you|u) )?(?:to )?|id like (?:you )?to "
    f"|(?:you|u) {_SHOULD} |i said )?"
)
_US = any_of("me, us, this (?:phone )?number, this phone, my (?:phone|cell|number)")
_WHICH = f"(?:{any_of('all, any, the, these, those, this, your, my, of, more, such, ur')} )*"
_TEXTS = any_of("te?xts?, te?xt messages?, messages?, msgs?, sms, texting, messaging, spam, communications?")
_STOPS = any_of("stop, quit, cease, end, halt, discontinue")
_NOT = f"{any_of('dont, do not, never, no longer, not')}(?: ever)?"
_TO_TEXT = any_of(
    """
    te?xt, te?x+t?ing?, message, mess?ag?ing, msg(?:ing)?, contact(?:ing)?, spam(?:ming)?, bother(?:ing)?,
    bug(?:ging)?, harass(?:ing)?, writ(?:e|ing)(?: to)?, communicat(?:e|ing)(?: with)?
    """
)
_KINDS = any_of("text(?:ing|s)?, sms, messag(?:e|es|ing), mailing, marketing, contacts?, call(?:ing)?, phone")
_LIST = f"{_WHICH}(?:{_KINDS} )*{any_of('lists?, system, database, contacts', _TEXTS)}"
_UNSUBSCRIBE = any_of(r"unsub\w*, unsuscri\w*")
# what may follow without changing what is meant; "before 9" and "until Friday" are not among it
_TAIL = f"(?: {any_of('or, because, since, about, regarding, from, to, i, im, you, this, its')} .*)?"
_WANT = any_of("want, wanna, wish, need, like")
_GET = any_of("get, receive, be, getting, receiving")
_BE_TEXTED = any_of("te?xted, messaged, contacted")
_GETTING = any_of("with, of, getting, receiving")
_THEM = any_of(
    "(?:get|receive) (?:any of )?(?:these|this|them), hear from you",
    f"be on {_LIST}",
)

_NO_MORE_TEXTS = re.compile(
    f"{_COURTESIES}{_ASKS}{_COURTESIES}"
    + any_of(
        f"(?:.* tell you to )?{_STOPS} {_TO_TEXT}(?: {_US}{_TAIL})?",
        f"{_STOPS} testing {_US}",  # a slip of the thumb
        f"(?:{_NOT} |no more ){_TO_TEXT} {_US}{_TAIL}",
        f"(?:{_STOPS}|{_NOT}) send(?:ing)? {_US}{_TAIL}",
        f"(?:{_STOPS}|{_NOT}) send(?:ing)? (?:{_US} )?{_WHICH}(?:{_TEXTS}|stuff|this|these)(?: to {_US})?{_TAIL}",
        f"(?:{_STOPS}|cancel|turn off|no more|enough)(?: {_GETTING})? {_WHICH}(?:{_TEXTS}|contact){_TAIL}",
        f"no {_TEXTS}",
        f"(?:i )?{_NOT} (?:{_WANT}|consent|agree)(?: to)?(?: {_GET})? {_WHICH}(?:{_TEXTS}|{_BE_TEXTED}){_TAIL}",
        f"(?:i )?{_NOT} {_WANT}(?: to)? {_THEM}",
        "(?:stop )?blowing up my phone",
        f"(?:i want|(?:take|get|drop) {_US}) (?:off?|out)(?: of)? (?:{_LIST}|this)",
        f"(?:re?move|delete|{_UNSUBSCRIBE}) (?:{_US}|my phone number)(?: (?:from|off)(?: of)? {_LIST})?",
        f"(?:have {_US}|be|get) (?:removed|taken) (?:from|off)(?: of)? {_LIST}",
        f"{_UNSUBSCRIBE}(?: from {_WHICH}{_LIST})?",
        f"(?:i )?(?:have )?(?:already )?opt(?:ing|ed)? (?:{_US} )?out(?: of {_WHICH}{_LIST})?",
        f".*\\bwrong (?:person|number) {_COURTESIES}stop",
        "(?:i )?(?:am )?(?:revok(?:e|ing)|withdraw(?:ing)?) (?:my )?consent"
        f"(?: to (?:be )?(?:{_TO_TEXT}|te?xted)(?: {_US})?)?",
        f"(?:put|add) {_US} (?:on|to) (?:your|the|a) do not (?:call|text|contact|message) list",
        "cancel (?:my |the |this )?(?:te?xt )?subscription",
        f"turn {_WHICH}{_TEXTS} off",
        "lose my number, leave me alone",
        "no mas mensajes, dej(?:a|e|en) de (?:mandar|enviar|escribir)me.*, no me (?:mand|envi|escrib)[ae]n mas.*",
    )
    + f"(?: {_COURTESY}| no more)*"
)
# Less strict: a word for stopping, and soon after it one for texts ...
_IS_ENOUGH = any_of(
    f"{_STOPS}(?! of), no more, no longer, enough, done with, cancel, turn off",
    f"{_UNSUBSCRIBE}, (?:prefer|rather) not",
    f"{_NOT} (?:want|wanna|need|send|like)",
)
_OF_THEM = any_of(
    r"te?xts, te?xting, messages, messaging, msgs, sms, contacting, spam\w*, alerts, reminders, notifications",
)
_TAKE_OFF = any_of("remove, delete, take, get, taken, removed")
_FEW_WORDS = r"(?:\w+ )?" * 4
_SOUNDS_LIKE_NO_MORE = re.compile(
    r"\b"
    + any_of(
        f"{_IS_ENOUGH} {_FEW_WORDS}{_OF_THEM}",
        rf"{_TAKE_OFF} (?:{_US} )?(?:off|from|out) (?!\w* ?(?:wait|schedul|cancel)){_FEW_WORDS}"
        "(?:lists?|thread|system|database)",
        f"{_NOT} (?:te?xt|message|contact){_COURTESIES_AFTER}$",
        f"{_NOT} send {_US} (?:any ?thing|more|any more)",
        f"{_NOT} send .*to {_US}$",
        f"^(?:can |may )?i (?:please )?{_UNSUBSCRIBE}$",
        "^(?:end|stop) (?:my )?subscription$, cease and desist, ^no contact",
    )
)
# ... unless it asks something, sets a time, or wants the texts to go on.
_OPENS_QUESTION = any_of(
    "who, what, when, where, why, which, how, do(?! not), does, did, is, are, am, was, should, if, will"
)
_SETS_TIME = any_of(r"before, until, till, while, during, after, between, when, if, at \d+, at night, at work")
_OTHERWISE = re.compile(
    rf"^{_COURTESIES}{_OPENS_QUESTION}\b|\b{_SETS_TIME}\b"
    f"|{_NOT} (?:{_STOPS}|cancel|remove|delete|take|turn|{_UNSUBSCRIBE})"
)
# Words that stand for "stop texting" only where nothing but courtesies stands beside them.
_NO_MORE = any_of(
    "stop(?: it| this| that| all| everything| nonsense| crap)*, remove, no more, no mas, take me off, get me off, alto",
    "parar, basta",
)
_JUST_STOP = re.compile(
    f"(?:im )?{_COURTESIES}(?:i said |reply |te?xt )?(?:stop )*{_NO_MORE}{_COURTESIES_AFTER}(?: or (?:i|ill) .*)?"
)
# Beside a "please stop", what tells that it is meant for the texts.
_COMPLAINS = any_of(
    r"""
    wrong (?:person|number), sign(?:ed)? up, ask(?:ed)?, told, tell, report, spam, harass\w*, mean it, annoying, agreed,
    know you, (?:this is|im) not, who (?:is|are) (?:this|you)
    """
)
_COMPLAINT = re.compile(rf".*\b{_COMPLAINS}\b.*")
_ONLY_COURTESY = re.compile(f"{_COURTESY}{_COURTESIES_AFTER}")
_HOW_TO_STOP = re.compile(
    f"{_COURTESIES}how (?:do|can|could|would|should|to) ?(?:i |we )?"
    + any_of(
        f"(?:{_STOPS}|cancel|turn off) (?:getting |receiving )?{_WHICH}{_TEXTS}",
        _UNSUBSCRIBE,
        f"opt out(?: of {_WHICH}{_TEXTS})?",
        f"get (?:off|out of) {_LIST}",
    )
    + _COURTESIES_AFTER
)
_START_AGAIN = re.compile(f"{_COURTESIES}(?:{_START}|(?:start|resume) {_TO_TEXT}(?: {_US})?){_COURTESIES_AFTER}")
_HELP = re.compile(f"{_COURTESIES}(?:help|info){_COURTESIES_AFTER}")
_MORE = re.compile(f"{_COURTESIES}more{_COURTESIES_AFTER}")
_CLAUSE_END = re.compile(r"[.!?;:,\n()]+|\bbut\b|\s-+\s")


def keyword(text: str) -> Keyword | None:
    """What a text commands, if it is a command. "yes" opts in again who has opted out, and is an answer else."""
    clauses = _clauses(text)
    whole = " ".join(clauses)
    if _STOP.fullmatch(whole) or _just_stop(clauses) or any(map(_asks_for_no_more, clauses)):
        return "stop"
    if _HELP.fullmatch(whole):
        return "help"
    if whole == "yes":
        return "yes"
    if _START_AGAIN.fullmatch(whole):
        return "start"
    if _MORE.fullmatch(whole):
        return "more"
    return "help" if any(map(_HOW_TO_STOP.fullmatch, clauses)) else None


def _asks_for_no_more(clause: str) -> bool:
    sounds_like = _SOUNDS_LIKE_NO_MORE.search(clause) and not _OTHERWISE.search(clause)
    return bool(_NO_MORE_TEXTS.fullmatch(clause) or sounds_like)


def _just_stop(clauses: list[str]) -> bool:
    others = [clause for clause in clauses if not _JUST_STOP.fullmatch(clause)]
    beside_the_point = (_ONLY_COURTESY.fullmatch(clause) or _COMPLAINT.fullmatch(clause) for clause in others)
    return len(others) < len(clauses) and all(beside_the_point)


def _clauses(text: str) -> list[str]:
    """The clauses in bare letters and digits, without apostrophes, hyphens and drawn-out letters."""
    words = re.sub(r"\b(?:stpo|sotp|tsop|stp|sto)\b", "stop", bare(text))
    words = re.sub(r"#(?!\w)", " number ", words)
    words = drawn_in(words.replace("'", ""), 1)
    clauses = (" ".join(re.findall(r"[a-z0-9]+", clause)) for clause in _CLAUSE_END.split(words))
    return [clause[:_LONGEST_CLAUSE] for clause in clauses if clause]
