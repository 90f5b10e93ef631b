"""What the NLU makes of the guidance: made anew, beside the messages, soon after another version was published."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
import time
import weakref
from collections.abc import Callable

import yaml
from sqlalchemy.exc import SQLAlchemyError

from assistant.knowledge.guidance_files import TreatmentFile, read_folder
from assistant.knowledge.store import Library, NoGuidance
from assistant.storage.database import connect

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.3


class OfGuidance[T]:
    """`current` is what `make` makes of a published file. No message waits for it, nor for a database."""

    def __init__(self, name: str, make: Callable[[str], T]) -> None:
        """Where nothing is published, as in training for a container, the file is that of the folder guidance/."""
        self._name, self._make = name, make
        try:
            files = _library().files()
        except (NoGuidance, SQLAlchemyError):
            files = read_folder()
        self._text = files[name]
        self.current = make(self._text)
        threading.Thread(target=_follow, args=(weakref.ref(self),), daemon=True).start()

    def look(self) -> None:
        """Take another version that has become current; one that cannot be read leaves the one before in use."""
        with contextlib.suppress(NoGuidance, SQLAlchemyError):  # whoever answers a message will say so
            text = _library().files()[self._name]
            if text != self._text:
                self._text = text
                try:
                    self.current = self._make(text)
                except ValueError as error:
                    logger.error("guidance not read: error=%s", type(error).__name__)


def _follow[T](reference: weakref.ref[OfGuidance[T]]) -> None:
    """As long as somebody uses it."""
    while True:
        time.sleep(LOOK_SECONDS)
        following = reference()
        if following is None:
            return
        following.look()
        del following


@functools.lru_cache(maxsize=1)
def _library() -> Library:
    return Library(connect())


def treatment(text: str) -> TreatmentFile:
    return TreatmentFile.parse_obj(yaml.load(text, yaml.CSafeLoader))
