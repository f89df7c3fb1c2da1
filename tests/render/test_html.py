"""Pages for a browser, as text: what they let act, and that whatever stands in a ledger stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from types import SimpleNamespace

import pytest
from lxml import html as parser

from baigong.pages.blocks import (
    Bar,
    Bars,
    Column,
    Contents,
    FactList,
    Figure,
    Figures,
    Filter,
    FilteredListing,
    Filters,
    Grid,
    GridRow,
    Heading,
    LineChart,
    Listing,
    Page,
    Paragraph,
    WebBlock,
    WebPage,
)
from baigong.render.html import to_html, write
from baigong.render.interface import Result

Row = SimpleNamespace

NASTY = (
    *("<script>alert(1)</script>", "[red]红", "\x1b[31m红", "=cmd|' /C calc'!A0", "]]></style>"),
    '"><img src=x onerror=1>',
    *("</style><b>", "</script><b>", "甲\u2028乙", "' onload=1 x='", "<!--", "{{ 7 * 7 }}"),
)
COLUMNS: tuple[Column[Row], ...] = (Column("id", "编号"), Column("text", "任务", wide=True), Column("light", "灯"))


def listing(text: str) -> Listing[Row]:
    return Listing(COLUMNS, [Row(id="3.10", text=text, light="红")], text, title=text)


def blocks(text: str) -> tuple[WebBlock, ...]:
    """One of every block there is, with the text wherever one can stand."""
    return (
        Heading(text, 1),
        Contents(),
        Heading(text),
        Paragraph(text, "red"),
        FactList(((text, text),)),
        Figures((Figure(text, text, text, "red"),)),
        Filters((Filter("unit", text, ((text, text),)),)),
        FilteredListing(listing(text), lambda row: {"unit": (text,)}, counted=True),
        Bars((Bar(text, 60, 50, text),)),
        LineChart(text, (text, text), ((text, (1.0, None)), ("乙", (2.0, 3.0)))),
        Grid(text, (text,), (GridRow(text, ((text, "red"),), {"unit": (text,)}),), text),
        listing(text),
        Listing(COLUMNS, [], empty=text),
    )


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text_wherever_it_stands(text: str) -> None:
    page = to_html(text, blocks(text))
    tree = parser.fromstring(page)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //link | //iframe | //object | //*[@src]")
    assert all(re.fullmatch(r"#part-\d+", address) for address in tree.xpath("//@href"))
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert "\x1b" not in page
    shown = text.replace("\x1b", "‹U+001B›").replace("\u2028", " ")
    assert tree.xpath("//h1")[0].text_content() == shown
    assert tree.xpath("//table[@data-counted]//td")[1].text_content() == shown
    assert tree.xpath("//table[@class='grid']//td")[0].text_content() == shown


def test_nothing_but_its_own_style_and_script_may_act() -> None:
    page = to_html("周报", blocks("文"))
    policy = parser.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        content = re.search(rf"<{kind}>(.*?)</{kind}>", page, flags=re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "style=" not in page, "a style of its own would be refused"
    assert not re.findall(r"(?:https?:)?//(?!www\.w3\.org)[\w.-]+\.\w+", page), "no address of any host"


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert to_html("周报", blocks("文")) == to_html("周报", blocks("文"))


def test_spare_columns_without_words_are_left_out_and_ids_sort_by_number() -> None:
    columns: tuple[Column[Row], ...] = (*COLUMNS, Column("problem", "存在问题", spare=True))
    rows = [Row(id=id, text="", light="黄", problem="") for id in ("3.9", "3.10")]
    tree = parser.fromstring(to_html("一", (Listing(columns, rows),)))
    assert [head.text for head in tree.xpath("//th")] == ["编号", "任务", "灯"]
    keys = tree.xpath("//td[1]/@data-sort")
    assert keys == sorted(keys)


def test_a_page_for_reading_is_written_where_there_is_no_other() -> None:
    page = Page((Heading("考核", 1), listing("甲")))
    assert "<h1>考核</h1>" in write(Result([], page=page, mark="【演示】")).decode()
    assert "【演示】" in write(Result([], page=page, mark="【演示】")).decode()
    assert "<h1>任务一览</h1>" in write(Result([], listing("甲"), title="任务一览")).decode()
    assert "<title>专页</title>" in write(Result([], page=page, web=lambda: WebPage("专页", ()))).decode()
