from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from assistant.dates.moment import Moment
from assistant.storage.masking import masked_throughout

ZONE = ZoneInfo("America/New_York")
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(TIMES, st.booleans())
def test_a_moment_that_is_kept_can_be_read_again(start: datetime, here: bool) -> None:
    start = start.astimezone(ZONE) if here else start
    moment = Moment(start, start + timedelta(hours=6), ZONE)
    assert Moment.from_json(masked_throughout(moment.as_json()), ZONE) == moment
