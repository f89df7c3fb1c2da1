"""Folding: dates, numbers and short brackets stay whole; the rest of folding is tested with the console."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from baigong.render.fold import WHOLE, fold


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
    ],
)
def test_what_reads_as_one_is_not_torn(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width, WHOLE) == lines


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
