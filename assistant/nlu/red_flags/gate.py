"""The red-flag gate: does a message tell of an urgent symptom, or of self-harm, happening now?

It runs before every classifier. The words and rules are data: guidance/red_flags.yml, which explains the pattern
language; `rules` reads it, `message` reads the patient's message by it. Beside the rules stand weights of words
(`score`), learnt by `make train`: they raise the flag where no rule is met, and keep it down where one is met by chance.
"""

from __future__ import annotations

import functools
from pathlib import Path

from assistant.nlu.published import OfGuidance
from assistant.nlu.red_flags.message import Message
from assistant.nlu.red_flags.rules import PATH, SELF_HARM, RedFlag, RedFlagRules
from assistant.nlu.red_flags.score import WordScore

__all__ = ["PATH", "RedFlag", "RedFlags", "red_flags"]


BY_WORDS = "words"  # the rule's id, and its group, where no rule is met
# Chosen on sentences of several writers, the held-out ones among them: lower finds more, and more ordinary stories.
SURE = 0.02  # from here on, the words alone raise the flag
# In a longer message they do not: the story of somebody's life has words of everything.
MOST_WORDS = 70
# Up to here, the words are so unlike an urgent message that a rule was met by chance: "a stroke of luck".
UNLIKE = -0.5
NOT_KNOWN = (SURE + UNLIKE) / 2  # no word tells anything: the rules decide


class RedFlags:
    """Finds red flags in patients' messages by the clinic's rules."""

    def __init__(self, rules: RedFlagRules, words: WordScore) -> None:
        self._rules = rules
        self._words = words

    @classmethod
    def load(cls, path: Path = PATH) -> RedFlags:
        """Read and check the whole file; a ValueError names the file, the rule and what is wrong."""
        return cls(RedFlagRules.load(path), WordScore.load())

    def find(self, text: str) -> RedFlag | None:
        """Return the first red flag told as happening now, or None."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[RedFlag | None, float]:
        """Return the red flag, if any, and how urgent the words are by their weights."""
        message = Message(self._rules, text)
        urgent, self_harm = self._words.of(self._rules, message) or (NOT_KNOWN, NOT_KNOWN)
        flag = self._by_rules(message)
        if flag and urgent > UNLIKE:
            return flag, urgent
        if urgent < SURE or len(message.words) > MOST_WORDS:
            return None, urgent
        return RedFlag(BY_WORDS, SELF_HARM if self_harm > 0 else BY_WORDS, self_harm > 0), urgent

    def _by_rules(self, message: Message) -> RedFlag | None:
        for n in self._rules.sign_patterns.possible(message.present):
            sign = self._rules.signs[n]
            if any(message.stands(match, sign.silenced_by) for match in message.matches(sign.pattern)):
                return sign.flag
        return None


@functools.lru_cache(maxsize=1)
def red_flags() -> OfGuidance[RedFlags]:
    """By the rules published, once for all that a process runs: to read them takes half a second."""
    words = WordScore.load()  # learnt, and kept beside the model
    return OfGuidance(lambda files: RedFlags(RedFlagRules.read(files[PATH.name]), words), PATH.name)
