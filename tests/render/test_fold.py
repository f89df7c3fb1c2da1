"""Folding: dates, numbers and short brackets stay whole; the rest of folding is tested with the console."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from baigong.render.fold import WHOLE, fold, fold_with_tail


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("数据截至（2019-02-03）", 14, ["数据截至", "（2019-02-03）"]),
        ("已于2019-02-03完成", 12, ["已于", "2019-02-03完", "成"]),
        ("应于2月10日完成", 8, ["应于", "2月10日", "完成"]),
        ("请用 --start、--due 指明", 15, ["请用 --start、", "--due 指明"]),
        ("（第一批3月15日前完成），确保", 30, ["（第一批3月15日前完成），确保"]),
        ("抓好整治（3 项）", 14, ["抓好整治", "（3 项）"]),
        ("依据甲政办〔2019〕7号", 14, ["依据甲政办", "〔2019〕7号"]),
        ("7.1 受阻；核查完成（2019-02-01），发现", 27, ["7.1 受阻；核查完成", "（2019-02-01），发现"]),
        ("举措、节点 2 项，最长", 13, ["举措、节点", "2 项，最长"]),
        ("严控“三公”经费", 8, ["严控", "“三公”经", "费"]),
        ("见 baigong list --light red --open", 33, ["见", "baigong list --light red --open"]),
        ("86.8 个百分点，受阻", 14, ["86.8", "个百分点，受阻"]),
        ("2019-02-03，核查", 10, ["2019-02-03", "，核查"]),
        ("区经发局（已定）", 15, ["区经发局", "（已定）"]),
        ("用 .venv/bin/baigong show 3.2 核对", 25, ["用 .venv/bin/baigong", "show 3.2 核对"]),
    ],
)
def test_what_reads_as_one_is_not_torn(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width, WHOLE) == lines


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("完成（2019-02-01），发现问题", "完成…"),
        ("严控经费，取消低效支出", "严控经费…"),
        ("2019-02-01已办结并上报", "2019-02-01…"),
    ],
)
def test_a_text_cut_off_ends_in_a_word_and_no_torn_number(text: str, cut: str) -> None:
    assert fold(text, 12, 1) == [cut]


def test_the_tail_of_a_text_stays_where_the_text_is_cut() -> None:
    assert fold_with_tail("每月报送监测数据", "（1月节点未报）", 20) == ["每月报送监测数据", "（1月节点未报）"]
    assert fold_with_tail("每月25日前报送生态监测数据", "（1月节点未报）", 20) == [
        "每月25日前报送生态…",
        "（1月节点未报）",
    ]
    assert fold_with_tail("报送数据", "", 20) == ["报送数据"]


@pytest.mark.parametrize("text", ["2019" * 20, "（" + "3" * 40 + "）", "（（（（（（（3", "a" * 50])
def test_what_is_longer_than_the_line_is_torn_all_the_same(text: str) -> None:
    lines = fold(text, 10, WHOLE)
    assert "".join(lines) == text
    assert max(map(cell_len, lines)) <= 10


@given(st.text(st.sampled_from("推进，。（）〔〕2019-.月日 a"), max_size=60), st.integers(2, 30))
def test_whatever_the_text_it_is_all_there_and_within_the_width(text: str, width: int) -> None:
    lines = fold(text, width, WHOLE)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_sign_stays_with_its_number() -> None:
    assert fold("提前至少 7 天 +1", 15) == ["提前至少 7 天", "+1"]
