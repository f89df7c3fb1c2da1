"""Parsing takes time in proportion to the document, whatever mark is repeated in it."""

from __future__ import annotations

import contextlib
import time

import pytest

from baigong.errors import DocumentError
from baigong.parse import parse_document

HEAD = "北湖市2019年工作方案\n2019年1月4日\n一、重点任务\n"
MARKS = (
    "…",
    "·",
    "增长7%",
    "3月1日",
    "两节",
    "和等",
    "推进，",
    "市甲局、",
    "每月25日前",
    "一百二十个",
    "市甲局为",
    "控制在5%",
    "。1.推进",
)
MOST = 3.2
"""Twice the marks take at most so many times as long; four times would be the square."""


def seconds(document: str) -> float:
    taken = []
    for _ in range(2):
        begun = time.process_time()
        with contextlib.suppress(DocumentError):
            parse_document(None, data=document.encode())
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.slow
@pytest.mark.parametrize("mark", MARKS)
def test_repeated_marks(mark: str) -> None:
    def document(count: int) -> str:
        return f"{HEAD}（一）推进甲事{mark * count}。（责任单位：市甲局）\n"

    assert seconds(document(8000)) < MOST * seconds(document(4000)) + 0.1


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["①推进甲事。（市甲局负责）\n", "（一）推進發展實業國務辦廳。（市財政廳負責）\n", "|推进甲事|市甲局|\n"]
)
def test_repeated_lines(line: str) -> None:
    head = HEAD + ("|工作任务|责任单位|\n|--|--|\n" if line.startswith("|") else "")
    assert seconds(head + line * 8000) < MOST * seconds(head + line * 4000) + 0.1


@pytest.mark.slow
def test_nested_titles() -> None:
    def document(count: int) -> str:
        return f"{HEAD}（一）印发{'《' * count}{'》' * count}。（责任单位：市甲局）\n"

    assert seconds(document(16000)) < MOST * seconds(document(8000)) + 0.1
