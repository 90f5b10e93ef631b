"""What patients asked and the guidance did not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Engine

from assistant.storage.masking import masked
from assistant.storage.models import GapRow

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Gap:
    """How often a topic was asked about, by stage and channel, and in which words, newest first."""

    topic: str
    stage: str | None
    channel: str
    count: int
    texts: tuple[str, ...]


class Gaps:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, topic: str, stage: str | None, channel: str, sender: str, text: str) -> None:
        row = insert(GapRow).values(
            topic=topic,
            stage=stage,
            channel=channel,
            asked_at=datetime.now(UTC),
            sender=sender,
            text=masked(text)[:LONGEST_TEXT],
        )
        with self._engine.begin() as connection:
            connection.execute(row)

    def most_asked(self) -> list[Gap]:
        """Most asked first."""
        count = func.count()
        groups = select(GapRow.topic, GapRow.stage, GapRow.channel, count.label("count"))
        groups = groups.group_by(GapRow.topic, GapRow.stage, GapRow.channel)
        texts: dict[tuple[str, str | None, str], dict[str, None]] = {}
        with self._engine.connect() as connection:
            rows = connection.execute(groups.order_by(count.desc(), GapRow.topic, GapRow.stage, GapRow.channel)).all()
            words = select(GapRow.topic, GapRow.stage, GapRow.channel, GapRow.text).where(GapRow.text.is_not(None))
            for topic, stage, channel, text in connection.execute(words.order_by(GapRow.id.desc())):
                texts.setdefault((topic, stage, channel), {})[text] = None
        return [
            Gap(topic, stage, channel, asked, tuple(texts.get((topic, stage, channel), ())))
            for topic, stage, channel, asked in rows
        ]

    def of(self, sender: str) -> int:
        """How many texts of one patient are kept."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).where(GapRow.sender == sender)).scalar_one())

    def forget(self, sender: str) -> int:
        """Wipe the words of one patient; how many. The counts stay."""
        return self._wipe(GapRow.sender == sender)

    def forget_before(self, moment: datetime) -> int:
        """Wipe words older than `moment`; how many. The counts stay."""
        return self._wipe((GapRow.asked_at < moment) & GapRow.text.is_not(None))

    def _wipe(self, which: object) -> int:
        with self._engine.begin() as connection:
            return int(connection.execute(update(GapRow).where(which).values(sender=None, text=None)).rowcount)
