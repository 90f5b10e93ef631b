from __future__ import annotations

from sqlalchemy.engine import Engine

from assistant.storage.feedback import Count, Feedback


def test_opinions_are_counted_by_fact_the_least_helpful_first(records: Engine) -> None:
    feedback = Feedback(records)
    feedback.count(["aftercare.sun", "aftercare.makeup"], helpful=True)
    feedback.count(["aftercare.sun"], helpful=False)
    feedback.count(["aftercare.sun"], helpful=True)
    assert feedback.counts() == [Count("aftercare.sun", 2, 1), Count("aftercare.makeup", 1, 0)]


def test_a_fact_that_a_reply_names_twice_counts_once(records: Engine) -> None:
    feedback = Feedback(records)
    feedback.count(["booking", "booking"], helpful=True)
    assert feedback.counts() == [Count("booking", 1, 0)]
