from __future__ import annotations

import pytest

from assistant.storage.masking import masked, masked_throughout, phone_in


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("call me at 212-555-0123 pls", "call me at [phone number] pls"),
        ("(555) 010-0199", "[phone number]"),
        ("+44 20 7946 0958 ok", "[phone number] ok"),
        ("2125550123", "[phone number]"),
        ("212.736.5000. call me", "[phone number]. call me"),
        ("1-800-555-0199", "[phone number]"),
        ("my mail is jane.doe+x@gmail.com thanks", "my mail is [e-mail address] thanks"),
        ("jane @ mail.example", "[e-mail address]"),
        ("a 212-555-0123 and b@c.example", "a [phone number] and [e-mail address]"),
        ("don’t call 212–555–0123…", "don't call [phone number]..."),
        ("call—212—555—0123", "call - [phone number]"),
        ("２１２　５５５　０１２３", "[phone number]"),
        ("212\u200b555\u200b0123", "[phone number]"),
        ("o’brien@y.example or 'ann＠y.example'", "[e-mail address] or '[e-mail address]'"),
    ],
)
def test_masks(text: str, kept: str) -> None:
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "wait 48 to 72 hours",
        "is it 3 to 5 sessions, or 1",
        "on 2026-11-23 at 10",
        "11/23/2026 and 12/1/2026",
        "2026-11-23T10:00:00+00:00",
        "SPF 50 every 2 hours",
        "@ home",
        "2026-11-27T06:36:36.123456+00:00",  # as a slot keeps a moment that was counted in hours
        "2026-11-27T06:36:41.000001-05:00",
        "it’s “fine” — after 24–48 hours",
        "on 2026–11–25",
        "",
    ],
)
def test_leaves_other_figures(text: str) -> None:
    assert masked(text) == text


def test_masks_every_text_of_a_json_value() -> None:
    data = {"a": ["212-736-5000", 3, None], "b": {"c": "x@y.example"}, "d": 1792800000.123456}
    assert masked_throughout(data) == {
        "a": ["[phone number]", 3, None],
        "b": {"c": "[e-mail address]"},
        "d": 1792800000.123456,
    }


def test_reads_a_number_with_its_words() -> None:
    assert phone_in("ring (212) 736-5000 now") == ("+12127365000", "(212) 736-5000")
    assert phone_in("ring 12345") is None


def test_masks_an_address_of_any_length_and_in_brackets() -> None:
    assert masked("x" * 20_000 + "@y.example") == "[e-mail address]"
    assert masked("write to (ann@y.example)") == "write to ([e-mail address])"
