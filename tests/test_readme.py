"""The conversation in the README is what the assistant says, word for word."""

from __future__ import annotations

import re
import uuid

import pytest

from assistant.commands.environment import ROOT
from tests.assistant import Assistant


@pytest.mark.assistant
def test_the_conversation_in_the_readme_is_real(assistant: Assistant) -> None:
    readme = (ROOT / "README.md").read_text()
    block = re.search(r"<!-- conversation.*?-->(.*?)<!-- end of conversation -->", readme, re.S)
    assert block
    plain = re.sub(r"^> ?", "", block[1], flags=re.M)
    turns = re.findall(r"\*\*Patient:\*\* (.*?)\n\n\*\*Assistant:\*\* (.*?)(?=\n\n\*\*Patient|\s*\Z)", plain, re.S)
    assert len(turns) > 3
    sender = uuid.uuid4().hex
    for patient, reply in turns:
        assert assistant.ask(patient, sender).text == reply
