"""The one gate that guidance goes through before it is published: what is refused here never becomes current.

To check one thing more, add a function to CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.knowledge.guidance_files import (
    CLINIC_FILE,
    TREATMENT_FILE,
    GuidanceError,
    GuidanceFiles,
    check_guidance,
    parse_guidance,
)
from assistant.nlu.red_flags.rules import RedFlagRules
from assistant.replies.wording import Wording
from assistant.replies.wording_checks import wording_problems

RED_FLAGS_FILE = "red_flags.yml"


def problems(files: Mapping[str, str]) -> list[str]:
    """What is wrong with texts by file name: "file, line N: reason", and what to do where that is not plain."""
    try:
        guidance = check_guidance(files)
    except GuidanceError as error:
        return error.problems
    return [problem for check in CHECKS for problem in check(files, guidance)]


def _reads_alike(files: Mapping[str, str], guidance: GuidanceFiles) -> Iterator[str]:
    """The assistant reads with a quick reader of older YAML, which takes `on` for true and 9:00 for a number."""
    try:
        if parse_guidance(files[TREATMENT_FILE], files[CLINIC_FILE]) == guidance:
            return
    except ValueError:
        pass
    yield f"{TREATMENT_FILE} or {CLINIC_FILE}: a word such as on, off, yes, no or 9:00 may be misread; put it in quotes"


def _says_every_fact(_files: Mapping[str, str], guidance: GuidanceFiles) -> Iterator[str]:
    return wording_problems(guidance, Wording())


def _sees_danger(files: Mapping[str, str], _guidance: GuidanceFiles) -> Iterator[str]:
    if RED_FLAGS_FILE not in files:
        yield f"{RED_FLAGS_FILE}: the file is missing"
        return
    try:
        RedFlagRules.read(files[RED_FLAGS_FILE])
    except ValueError as error:
        yield f"{RED_FLAGS_FILE}: {error}"


CHECKS: tuple[Callable[[Mapping[str, str], GuidanceFiles], Iterable[str]], ...] = (
    _reads_alike,
    _says_every_fact,
    _sees_danger,
)
