"""Plays the conversations of tests/conversations to the running assistant and checks what is said."""

from __future__ import annotations

import pathlib
import uuid
from typing import Any

import pytest

from tests.assistant import Assistant, conversations

pytestmark = pytest.mark.assistant

CONVERSATIONS = conversations(pathlib.Path(__file__).parent / "conversations")


@pytest.mark.parametrize("conversation", [c for _, c in CONVERSATIONS], ids=[name for name, _ in CONVERSATIONS])
def test_says_what_is_written(assistant: Assistant, conversation: dict[str, Any]) -> None:
    sender = uuid.uuid4().hex
    for turn in conversation["turns"]:
        said = assistant.ask(turn["patient"], sender)
        context = f"\npatient: {turn['patient']}\nassistant ({said.kind}, {said.facts}): {said.text}"
        assert said.kind == turn["kind"], context
        assert set(turn.get("facts", ())) <= set(said.facts), context
        assert not set(turn.get("not_facts", ())) & set(said.facts), context
        for words in turn.get("says", ()):
            assert words.lower() in said.text.lower(), f"{words!r} is not said{context}"
        for words in turn.get("never_says", ()):
            assert words.lower() not in said.text.lower(), f"{words!r} is said{context}"
        if "stage" in turn:
            assert said.stage == turn["stage"], context
