"""Shows staff the call-back requests that wait, and marks them done."""

from __future__ import annotations

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import phonenumbers

from assistant.commands.environment import given
from assistant.knowledge.guidance_files import clinic_on_file
from assistant.storage.call_backs import CallBack, CallBacks
from assistant.storage.database import connect, migrate


def main() -> int:
    """DONE="12 14" marks those done first."""
    engine = connect()
    migrate(engine)
    call_backs = CallBacks(engine)
    missing = 0
    for number in given("DONE").replace(",", " ").split():
        if number.isdigit() and call_backs.mark_done(int(number)):
            print(f"Request {number} is done.")
        else:
            missing += 1
            print(f"No request {number} waits.", file=sys.stderr)
    waiting = call_backs.waiting()
    for request in waiting:
        print(_shown(request))
    print(f"{len(waiting)} {'request waits' if len(waiting) == 1 else 'requests wait'}." + _hint(waiting))
    return 1 if missing else 0


def _shown(request: CallBack) -> str:
    phone = phonenumbers.format_number(
        phonenumbers.parse(request.phone or ""), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return f"{request.id:>5}  {_local(request.requested_at)}  {request.name}  {phone}  {request.best_time}  ({request.channel})"


def _local(moment: datetime | None) -> str:
    clinic = clinic_on_file()
    zone = ZoneInfo((clinic.time_zone if clinic else "") or "UTC")
    return f"{moment.astimezone(zone):%a %d %b %H:%M}" if moment else ""


def _hint(waiting: list[CallBack]) -> str:
    return f" After a call: make requests DONE={waiting[0].id}" if waiting else ""


if __name__ == "__main__":
    sys.exit(main())
