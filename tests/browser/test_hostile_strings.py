"""1,000 hostile strings, typed by a visitor, kept in the tab and sent by a server: none runs, none breaks the layout."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat import Chat
from tests.browser.conftest import NewTab
from tests.browser.hostile_strings import hostile_strings

pytestmark = [pytest.mark.assistant, pytest.mark.browser]

STRINGS = hostile_strings()
BATCH = 50
# Everything that could come of a string: code that ran, an element that is none of ours, an address that is none of ours.
HARM = """() => {
  const root = document.querySelector("clinic-chat").shadowRoot;
  const ours = new Set("div,section,button,svg,path,p,span,ul,li,h2,label,textarea,form,a,details,summary,i".split(","));
  return [
    ...(window.hits ? [`ran ${window.hits} times`] : []),
    ...[...root.querySelectorAll("*")].filter((e) => !ours.has(e.localName)).map((e) => `<${e.localName}>`),
    ...[...root.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => a.name.startsWith("on")).map((a) => a.name),
    ...[...root.querySelectorAll("[href]")].map((a) => a.getAttribute("href")).filter((href) => !/^tel:(911|988)$/.test(href)),
  ];
}"""


@pytest.fixture
def watched(new_tab: NewTab) -> Chat:
    chat = new_tab()
    chat.page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; }")
    return chat.visit()


def test_there_are_a_thousand_different_ones() -> None:
    assert len(set(STRINGS)) == 1_000


def test_typed_strings_stay_text_also_when_a_server_echoes_them(watched: Chat) -> None:
    """Typed into the field and sent; the reply has them in all its parts, as no reply of ours does."""

    def echo(route: Route) -> None:
        text = route.request.post_data_json["text"]
        reply = {**_turn(text)[1], "message_id": "12345678"}
        route.fulfill(json=reply, headers={"Access-Control-Allow-Origin": "*"})

    watched.page.route("**/webhooks/web/messages", echo)
    _type_all(watched, STRINGS)


def test_typed_strings_get_real_replies(watched: Chat) -> None:
    _type_all(watched, STRINGS[::10])


def test_replayed_strings_stay_text(watched: Chat) -> None:
    """As a visitor's and as the assistant's earlier messages, with buttons and sources, after a page change."""
    for start in range(0, len(STRINGS), BATCH):
        batch = STRINGS[start : start + BATCH]
        entries = [entry for text in batch for entry in _turn(text)]
        kept = json.dumps({"token": "x", "entries": entries})
        watched.page.evaluate("(kept) => { sessionStorage['clinic-chat'] = kept }", kept)
        watched.visit("/second").open()
        expect(watched.log.locator(".visitor")).to_have_count(BATCH)
        _assert_harmless(watched, f"strings from {start}")
    assert watched.complaints == []


def test_a_calendars_address_is_the_assistants_own_whatever_a_reply_says(watched: Chat) -> None:
    def with_calendar(route: Route) -> None:
        _, reply = _turn("hello")
        reply["report"]["calendar"] = next(calendars)  # type: ignore[index]
        route.fulfill(json=reply, headers={"Access-Control-Allow-Origin": "*"})

    addresses = [
        "javascript:hit()",
        "//evil.example/x.ics",
        "https://evil.example/",
        "data:text/html,x",
        "\\\\evil.example",
    ]
    calendars = iter([*addresses, "/plans/x.ics"])
    watched.page.route("**/webhooks/web/messages", with_calendar)
    watched.open()
    for _ in range(len(addresses) + 1):
        watched.say("hello")
    links = watched.log.locator(".calendar")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", f"{watched.assistant}/plans/x.ics")


def test_keys_pressed_one_by_one_stay_text(watched: Chat) -> None:
    watched.open()
    for text in ("<img src=x onerror=hit()>", "javascript:hit()", '"><script>hit()</script>'):
        before = watched.replies.count()
        watched.input.press_sequentially(text)
        watched.page.keyboard.press("Enter")
        watched.await_reply(before)
    _assert_harmless(watched, "typed")


def _type_all(chat: Chat, strings: list[str]) -> None:
    chat.open()
    for start in range(0, len(strings), BATCH):
        batch = [text.strip() for text in strings[start : start + BATCH]]
        batch = [text for text in batch if text]
        chat.page.evaluate(
            """(batch) => { const root = document.querySelector("clinic-chat").shadowRoot;
                 for (const text of batch) { root.querySelector("textarea").value = text; root.querySelector("form").requestSubmit(); } }""",
            batch,
        )
        expect(chat.log.locator(".visitor")).to_have_count(len(batch))
        chat.page.wait_for_function(
            """(count) => JSON.parse(sessionStorage["clinic-chat"]).entries.filter((e) => e.from === "assistant").length === count""",
            arg=len(batch),
            timeout=60_000,
        )
        _assert_harmless(chat, f"strings from {start}")
        shown = chat.log.locator(".visitor").evaluate_all("(all) => all.map((e) => e.textContent)")
        assert [_without_breaks(text) for text in shown] == [_without_breaks(f"You said:{text}") for text in batch]
        chat.panel.get_by_role("button", name="Clear conversation").click()
        expect(chat.log).to_be_empty()
    assert chat.complaints == []


def _turn(text: str) -> list[dict[str, object]]:
    report = {"kind": "answer", "facts": [text], "stage": None, "sources": [{"document": text, "section": text}]}
    return [
        {"from": "visitor", "id": "12345678", "text": text, "state": "sent"},
        {"from": "assistant", "messages": [{"text": text, "buttons": [text]}], "report": report},
    ]


def _assert_harmless(chat: Chat, which: str) -> None:
    assert chat.page.evaluate(HARM) == [], which
    panel = chat.box(chat.panel)
    assert (panel["width"], panel["height"]) == (400, 640), which
    for part in (chat.panel, chat.panel.locator(".scroller")):
        assert part.evaluate("(e) => e.scrollWidth <= e.clientWidth"), which
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), which
    widest = chat.log.locator(".bubble").evaluate_all(
        "(all) => Math.max(...all.map((e) => e.getBoundingClientRect().right))"
    )
    assert widest <= panel["x"] + panel["width"], which
    for part in (chat.input, chat.send, chat.panel.locator(".emergency")):
        expect(part).to_be_in_viewport(ratio=1)
    assert not [url for url in chat.requests if "evil.example" in url], which


def _without_breaks(text: str) -> str:
    return "".join(line for line in text.split("\n") if line.strip())
