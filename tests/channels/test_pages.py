"""The pages and the widget's files over HTTP: what they say, their types, caching and security headers."""

from __future__ import annotations

import gzip
import html
import json
import re
import urllib.request

import pytest
from ruamel.yaml import YAML

from assistant.commands.environment import ROOT
from assistant.knowledge.guidance import Guidance
from assistant.replies.wording import Wording, guidance_values, response_of
from tests.channels.visitor import Answer, Visitor


def get(base: str, path: str, **headers: str) -> Answer:
    return Visitor(base).send("GET", base + path, **headers)


def faq_of(base: str) -> str:
    return get(base, "/faq").body.decode()


def test_every_fact_stands_on_the_page_word_for_word(public_server: str, guidance: Guidance) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", " ", faq_of(public_server).split("</script>", 1)[1]))
    wording, values = Wording(), guidance_values(guidance)
    for fact in guidance.facts:
        assert text.count(wording.say(response_of(fact.id), values, "web")) >= 1, fact.id


def test_every_fact_is_under_exactly_one_question(guidance: Guidance) -> None:
    sections = YAML(typ="safe").load(ROOT / "assistant" / "channels" / "pages" / "faq.yml")
    listed = [fact for section in sections for question in section["questions"] for fact in question["facts"]]
    assert sorted(listed) == sorted(fact.id for fact in guidance.facts)


def test_search_engines_get_the_same_questions_and_answers(public_server: str) -> None:
    page = faq_of(public_server)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    data = json.loads(found[1])
    assert (data["@context"], data["@type"]) == ("https://schema.org", "FAQPage")
    shown = re.findall(r"<h3 id=\"([a-z-]+)\">(.*?)</h3>(.*?)(?=<h3|</section)", page, re.S)
    assert len(shown) == len(data["mainEntity"]) > 10
    assert len({anchor for anchor, _, _ in shown}) == len(shown)
    for (_, question, answer), entity in zip(shown, data["mainEntity"], strict=True):
        assert entity["@type"] == "Question"
        assert entity["name"] == html.unescape(question)
        sentences = re.findall(r"<p>(.*?)</p>", answer, re.S)
        assert entity["acceptedAnswer"] == {"@type": "Answer", "text": html.unescape(" ".join(sentences))}


def test_pages_forbid_everything_but_their_own_files(public_server: str) -> None:
    answer = get(public_server, "/faq")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = answer.body.decode()
    assert not re.search(r"<style|style=|\son\w+=", page)
    assert {found for found in re.findall(r'(?:src|href)="([^"]*)"', page)} == {
        "/pages/icon.svg",
        "/pages/pages.css",
        "/widget/widget.js",
        "tel:911",
    }


def test_in_public_the_front_is_the_plain_page(public_server: str) -> None:
    with urllib.request.urlopen(f"{public_server}/") as response:
        assert response.url == f"{public_server}/faq"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/widget/widget.js", "text/javascript; charset=utf-8"),
        ("/widget/{version}/panel.js", "text/javascript; charset=utf-8"),
        ("/widget/{version}/panel.css", "text/css; charset=utf-8"),
        ("/widget/{version}/strings.json", "application/json; charset=utf-8"),
        ("/pages/pages.css", "text/css; charset=utf-8"),
        ("/pages/icon.svg", "image/svg+xml"),
        ("/faq", "text/html; charset=utf-8"),
    ],
)
def test_files_have_their_types_are_compressed_and_not_sent_twice(public_server: str, path: str, kind: str) -> None:
    path = path.format(version=_version(public_server))
    plain, small = get(public_server, path), get(public_server, path, Accept_Encoding="gzip")
    assert plain.headers["Content-Type"] == small.headers["Content-Type"] == kind
    assert gzip.decompress(small.body) == plain.body
    assert get(public_server, path, If_None_Match=plain.headers["ETag"]).status == 304


def test_files_of_a_version_are_kept_and_the_launcher_is_asked_for_again(public_server: str) -> None:
    version = _version(public_server)
    assert "immutable" in get(public_server, f"/widget/{version}/panel.js").headers["Cache-Control"]
    assert get(public_server, "/widget/older/panel.js").headers["Cache-Control"] == "no-cache"
    assert get(public_server, "/widget/widget.js").headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    "path",
    [
        "/widget/x/../../config.yml",
        "/widget/x/..%2f..%2fconfig.yml",
        "/widget/x/unknown.js",
        "/widget/x/widget.js",
        "/pages/faq.yml",
        "/pages/..%2fconfig.yml",
    ],
)
def test_nothing_else_is_served(public_server: str, path: str) -> None:
    assert get(public_server, path).status == 404


def test_the_launcher_knows_the_clinic_from_the_guidance(public_server: str, guidance: Guidance) -> None:
    launcher = get(public_server, "/widget/widget.js").body.decode()
    served = json.loads(re.search(r"const served = (\{.*?\});", launcher)[1])  # type: ignore[index]
    assert served["clinic"]["name"] == guidance.clinic.name
    assert served["clinic"]["emergency_number"] == guidance.clinic.emergency_number
    assert served["strings"]["emergency"] == f"In an emergency, call {guidance.clinic.emergency_number}."


def _version(base: str) -> str:
    launcher = get(base, "/widget/widget.js").body.decode()
    return re.search(r'"version": "(\w+)"', launcher)[1]  # type: ignore[index]
