from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.opening import opening_values
from assistant.knowledge.store import Library
from assistant.replies.wording import Wording, guidance_values

HOURS = "Mon to Fri 9 am to 6 pm"


@pytest.mark.parametrize(
    ("hours", "moment", "words"),
    [
        (HOURS, datetime(2026, 11, 16, 12), "The clinic is open now: Mon to Fri 9 am to 6 pm."),
        (HOURS, datetime(2026, 11, 14, 12), "Someone will read it when the clinic opens, Monday at 9 am."),
        ("", datetime(2026, 11, 14, 12), "Someone at the clinic will read it during opening hours."),
    ],
)
def test_a_request_is_told_when_it_will_be_read(
    clinic_library: Library, hours: str, moment: datetime, words: str
) -> None:
    guidance = clinic_library.current()
    opening = opening_values(replace(guidance.clinic, hours=hours, time_zone=""), moment.replace(tzinfo=UTC))
    values = {**guidance_values(guidance), "number": "7", **opening}
    assert Wording().say("utter_call_back_requested", values) == f"Thank you. Your request has number 7. {words}"
