"""A real Chromium on the running assistant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.assistant import Assistant
from tests.browser import chromium
from tests.browser.chat import Chat
from tests.browser.site import serve

NewTab = Callable[..., Chat]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report for report in terminalreporter.stats.get("skipped", ()) if chromium.MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("browser tests skipped", "!", red=True, bold=True)
        terminalreporter.write_line(f"{len(skipped)} tests: {chromium.MISSING}", red=True, bold=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed before other packages' tests: Playwright keeps an event loop running meanwhile."""
    path = chromium.executable()
    if path is None:
        if chromium.is_required():
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        # without libfaketime, under which Chromium 156 does not get done with a page; dates are the assistant's anyway
        own_clock = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS, env=own_clock)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(assistant: Assistant) -> Iterator[str]:
    with serve(assistant.site, assistant.base):
        yield assistant.site


@pytest.fixture
def new_tab(browser: Browser, site: str, assistant: Assistant) -> Iterator[NewTab]:
    """Opens a tab in a browser of its own; keyword arguments are Playwright's, e.g. viewport, color_scheme."""
    contexts = []

    def open_tab(**options: Any) -> Chat:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Chat(context.new_page(), site, assistant.base)

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture
def chat(new_tab: NewTab) -> Chat:
    """A desktop tab with the clinic's page."""
    return new_tab().visit()
