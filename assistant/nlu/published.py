"""What the NLU makes of the guidance: made anew, beside the messages, soon after another version was published."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
import time
import weakref
from collections.abc import Callable, Mapping

from sqlalchemy.exc import SQLAlchemyError

from assistant.knowledge.guidance_files import read_folder
from assistant.knowledge.store import Library, NoGuidance
from assistant.storage.database import connect

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.3


class OfGuidance[T]:
    """`current` is what `make` makes of the published files, by name. No message waits for it, nor for a database."""

    def __init__(self, make: Callable[[Mapping[str, str]], T], file: str | None = None) -> None:
        """Where nothing is published, as in training for a container, the files are those of the folder guidance/.

        With `file`, nothing is made anew as long as that one stays what it is.
        """
        self._make, self._file = make, file
        try:
            self._files: Mapping[str, str] = _library().files()
        except (NoGuidance, SQLAlchemyError):
            self._files = read_folder()
        self.current = make(self._files)
        threading.Thread(target=_follow, args=(weakref.ref(self),), daemon=True).start()

    def look(self) -> None:
        """Take another version that has become current; one that cannot be read leaves the one before in use."""
        with contextlib.suppress(NoGuidance, SQLAlchemyError):  # whoever answers a message will say so
            files = _library().files()
            if files is not self._files:
                is_the_same = self._file is not None and files.get(self._file) == self._files.get(self._file)
                self._files = files
                if is_the_same:
                    return
                try:
                    self.current = self._make(files)
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
