"""What kind of document it is, told by its title."""

from __future__ import annotations

import pytest

from baigong.parse.genre import other_genre
from baigong.parse.structure.outline import OutlineItem, Piece


def genre(title: str, *lines: str) -> str:
    return other_genre(OutlineItem(None, 1, pieces=[Piece(at, line) for at, line in enumerate(lines, 1)]), title)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于一季度工作情况的通报", "通报"),
        ("河道管理条例", "条例"),
        ("河道管理暂行规定（试行）", "暂行规定"),
        ("关于印发河道管理规定的通知", "规定"),
        ("关于一季度重点任务推进情况的通报", "通报"),
        ("2023年民生实事进展情况表", "进展情况表"),
        ("河道突发事件应急预案", "预案"),
        ("河道整治工作方案", ""),
        ("河道整治情况摸排工作方案", ""),
        ("河道整治任务统计表填报方案", ""),
        ("关于整改工作情况报告反馈问题的任务清单", ""),
        ("河道整治行动总结", ""),
    ],
)
def test_a_title_that_ends_in_another_kind_is_no_plan(title: str, kind: str) -> None:
    assert genre(title) == kind


def test_the_first_lines_tell_too_and_later_or_long_ones_do_not() -> None:
    assert genre("", "县政府办公室", "县长在会上的讲话") == "讲话"
    assert genre("", *["一句话"] * 10, "县长在会上的讲话") == ""
    assert genre("", "很长的一句话" * 14 + "讲话") == ""
