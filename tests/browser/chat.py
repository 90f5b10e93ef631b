"""The chat as a visitor sees it, in a real browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

# Notes what a screen reader would speak: text put into a live region that is not off, with its urgency.
LISTENER = """
() => {
  window.spoken = [];
  const root = document.querySelector("clinic-chat").shadowRoot;
  const usual = { log: "polite", status: "polite", alert: "assertive" };
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      const text = node.textContent.trim();
      const at = node.nodeType === 1 ? node : node.parentElement ?? change.target;
      const region = (at ?? change.target).closest("[aria-live], [role=log], [role=status], [role=alert]");
      if (!region || !text || region.closest("[hidden]")) continue;
      const how = region.getAttribute("aria-live") ?? usual[region.getAttribute("role")];
      if (how !== "off") window.spoken.push([how, text]);
    }
  }).observe(root, { childList: true, subtree: true, characterData: true });
}
"""


class Chat:
    """A tab with the clinic's page open. Everything the browser complains about is in `complaints`."""

    def __init__(self, page: Page, site: str, assistant: str) -> None:
        self.page, self.site, self.assistant = page, site, assistant
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))

    def visit(self, path: str = "/first", **query: str) -> Chat:
        self.page.goto(f"{self.site}{path}?{urlencode(query)}")
        expect(self.launcher).to_be_visible()
        return self

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.panel).to_be_visible()
        self.panel.evaluate("(panel) => Promise.all(panel.getAnimations().map((animation) => animation.finished))")
        return self

    def listen(self) -> None:
        self.page.evaluate(LISTENER)

    def spoken(self) -> list[tuple[str, str]]:
        return [(how, text) for how, text in self.page.evaluate("window.spoken")]

    def say(self, text: str) -> None:
        """Type and send; wait for the reply."""
        before = self.replies.count()
        self.input.fill(text)
        self.send.click()
        self.await_reply(before)

    def await_reply(self, before: int = 0) -> None:
        expect(self.replies.nth(before)).to_be_visible(timeout=15_000)

    @property
    def launcher(self) -> Locator:
        return self.page.locator("clinic-chat .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.locator("clinic-chat #panel")

    @property
    def input(self) -> Locator:
        return self.page.get_by_label("Your question")

    @property
    def send(self) -> Locator:
        return self.panel.get_by_role("button", name="Send", exact=True)

    @property
    def log(self) -> Locator:
        return self.panel.get_by_role("log")

    @property
    def replies(self) -> Locator:
        return self.log.locator(".bubble.assistant")

    @property
    def error(self) -> Locator:
        return self.panel.locator(".error")

    @property
    def status(self) -> Locator:
        return self.panel.get_by_role("status")

    @property
    def focused(self) -> str:
        """What has the focus: an id, class or tag inside the chat or on the page."""
        focused: str = self.page.evaluate(
            """() => { const outer = document.activeElement;
                 const at = outer?.shadowRoot?.activeElement ?? outer; return at.id || at.className || at.tagName; }"""
        )
        return focused

    def style(self, locator: Locator, name: str) -> str:
        value: str = locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)
        return value

    def box(self, locator: Locator) -> dict[str, Any]:
        box = locator.bounding_box()
        assert box
        return dict(box)
