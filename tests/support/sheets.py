"""Workbooks as units fill them in: cells found by the number of the task and the title of the column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

TITLES = 4
"""The row that holds the titles of the columns."""
OPEN = ("状态", "进度", "进展情况", "存在问题", "下一步措施", "目标实际值", "佐证")


class Sheet:
    """A form opened for filling in, by hand as it were: `sheet` is openpyxl's own, for what people do to it."""

    def __init__(self, source: Path | bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(source) if isinstance(source, bytes) else source)
        self.sheet: Any = self.book.worksheets[0]

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.sheet[TITLES] if cell.value}

    def row(self, id: str) -> int:
        return next(
            number for number in range(TITLES + 1, self.sheet.max_row + 1) if self.sheet.cell(number, 1).value == id
        )

    @property
    def ids(self) -> list[str]:
        values = (self.sheet.cell(number, 1).value for number in range(TITLES + 1, self.sheet.max_row + 1))
        return [str(value) for value in values if value]

    def cell(self, id: str, title: str) -> Any:
        return self.sheet.cell(self.row(id), self.columns[title])

    def fill(self, answers: Mapping[str, Mapping[str, object]], filler: str = "张三", phone: str = "8812345") -> Sheet:
        self.head("填报人", filler)
        self.head("联系电话", phone)
        for id, cells in answers.items():
            for title, value in cells.items():
                put(self.cell(id, title), value)
        return self

    def head(self, label: str, value: str) -> None:
        at = next((cell.column for cell in self.sheet[TITLES - 1] if cell.value == label), None)
        if at:
            self.sheet.cell(TITLES - 1, at + 1).value = value

    @property
    def data(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.data)
        return path


def put(cell: Any, value: object) -> None:
    """Type a value into a cell that holds texts: words that begin with = stay words."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


# What people do to a table.


def sorted_backwards(sheet: Sheet) -> None:
    page = sheet.sheet
    lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=TITLES + 1)]
    for number, values in enumerate(reversed(lines), TITLES + 1):
        for at, value in enumerate(values, 1):
            put(page.cell(number, at), value)


def others_deleted(sheet: Sheet) -> None:
    """Delete rows in which nothing was filled in, of the first fifty."""
    opened = [at for title, at in sheet.columns.items() if title in OPEN]
    for number in range(min(sheet.sheet.max_row, 50), TITLES, -1):
        if not any(sheet.sheet.cell(number, at).value not in (None, "") for at in opened):
            sheet.sheet.delete_rows(number)


def rows_inserted(sheet: Sheet) -> None:
    sheet.sheet.insert_rows(TITLES + 1, 3)
    sheet.sheet.insert_rows(1, 2)


def columns_hidden(sheet: Sheet) -> None:
    for letter in "ABCDEFGH":
        sheet.sheet.column_dimensions[letter].hidden = True


def columns_moved(sheet: Sheet) -> None:
    page = sheet.sheet
    for number in range(TITLES, page.max_row + 1):
        values = [page.cell(number, at).value for at in range(1, 17)]
        for at, value in enumerate(reversed(values), 1):
            put(page.cell(number, at), value)


def column_deleted(sheet: Sheet) -> None:
    sheet.sheet.delete_cols(sheet.columns["还有几天"])


def columns_renamed(sheet: Sheet) -> None:
    page = sheet.sheet
    names = {"编号": "序号", "进度": "进度（%）", "状态": "办理状态", "进展情况": "本周进展情况", "任务": "任 务"}
    for title, other in names.items():
        page.cell(TITLES, sheet.columns[title]).value = other


def numbers_lost(sheet: Sheet) -> None:
    """Make numbers and dates of the numbers of tasks, as a spreadsheet does with texts pasted into it."""
    for id in sheet.ids:
        cell = sheet.cell(id, "编号")
        cell.value = float(id) if id.count(".") == 1 else datetime(2019, 1, 1)
        cell.number_format = "General" if id.count(".") == 1 else "yyyy-mm-dd"


def repacked(data: bytes, name: str, change: Any) -> bytes:
    """Change one part of a package: `change` gets its bytes (empty where there is none) and gives new ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for one in names:
            content = source.read(one)
            target.writestr(one, change(content) if one == name else content)
        if name not in names:
            target.writestr(name, change(b""))
    return out.getvalue()
