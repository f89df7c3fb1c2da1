"""Workbooks as units fill them in: cells found by the number of the task and the title of the column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

TITLES = 4
"""The row that holds the titles of the columns."""


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
                self.cell(id, title).value = value
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
