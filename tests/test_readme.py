"""README and docs: the conversation is what the assistant says, word for word; what they name exists."""

from __future__ import annotations

import pathlib
import re
import uuid

import pytest

from assistant.commands.environment import ROOT
from tests.assistant import Assistant

# CHANGELOG.md names what is gone, too
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINKING = [*PAGES, ROOT / "CHANGELOG.md"]
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
SETTING_FIRST = r"(?:[A-Z_]+=\S+ )*"
# of these the pages name paths; an example of a file to be written is none
PATH = re.compile(r"`((?:assistant|actions|quality|tests|docs|deploy|data|guidance|widget)/[\w./-]*)`")
EXAMPLES = {"deploy/.env"}


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: pathlib.Path) -> None:
    text = page.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    commands = re.findall(rf"`{SETTING_FIRST}make ([a-z-]+)", text)
    commands += [command for block in BLOCK.findall(text) for command in _commands(block)]
    assert set(commands) <= targets


def _commands(block: str) -> list[str]:
    return re.findall(rf"^{SETTING_FIRST}make ([a-z-]+)", block, re.M)


def test_commands_are_found_in_text_and_in_blocks() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [command for block in BLOCK.findall(readme) for command in _commands(block)][:2] == ["run", "test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_exist(page: pathlib.Path) -> None:
    named = set(PATH.findall(page.read_text())) - EXAMPLES
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", LINKING, ids=lambda page: page.name)
def test_links_lead_somewhere(page: pathlib.Path) -> None:
    text = page.read_text()
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target.read_text()), link


def _anchors(text: str) -> set[str]:
    """As the usual viewers make them of headings."""
    headings = re.findall(r"^#+ (.*)$", BLOCK.sub("", text), re.M)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
