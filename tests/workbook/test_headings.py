"""Where the table stands in a sheet that came back."""

from __future__ import annotations

import pytest

from baigong.workbook.grid import Cell, CellGrid
from baigong.workbook.headings import Headings, find_table, read_head, whole
from baigong.workbook.layout import META, PROGRESS


def grid(*rows: tuple[str, ...], title: str = "填报") -> CellGrid:
    return CellGrid(
        title,
        {
            number: {at: Cell(f"R{number}C{at}", words) for at, words in enumerate(row, 1) if words}
            for number, row in enumerate(rows, 1)
        },
    )


TITLES = ("编号", "任务", "上次进度", "状态", "进度", "进展情况")


def headings(*titles: str) -> Headings:
    table = find_table({"填报": grid(("报送表",), titles)}, PROGRESS)
    assert table
    return table[1]


def test_columns_are_known_by_their_titles_wherever_they_stand() -> None:
    assert headings(*TITLES) == Headings(2, {"id": 1, "text": 2, "before": 3, "status": 4, "percent": 5, "note": 6}, {})
    moved = headings(*TITLES[::-1])
    assert moved.columns["percent"] == 2 and moved.columns["before"] == 4


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("工作进展", "note"),
        ("进 展 情 况：", "note"),
        ("存在的问题", "problem"),
        ("进展情况（本周）", "note"),
        ("下一步措施2", "next"),
    ],
)
def test_a_title_may_be_renamed_a_little(title: str, key: str) -> None:
    assert headings(*TITLES[:-1], title).columns[key] == 6


def test_a_column_of_somebodys_own_is_kept_by_its_title() -> None:
    assert headings(*TITLES, "电话").extra == {7: "电话"}


@pytest.mark.parametrize(
    "titles", [("编号", "任务", "状态"), ("状态", "进度", "进展情况", "佐证"), ("甲", "乙", "丙", "丁")]
)
def test_a_row_without_enough_titles_is_no_head_of_the_table(titles: tuple[str, ...]) -> None:
    assert find_table({"填报": grid(titles)}, PROGRESS) is None


def test_the_sheet_of_the_layout_goes_before_others_and_the_hidden_one_is_not_looked_at() -> None:
    sheets = {"别的": grid(TITLES, title="别的"), "填报": grid(TITLES)}
    table = find_table(sheets, PROGRESS)
    assert table and table[0].title == "填报"
    assert find_table({META: grid(TITLES, title=META)}, PROGRESS) is None


def test_an_answer_of_the_head_stands_behind_its_label_or_in_the_same_cell() -> None:
    one = read_head(grid(("填报单位", "省甲厅", "填报人：张三"), TITLES), Headings(2, {}, {}), PROGRESS)
    assert (one["unit"].value, one["filler"].value, one["phone"].value) == ("省甲厅", "张三", "")
    # A label is no answer to the one before it.
    other = read_head(grid(("联系电话", "填报人", "李四"), TITLES), Headings(2, {}, {}), PROGRESS)
    assert (other["phone"].value, other["filler"].value) == ("", "李四")


def test_words_are_compared_without_spaces_and_in_half_width() -> None:
    assert whole(" 建设 １０个\u200b站点 ") == "建设10个站点"
