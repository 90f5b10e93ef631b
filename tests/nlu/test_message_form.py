import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.message_form import form_of
from assistant.nlu.plain_text import LONGEST


@pytest.mark.parametrize(
    ("text", "form", "intent"),
    [
        ("", "nothing", "nlu_fallback"),
        ("   \n", "nothing", "nlu_fallback"),
        ("?!...", "nothing", "nlu_fallback"),
        ("👍👍", None, "react"),
        ("слишком красное лицо", None, "ask_language"),
        ("微针多少钱", None, "ask_language"),
        ("x" * (LONGEST + 1), "too_long", "nlu_fallback"),
        ("is it permanent 😀", None, None),
        ("cuánto cuesta", None, None),
        ("¿cuánto cuesta?", None, "ask_language"),
        ("/restart", None, "out_of_scope"),
        ("/session_start", None, "out_of_scope"),
        ("session_start", None, "out_of_scope"),
        ("/greet", None, None),
    ],
)
def test_names_messages_that_need_no_understanding(text: str, form: str | None, intent: str | None) -> None:
    assert form_of(text) == (form, intent)


@given(st.text())
def test_any_text_has_a_form(text: str) -> None:
    form_of(text)
