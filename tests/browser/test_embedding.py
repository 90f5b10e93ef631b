"""The one line on the clinic's page: loads, talks, keeps and forgets the conversation, and copes with a bad network."""

from __future__ import annotations

import json
import pathlib

import pytest
from playwright.sync_api import Route, expect

from tests.assistant import Assistant
from tests.browser.chat import Chat
from tests.browser.conftest import NewTab

pytestmark = [pytest.mark.assistant, pytest.mark.browser]

MAKEUP = "When can I wear makeup again?"
LAUNCHER_MOST, ALL_MOST = 3 * 1024, 20 * 1024  # bytes gzipped


def test_the_chat_answers_on_another_sites_page_under_a_strict_csp(chat: Chat) -> None:
    chat.page.evaluate("addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective))")
    chat.open().say(MAKEUP)
    expect(chat.replies.last).to_contain_text("first 48 hours after your treatment")
    assert chat.complaints == []
    assert chat.page.context.cookies() == []
    assert {url.split("/")[2] for url in chat.requests} == {chat.site.split("/")[2], chat.assistant.split("/")[2]}


def test_little_is_loaded_and_the_panel_only_when_opened(chat: Chat) -> None:
    loaded = [url for url in chat.requests if "/widget/" in url]
    assert [url.rsplit("/", 1)[1] for url in loaded] == ["widget.js"]
    chat.open()
    weights = chat.page.evaluate(
        """() => performance.getEntriesByType("resource").filter((e) => e.name.includes("/widget/")).map((e) => e.name)"""
    )
    sizes = {url.rsplit("/", 1)[1]: _gzipped(chat, url) for url in weights}
    assert set(sizes) == {"widget.js", "panel.js", "conversation.js", "elements.js", "panel.css", "strings.json"}
    assert sizes["widget.js"] < LAUNCHER_MOST
    assert sum(sizes.values()) < ALL_MOST


def test_nothing_is_sent_before_the_visitor_writes(chat: Chat) -> None:
    chat.open()
    assert not [url for url in chat.requests if "/webhooks/" in url]


def test_the_conversation_survives_page_changes_and_ends_with_the_tab(chat: Chat) -> None:
    chat.open().say(MAKEUP)
    chat.visit("/second").open()
    expect(chat.replies.last).to_contain_text("48 hours")
    chat.say("and exercise?")
    expect(chat.replies.last).to_contain_text("72 hours")
    other = Chat(chat.page.context.new_page(), chat.site, chat.assistant).visit().open()
    expect(other.log).to_be_empty()
    other.say("how many sessions do I need")
    expect(other.log).not_to_contain_text("makeup")
    expect(chat.log).not_to_contain_text("how many sessions")
    assert chat.page.evaluate("localStorage.length") == 0


def test_clearing_forgets_here_and_on_the_server(chat: Chat) -> None:
    chat.open().say(MAKEUP)
    with chat.page.expect_response(lambda r: r.request.method == "DELETE") as deleted:
        chat.panel.get_by_role("button", name="Clear conversation").click()
    assert deleted.value.status == 204
    expect(chat.log).to_be_empty()
    expect(chat.status).to_have_text("The conversation is cleared.")
    assert "makeup" not in json.dumps(chat.page.evaluate("({...sessionStorage})"))
    chat.visit("/second").open()
    expect(chat.log).to_be_empty()
    chat.say("hello")
    expect(chat.replies.first).to_contain_text("automated assistant")


def test_a_suggestion_is_answered(chat: Chat) -> None:
    chat.open()
    chat.panel.get_by_role("button", name="How many sessions do I need?").click()
    chat.await_reply()
    expect(chat.replies.last).to_contain_text("3 to 5 sessions")


def test_every_suggestion_has_an_answer(chat: Chat) -> None:
    chat.open()
    suggestions = chat.panel.locator(".introduction button").all_inner_texts()
    assert 3 <= len(suggestions) <= 5
    for suggestion in suggestions:
        with chat.page.expect_response(lambda r: r.url.endswith("/messages")) as answered:
            chat.panel.locator(".introduction").get_by_role("button", name=suggestion).click()
        assert answered.value.json()["report"]["kind"] == "answer", suggestion


def test_the_source_is_shown_on_demand_and_an_opinion_is_counted(chat: Chat) -> None:
    chat.open().say(MAKEUP)
    source = chat.log.get_by_text("Reduce Risks Of Infections During Healing")
    expect(source).to_be_hidden()
    chat.log.get_by_text("Source", exact=True).click()
    expect(source).to_be_visible()
    with chat.page.expect_response(lambda r: r.url.endswith("/feedback")) as counted:
        chat.log.get_by_role("button", name="Yes, this was helpful").click()
    assert counted.value.status == 204
    assert counted.value.request.post_data_json == {"facts": ["aftercare.makeup"], "helpful": True}
    expect(chat.status).to_have_text("Thank you.")
    expect(chat.log.get_by_role("button", name="No, this was not helpful")).to_have_attribute("aria-disabled", "true")


@pytest.mark.clock
def test_a_plans_calendar_can_be_downloaded(chat: Chat) -> None:
    chat.open().say("I had my treatment today. Give me my plan with dates")
    with chat.page.expect_download() as downloaded:
        chat.log.get_by_role("link", name="Add these dates to your calendar").click()
    assert downloaded.value.suggested_filename.endswith(".ics")
    assert pathlib.Path(downloaded.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_reply_that_got_lost_is_fetched_again_and_the_message_answered_once(chat: Chat) -> None:
    sent = []

    def lose_the_first(route: Route) -> None:
        sent.append((route.request.post_data_json["message_id"], route.fetch().json()))
        route.abort() if len(sent) == 1 else route.fulfill(
            json=sent[-1][1], headers={"Access-Control-Allow-Origin": "*"}
        )

    chat.page.route("**/webhooks/web/messages", lose_the_first)
    chat.open().say(MAKEUP)
    assert len(sent) == 2
    assert sent[0] == sent[1]
    # the introduction belongs to a first message only: the second delivery was not answered anew
    expect(chat.replies.first).to_contain_text("automated assistant")
    expect(chat.log.locator(".visitor")).to_have_count(1)


def test_a_visitor_who_cannot_reach_the_assistant_gets_the_clinics_phone_number(new_tab: NewTab) -> None:
    def with_phone(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"phone": ""', '"phone": "(555) 010-0199"'))

    chat = new_tab()
    chat.page.route("**/widget.js", with_phone)
    chat.visit().open()
    chat.page.route("**/webhooks/**", lambda route: route.abort("connectionrefused"))
    chat.input.fill(MAKEUP)
    chat.send.click()
    expect(chat.error).to_contain_text("You can call HerSpace MedSpa on (555) 010-0199.")
    expect(chat.error.get_by_role("link", name="Call (555) 010-0199")).to_have_attribute("href", "tel:5550100199")


def test_messages_wait_in_order_while_the_server_is_away(chat: Chat) -> None:
    chat.open()
    chat.page.route("**/webhooks/**", lambda route: route.abort("connectionrefused"))
    for text in (MAKEUP, "and exercise?"):
        chat.input.fill(text)
        chat.send.click()
    expect(chat.error).to_contain_text("I can't be reached right now. Your message is kept and will be sent again.")
    expect(chat.error).to_contain_text("HerSpace MedSpa")
    chat.page.unroute("**/webhooks/**")
    chat.error.get_by_role("button", name="Try again now").click()
    chat.await_reply(2)
    expect(chat.replies.nth(1)).to_contain_text("48 hours")
    expect(chat.replies.nth(2)).to_contain_text("72 hours")
    expect(chat.error).to_be_empty()


def test_a_message_unsent_on_one_page_is_sent_from_the_next(chat: Chat) -> None:
    chat.open()
    chat.page.route("**/webhooks/**", lambda route: route.abort())
    chat.input.fill(MAKEUP)
    chat.send.click()
    expect(chat.error).not_to_be_empty()
    chat.page.unroute("**/webhooks/**")
    chat.visit("/second").open()
    chat.await_reply()


def test_the_chat_goes_on_by_itself_after_the_server_restarted(chat: Chat, assistant: Assistant) -> None:
    chat.open().say(MAKEUP)
    assistant.stop_rasa()
    chat.input.fill("and exercise?")
    chat.send.click()
    expect(chat.error).to_contain_text("I can't be reached right now.")
    assistant.start_rasa()
    expect(chat.replies.last).to_contain_text("72 hours", timeout=30_000)
    expect(chat.error).to_be_empty()


def test_an_expired_token_is_replaced(chat: Chat) -> None:
    chat.open().say(MAKEUP)
    kept = json.loads(chat.page.evaluate("sessionStorage['clinic-chat']"))
    chat.page.evaluate("(kept) => { sessionStorage['clinic-chat'] = kept }", json.dumps({**kept, "token": "expired"}))
    chat.visit("/second").open().say("how many sessions do I need")
    expect(chat.replies.last).to_contain_text("3 to 5 sessions")


def test_too_many_messages_are_sent_later_and_the_visitor_is_told(chat: Chat) -> None:
    refused = {"error": "too many requests", "retry_after": 2}
    chat.page.route("**/webhooks/web/messages", lambda route: route.fulfill(status=429, json=refused, headers={"Access-Control-Allow-Origin": "*"}), times=1)  # fmt: skip
    chat.open()
    chat.input.fill(MAKEUP)
    chat.send.click()
    expect(chat.error).to_contain_text("will be sent in 2 seconds")
    chat.await_reply()
    expect(chat.error).to_be_empty()


def test_a_launcher_whose_panel_cannot_be_loaded_says_how_to_reach_the_clinic(chat: Chat) -> None:
    chat.page.route("**/panel.js", lambda route: route.abort())
    chat.launcher.click()
    notice = chat.page.locator("clinic-chat .notice")
    expect(notice).to_contain_text("HerSpace MedSpa")
    expect(notice).to_contain_text("In an emergency, call 911.")


def test_the_writing_state_shows_only_when_a_reply_takes_long(chat: Chat) -> None:
    chat.open()
    chat.page.evaluate(
        """() => { window.states = []; const s = document.querySelector("clinic-chat").shadowRoot.querySelector(".status");
             new MutationObserver(() => states.push(s.textContent)).observe(s, {childList: true}); }"""
    )
    chat.say(MAKEUP)
    assert "The assistant is writing." not in chat.page.evaluate("states")
    chat.page.route("**/webhooks/web/messages", lambda route: (chat.page.wait_for_timeout(1200), route.continue_()))
    chat.say("and exercise?")
    assert "The assistant is writing." in chat.page.evaluate("states")
    expect(chat.status).to_be_empty()


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ('data-color="#ffd400"', "contrast of 1.4"),
        ('data-color="#777777" data-text-color="#888888"', "contrast of"),
        ('data-color="teal"', "teal is not a colour like #0b5d66"),
        ('data-color="red;}"', "is not a colour"),
    ],
)
def test_a_theme_that_cannot_be_read_is_refused(new_tab: NewTab, attributes: str, complaint: str) -> None:
    chat = new_tab().visit(attributes=attributes)
    assert chat.style(chat.launcher, "backgroundColor") == "rgb(11, 93, 102)"
    assert any(complaint in said for said in chat.complaints), chat.complaints


def test_colours_name_place_greeting_and_words_are_the_clinics_choice(new_tab: NewTab) -> None:
    attributes = 'data-color="#5a1e6e" data-name="Ava" data-position="left" data-greeting="Welcome to {clinic}." data-label="Help"'
    chat = new_tab().visit(attributes=attributes)
    assert chat.style(chat.launcher, "backgroundColor") == "rgb(90, 30, 110)"
    assert chat.box(chat.launcher)["x"] < 100
    expect(chat.launcher).to_have_accessible_name("Help")
    chat.open()
    expect(chat.panel.get_by_role("heading", name="Ava assistant")).to_be_visible()
    expect(chat.panel).to_contain_text("Welcome to HerSpace MedSpa.")
    assert chat.complaints == []


def test_another_languages_words_come_from_one_file(new_tab: NewTab) -> None:
    chat = new_tab().visit(attributes='data-strings="/es.json" data-lang="es" data-label="Preguntar"').open()
    expect(chat.panel.get_by_role("button", name="Enviar")).to_be_visible()
    assert chat.page.evaluate("document.querySelector('clinic-chat').shadowRoot.querySelector('.root').lang") == "es"


def test_two_scripts_on_a_page_make_one_chat(chat: Chat) -> None:
    chat.page.add_script_tag(url=f"{chat.assistant}/widget/widget.js")
    assert chat.page.locator("clinic-chat").count() == 1


def _gzipped(chat: Chat, url: str) -> int:
    answer = chat.page.request.get(url, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    length = int(answer.headers["content-length"])
    assert length > 0
    return length
