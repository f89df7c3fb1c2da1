"""YAML read within bounds, each key with its line, and nothing constructed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from baigong.errors import DataError
from baigong.store import yaml_text
from baigong.store.yaml_text import YamlDocument, load_yaml

PATH = Path("tasks.yaml")


def loaded(text: str) -> Any:
    return load_yaml(PATH, text.encode()).data


def fault(text: str) -> DataError:
    with pytest.raises(DataError) as raised:
        loaded(text)
    return raised.value


# Read


def test_it_is_read_as_plain_data() -> None:
    text = "a: [1, 2.5, yes, ~, 2019-02-01, '1', x]\n1: {b: c}\n'': d\n"
    assert loaded(text) == {"a": [1, 2.5, True, None, date(2019, 2, 1), "1", "x"], "1": {"b": "c"}, "": "d"}


def test_every_key_has_its_line_and_what_is_below_it_that_of_the_nearest() -> None:
    found = load_yaml(PATH, b"# words\na:\n  - b: 1\n    c: 2\n  - d\n")
    assert [found.line(path) for path in ((), ("a",), ("a", 0, "c"), ("a", 1), ("a", 0, "c", "x", 7), ("z",))] == [
        *(2, 2, 4, 5, 4, 2)
    ]
    assert YamlDocument(None).line(("a",)) is None
    assert load_yaml(PATH, b"") == YamlDocument(None)


@pytest.mark.parametrize(
    "text",
    [
        *("!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!binary aGk=", "!!python/name:os.system", "!a x"),
        *("!a {b: c}", "!a [b]", "!z {b: c}", "!z [b]", "!!zzz {b: c}", "!!zzz [b]"),
        *("!!map [a]", "!!seq {a: 1}", "!!map x", "!!seq x", "!!int [1]", "!!str {a: 1}"),
    ],
)
def test_a_tag_is_refused_whatever_it_stands_on(text: str) -> None:
    error = fault(f"plan:\n  title: {text}\n")
    assert error.line == 2
    assert "不认识的 YAML 标记" in error.message


@pytest.mark.parametrize("text", ["!!map {a: 1}", "!!seq [a]", "!!str 1", "!!int 1", "!!null ~"])
def test_a_tag_that_says_what_is_so_anyway_is_no_harm(text: str) -> None:
    assert loaded(f"plan: {text}")["plan"] in ({"a": 1}, ["a"], "1", 1, None)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_it_may_be_nested_32_times(opening: str, closing: str) -> None:
    assert yaml_text.MAX_DEPTH == 32
    assert loaded(opening * 32 + "1" + closing * 32)
    error = fault("\n" + opening * 33 + "1" + closing * 33)
    assert (error.line, "嵌套超过 32 层" in error.message) == (2, True)


def test_neighbours_are_not_nested_in_one_another_and_excuse_no_depth() -> None:
    assert len(loaded("[" + "[],{}," * 100 + "[]]")) == 201
    assert "嵌套" in fault("[" + "[],{}," * 100 + "[" * 32 + "]" * 32 + "]").message


def test_it_may_hold_four_million_things(monkeypatch: pytest.MonkeyPatch) -> None:
    assert yaml_text.MAX_NODES == 4_000_000
    monkeypatch.setattr(yaml_text, "MAX_NODES", 7)  # the stream, the document, the list: begun and ended; and its item
    assert loaded("[1]") == [1]
    assert "内容超过 7 项的上限" in fault("[1, 2]").message
    assert fault("\n[1,\n2]").line is not None


def test_one_mapping_has_no_more_than_ten_thousand_keys() -> None:
    assert len(loaded("{" + ",".join(f"a{at}" for at in range(10_000)) + "}")) == 10_000
    assert "内容超过 10000 项的上限" in fault("{" + ",".join(f"a{at}" for at in range(10_001)) + "}").message


def test_a_number_of_more_than_64_digits_is_a_text() -> None:
    assert loaded("a: " + "9" * 64) == {"a": int("9" * 64)}
    assert loaded("a: " + "9" * 65) == {"a": "9" * 65}
    assert loaded("a: " + "字" * 100) == {"a": "字" * 100}


def test_what_looks_like_a_day_and_is_none_stays_as_it_is_written() -> None:
    assert loaded("[2019-02-30, 2019-02-01 10:00:00, 2019-2-1]") == ["2019-02-30", "2019-02-01 10:00:00", "2019-2-1"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\na: \x07", 2, "U+0007"),
        ("\n\n\tb: c", 3, "制表符"),
        ("\n\tb: c", 2, "制表符"),
        ("a: 1\na: 2", 2, "键 a 重复"),
        ("a: 1\n? [b]\n: c", 2, "键必须是普通文字"),
        ("a: 1\n<<: {b: c}", 2, "键必须是普通文字"),
        ("a: 1\nb: *x", 2, "引用"),
        ("a: 1\nb: [", 3, "没有写完"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, said: str) -> None:
    error = fault(text)
    assert (error.line, said in error.message) == (line, True), error.message


@pytest.mark.parametrize("error", [RecursionError, ValueError, yaml.YAMLError])
def test_whatever_the_library_stumbles_over_is_told_of_the_file(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(yaml, "parse", stumble)
    assert fault("a: 1").line == 1
    assert "不是合格的 YAML" in fault("a: 1").message
