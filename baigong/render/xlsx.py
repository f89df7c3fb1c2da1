"""A listing, or a book of sheets, as an Excel workbook: ids are texts, nothing is a formula, pages are set up."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from baigong.pages.blocks import Chart, Column, Listing, Sheet, Table, Tone
from baigong.render.inert import inert
from baigong.render.interface import Result

_IDS = ("id", "section", "task", "event")
"""Columns of ids: 3.10 is no number there, and 1.6.4 no date."""
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?%?")
_BROAD = re.compile("[\u2e80-\U0010ffff]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMULA = ("=", "+", "-", "@")
_MOST_WORDS = 32_000
"""Excel takes 32,767 characters in a cell."""
_WIDE, _WIDEST, _MEASURED = 36, 24, 300
"""Widths of columns, in characters: of those that fold, and the most of others, by so many of their rows."""
_A3, _A4, _A4_HOLDS = 8, 9, 190
"""Excel's numbers of the sizes of paper, and the widths of columns, in characters, that an A4 page shows legibly."""
_CHART_ROWS = 17
"""Rows that a chart covers."""

_LINE = Side(style="thin", color="FF8C8C8C")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS: dict[Tone, str] = {"red": "FFF4B6B6", "yellow": "FFFFE08A", "green": "FFBFE3C0"}
_INKS: dict[Tone, str] = {"dim": "FF6B6B6B", "struck": "FF6B6B6B"}
_TONES: tuple[Tone, ...] = ("", "red", "yellow", "green", "dim", "strong", "struck")
_FORMATS = {"text": "@", "number": "General", "percent": "0%", "day": "yyyy-mm-dd"}


def write(result: Result) -> bytes:
    """Write a result's book, or its listing as a book of one sheet."""
    sheets = result.book() if result.book else (Sheet("清单", (Table(result.table),)),)
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        _sheet(book, sheet, result.mark)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styles() -> Iterator[NamedStyle]:
    """Give a named style for each kind of cell and tone: setting the parts of a style costs ten times as much."""
    heading = {"font": Font(name="黑体", size=16, bold=True), "alignment": Alignment(vertical="center")}
    yield NamedStyle("台账标题", **heading)
    yield NamedStyle("台账备注", font=Font(name="宋体", size=10, color="FF6B6B6B"))
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    fill = PatternFill("solid", fgColor="FFD9E2EC")
    yield NamedStyle("台账表头", font=Font(name="黑体", size=11), fill=fill, border=_BOX, alignment=centred)
    for kind, shown in _FORMATS.items():
        for tone in _TONES:
            font = Font(name="宋体", size=11, color=_INKS.get(tone), bold=tone == "strong", strike=tone == "struck")
            place = "left" if kind == "text" else "right"
            style = NamedStyle(_style(kind, tone), font=font, border=_BOX, number_format=shown)
            style.alignment = Alignment(horizontal=place, vertical="center", wrap_text=kind == "text")
            if tone in _FILLS:
                style.fill = PatternFill("solid", fgColor=_FILLS[tone])
            yield style


def _style(kind: str, tone: Tone) -> str:
    return f"台账{kind}{tone}"


def _sheet(book: Any, sheet: Sheet, mark: str) -> None:
    page = book.create_sheet(sheet.name)
    widths = _widths(sheet.tables)
    # A sheet that is written row by row takes its columns and its page before the first of them.
    _print_setup(page, sum(widths))
    first = sheet.tables[0].listing
    heads = [text for text in (sheet.title, mark) if text]
    page.freeze_panes = f"{_frozen_column(first)}{len(heads) + 2}"
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for at, text in enumerate(heads, 1):
        page.row_dimensions[at].height = 28 if text == sheet.title else 18
        page.append([_cell(page, text, "台账标题" if text == sheet.title else "台账备注")])
    row = len(heads)
    for number, table in enumerate(sheet.tables):
        if number or table.listing.title:
            page.append([_cell(page, table.listing.title, "台账标题")])
            row += 1
            page.row_dimensions[row].height = 28
        _table(page, table.listing, widths, row + 2)
        if not number:
            last = row + 1 + len(table.listing.rows)
            page.auto_filter.ref = f"A{row + 1}:{get_column_letter(len(table.listing.for_data))}{last}"
            if len(sheet.tables) == 1:
                page.print_title_rows = f"{row + 1}:{row + 1}"
        if table.chart and table.listing.rows:
            page.add_chart(_chart(page, table.listing, table.chart, row + 1), f"A{row + len(table.listing.rows) + 3}")
            for _ in range(_CHART_ROWS + 2):
                page.append([])
            row += _CHART_ROWS + 2
        row += 1 + max(len(table.listing.rows), 1)
    for line in first.footer.splitlines():
        page.append([_cell(page, line, "台账备注")])


def _frozen_column(listing: Listing[Any]) -> str:
    """Keep the column of the id in sight, where it is the first."""
    return "B" if listing.for_data[0].key in _IDS else "A"


def _table(page: Any, listing: Listing[Any], widths: Sequence[float], first: int) -> None:
    columns = listing.for_data
    page.append([_cell(page, column.title, "台账表头") for column in columns])
    for at, row in enumerate(listing.rows, first):
        texts = [column.data(row) for column in columns]
        page.row_dimensions[at].height = _height(texts, widths)
        page.append(
            [
                _value(page, column, text, column.tone(row) if text else "")
                for column, text in zip(columns, texts, strict=True)
            ]
        )
    if not listing.rows:
        page.append([_cell(page, listing.empty, "台账备注")])


def _value(page: Any, column: Column[Any], text: str, tone: Tone) -> Any:
    if column.key not in _IDS:
        if _DAY.fullmatch(text):
            return _typed(page, date.fromisoformat(text), _style("day", tone))
        if column.right and _NUMBER.fullmatch(text):
            number = float(text.removesuffix("%"))
            if text.endswith("%"):
                return _typed(page, number / 100, _style("percent", tone))
            return _typed(page, int(number) if number.is_integer() else number, _style("number", tone))
    return _cell(page, text, _style("text", tone))


def _typed(page: Any, value: date | float, style: str) -> Any:
    cell = WriteOnlyCell(page, value)
    cell.style = style
    return cell


def _cell(page: Any, text: str, style: str) -> Any:
    """Make a cell of words: what begins with = is no formula, not even after it is edited."""
    plain = inert(text)
    cell = WriteOnlyCell(page, plain if len(plain) <= _MOST_WORDS else plain[: _MOST_WORDS - 1] + "…")
    cell.data_type = "s"
    cell.style = style
    if plain.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def _widths(tables: Sequence[Table]) -> list[float]:
    """Give the width of each column of a sheet: what its words need, within bounds."""
    widths: list[float] = []
    for table in tables:
        for at, column in enumerate(table.listing.for_data):
            texts = [column.title, *(column.data(row) for row in table.listing.rows[:_MEASURED])]
            # The arrow of the filter stands in the cell of the title.
            need = min(_WIDE if column.wide else _WIDEST, max(_width(column.title) + 4, *map(_width, texts)) + 1)
            if at == len(widths):
                widths.append(0)
            widths[at] = max(widths[at], need)
    return widths


def _width(text: str) -> float:
    """Measure words in the widths of a digit; letters of the fonts of an office are a little wider than those."""
    broad = 0 if text.isascii() else len(text) - len(_BROAD.sub("", text))
    return 2.15 * broad + 1.1 * (len(text) - broad)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Give the height in points that the longest text of a row needs, within what Excel allows."""
    lines = max(math.ceil(_width(text) / max(width - 1, 1)) for text, width in zip(texts, widths, strict=False))
    return min(409.0, 15.0 * max(lines, 1) + 4)


def _chart(page: Any, listing: Listing[Any], chart: Chart, head: int) -> Any:
    keys = [column.key for column in listing.for_data]
    last = head + len(listing.rows)
    drawn = LineChart() if chart.kind == "line" else BarChart()
    drawn.title, drawn.height, drawn.width = chart.title, 8, 26
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = 0, 1
    drawn.y_axis.number_format = "0%"
    # Without these, newer versions of openpyxl hide both axes.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    for key in chart.series:
        place = keys.index(key) + 1
        drawn.add_data(Reference(page, min_col=place, min_row=head, max_row=last), titles_from_data=True)
    for line in drawn.series:
        line.smooth = False
    label = keys.index(chart.label) + 1
    drawn.set_categories(Reference(page, min_col=label, min_row=head + 1, max_row=last))
    return drawn


def _print_setup(page: Any, width: float) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if width > _A4_HOLDS else _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
