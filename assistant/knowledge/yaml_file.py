"""One file of the guidance as YAML, with the line of everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydantic
import yaml

from assistant.knowledge.entries import Strict


class YamlFile:
    """`problems` are those found so far, each with file, line and remedy.

    In a `profile` of short values no comment may stand behind one: a # there is most likely a part of it.
    """

    def __init__(self, name: str, text: str, profile: bool = False) -> None:
        self.name, self._is_profile, self.problems = name, profile, list[str]()
        self.node: yaml.Node | None = None
        try:
            self.node = yaml.compose(text, Loader=yaml.CSafeLoader)
            self.problems += self._stood_twice(self.node)
            self.problems += self._eaten(text.splitlines(), self.node)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            hint = "; put a value with a colon into quotes" if "mapping values" in str(error.problem) else ""
            self.problems.append(f"{name}, line {line}: not valid YAML: {error.problem}{hint}")
        except yaml.YAMLError as error:  # control characters
            self.problems.append(f"{name}, line 1: not valid YAML: {str(error).splitlines()[0]}")
        if self.node is not None and not isinstance(self.node, yaml.MappingNode):
            self.problems.append(f"{name}, line 1: expected `name: value` lines")

    def checked(self, schema: type[Strict]) -> Any:
        """The content, or None where there are problems."""
        if self.problems or self.node is None:
            self.problems = self.problems or [f"{self.name}, line 1: expected `name: value` lines"]
            return None
        try:
            loader = yaml.CSafeLoader("")
            return schema.parse_obj(loader.construct_document(self.node))
        except pydantic.ValidationError as error:
            self.problems += [self._told(issue) for issue in error.errors()]
        except (yaml.YAMLError, ValueError) as error:  # an impossible date
            self.problems.append(f"{self.name}, line 1: not valid YAML: {str(error).splitlines()[0]}")
        return None

    def at(self, *location: str | int) -> str:
        """ "file, line N" of the deepest part of `location` that the file holds."""
        line, node = 1, self.node
        for part in location:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            else:
                break
        return f"{self.name}, line {line}"

    def _told(self, issue: Any) -> str:
        location = [part for part in issue["loc"] if part != "__root__"]
        return f"{self.at(*location)}: {'.'.join(str(part) for part in location)}: {issue['msg']}"

    def _stood_twice(self, node: yaml.Node | None) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                if key.value in seen:
                    yield f"{self.name}, line {key.start_mark.line + 1}: {key.value!r} stands twice; keep one"
                seen.add(key.value)
                yield from self._stood_twice(value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._stood_twice(each)

    def _eaten(self, lines: list[str], node: yaml.Node | None) -> Iterator[str]:
        """Values that YAML takes for something else: a # after a space for a comment, and 12:30 for a number."""
        if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                yield from self._eaten(lines, value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                yield from self._eaten(lines, each)
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            at = f"{self.name}, line {node.end_mark.line + 1}"
            rest = lines[node.end_mark.line][node.end_mark.column :] if node.end_mark.line < len(lines) else ""
            of_clinic = self._is_profile and node.value
            if re.match(r"\s+#\S", rest) or (of_clinic and re.match(r"\s+#", rest)):
                reason = f"YAML leaves out what follows the # behind {node.value!r}"
                yield f"{at}: {reason}; put the whole value into quotes"
            elif of_clinic and not node.tag.endswith(":str"):
                yield f"{at}: YAML does not read {node.value!r} as text; put it in quotes"
