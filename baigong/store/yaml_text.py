"""YAML to plain data and back: loaded safely within bounds, every key with its line; written the same every time."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from baigong.errors import (
    BadColonError,
    ControlCharacterError,
    KeyNotTextError,
    NotUtf8Error,
    NotYamlError,
    RepeatedKeyError,
    TabIndentError,
    TooDeepError,
    TooManyItemsError,
    VastFileError,
    YamlAliasError,
    YamlTagError,
)
from baigong.store.memory import bounded_memory

MAX_DEPTH = 32
MAX_NODES = 300_000
"""The most keys and values of a file: several objects are made of each. Ten thousand tasks have fewer."""
MAX_NUMBER = 64
"""The longest text read as a number: 1:59:59… of a million places is one to YAML, and takes hours to work out."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# The library's messages, each by its telling part.
_COMPLAINTS = (
    ("mapping values are not allowed", "同一行有多余的冒号"),
    ("could not find expected ':'", "缺少冒号"),
    ("did not find expected key", "缩进与上文对不上"),
    ("did not find expected '-' indicator", "列表的缩进与上文对不上"),
    ("did not find expected ',' or", "方括号或花括号没有写完"),
    ("did not find expected node content", "方括号或花括号没有写完，或少了内容"),
    ("found unexpected end of stream", "引号没有写完"),
    ("found character that cannot start any token", "有不能用在行首的符号"),
    ("undefined alias", "用了没有定义的引用"),
    ("expected a single document", "一个文件里有多份内容"),
)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Loaded:
    """Plain data (dict, list, str, int, float, bool, None, date) and the line of each of its keys, from 1."""

    data: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int | None:
        """Give the line of `path`, or of the nearest thing above it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def load_yaml(path: Path, content: bytes) -> Loaded:
    """Read one YAML document.

    Raises:
        DataError: with file and line: not UTF-8, not YAML, a tab, a key given twice, a tag, nested or
            expanded beyond the bounds.
    """
    try:
        with bounded_memory():
            return _load(path, content)
    except MemoryError:
        raise VastFileError(path) from None


def _load(path: Path, content: bytes) -> Loaded:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotUtf8Error(path, line) from None
    _refuse_odd_characters(path, text)
    _refuse_tabs(path, text)
    try:
        _refuse_depth(path, text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _refuse_colons(path, text.splitlines())
        line = _line(error.problem_mark or error.context_mark)
        problem = f"{error.context} {error.problem}"
        fault = next((chinese for english, chinese in _COMPLAINTS if english in problem), "写法不完整")
        raise NotYamlError(path, line, fault) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise NotYamlError(path, 1) from None
    return _Builder(path, text).build(node)


def nodes_of(text: str) -> Any:
    """Give the root node of a text that was read before, with the place of everything in it."""
    return yaml.compose(text, Loader=_Loader)


def _refuse_odd_characters(path: Path, text: str) -> None:
    odd = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise ControlCharacterError(path, line, odd[0])


def _refuse_tabs(path: Path, text: str) -> None:
    tab = re.search(r"^ *\t", text, re.MULTILINE)
    if tab:
        line = text.count("\n", 0, tab.start()) + 1
        raise TabIndentError(path, line)


_COLON = re.compile(r"\s*(?:- )?([a-z_]+)(：|:(?=[^\s]))")


def _refuse_colons(path: Path, lines: Sequence[str], first: int = 0) -> None:
    """Refuse the first line whose key is followed by a full-width colon, or by one without a blank behind it."""
    for at, line in enumerate(lines, first + 1):
        match = _COLON.match(line)
        if match:
            raise BadColonError(path, at, match[1], full_width=match[2] == "：")


def _refuse_depth(path: Path, text: str) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader), 1):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeepError(path, _line(event.start_mark), MAX_DEPTH)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise YamlAliasError(path, _line(event.start_mark), event.anchor or "")
        if count > MAX_NODES:
            raise TooManyItemsError(path, _line(event.start_mark), MAX_NODES)


def _line(mark: Any) -> int:
    """Give the line of a place in the text, from 1; what has no place is said of the first."""
    return mark.line + 1 if mark else 1


_SCALARS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")}


class _Builder:
    """Turns nodes into plain data, noting the line of each; constructs nothing that a tag asks for."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text.splitlines()
        self.lines: dict[Path_, int] = {}
        self.constructor = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node | None) -> Loaded:
        return Loaded(None if node is None else self._value(node, ()), self.lines)

    def _value(self, node: yaml.Node, at: Path_) -> Any:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self._value(child, (*at, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            first, end = node.start_mark.line, node.end_mark.line
            if node.style is None and first < end:
                # A multi-line plain text may have swallowed a key with a wrong colon.
                _refuse_colons(self.path, self.text[first + 1 : end + 1], first + 1)
            return self._scalar(node)
        raise YamlTagError(self.path, node.start_mark.line + 1, node.tag)

    def _mapping(self, node: yaml.MappingNode, at: Path_) -> dict[Hashable, Any]:
        data: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key == "<<":
                raise KeyNotTextError(self.path, line)
            if key in data:
                raise RepeatedKeyError(self.path, line, key)
            self.lines[(*at, key)] = line
            data[key] = self._value(value_node, (*at, key))
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if len(node.value) > MAX_NUMBER and not node.tag.endswith(":str"):
            return node.value
        try:
            value = self.constructor.construct_object(node)
        except (ValueError, yaml.YAMLError):
            # 2019-02-30 looks like a date: the model reports it, with this line.
            return node.value
        # A timestamp stays a text: the model reports it.
        return node.value if isinstance(value, date) and not re.fullmatch(r"\d{4}-\d\d-\d\d", node.value) else value


class _Flow(list[Any]):
    """A list written on one line, with all that is in it: [a, b], [{c: d}]."""


class _PlanDumper(_Dumper):  # type: ignore[misc]  # the C dumper is chosen at run time
    def ignore_aliases(self, *_: Any) -> bool:
        """Write the same date or list out each time it stands: people read this, and & and * tell them nothing."""
        return True


_PlanDumper.add_representer(_Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))


# Changes of writing direction: YAML leaves them unescaped, and a screen acts on them.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _represent_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _TURNING.search(text) else None)


_PlanDumper.add_representer(str, _represent_text)


def dump_yaml(data: Any) -> str:
    """Write plain data as YAML: keys in their order, short lists and small mappings on one line, no folding.

    Nothing in it acts on a screen: it is printed by `parse` as it is.
    """
    text = str(yaml.dump(_laid_out(data), Dumper=_PlanDumper, allow_unicode=True, sort_keys=False, width=1_000_000))
    # Only texts in double quotes hold any of these, and there an escape says the same.
    return _TURNING.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def _laid_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _laid_out(item) for key, item in value.items()}
    if isinstance(value, list):
        if all(not isinstance(item, (dict, list)) for item in value):
            return _Flow(value)
        if all(isinstance(item, dict) and "id" not in item and len(item) <= 4 for item in value):
            return _Flow(value)
        return [_laid_out(item) for item in value]
    return value
