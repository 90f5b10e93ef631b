"""A request reaches the clinic by each way once, whatever is down meanwhile."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from assistant.delivery.clinic import clinic_senders
from assistant.delivery.webhook import signature
from assistant.settings import Settings
from assistant.storage.alerts import alert_clinic
from assistant.storage.call_backs import CallBacks
from assistant.storage.models import OutboxRow
from assistant.storage.outbox import Outbox
from tests.delivery.conftest import SECRET
from tests.delivery.stand_ins import Hook, Mailbox

pytestmark = pytest.mark.slow


def request(records: Engine, sender: str = "someone") -> int:
    call_backs = CallBacks(records)
    call_backs.begin(sender, "web")
    call_backs.answer(sender, name="Zoë Quillfeather", phone="+12125550123", best_time="after 5 pm")
    return call_backs.request(sender).id


def given(settings: dict[str, str]) -> Settings:
    return Settings(**{name.lower(): value for name, value in settings.items()})


def deliver(records: Engine, settings: dict[str, str], rounds: int = 3) -> None:
    """Rounds of deliveries; pauses and leases are over between them."""
    for _ in range(rounds):
        with records.begin() as connection:
            connection.execute(update(OutboxRow).values(due_at=OutboxRow.created_at))
        Outbox(records).deliver_due(clinic_senders(records, given(settings)))


def test_a_request_comes_by_mail_and_webhook(
    records: Engine, settings: dict[str, str], mailbox: Mailbox, hook: Hook
) -> None:
    number = request(records)
    deliver(records, settings)
    (mail,) = mailbox.mails
    assert mail["To"] == "desk@clinic.example"
    assert mail["Subject"] == f"Call-back request {number}"
    words = mail.get_payload(decode=True).decode()
    for expected in ("Zoë Quillfeather", "+12125550123", "after 5 pm", f"make requests DONE={number}"):
        assert expected in words
    (notice,) = hook.data()
    assert notice["type"] == "call_back"
    assert (notice["data"]["number"], notice["data"]["phone"]) == (number, "+12125550123")
    assert Outbox(records).waiting() == 0


def test_the_webhook_can_check_who_sent_it(records: Engine, settings: dict[str, str], hook: Hook) -> None:
    request(records)
    deliver(records, settings)
    headers, body = hook.calls[0]
    expected = signature(SECRET, headers["webhook-id"], headers["webhook-timestamp"], body)
    assert headers["webhook-signature"] == expected
    assert signature("another secret", headers["webhook-id"], headers["webhook-timestamp"], body) != expected


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the Standard Webhooks specification's libraries."""
    body = b'{"test": 2432232314}'
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signed = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_way_that_is_down_is_tried_again_and_the_other_delivers_once(
    records: Engine, settings: dict[str, str], mailbox: Mailbox, hook: Hook
) -> None:
    request(records)
    mailbox.stop()
    hook.status = 503
    deliver(records, settings)
    assert hook.attempts >= 2
    assert (len(mailbox.mails), len(hook.calls), Outbox(records).waiting()) == (0, 0, 2)
    hook.status = 200
    deliver(records, settings)
    assert (len(mailbox.mails), len(hook.calls), Outbox(records).waiting()) == (0, 1, 1)
    mailbox.start()
    deliver(records, settings)
    assert (len(mailbox.mails), len(hook.calls), Outbox(records).waiting()) == (1, 1, 0)


def test_a_mail_that_is_refused_is_tried_again(records: Engine, settings: dict[str, str], mailbox: Mailbox) -> None:
    request(records)
    mailbox.answer = "451 try later"
    deliver(records, settings)
    assert Outbox(records).waiting() == 1
    mailbox.answer = "250 taken"
    deliver(records, settings)
    assert len(mailbox.mails) == 1


def test_every_attempt_at_a_notice_carries_the_same_id(
    records: Engine, settings: dict[str, str], mailbox: Mailbox, hook: Hook
) -> None:
    request(records)
    deliver(records, settings)
    with records.begin() as connection:  # as if the process had died before it noted the delivery
        rows = connection.execute(select(OutboxRow.id).where(OutboxRow.destination != "clinic")).scalars().all()
        payload = {"event": "call_back", "request": 1}
        connection.execute(update(OutboxRow).where(OutboxRow.id.in_(rows)).values(delivered_at=None, payload=payload))
    deliver(records, settings, rounds=1)
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    (one, _), (other, _) = hook.calls
    assert one["webhook-id"] == other["webhook-id"]


def test_names_and_numbers_follow_no_redirect(records: Engine, settings: dict[str, str], hook: Hook) -> None:
    request(records)
    hook.status = 302
    deliver(records, settings, rounds=1)
    assert hook.attempts == 1
    assert hook.calls == []


def test_a_request_deleted_before_it_went_out_is_not_sent(
    records: Engine, settings: dict[str, str], mailbox: Mailbox, hook: Hook
) -> None:
    request(records)
    mailbox.stop()
    deliver(records, {k: v for k, v in settings.items() if "WEBHOOK" not in k})
    CallBacks(records).forget("someone")
    mailbox.start()
    deliver(records, settings)
    assert (mailbox.mails, hook.calls) == ([], [])


def test_an_alert_names_the_requests_of_its_patient_and_no_words(
    records: Engine, settings: dict[str, str], mailbox: Mailbox, hook: Hook
) -> None:
    number = request(records)
    assert alert_clinic(records, "web", "someone", self_harm=False)
    assert not alert_clinic(records, "web", "someone", self_harm=False)
    assert alert_clinic(records, "sms", "another", self_harm=True, phone="+12125550199")
    deliver(records, settings)
    urgent = [mail.get_payload(decode=True).decode() for mail in mailbox.mails if "Urgent" in mail["Subject"]]
    assert len(urgent) == 2
    assert f"Their call-back requests: {number}" in urgent[0]
    assert "+12125550199" in urgent[1] and "Their call-back requests: none" in urgent[1]
    assert [call["data"]["self_harm"] for call in hook.data() if call["type"] == "urgent"] == [False, True]


def test_without_settings_requests_wait_for_staff_to_look(records: Engine) -> None:
    request(records)
    assert clinic_senders(records, given({})) == {}
    assert len(CallBacks(records).waiting()) == 1
