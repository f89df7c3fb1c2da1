"""Word files: the layout of official documents, tables that stay whole, and figures that agree with the JSON."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from baigong.cli.app import run
from baigong.pages.blocks import Bar, Bars, Column, FactList, Heading, Listing, Page, Paragraph
from baigong.render.docx import to_docx
from baigong.render.docx_styles import BODY_FONT, DIVISION_FONT, PART_FONT, TITLE_FONT

COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号"),
    Column("text", "任务", wide=True),
    Column("unit", "责任单位"),
    Column("percent", "进度", right=True),
)


def listing(*texts: str, footer: str = "") -> Listing[Row]:
    rows = [
        Row(id=f"8.{at}.1", text=text, unit="西宁经济技术开发区管委会", percent="100%")
        for at, text in enumerate(texts, 1)
    ]
    return Listing(COLUMNS, rows, footer, empty="没有任务")


def word(*blocks: Any) -> Any:
    return docx.Document(io.BytesIO(to_docx(Page(blocks))))


PAGE = (
    Heading("关于台账核对的督查周报", 1),
    Paragraph("第5周", place="centre"),
    Heading("一、总体情况"),
    Paragraph("　　截至2月3日，方案共99项任务。"),
    Heading("（一）逾期", 3),
    listing("完成核对。"),
    Paragraph("某省政府办公厅督查室", place="right"),
    Paragraph("2019年2月3日", place="right"),
)


def test_the_page_is_that_of_an_official_document() -> None:
    section = word(*PAGE).sections[0]
    assert [round(edge.mm) for edge in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in margins] == [37, 35, 28, 26]


@pytest.mark.parametrize(
    ("at", "style", "font", "size"),
    [
        (0, "Title", TITLE_FONT, 22),
        (2, "Heading 1", PART_FONT, 16),
        (3, "Normal", BODY_FONT, 16),
        (4, "Heading 2", DIVISION_FONT, 16),
    ],
)
def test_each_kind_of_paragraph_has_its_font_and_size(at: int, style: str, font: str, size: int) -> None:
    used = word(*PAGE).paragraphs[at].style
    assert (used.name, used.font.name, used.font.size.pt) == (style, font, size)
    assert used.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert not used.font.bold and str(used.font.color.rgb) == "000000"


def test_lines_indents_and_places() -> None:
    paragraphs = word(*PAGE).paragraphs
    body = paragraphs[3].style.paragraph_format
    assert (body.line_spacing.pt, body.first_line_indent.pt) == (28, 32)
    assert paragraphs[3].style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert paragraphs[3].text.startswith("截至"), "the indent is the style's, not blanks"
    assert [str(paragraphs[at].alignment) for at in (0, 1, -1)] == ["CENTER (1)", "CENTER (1)", "RIGHT (2)"]
    assert paragraphs[-2].paragraph_format.keep_with_next, "who signs and the date stay together"
    assert all(paragraphs[at].style.paragraph_format.keep_with_next for at in (0, 2, 4)), "no heading alone at a foot"


def test_the_page_number_stands_at_the_outer_foot() -> None:
    document = word(*PAGE)
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((document.sections[0].footer, "right"), (document.sections[0].even_page_footer, "left")):
        assert footer.paragraphs[0].text.replace("1", "") == "—  —"
        element = footer._element
        assert [each.text for each in element.iter(qn("w:instrText"))] == ["PAGE"]
        assert element.find(".//" + qn("w:jc")).get(qn("w:val")) == side
        assert {each.get(qn("w:val")) for each in element.iter(qn("w:sz"))} == {"28"}


def test_every_font_has_others_that_stand_in_for_it_and_none_is_shipped() -> None:
    parts = {str(part.partname): part for part in word(*PAGE).part.package.iter_parts()}
    table = parts["/word/fontTable.xml"].blob.decode()
    for font in (TITLE_FONT, BODY_FONT, PART_FONT, DIVISION_FONT):
        assert re.search(f'w:name="{font}"><w:altName w:val="[^"]+"', table), font
    assert not [name for name in parts if "/fonts/" in name]


def test_a_table_repeats_its_header_and_splits_no_row() -> None:
    (table,) = word(listing(*("完成核对工作，并逐村建立台账。" * 4 for _ in range(60)))).tables
    header, *rows = table._tbl.tr_lst
    assert header.trPr.find(qn("w:tblHeader")) is not None
    assert len(rows) == 60
    assert all(row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert [cell.text for cell in table.rows[1].cells] == [
        "8.1.1",
        "完成核对工作，并逐村建立台账。" * 4,
        "西宁经济技术开发区管委会",
        "100%",
    ]


def test_a_table_is_as_wide_as_the_text_and_ids_do_not_fold() -> None:
    (table,) = word(listing("完成核对工作。" * 50)).tables
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
    assert sum(widths) == round((210 - 28 - 26) / 25.4 * 1440)
    assert widths[0] >= len("8.1.1") * 10.5 * 10 + 120
    assert widths[1] == max(widths)


def test_a_row_longer_than_a_page_may_split() -> None:
    (table,) = word(listing("长" * 5000, "短")).tables
    long, short = table._tbl.tr_lst[1:]
    assert long.trPr is None and short.trPr is not None


def test_a_table_of_many_columns_gets_a_landscape_page() -> None:
    many = tuple(Column[Row](f"c{at}", "很长的列名") for at in range(12))
    section = word(Listing(many, [Row(**{f"c{at}": "一二三四" for at in range(12)})])).sections[0]
    assert [round(edge.mm) for edge in (section.page_width, section.page_height)] == [297, 210]
    assert [round(edge.mm) for edge in (section.top_margin, section.left_margin)] == [37, 28]


def test_a_table_wider_than_any_paper_still_has_its_first_columns() -> None:
    many = tuple(Column[Row](f"c{at}", "很长很长的列名") for at in range(60))
    (table,) = word(Listing(many, [Row(**{f"c{at}": "一二三四五六七" for at in range(60)})])).tables
    assert len(table.columns) == 8


def test_text_that_would_act_or_break_the_file_is_shown_as_it_is() -> None:
    texts = (
        "<script>x</script></w:t>&amp;",
        "[red]红",
        "\x1b[31m红\x00",
        "=cmd|' /C calc'!A0",
        "一\n二",
        "\ufffe\ud800",
    )
    (table,) = word(listing(*texts)).tables
    assert [row.cells[1].text for row in table.rows][1:] == [
        "<script>x</script></w:t>&amp;",
        "[red]红",
        "‹U+001B›[31m红‹U+0000›",
        "=cmd|' /C calc'!A0",
        "一 二",
        "\N{REPLACEMENT CHARACTER}‹U+D800›",
    ]


def test_facts_bars_and_empty_listings() -> None:
    document = word(FactList((("任务", "共 6 项"),)), Bars((Bar("1 抓台账", 12.5, 30, "办结 1/4"),)), listing())
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == ["任务：共 6 项", "没有任务"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["1 抓台账", "12.5%", "30%", "办结 1/4"]


def test_a_document_of_a_listing_has_a_title() -> None:
    document = docx.Document(io.BytesIO(to_docx(Page((listing("甲"),)), "任务一览")))
    assert (document.paragraphs[0].text, document.core_properties.title) == ("任务一览", "任务一览")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The shipped plan with a few records."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    for arguments in (
        ["init"],
        ["done", "2.8", "--on", "2019-02-01"],
        ["progress", "3.2", "45", "--on", "2019-01-31", "--note", "现场核查完成"],
        ["block", "4.1", "--on", "2019-01-30", "--problem", "环评尚未批复", "--next", "本月底前报批"],
    ):
        assert run(arguments) == 0
    capsys.readouterr()
    return tmp_path


def test_a_report_in_word_says_what_its_json_says(ledger: Path) -> None:
    assert run(["report", "-o", "周报.docx"]) == run(["report", "-o", "周报.json"]) == 0
    report = json.loads(Path("周报.json").read_text(encoding="utf-8"))
    document: Any = docx.Document("周报.docx")
    totals = report["totals"]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"共{totals['tasks']}项任务，已办结{totals['finished']}项，完成率{totals['rate']}%" in text
    assert f"亮红灯{totals['red']}项" in text and f"绿灯{totals['green']}项" in text
    assert f"平均进度{totals['percent']}%" in text and f"序时进度{totals['scheduled']}%" in text
    assert "任务4.1（省发展改革委等10家）：环评尚未批复。下一步：本月底前报批。" in text
    tables = {tuple(cell.text for cell in table.rows[0].cells): table for table in document.tables}

    def column(title: str, *header: str) -> list[str]:
        table = next(table for head, table in tables.items() if set(header) <= set(head))
        at = [cell.text for cell in table.rows[0].cells].index(title)
        return [row.cells[at].text for row in table.rows][1:]

    assert column("编号", "任务", "办结日") == [row["id"] for row in report["done"]]
    assert column("编号", "进展") == [row["id"] for row in report["notes"]]
    assert column("任务", "平均进度") == [str(row["tasks"]) for row in report["sections"]]
    assert column("单位", "本期报告") == [row["unit"] for row in report["units"]]
    assert column("办结", "本期报告") == [str(row["finished"]) for row in report["units"]]
    assert column("编号", "原因") == [row["id"] for row in report["yellow"]], "no row is cut on paper"


@pytest.mark.parametrize(
    "arguments", [["units"], ["overdue"], ["overdue", "--within", "30"], ["show", "4.1"], ["list"]]
)
def test_other_results_are_word_files_too(ledger: Path, arguments: list[str]) -> None:
    assert run([*arguments, "-o", "文件.docx"]) == 0
    document = docx.Document("文件.docx")
    first = document.paragraphs[0]
    assert first.style is not None and first.style.name == "Title" and first.text
