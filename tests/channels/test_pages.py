"""The pages and the widget's files over HTTP: what they say, their types, caching and security headers."""

from __future__ import annotations

import gzip
import html
import json
import re
import urllib.request

import pytest

from assistant.channels.pages.faq import all_answers, sections
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import guidance_of, read_folder
from assistant.replies.wording import Wording, words_of
from tests.channels.visitor import Answer, Visitor


def get(base: str, path: str, **headers: str) -> Answer:
    return Visitor(base).send("GET", base + path, **headers)


def faq_of(base: str) -> str:
    return get(base, "/faq").body.decode()


def test_every_fact_stands_on_the_page_word_for_word(public_server: str, guidance: Guidance) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", " ", faq_of(public_server).split("</script>", 1)[1]))
    for fact in guidance.facts:
        assert text.count(words_of(fact, guidance, "web")) >= 1, fact.id


def test_every_fact_is_under_exactly_one_question(guidance: Guidance) -> None:
    said = [sentence for answered in all_answers(sections(guidance, Wording())) for sentence in answered.sentences]
    assert sorted(said) == sorted(words_of(fact, guidance, "web") for fact in guidance.facts)
    assert len(set(said)) == len(said)


def test_a_question_stands_once_with_all_that_answers_it(guidance: Guidance) -> None:
    asked = list(all_answers(sections(guidance, Wording())))
    assert len({answered.question for answered in asked}) == len({answered.id for answered in asked}) == len(asked)
    (retinoids,) = [each for each in asked if any("topical retinoids" in sentence for sentence in each.sentences)]
    assert any("topical antibiotics" in sentence for sentence in retinoids.sentences), "both give the same question"


def test_a_fact_stands_with_the_others_of_its_side_of_a_treatment(guidance: Guidance) -> None:
    sides = {section.heading: section.questions for section in sections(guidance, Wording())}
    assert list(sides) == ["About the treatment", "How long it lasts", "Before your treatment", "After your treatment"]
    assert "When can I wear makeup again?" in [answered.question for answered in sides["After your treatment"]]
    assert "Which medicines and creams matter before a treatment?" in [
        answered.question for answered in sides["Before your treatment"]
    ]


SECOND_TREATMENT = """\
treatment: {id: peel, name: chemical peels}
document: Our peels
reviewed_by: HerSpace MedSpa
reviewed_on: 2026-11-23
review_by: 2027-11-23
facts:
  - id: peel.is
    section: Peels
    aspects: [definition]
    words: {en: {say: A peel takes off the top of the skin.}}
  - id: peel.pain
    section: Peels
    aspects: [pain]
    words: {en: {say: It stings for a while.}}
"""


def test_two_treatments_have_sections_questions_and_addresses_of_their_own() -> None:
    both = guidance_of({**read_folder(), "peel.yml": SECOND_TREATMENT})
    those = sections(both, Wording())
    (about,) = [section for section in those if section.heading == "Chemical peels: About the treatment"]
    assert [(each.question, each.sentences) for each in about.questions] == [
        ("What is chemical peels?", ["A peel takes off the top of the skin."])
    ]
    assert "Microneedling: About the treatment" in [section.heading for section in those]
    asked = list(all_answers(those))
    assert len({answered.id for answered in asked}) == len(asked)
    assert [each.id for each in asked if "peel" in each.sentences[0]] == ["peel-what-is-chemical-peels"]
    said = [sentence for answered in asked for sentence in answered.sentences]
    assert sorted(said) == sorted(words_of(fact, both, "web") for fact in both.facts)


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
