"""When someone at the clinic will read a message, from its opening hours."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.knowledge.guidance import Clinic
from assistant.knowledge.opening_hours import OpeningHours, in_words


def opening_values(clinic: Clinic, now: datetime | None = None) -> dict[str, str]:
    """{"open_now": ...} while the clinic is open, {"next_opening": "Monday at 9 am"} while it is closed, {} if unknown."""
    now = now or datetime.now(UTC)
    hours = OpeningHours.read(clinic.hours, clinic.time_zone)
    if hours is None:
        return {}
    if hours.is_open(now):
        return {"open_now": clinic.hours}
    return {"next_opening": in_words(hours.next_opening(now), now)}
