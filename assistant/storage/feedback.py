"""Whether replies helped, counted by fact: no words, no person, no time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from assistant.storage.models import FeedbackRow


@dataclass(frozen=True)
class Count:
    """How many visitors a fact helped, and how many not."""

    fact_id: str
    helpful: int
    not_helpful: int


class Feedback:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, fact_ids: Iterable[str], helpful: bool) -> None:
        """Count one visitor's opinion of a reply for each of its facts."""
        for fact_id in dict.fromkeys(fact_ids):
            if not self._add(fact_id, helpful):
                self._begin(fact_id)
                self._add(fact_id, helpful)

    def counts(self) -> list[Count]:
        """Every fact that was judged, the least helpful first."""
        counted = select(FeedbackRow.fact_id, FeedbackRow.helpful, FeedbackRow.not_helpful).order_by(
            FeedbackRow.not_helpful.desc(), FeedbackRow.fact_id
        )
        with self._engine.connect() as connection:
            return [Count(*row) for row in connection.execute(counted)]

    def _add(self, fact_id: str, helpful: bool) -> bool:
        column = FeedbackRow.helpful if helpful else FeedbackRow.not_helpful
        with self._engine.begin() as connection:
            one_more = update(FeedbackRow).where(FeedbackRow.fact_id == fact_id).values({column: column + 1})
            return bool(connection.execute(one_more).rowcount)

    def _begin(self, fact_id: str) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(FeedbackRow).values(fact_id=fact_id, helpful=0, not_helpful=0))
        except IntegrityError:
            pass  # another process was quicker
