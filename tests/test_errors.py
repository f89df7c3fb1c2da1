"""Every error a user can meet is a class with fields, which renders its own message and hint."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from baigong import errors
from baigong.errors import (
    BaigongError,
    DataError,
    DocumentMissingError,
    EmptyDocumentError,
    NotAValueError,
    UnclearTargetError,
    UnknownUnitError,
)
from tests.support.sources import FILES, PACKAGE, nodes_of, text_of

CLASSES = [one for one in vars(errors).values() if inspect.isclass(one) and issubclass(one, BaigongError)]
BASES = {one.__name__ for one in CLASSES if one.__subclasses__()}


def built(path: Path) -> list[tuple[int, str]]:
    """Every error that a module builds by its class, with the line."""
    calls = [node for node in nodes_of(path) if isinstance(node, ast.Call)]
    return [(call.lineno, call.func.id) for call in calls if isinstance(call.func, ast.Name)]


def test_no_module_writes_the_words_of_an_error_itself() -> None:
    # Words that a module writes are words that the next one takes apart.
    called = re.compile(rf"\b(?:{'|'.join(BASES)})\(")
    assert not [
        f"{path.relative_to(PACKAGE)}:{line}: {name}"
        for path in FILES
        if path.parent.name != "errors" and called.search(text_of(path))
        for line, name in built(path)
        if name in BASES
    ]


def raised(path: Path) -> set[str]:
    """Every name that a module raises or calls; not those that it only catches, extends or annotates with."""
    pairs = re.findall(r"\b(?:raise|else) (\w+)|(?<!class )\b(\w+)\(", text_of(path))
    return {name for pair in pairs for name in pair}


def test_every_error_is_raised_somewhere() -> None:
    names = set().union(*(raised(path) for path in FILES))
    assert {one.__name__ for one in CLASSES} - BASES - names == set()


def test_every_error_is_exported_and_says_which_kind_it_is() -> None:
    for family in (PACKAGE / "errors").glob("*.py"):
        for node in ast.parse(family.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                assert getattr(errors, node.name).exit_code in (1, 2, 3)


def test_the_words_of_an_error_are_chinese_and_one_line() -> None:
    error = UnknownUnitError("省甲", ["省甲厅"])
    assert (error.typed, error.near) == ("省甲", ("省甲厅",))
    assert re.search("[一-鿿]", error.message + error.hint) and "\n" not in error.message + error.hint


def test_a_document_is_named_once() -> None:
    assert EmptyDocumentError().of("甲.docx").message == "甲.docx: 文档是空的"
    assert DocumentMissingError(Path("甲.docx")).of("甲.docx").message == "找不到文件 甲.docx"


def test_the_fault_of_a_file_is_kept_apart_from_its_place() -> None:
    error = errors.TabIndentError(Path("tasks.yaml"), 3)
    assert (error.message, error.fault) == ("tasks.yaml:3: 行首有制表符（Tab）", "行首有制表符（Tab）")
    assert isinstance(error, DataError) and error.line == 3


@pytest.mark.parametrize("error", [UnclearTargetError("甲", ["乙", "丙"]), NotAValueError("甲")])
def test_an_option_is_named_on_the_command_line_and_not_in_a_cell(
    error: UnclearTargetError | NotAValueError,
) -> None:
    assert "--actual" in error.hint and "--actual" not in error.accepted


def test_a_period_is_named_with_the_way_out() -> None:
    error = errors.WeekNotBegunError(9, date(2019, 2, 25), date(2019, 3, 3), date(2019, 2, 1), 5)
    assert error.hint == "最近的是第 5 周"
