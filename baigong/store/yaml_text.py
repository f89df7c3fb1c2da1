"""YAML to plain data: loaded safely within bounds, every key with its line."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Collection, Hashable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from baigong.deferred import dataclass
from baigong.errors import (
    BadColonError,
    ControlCharacterError,
    DataError,
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
MAX_NODES = 4_000_000
"""The most keys and values of a file, which bounds the time it takes: 100,000 tasks as documents have them are fewer.

What they may take in memory is bounded apart (see `bounded_memory`), and so is how many of them can be faults at a time
(see `validation`).
"""
MAX_KEYS = 10_000
"""The most keys of one mapping: no part of a ledger has thirty, and each key that is unknown is a fault."""
MAX_SHARED = 24
"""The longest text that is kept once for all the places where it stands: the name of a unit stands in every task."""
MAX_NUMBER = 64
"""The longest text read as a number: 1:59:59… of a million places is one to YAML, and takes hours to work out."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

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
class YamlDocument:
    """Plain data (dict, list, str, int, float, bool, None, date) and the text that it was read from."""

    data: Any
    text: str = ""

    def lines(self, paths: Collection[Path_]) -> dict[Path_, int | None]:
        """Give the line of each path, from 1, or that of the nearest thing above it that has one.

        Only faults ask for them: the text is gone through anew, since the lines of all take more room than the data.
        """
        known = _lines(self.text, {path[:end] for path in paths for end in range(len(path) + 1)}) if self.text else {}
        return {path: _nearest(known, path) for path in paths}

    def line(self, path: Path_) -> int | None:
        """Give the line of one path, as `lines` does."""
        return self.lines([path])[path]


def load_yaml(path: Path, content: bytes) -> YamlDocument:
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


def _load(path: Path, content: bytes) -> YamlDocument:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotUtf8Error(path, line) from None
    _refuse_odd_characters(path, text)
    _refuse_tabs(path, text)
    try:
        events = _events(path, text)
        try:
            data = _Builder(path, events, text=text).document()
        except DataError:
            # A fault of the YAML itself, further down, may be the cause: it is reported first.
            deque(events, maxlen=0)
            raise
    except yaml.MarkedYAMLError as error:
        _refuse_colons(path, text.splitlines())
        line = _line(error.problem_mark or error.context_mark)
        problem = f"{error.context} {error.problem}"
        fault = next((chinese for english, chinese in _COMPLAINTS if english in problem), "写法不完整")
        raise NotYamlError(path, line, fault) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise NotYamlError(path, 1) from None
    return YamlDocument(data, text if data is not None else "")


def _lines(text: str, wanted: set[Path_]) -> dict[Path_, int]:
    """Give the line of the key, or else of the value, at each of these paths; all that is above them is among them."""
    lines: dict[Path_, int] = {}
    events = _events(Path(), text)

    def walk(event: Any, at: Path_ | None) -> None:
        if at is not None:
            lines.setdefault(at, event.start_mark.line + 1)
        if type(event) is yaml.SequenceStartEvent:
            for number, item in enumerate(events):
                if type(item) is yaml.SequenceEndEvent:
                    break
                walk(item, under(at, number))
        elif type(event) is yaml.MappingStartEvent:
            for key in events:
                if type(key) is yaml.MappingEndEvent:
                    break
                below = under(at, key.value)
                if below is not None:
                    lines[below] = key.start_mark.line + 1
                walk(next(events), below)

    def under(at: Path_ | None, key: str | int) -> Path_ | None:
        return (*at, key) if at is not None and (*at, key) in wanted else None

    for event in events:
        if isinstance(event, yaml.NodeEvent):
            walk(event, ())
    return lines


def _nearest(lines: dict[Path_, int], path: Path_) -> int | None:
    return next((lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), None)


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


def _events(path: Path, text: str) -> Iterator[Any]:
    """Give the events of one document within the bounds, each once: what they hold is built as they come.

    Raises:
        DataError: nested too deep, too many of them, an alias.
    """
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader), 1):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeepError(path, _line(event.start_mark), MAX_DEPTH)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise YamlAliasError(path, _line(event.start_mark), event.anchor or "")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                mark: Any = event.start_mark
                raise yaml.composer.ComposerError(None, None, "expected a single document", mark)
        if count > MAX_NODES:
            raise TooManyItemsError(path, _line(event.start_mark), MAX_NODES)
        yield event


def _line(mark: Any) -> int:
    """Give the line of a place in the text, from 1; what has no place is said of the first."""
    return mark.line + 1 if mark else 1


_TAG = "tag:yaml.org,2002:"
_SCALARS = frozenset(f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp"))
_TEXT = f"{_TAG}str"
_CONTAINERS = {yaml.MappingStartEvent: f"{_TAG}map", yaml.SequenceStartEvent: f"{_TAG}seq"}


class _Builder:
    """Turns events into plain data. Tags construct nothing."""

    def __init__(self, path: Path, events: Iterator[Any], text: str = "") -> None:
        self.path = path
        self.events = events
        self.text = text
        self.constructor = yaml.constructor.SafeConstructor()
        self.resolver: Any = yaml.resolver.Resolver()
        self.values: dict[tuple[str, str], Any] = {}

    @cached_property
    def _text_lines(self) -> list[str]:
        return self.text.splitlines()

    def document(self) -> Any:
        """Give the data of the only document, None where it holds nothing."""
        data = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                data = self._value(event)
        return data

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event, self._tag(event))
        tag = event.tag if event.tag not in (None, "!") else _CONTAINERS[kind]
        if tag != _CONTAINERS[kind]:
            raise YamlTagError(self.path, event.start_mark.line + 1, tag)
        return self._mapping() if kind is yaml.MappingStartEvent else self._sequence()

    def _sequence(self) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self._value(event))
        return items

    def _mapping(self) -> dict[Hashable, Any]:
        data: dict[Hashable, Any] = {}
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            line = event.start_mark.line + 1
            key = event.value if type(event) is yaml.ScalarEvent else None
            if key is None or key == "<<":
                raise KeyNotTextError(self.path, line)
            if key in data:
                raise RepeatedKeyError(self.path, line, key)
            if len(data) >= MAX_KEYS:
                raise TooManyItemsError(self.path, line, MAX_KEYS)
            data[sys.intern(key)] = self._value(next(self.events))
        return data

    def _tag(self, event: Any) -> str:
        if event.tag not in (None, "!"):
            return str(event.tag)
        return str(self.resolver.resolve(yaml.ScalarNode, event.value, event.implicit))

    def _scalar(self, event: Any, tag: str) -> Any:
        if tag not in _SCALARS:
            raise YamlTagError(self.path, event.start_mark.line + 1, tag)
        first, end = event.start_mark.line, event.end_mark.line
        if event.style is None and first < end:
            # A multi-line plain text may have swallowed a key with a wrong colon.
            _refuse_colons(self.path, self._text_lines[first + 1 : end + 1], first + 1)
        text: str = event.value
        if tag == _TEXT:
            return sys.intern(text) if len(text) <= MAX_SHARED else text
        if len(text) > MAX_NUMBER:
            return text
        # The same few dates and numbers stand in every task.
        if (tag, text) not in self.values:
            self.values[tag, text] = self._constructed(tag, text)
        return self.values[tag, text]

    def _constructed(self, tag: str, text: str) -> Any:
        try:
            value = self.constructor.construct_object(yaml.ScalarNode(tag, text))
        except (ValueError, yaml.YAMLError):
            # 2019-02-30 looks like a date: the model reports it, with its line.
            return text
        # A timestamp stays a text: the model reports it.
        return text if isinstance(value, date) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text) else value
