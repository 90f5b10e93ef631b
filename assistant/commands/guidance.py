"""`make guidance` and its kin: publish the guidance's files as a new version, write them back, undo, list the versions."""

from __future__ import annotations

import argparse
import getpass
import pathlib
import sys
from collections.abc import Mapping, Sequence

from sqlalchemy.engine import Engine

from assistant.commands.environment import ROOT
from assistant.knowledge.gate import problems
from assistant.knowledge.guidance_files import FOLDER, GuidanceError, read_folder
from assistant.knowledge.store import NoGuidance, Version, before, current, digest, publish, texts, undo, versions
from assistant.storage.database import connect, migrate

BASE = ROOT / "var" / "guidance.base"  # the digest of the version that the folder was last the same as
UNPUBLISHED = ".unpublished"  # after the name of a file that an export would have overwritten


class Refused(Exception):
    """Why nothing was published, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _arguments(arguments)
    engine = connect()
    migrate(engine)
    try:
        if asked.command == "export":
            print(f"Wrote version {write_folder(engine).number} into {FOLDER.name}/.")
        elif asked.command == "undo":
            print(
                f"Published version {undo_last(engine, asked.author, asked.approver).number}: the one before is back."
            )
        elif asked.command == "versions":
            print(*(_line(version) for version in versions(engine)), sep="\n")
        else:
            print(publish_files(engine, asked.file, asked.author, asked.reason, asked.approver, asked.force))
    except (Refused, GuidanceError, NoGuidance) as error:
        print(f"Nothing was changed.\n{error}", file=sys.stderr)
        return 1
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.commands.guidance", description=__doc__)
    parser.add_argument("command", choices=("publish", "export", "undo", "versions"))
    parser.add_argument("--file", help="one file, to be published in the place of the current one of its name")
    for name in ("author", "reason", "approver", "force"):
        parser.add_argument(f"--{name}", default="")
    return parser.parse_args(arguments)


def publish_files(
    engine: Engine, file: str | None = None, author: str = "", reason: str = "", approver: str = "", force: object = ""
) -> str:
    """Publish the folder, or one file; what to tell. Raises Refused, or GuidanceError with what the gate refused."""
    if file:
        files = _with(engine, pathlib.Path(file))
    else:
        files = read_folder(FOLDER)
        if not force:
            _check_base(engine, files)
    if _is_current(engine, files):
        told = f"The guidance is current: version {current(engine).number}."
    else:
        _check(files)
        reason = reason or f"{file or f'{FOLDER.name}/'} changed"
        told = f"Published version {publish(engine, files, author or _user(), reason, approver).number}."
    _note_base(engine)
    return told


def write_folder(engine: Engine) -> Version:
    """Make the folder the same as the current version, byte for byte; what was never published is kept aside."""
    version = current(engine)
    files = texts(engine, version)
    in_folder = {path.name: path.read_bytes() for path in FOLDER.glob("*.yml")}
    known = {text.encode() for each in versions(engine) for text in texts(engine, each).values()}
    for name, content in in_folder.items():
        if content not in known:
            (FOLDER / name).rename(FOLDER / f"{name}{UNPUBLISHED}")
            print(f"{name} was never published as it was: it is kept as {name}{UNPUBLISHED}.")
        elif name not in files:
            (FOLDER / name).unlink()
    for name, text in files.items():
        (FOLDER / name).write_bytes(text.encode())
    _note_base(engine)
    return version


def undo_last(engine: Engine, author: str = "", approver: str = "") -> Version:
    """Raises NoGuidance, or GuidanceError where the gate refuses what was published before."""
    _check(texts(engine, before(engine)))
    return undo(engine, author or _user(), approver)


def _with(engine: Engine, file: pathlib.Path) -> dict[str, str]:
    """The current files, with this one among them: a new name is a treatment's."""
    files = texts(engine, current(engine))
    if file.suffix != ".yml":
        raise Refused(f"FILE has to be a file of the guidance, such as {', '.join(sorted(files))}; not {file.name}")
    try:
        return {**files, file.name: file.read_bytes().decode("utf-8")}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} cannot be read as text: {error}") from error


def _check(files: Mapping[str, str]) -> None:
    found = problems(files)
    if found:
        raise GuidanceError(found)


def _check_base(engine: Engine, files: Mapping[str, str]) -> None:
    """That nothing was published since the folder was the same as a version."""
    published = versions(engine)
    numbers = {version.digest: version.number for version in reversed(published)}
    noted = BASE.read_text().strip() if BASE.exists() else ""
    base = numbers.get(digest(files), numbers.get(noted))
    if base and base != published[0].number:
        raise Refused(
            f"{FOLDER.name}/ is as it was at version {base}, or was changed from there, and since then was published:\n"
            f"  {_line(published[0])}\n"
            "`make guidance-export` brings the folder up to date (what was never published is kept beside it);\n"
            "`make guidance FORCE=1` publishes the folder as it is, and takes back what was published since."
        )


def _is_current(engine: Engine, files: Mapping[str, str]) -> bool:
    return any(version.digest == digest(files) for version in versions(engine)[:1])


def _note_base(engine: Engine) -> None:
    """Where the folder is now the same as the current version."""
    try:
        files = read_folder(FOLDER)
        if _is_current(engine, files):
            BASE.parent.mkdir(exist_ok=True)
            BASE.write_text(digest(files))
    except (OSError, GuidanceError):  # a folder that can't be written, as in a container, is not edited either
        pass


def _line(version: Version) -> str:
    approved = f", approved by {version.approver}" if version.approver else ""
    return (
        f"{version.number:4}  {version.published_at:%Y-%m-%d %H:%M} UTC  {version.author}{approved}: {version.reason}"
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in a container
        return "unknown"


if __name__ == "__main__":
    sys.exit(main())
