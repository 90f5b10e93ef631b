"""The red-flag gate: does a message tell of an urgent symptom, or of self-harm, happening now?

It runs before every classifier. The words and rules are data: guidance/red_flags.yml, which explains the pattern
language; `red_flag_rules` reads it, `red_flag_message` reads the patient's message by it.
"""

from __future__ import annotations

from pathlib import Path

from nlu.red_flag_message import Message
from nlu.red_flag_rules import PATH, RedFlag, RedFlagRules

__all__ = ["PATH", "RedFlag", "RedFlags"]


class RedFlags:
    """Finds red flags in patients' messages by the clinic's rules."""

    def __init__(self, rules: RedFlagRules) -> None:
        self._rules = rules

    @classmethod
    def load(cls, path: Path = PATH) -> RedFlags:
        """Read and check the whole file; a ValueError names the file, the rule and what is wrong."""
        return cls(RedFlagRules.load(path))

    def find(self, text: str) -> RedFlag | None:
        """Return the first red flag told as happening now, or None."""
        message = Message(self._rules, text)
        for n in self._rules.sign_patterns.possible(message.present):
            sign = self._rules.signs[n]
            if any(message.stands(match, sign.silenced_by) for match in message.matches(sign.pattern)):
                return sign.flag
        return None
