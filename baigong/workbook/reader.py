"""Read a workbook that a unit sent back: which form it is, who filled it in, and what stands in each row.

Rows are known by their number or, where a spreadsheet spoilt that, by their words; columns by their headings. So
rows may be sorted, deleted or added, and columns hidden, moved or renamed a little. What cannot be read is named by its
cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baigong.errors import (
    BaigongError,
    CellError,
    FormWithoutRecordError,
    NotAFormError,
    OtherUnitError,
    RowMismatchError,
    RowTwiceError,
    RowWithoutIdError,
)
from baigong.words import visible
from baigong.workbook import record, values
from baigong.workbook.answer import Answer, AnswerRow, Fault
from baigong.workbook.form import Base, Meta
from baigong.workbook.grid import Cell, CellGrid
from baigong.workbook.headings import Headings, find_table, read_head, whole
from baigong.workbook.layout import LAYOUTS, META, Layout
from baigong.workbook.sheet_files import read_sheets

_NUMBER = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)+|[0-9]+")


@dataclass
class _ReturnedBook:
    """One workbook while it is read."""

    file: str
    layout: Layout
    meta: Meta
    bases: Mapping[str, Base]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, cell: str, error: BaigongError) -> None:
        self.faults.append(Fault(self.file, error, f"{self.layout.sheet} · {cell}", self.meta.unit))


def read_answer(file: str, data: bytes, ending: str = ".xlsx") -> Answer:
    """Read a workbook; `file` is what the user calls it.

    Raises:
        WorkbookError: it cannot be read at all, or is no form.
    """
    sheets = read_sheets(data, ending)
    meta_sheet = sheets.get(META)
    layout = next((one for one in LAYOUTS.values() if find_table(sheets, one)), None)
    if meta_sheet is None:
        raise FormWithoutRecordError if layout else NotAFormError
    meta, bases = record.read(_lines(meta_sheet))
    layout = LAYOUTS[meta.kind]
    table = find_table(sheets, layout)
    if table is None:
        raise FormWithoutRecordError
    sheet, headings = table
    head = read_head(sheet, headings, layout)
    _check_unit(head.get("unit", Cell("")), meta.unit)
    book = _ReturnedBook(file, layout, meta, bases)
    rows = _distinct(book, _rows(book, sheet, headings))
    head_words = _head_words(book, head)
    return Answer(
        file,
        meta,
        head_words["filler"],
        head_words["phone"],
        tuple(rows),
        tuple(book.faults),
        blank=len(bases.keys() - {row.id for row in rows}),
    )


def _lines(sheet: CellGrid) -> list[tuple[str, str]]:
    return [
        (str(row[1].value) if 1 in row else "", str(row[2].value) if 2 in row else "")
        for _, row in sorted(sheet.rows.items())
    ]


def _check_unit(cell: Cell, unit: str) -> None:
    written = str(cell.value).strip()
    if unit and written and whole(written) != whole(unit):
        raise OtherUnitError(written, unit)


def _head_words(book: _ReturnedBook, head: Mapping[str, Cell]) -> dict[str, str]:
    texts = {}
    for key in ("filler", "phone"):
        try:
            texts[key] = " ".join(values.read_words(head[key]).split())[:50]
        except CellError as error:
            texts[key] = ""
            book.fault(head[key].place, error)
    return texts


def _rows(book: _ReturnedBook, sheet: CellGrid, headings: Headings) -> Iterator[tuple[str, AnswerRow]]:
    """Yield what each row answers, with the cell of its number; what cannot be read becomes a fault."""
    by_text: dict[str, list[str]] = {}
    for id, base in book.bases.items():
        by_text.setdefault(whole(base.text), []).append(id)
    for number, row in sorted(sheet.rows.items()):
        if number <= headings.row:
            continue
        cells = {
            key: row[at]
            for key, at in headings.columns.items()
            if at in row and not row[at].empty and not (row[at].carried and not _is_open(book.layout, key))
        }
        extra = [
            (headings.extra.get(at, ""), cell)
            for at, cell in sorted(row.items())
            if at not in headings.columns.values() and not cell.empty and not cell.carried
        ]
        answered = [key for key in cells if _is_open(book.layout, key)]
        if not answered and not extra:
            continue
        id = _row_id(book, number, cells, by_text)
        if id:
            read = _answer_row(book, id, cells, extra)
            if read:
                yield (cells["id"].place if "id" in cells else ""), read


def _is_open(layout: Layout, key: str) -> bool:
    return any(column.key == key for column in layout.open)


def _row_id(book: _ReturnedBook, number: int, cells: Mapping[str, Cell], by_text: Mapping[str, list[str]]) -> str:
    """Give the id of the row; "" with a fault if it cannot be told."""
    written = _written_id(cells.get("id"))
    text = whole(str(cells["text"].value)) if "text" in cells else ""
    named = by_text.get(text, [])
    if written in book.bases:
        if named and written not in named:
            place = cells["id"].place
            book.fault(place, RowMismatchError(written, named[0]))
            return ""
        return written
    if len(named) == 1:
        return named[0]
    place = cells["id"].place if "id" in cells else f"第{number}行"
    if not written:
        book.fault(place, RowWithoutIdError())
        return ""
    return written


def _written_id(cell: Cell | None) -> str:
    """Read the number of a task if it is still text: 3.10 that became a number or a date is lost."""
    if cell is None or cell.fault or not isinstance(cell.value, str):
        return ""
    text = unicodedata.normalize("NFKC", visible(cell.value)).strip().replace("。", ".").strip("'‘’()")
    text = re.sub(r"^(?:任务|举措|编号|第)+|项$", "", text).strip()
    return text if _NUMBER.fullmatch(text) else ""


def _answer_row(
    book: _ReturnedBook, id: str, cells: Mapping[str, Cell], extra: Sequence[tuple[str, Cell]]
) -> AnswerRow | None:
    places = {key: f"{book.layout.sheet} · {cell.place}" for key, cell in cells.items()}
    before = len(book.faults)

    def read(key: str, reader: values.Reader) -> object:
        if key not in cells:
            return None
        try:
            return reader(cells[key])
        except CellError as error:
            book.fault(cells[key].place, error)
            return None

    answers = {key: read(key, reader) for key, reader in values.READERS.items()}
    remarks = []
    for title, cell in extra:
        try:
            remarks.append(f"{title}：{values.read_words(cell)}" if title else values.read_words(cell))
        except CellError as error:
            book.fault(cell.place, error)
    note = "；".join(part for part in (str(answers.pop("note") or ""), *remarks) if part)
    if len(book.faults) > before:
        return None
    fields = {key: value for key, value in answers.items() if value is not None}
    return AnswerRow(id, book.bases.get(id), places, note=note, **fields)  # type: ignore[arg-type]  # by READERS


def _distinct(book: _ReturnedBook, rows: Iterable[tuple[str, AnswerRow]]) -> list[AnswerRow]:
    """Take a repeated row once, or not at all if the copies differ. Each row comes with the cell of its number."""
    kept: dict[str, tuple[str, AnswerRow]] = {}
    differing: set[str] = set()
    for cell, row in rows:
        first, other = kept.setdefault(row.id, (cell, row))
        if other.content != row.content:
            book.fault(cell, RowTwiceError(row.id, first))
            differing.add(row.id)
    return [row for id, (_, row) in kept.items() if id not in differing]
