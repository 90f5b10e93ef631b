"""The pages of the assistant in a browser: accessible, readable without JavaScript, and with a chat that works on them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.assistant import Assistant
from tests.browser.chat import Chat
from tests.browser.test_accessibility import TAGS

pytestmark = [pytest.mark.assistant, pytest.mark.browser]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/faq"])
def test_axe_finds_nothing(browser: Browser, assistant: Assistant, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(assistant.base + path)
    expect(page.locator("clinic-chat .launcher")).to_be_visible()
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    assert [(violation["id"], violation["nodes"]) for violation in result["violations"]] == []
    context.close()


def test_the_demo_page_has_a_chat_that_answers(browser: Browser, assistant: Assistant) -> None:
    context = browser.new_context()
    chat = Chat(context.new_page(), assistant.base, assistant.base).visit("/").open()
    chat.say("How many sessions do I need?")
    expect(chat.replies.last).to_contain_text("3 to 5 sessions")
    assert chat.complaints == []
    chat.page.get_by_role("link", name="Questions about microneedling").first.click()
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Questions about microneedling")
    chat.open()
    expect(chat.replies.last).to_contain_text("3 to 5 sessions")
    assert chat.complaints == []
    context.close()


def test_the_plain_page_needs_no_javascript(browser: Browser, assistant: Assistant) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto(f"{assistant.base}/faq")
    expect(page.get_by_text("Wear no makeup for the first 48 hours after your treatment.")).to_be_visible()
    expect(page.get_by_text("In an emergency, call 911.")).to_be_in_viewport()
    context.close()


def test_the_plain_page_prints_without_the_chat(browser: Browser, assistant: Assistant) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{assistant.base}/faq")
    expect(page.locator("clinic-chat .launcher")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("clinic-chat .launcher")).to_be_hidden()
    assert page.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("body").evaluate("(e) => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.pdf().startswith(b"%PDF")
    context.close()
