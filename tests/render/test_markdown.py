"""Markdown: every mark that it would act on is escaped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.pages.blocks import (
    Bar,
    Bars,
    FactList,
    Heading,
    Page,
    Paragraph,
)
from baigong.render.markdown import escape, to_markdown
from tests.support.listings import listing


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("[x](http://a)", r"\[x\]\(http\://a\)"),
        ("*粗* _斜_ `码`", r"\*粗\* \_斜\_ \`码\`"),
        ("# 一", r"\# 一"),
        ("&nbsp;", r"\&nbsp;"),
        ("a\\|b", r"a\\\|b"),
        ("1. 一", r"1\. 一"),
        ("- 一", r"\- 一"),
        ("17.6万人，同比增长-7%", "17.6万人，同比增长-7%"),
    ],
)
def test_marks_of_markdown_and_html_are_escaped(text: str, written: str) -> None:
    assert escape(text) == written


def test_a_listing_is_a_table_of_pipes() -> None:
    text = to_markdown(listing("甲|乙", title="逾期", footer="共 1 项\n截至今日"))
    assert text.splitlines() == [
        "**逾期**",
        "",
        "| 编号 | 任务 | 进度 |",
        "| --- | --- | ---: |",
        r"| 1.1 | 甲\|乙 | 1% |",
        "",
        "共 1 项",
        "",
        "截至今日",
    ]
    assert to_markdown(listing()) == "没有任务\n"


@given(st.text())
def test_whatever_the_text_it_is_one_row_of_three_cells(text: str) -> None:
    row = to_markdown(listing(text)).splitlines()[2]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 4


def test_a_page() -> None:
    page = Page(
        (
            Heading("周报 #1", 1),
            Paragraph("第5周 *"),
            FactList((("完成率", "5%|"),)),
            Bars((Bar("1 抓|调控", 12.5, 30, "12%"),)),
            Heading("办结"),
            listing("甲"),
        )
    )
    assert to_markdown(page).split("\n\n") == [
        r"# 周报 \#1",
        r"第5周 \*",
        r"- 完成率：5%\|",
        "| 板块 | 进度 | 序时进度 | |\n| --- | ---: | ---: | --- |\n" r"| 1 抓\|调控 | 12.5% | 30% | 12% |",
        "## 办结",
        "| 编号 | 任务 | 进度 |\n| --- | --- | ---: |\n| 1.1 | 甲 | 1% |\n",
    ]
