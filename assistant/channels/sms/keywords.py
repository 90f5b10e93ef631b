"""Texts that are commands and no questions: STOP, START, HELP, MORE, and the plain ways of saying "stop texting me".

A keyword counts as a whole message only: "stop" is an opt-out, "do I stop my retinol?" is a question. Plain words
count where a whole clause asks for no more texts, whatever else the message says: a person who has to be obeyed
need not know the keyword.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.text import bare, drawn_in

Keyword = Literal["stop", "start", "yes", "help", "more"]

# Twilio's and the carriers' words
_STOP = {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out", "remove", "arret", "td"}  # fmt: skip
_START = {"start", "unstop", "optin", "opt in", "subscribe", "resubscribe"}

_LONGEST_CLAUSE = 160  # characters


def _any(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_COURTESY = _any(
    "please", "pls", "plz", "kindly", "thanks?", "thank you", "thx", "ty", "ok(?:ay)?", "hi", "hey", "hello", "no", "yes",
    "just", "now", "right now", "immediately", "asap", "already", "any ?more", "again", "ever", "from now on", "at once",
    "for good", "completely", "forever", "at all", "seriously", "so", "and", "guys", "sir", "at this number", "por favor", "not interested",
)  # fmt: skip
_COURTESIES = f"(?:{_COURTESY} )*"
_ASKS = f"(?:{_any('can|could|would|will')} (?:you|u) |(?:i|we|im) {_any('want', 'need', 'would like', 'ask(?:ed|ing)?', 'told', 'wish')} (?:(?:you|u) )?(?:to )?|id like (?:you )?to |(?:you|u) {_any('need to', 'have to', 'must', 'should', 'better')} |i said )?"
_US = _any("me", "us", "this (?:phone )?number", "this phone", "my (?:phone|cell|number)")
_WHICH = f"(?:{_any('all', 'any', 'the', 'these', 'those', 'this', 'your', 'my', 'of', 'more', 'such', 'ur')} )*"
_TEXTS = _any(
    "te?xts?", "te?xt messages?", "messages?", "msgs?", "sms", "texting", "messaging", "spam", "communications?"
)
_STOPS = _any("stop", "quit", "cease", "end", "halt", "discontinue")
_NOT = f"{_any('dont', 'do not', 'never', 'no longer', 'not')}(?: ever)?"
_TO_TEXT = _any("te?xt", "te?x+t?ing?", "message", "mess?ag?ing", "msg(?:ing)?", "contact(?:ing)?", "spam(?:ming)?", "bother(?:ing)?", "bug(?:ging)?", "harass(?:ing)?", "writ(?:e|ing)(?: to)?", "communicat(?:e|ing)(?: with)?")  # fmt: skip
_LIST = f"{_WHICH}(?:{_any('text(?:ing|s)?', 'sms', 'messag(?:e|es|ing)', 'mailing', 'marketing', 'contacts?', 'call(?:ing)?', 'phone')} )*{_any('lists?', 'system', 'database', 'contacts', _TEXTS)}"
_UNSUBSCRIBE = _any(r"unsub\w*", r"unsuscri\w*")
# what may follow without changing what is meant; "before 9" and "until Friday" are not among it
_TAIL = (
    f"(?: {_any('or', 'because', 'since', 'about', 'regarding', 'from', 'to', 'i', 'im', 'you', 'this', 'its')} .*)?"
)

_NO_MORE_TEXTS = re.compile(
    f"{_COURTESIES}{_ASKS}{_COURTESIES}"
    + _any(
        f"(?:.* tell you to )?{_STOPS} {_TO_TEXT}(?: {_US}{_TAIL})?",
        f"{_STOPS} testing {_US}",  # a slip of the thumb
        f"(?:{_NOT} |no more ){_TO_TEXT} {_US}{_TAIL}",
        f"(?:{_STOPS}|{_NOT}) send(?:ing)? (?:{_US}|(?:{_US} )?{_WHICH}(?:{_TEXTS}|stuff|this|these)(?: to {_US})?){_TAIL}",
        f"(?:{_STOPS}|cancel|turn off|no more|enough)(?: with| of| getting| receiving)? {_WHICH}(?:{_TEXTS}|contact){_TAIL}",
        f"no {_TEXTS}",
        f"(?:i )?{_NOT} (?:want|wanna|wish|need|like|consent|agree)(?: to)?(?: get| receive| be| getting| receiving)? {_WHICH}(?:{_TEXTS}|te?xted|messaged|contacted){_TAIL}",
        f"(?:i )?{_NOT} (?:want|wanna|wish|need|like)(?: to)? {_any('(?:get|receive) (?:any of )?(?:these|this|them)', 'hear from you', f'be on {_LIST}')}",
        "(?:stop )?blowing up my phone",
        f"(?:i want|(?:take|get|drop) {_US}) (?:off?|out)(?: of)? (?:{_LIST}|this)",
        f"(?:re?move|delete|{_UNSUBSCRIBE}) (?:{_US}|my phone number)(?: (?:from|off)(?: of)? {_LIST})?",
        f"(?:have {_US}|be|get) (?:removed|taken) (?:from|off)(?: of)? {_LIST}",
        f"{_UNSUBSCRIBE}(?: from {_WHICH}{_LIST})?",
        f"(?:i )?(?:have )?(?:already )?opt(?:ing|ed)? (?:{_US} )?out(?: of {_WHICH}{_LIST})?",
        f".*\\bwrong (?:person|number) (?:{_COURTESY} )*stop",
        f"(?:i )?(?:am )?(?:revok(?:e|ing)|withdraw(?:ing)?) (?:my )?consent(?: to (?:be )?(?:{_TO_TEXT}|te?xted)(?: {_US})?)?",
        f"(?:put|add) {_US} (?:on|to) (?:your|the|a) do not (?:call|text|contact|message) list",
        "cancel (?:my |the |this )?(?:te?xt )?subscription",
        f"turn {_WHICH}{_TEXTS} off",
        "lose my number",
        "leave me alone",
        "no mas mensajes|dej(?:a|e|en) de (?:mandar|enviar|escribir)me.*|no me (?:mand|envi|escrib)[ae]n mas.*",
    )
    + f"(?: {_COURTESY}| no more)*"
)  # fmt: skip
# Less strict: a word for stopping, and soon after it one for texts ...
_SOUNDS_LIKE_NO_MORE = re.compile(
    r"\b"
    + _any(
        f"(?:{_STOPS}(?! of)|no more|no longer|enough|done with|cancel|turn off|{_UNSUBSCRIBE}|(?:prefer|rather) not|{_NOT} (?:want|wanna|need|send|like))"
        r" (?:\w+ ){0,4}(?:te?xts|te?xting|messages|messaging|msgs|sms|contacting|spam\w*|alerts|reminders|notifications)",
        rf"(?:remove|delete|take|get|taken|removed) (?:{_US} )?(?:off|from|out) (?!\w* ?(?:wait|schedul|cancel))(?:\w+ ){{0,4}}(?:lists?|thread|system|database)",
        f"{_NOT} (?:te?xt|message|contact)(?: {_COURTESY})*$",
        f"{_NOT} send {_US} (?:any ?thing|more|any more)",
        f"{_NOT} send .*to {_US}$",
        f"^(?:can |may )?i (?:please )?{_UNSUBSCRIBE}$",
        "^(?:end|stop) (?:my )?subscription$",
        "cease and desist",
        "^no contact",
    )
)  # fmt: skip
# ... unless it asks something, sets a time, or wants the texts to go on.
_OTHERWISE = re.compile(
    rf"^{_COURTESIES}(?:who|what|when|where|why|which|how|do(?! not)|does|did|is|are|am|was|should|if|will)\b"
    rf"|\b(?:before|until|till|while|during|after|between|when|if|at \d+|at night|at work)\b|{_NOT} (?:{_STOPS}|cancel|remove|delete|take|turn|{_UNSUBSCRIBE})"
)
# Words that stand for "stop texting" only where nothing but courtesies stands beside them.
_JUST_STOP = re.compile(
    f"(?:im )?{_COURTESIES}(?:i said |reply |te?xt )?(?:stop )*{_any('stop(?: it| this| that| all| everything| nonsense| crap)*', 'remove', 'no more', 'no mas', 'take me off', 'get me off', 'alto', 'parar', 'basta')}(?: {_COURTESY})*(?: or (?:i|ill) .*)?"
)
# Beside a "please stop", what tells that it is meant for the texts.
_COMPLAINT = re.compile(
    r".*\b(?:wrong (?:person|number)|sign(?:ed)? up|ask(?:ed)?|told|tell|report|spam|harass\w*|mean it|annoying|agreed|know you|(?:this is|im) not|who (?:is|are) (?:this|you))\b.*"
)
_ONLY_COURTESY = re.compile(f"{_COURTESY}(?: {_COURTESY})*")
_HOW_TO_STOP = re.compile(
    f"{_COURTESIES}how (?:do|can|could|would|should|to) ?(?:i |we )?"
    + _any(
        f"(?:{_STOPS}|cancel|turn off) (?:getting |receiving )?{_WHICH}{_TEXTS}",
        _UNSUBSCRIBE,
        f"opt out(?: of {_WHICH}{_TEXTS})?",
        f"get (?:off|out of) {_LIST}",
    )
    + f"(?: {_COURTESY})*"
)
_START_AGAIN = re.compile(
    f"{_COURTESIES}(?:{'|'.join(sorted(_START))}|(?:start|resume) {_TO_TEXT}(?: {_US})?)(?: {_COURTESY})*"
)
_HELP = re.compile(f"{_COURTESIES}(?:help|info)(?: {_COURTESY})*")
_MORE = re.compile(f"{_COURTESIES}more(?: {_COURTESY})*")
_CLAUSE_END = re.compile(r"[.!?;:,\n()]+|\bbut\b|\s-+\s")


def keyword(text: str) -> Keyword | None:
    """What a text commands, if it is a command. "yes" opts in again who has opted out, and is an answer else."""
    clauses = _clauses(text)
    whole = " ".join(clauses)
    if whole in _STOP or _just_stop(clauses) or any(map(_asks_for_no_more, clauses)):
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
