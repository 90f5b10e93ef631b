"""Pages beside the chat: the widget's files, the guidance as a plain page, and a demo page in development."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import pathlib
import re
from collections.abc import Iterable
from typing import Any

import jinja2
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic
from sanic.response import HTTPResponse, raw, redirect, text

from assistant.channels.answering import Handler
from assistant.channels.pages.faq import CHANNEL, Answered, all_answers, sections
from assistant.knowledge.guidance import Asked, Guidance
from assistant.knowledge.store import Library
from assistant.replies.wording import Wording, guidance_values, words_of
from assistant.settings import settings
from assistant.storage.database import connect

ROOT = pathlib.Path(__file__).parents[3]
WIDGET, PAGES = ROOT / "widget", pathlib.Path(__file__).parent
LAUNCHER = "widget.js"

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}
_SHORT, _LONG = "public, max-age=300", "public, max-age=31536000, immutable"
# The page's own files only; no inline script or style.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# What the launcher says itself, before the panel is there
_LAUNCHER_STRINGS = ("launcher", "unreachable", "call", "call_without_phone", "emergency")


class PagesInput(InputChannel):
    """Loaded by Rasa through credentials.yml like a channel, as that is how Rasa takes routes; receives no messages."""

    def __init__(self) -> None:
        self._library = Library(connect())
        self._wording = Wording()
        self._templates = jinja2.Environment(loader=jinja2.FileSystemLoader(PAGES), autoescape=True)
        self._widget = {path.name: path.read_bytes() for path in sorted(WIDGET.iterdir()) if path.suffix in _TYPES}
        self.version = hashlib.sha256(b"\0".join(self._widget.values())).hexdigest()[:12]

    @classmethod
    def name(cls) -> str:
        return "pages"

    def url_prefix(self) -> str:
        return "/"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        pages = _FrontPage("pages", self)

        @pages.route("/faq", methods=["GET"])
        async def faq(request: Request) -> HTTPResponse:
            return _page(request, self.faq(self._library.current()))

        @pages.route("/pages/<name>", methods=["GET"])
        async def page_file(request: Request, name: str) -> HTTPResponse:
            if name not in ("pages.css", "icon.svg"):
                return text("not found", status=404)
            return _file(request, name, (PAGES / name).read_bytes(), _SHORT)

        @pages.route(f"/widget/{LAUNCHER}", methods=["GET"])
        async def launcher(request: Request) -> HTTPResponse:
            return _file(request, LAUNCHER, self.launcher(self._library.current()), _SHORT)

        @pages.route("/widget/<version>/<name>", methods=["GET"])
        async def widget_file(request: Request, version: str, name: str) -> HTTPResponse:
            if name not in self._widget or name == LAUNCHER:
                return text("not found", status=404)
            # a page that was opened before an update asks for the old version: it gets the new one, not kept
            return _file(request, name, self._widget[name], _LONG if version == self.version else "no-cache")

        return pages

    def front(self, request: Request) -> HTTPResponse:
        """What stands at /: a demo page in development, else the plain page."""
        if not settings().is_development:
            return redirect("/faq")
        return _page(request, self.demo(self._library.current()))

    def launcher(self, guidance: Guidance) -> bytes:
        """widget.js with the version of the other files, the clinic's profile and its own words in it."""
        clinic = vars(guidance.clinic)
        values = {**clinic, "clinic": guidance.clinic.name}
        strings = json.loads(self._widget["strings.json"])
        said = {name: re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], ""), strings[name]) for name in _LAUNCHER_STRINGS}
        without_phone = said.pop("call_without_phone")
        if not guidance.clinic.phone:
            said["call"] = without_phone
        shown = ("name", "phone", "booking_link", "emergency_number", "crisis_number")
        served = {"version": self.version, "clinic": {name: clinic[name] for name in shown}, "strings": said}
        return self._widget[LAUNCHER].replace(b'"__SERVED__"', json.dumps(served).encode(), 1)

    def faq(self, guidance: Guidance) -> str:
        """The guidance as a page."""
        those = sections(guidance, self._wording)
        return self._templates.get_template("faq.html").render(
            sections=those,
            clinic=guidance.clinic,
            treatments=guidance_values(guidance)["treatments"],
            documents=list(dict.fromkeys(treatment.document for treatment in guidance.treatments)),
            contact=self._contact(guidance),
            json_ld=_json_ld(all_answers(those)),
        )

    def demo(self, guidance: Guidance) -> str:
        """A clinic's page with the widget on it."""
        said = guidance.answer(Asked("definition", guidance.treatments[0].id)).facts
        return self._templates.get_template("demo.html").render(
            clinic=guidance.clinic,
            treatments=guidance_values(guidance)["treatments"],
            what_is=" ".join(words_of(fact, guidance, CHANNEL) for fact in said),
        )

    def _contact(self, guidance: Guidance) -> str:
        contact = self._say("utter_contact", guidance)
        return contact[0].lower() + contact[1:]

    def _say(self, response: str, guidance: Guidance) -> str:
        return self._wording.say(response, guidance_values(guidance), CHANNEL)


class _FrontPage(Blueprint):
    """Takes the path / from Rasa, which tells its version there."""

    def __init__(self, name: str, pages: PagesInput) -> None:
        super().__init__(name)
        # Sanic lets a blueprint have slots only
        self.ctx.pages = pages

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        def front(request: Request) -> HTTPResponse | None:
            return self.ctx.pages.front(request) if request.path == "/" and request.method == "GET" else None

        app.register_middleware(front, "request")
        super().register(app, options)  # type: ignore[no-untyped-call]


def _json_ld(questions: Iterable[Answered]) -> dict[str, Any]:
    """https://schema.org/FAQPage"""
    entities = [
        {
            "@type": "Question",
            "name": answered.question,
            "acceptedAnswer": {"@type": "Answer", "text": " ".join(answered.sentences)},
        }
        for answered in questions
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities}


def _page(request: Request, html: str) -> HTTPResponse:
    response = _file(request, "page.html", html.encode(), "no-cache")
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _file(request: Request, name: str, content: bytes, caching: str) -> HTTPResponse:
    """The content with its type, compressed where the browser takes that, or 304 where it has it."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"Cache-Control": caching, "ETag": etag, "Vary": "Accept-Encoding, Origin", "X-Content-Type-Options": "nosniff"}  # fmt: skip
    if request.headers.get("if-none-match") == etag:
        return raw(b"", status=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = _compressed(content), "gzip"
    return raw(content, content_type=_TYPES[pathlib.PurePath(name).suffix], headers=headers)


@functools.lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)
