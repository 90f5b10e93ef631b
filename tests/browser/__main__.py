"""Takes the screenshots in docs/ and measures the chat: `python -m tests.browser screenshots|measure`."""

from __future__ import annotations

import gzip
import pathlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from assistant.commands.environment import ROOT
from tests.assistant import Assistant
from tests.browser import chromium
from tests.browser.chat import Chat
from tests.settings import take_own_settings

DOCS = ROOT / "docs"
DESKTOP = {"viewport": {"width": 1100, "height": 760}}
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True}
TIMES = 20  # measurements of each kind; the median is printed
QUESTION = "When can I wear makeup again?"


def main(arguments: list[str]) -> int:
    commands = {"screenshots": take_screenshots, "measure": measure}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: python -m tests.browser {'|'.join(commands)}", file=sys.stderr)
        return 2
    path = chromium.executable()
    if path is None:
        print("Chromium is missing: `apt-get install chromium` (Debian); CHROMIUM names another", file=sys.stderr)
        return 1
    take_own_settings()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assistant = Assistant(pathlib.Path(folder))
        try:
            assistant.start()
            browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
            commands[arguments[0]](browser, assistant)
            browser.close()
        finally:
            assistant.stop()
    return 0


def take_screenshots(browser: Browser, assistant: Assistant) -> None:
    DOCS.mkdir(exist_ok=True)
    for name, options, questions in (
        ("chat-desktop", DESKTOP, [QUESTION]),
        ("chat-phone", PHONE, ["is it permanent", "and acne scars?"]),
        ("chat-dark", {**DESKTOP, "color_scheme": "dark"}, ["How do I prepare?"]),
        ("chat-urgent", PHONE, [QUESTION, "my throat is closing"]),
    ):
        with _tab(browser, assistant, **options) as chat:
            chat.open()
            for question in questions:
                chat.say(question)
            chat.page.screenshot(path=DOCS / f"{name}.png")
            print(f"docs/{name}.png")
    with _tab(browser, assistant, viewport={"width": 320, "height": 256}) as chat:
        chat.open().say(QUESTION)
        chat.page.screenshot(path=DOCS / "chat-400-percent-zoom.png")
        print("docs/chat-400-percent-zoom.png")


def measure(browser: Browser, assistant: Assistant) -> None:
    opened, replied = [], []
    for _ in range(TIMES):
        with _tab(browser, assistant) as chat:
            started = time.perf_counter()
            chat.launcher.click()
            chat.page.wait_for_function(
                "() => document.querySelector('clinic-chat').shadowRoot.activeElement?.id === 'question'"
            )
            opened.append(time.perf_counter() - started)
            chat.input.fill(QUESTION)
            started = time.perf_counter()
            chat.page.keyboard.press("Enter")
            chat.page.wait_for_function(
                "() => document.querySelector('clinic-chat').shadowRoot.querySelector('.bubble.assistant')",
                polling="raf",
            )
            replied.append(time.perf_counter() - started)
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (ROOT / "widget").iterdir()}
    print(f"launcher, gzipped               {sizes['widget.js']:>7} bytes")
    print(f"whole chat, gzipped             {sum(sizes.values()):>7} bytes")
    print(f"click to ready, median of {TIMES}    {statistics.median(opened) * 1000:>7.0f} ms")
    print(f"send to reply, median of {TIMES}     {statistics.median(replied) * 1000:>7.0f} ms")


@contextmanager
def _tab(browser: Browser, assistant: Assistant, **options: Any) -> Iterator[Chat]:
    context = browser.new_context(**options)
    try:
        yield Chat(context.new_page(), assistant.base, assistant.base).visit("/")
    finally:
        context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
