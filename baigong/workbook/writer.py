"""Write a workbook by its layout: locked and open cells, drop-downs, a page of A4, and the hidden sheets."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from baigong import words
from baigong.workbook import record
from baigong.workbook.cells import FONT, lay_on_side, put_text
from baigong.workbook.form import Form, Row
from baigong.workbook.help_sheet import add_help
from baigong.workbook.layout import CHOICES, LAYOUTS, META, MOST_WORDS, UNITS, Field, Layout

TITLE_ROW, PERIOD_ROW, HEAD_ROW, TABLE_ROW = 1, 2, 3, 4
"""The title, the period, the head (unit, filler, telephone), and the titles of the columns."""

_LINE = Side(style="thin", color="FF8C8C8C")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LOCKED = PatternFill("solid", fgColor="FFF2F2F2")
_OPEN = PatternFill("solid", fgColor="FFFFFBE6")
_TITLES = PatternFill("solid", fgColor="FFD9E2EC")
_OPEN_TITLES = PatternFill("solid", fgColor="FFFFE699")
_COLOURS = {"red": "FFF4B6B6", "yellow": "FFFFE08A", "green": "FFBFE3C0"}
_CENTRED = ("id", "role", "due", "days", "light", "before", "status", "percent", "probability", "actual")


def to_bytes(form: Form) -> bytes:
    """Give the .xlsx file of a form."""
    layout = _without_empty(LAYOUTS[form.meta.kind], form)
    book = Workbook()
    sheet = book.active
    sheet.title = layout.sheet
    _head(sheet, form, layout)
    _titles(sheet, layout)
    for number, row in enumerate(form.rows, TABLE_ROW + 1):
        _row(sheet, number, row, layout)
    _validations(book, sheet, form.rows, layout)
    _page(sheet, layout, len(form.rows))
    add_help(book, layout)
    _hidden(book, META, record.lines(form.meta, form.rows))
    book.security = WorkbookProtection(lockStructure=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _without_empty(layout: Layout, form: Form) -> Layout:
    """Leave out the column of 分管领导 where no row has one."""
    if any("leader" in row.cells for row in form.rows):
        return layout
    return replace(layout, columns=tuple(column for column in layout.columns if column.key != "leader"))


def _head(sheet: Any, form: Form, layout: Layout) -> None:
    last = len(layout.columns)
    for row, text, size in ((TITLE_ROW, form.heading, 16), (PERIOD_ROW, form.period, 10.5)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        cell = sheet.cell(row, 1)
        put_text(cell, text)
        cell.font = Font(name="黑体" if row == TITLE_ROW else FONT, size=size, bold=row == TITLE_ROW)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[TITLE_ROW].height = 30
    sheet.row_dimensions[HEAD_ROW].height = 26
    # Label and value in turn: 填报单位 over two narrow columns, its name over the wide one, and so on.
    for field, first in zip(layout.head, _head_places(layout), strict=True):
        label, value = sheet.cell(HEAD_ROW, first), sheet.cell(HEAD_ROW, first + 1)
        put_text(label, field.title)
        put_text(value, form.meta.unit if field.key == "unit" else "")
        for cell in (label, value):
            cell.font = Font(name=FONT, size=11, bold=cell is label or field.key == "unit")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = _BOX
        if field.open:
            value.fill = _OPEN
            value.protection = Protection(locked=False)


def _head_places(layout: Layout) -> tuple[int, ...]:
    """The columns in which the labels of the head stand: each before a column that is wide enough for the answer."""
    keys = [column.key for column in layout.columns]
    before = ("id", "before", "percent") if layout.kind == "progress" else ("now", "probability")
    return tuple(keys.index(key) + 1 for key in before)


def _titles(sheet: Any, layout: Layout) -> None:
    for at, column in enumerate(layout.columns, 1):
        cell = sheet.cell(TABLE_ROW, at)
        put_text(cell, column.title)
        cell.font = Font(name="黑体", size=11, bold=True)
        cell.fill = _OPEN_TITLES if column.open else _TITLES
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _BOX
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[TABLE_ROW].height = 32


_STYLES: dict[tuple[bool, bool, bool], tuple[Any, ...]] = {}


def _style(cell: Any, is_open: bool, centred: bool, step: bool) -> None:
    key = (is_open, centred, step)
    if key not in _STYLES:
        _STYLES[key] = (
            Font(name=FONT, size=11, color="FF404040" if step and not is_open else "FF000000"),
            _OPEN if is_open else _LOCKED,
            Alignment(
                horizontal="center" if centred else "left",
                vertical="center",
                wrap_text=True,
                indent=1 if step and not centred and not is_open else 0,
            ),
            Protection(locked=not is_open),
        )
    cell.font, cell.fill, cell.alignment, cell.protection = _STYLES[key]
    cell.border = _BOX


class _Grown(RowDimension):  # type: ignore[misc]  # openpyxl has no types
    """A row that is as high as its words need and grows with them; openpyxl's own has a fixed height."""

    customHeight = False  # noqa: N815  # openpyxl's name


def _height(row: Row, layout: Layout) -> float:
    """The height that the longest of a row's texts needs, in points: a Chinese character is two wide."""
    lines = 1
    for column in layout.columns:
        value = row.cells.get(column.key, "")
        if isinstance(value, str):
            room = column.width - (2.5 if row.step else 1)
            wide = (sum(2.1 if letter > "\u2e80" else 1.1 for letter in part) for part in value.split("\n"))
            lines = max(lines, sum(max(1, math.ceil(one / room)) for one in wide))
    return max(24.0, 14.5 * lines + 5)


def _row(sheet: Any, number: int, row: Row, layout: Layout) -> None:
    sheet.row_dimensions[number] = _Grown(sheet, index=number, ht=_height(row, layout))
    for at, column in enumerate(layout.columns, 1):
        cell = sheet.cell(number, at)
        _style(cell, column.key in row.open, column.key in _CENTRED, row.step and column.key == "text")
        value = row.cells.get(column.key, "")
        if isinstance(value, str):
            put_text(cell, value)
            if column.key == "percent" and column.key in row.open:
                cell.number_format = "General"
            if column.key == "light" and value:
                colour = next(_COLOURS[code] for code, name in words.LIGHT.items() if name == value)
                cell.fill = PatternFill("solid", fgColor=colour)
        else:
            cell.value = value
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"
        if not value and value != 0:
            cell.value = None


def _validations(book: Any, sheet: Any, rows: Sequence[Row], layout: Layout) -> None:
    if not rows:
        return
    first, last = TABLE_ROW + 1, TABLE_ROW + len(rows)
    letters = {column.key: get_column_letter(at) for at, column in enumerate(layout.columns, 1)}

    def over(column: Field, rule: DataValidation) -> None:
        rule.add(f"{letters[column.key]}{first}:{letters[column.key]}{last}")
        sheet.add_data_validation(rule)

    for column in layout.open:
        if column.key == "status":
            over(column, _list(f'"{",".join(words.STATUS[code] for code in CHOICES)}"', "请从下拉列表中选一种状态"))
        elif column.key == "percent":
            over(column, _percent())
        elif column.key == "lead":
            _unit_lists(book, sheet, rows, letters[column.key])
        elif column.key != "actual":
            over(column, _length())
    if "light" in letters:
        _colour_percent(sheet, letters["percent"], first, last)


def _list(formula: str, message: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showDropDown=False)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "请从列表中选", message
    return rule


def _percent() -> DataValidation:
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.error = "进度", "请填 0 到 100 之间的数，例如 60"
    rule.promptTitle, rule.prompt = "进度", "0 到 100；没有变化就空着"
    return rule


def _length() -> DataValidation:
    rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(MOST_WORDS), allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "太长", f"请不要超过 {MOST_WORDS} 字"
    return rule


def _unit_lists(book: Any, sheet: Any, rows: Sequence[Row], letter: str) -> None:
    """Give each row the drop-down of its own units; long lists stand in a hidden sheet, one column each."""
    lists = list(dict.fromkeys(row.choices["lead"] for row in rows if row.choices.get("lead")))
    places = {}
    for at, units in enumerate(lists, 1):
        column = get_column_letter(at)
        places[units] = f"{UNITS}!${column}$1:${column}${len(units)}"
    columns = [list(units) for units in lists]
    tallest = max((len(column) for column in columns), default=0)
    _hidden(book, UNITS, [tuple(c[i] if i < len(c) else "" for c in columns) for i in range(tallest)])
    for units, place in places.items():
        rule = _list(place, "请从列表中选一家，或填“同意”采纳建议")
        # 同意 is no unit: the list advises, it does not forbid.
        rule.errorStyle = "warning"
        for number, row in enumerate(rows, TABLE_ROW + 1):
            if row.choices.get("lead") == units:
                rule.add(f"{letter}{number}")
        sheet.add_data_validation(rule)


def _colour_percent(sheet: Any, letter: str, first: int, last: int) -> None:
    """Mark an impossible percent by conditional formatting, which works for pasted values too."""
    bad = PatternFill(bgColor=_COLOURS["red"])
    area = f"{letter}{first}:{letter}{last}"
    sheet.conditional_formatting.add(area, CellIsRule(operator="notBetween", formula=["0", "100"], fill=bad))


def _page(sheet: Any, layout: Layout, rows: int) -> None:
    sheet.freeze_panes = sheet.cell(TABLE_ROW + 1, 3)
    sheet.print_title_rows = f"{TABLE_ROW}:{TABLE_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(layout.columns))}{TABLE_ROW + max(rows, 1)}"
    lay_on_side(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    protect = sheet.protection
    protect.sheet = True
    # False allows: a unit may widen columns, and filter.
    protect.formatColumns = protect.formatRows = protect.autoFilter = protect.sort = False


def _hidden(book: Any, name: str, lines: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(name)
    for number, line in enumerate(lines, 1):
        for at, text in enumerate(line, 1):
            if text:
                put_text(sheet.cell(number, at), text)
    sheet.protection.sheet = True
    # Units cannot bring it up from a menu; a drop-down must still be able to look into the other.
    sheet.sheet_state = "veryHidden" if name == META else "hidden"
