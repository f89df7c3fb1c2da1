"""Read a workbook that a unit sent back: which form it is, who filled it in, and what stands in each row.

Rows are known by their number or, where a spreadsheet spoilt that, by their words; columns by their titles. So rows may
be sorted, deleted or added, and columns hidden, moved or renamed a little. What cannot be read is named by its cell.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baigong.errors import (
    ActualValueError,
    BaigongError,
    CellError,
    DataError,
    FormWithoutRecordError,
    NotAFormError,
    OtherUnitError,
    RowMismatchError,
    RowTwiceError,
    RowWithoutIdError,
)
from baigong.words import Reported, visible
from baigong.workbook import record, values
from baigong.workbook.form import Base, Meta
from baigong.workbook.grid import Cell, Sheet, read_sheets
from baigong.workbook.layout import LAYOUTS, META, Field, Layout

_HEAD_ROWS = 40
"""Within so many rows the titles of the columns must stand."""
_ALIKE = 0.75
"""How much of a title must be left for it to be known, of 1."""
_NUMBER = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)+|[0-9]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a workbook or one cell of it (`place` is then 填报 · F12), and what is accepted."""

    file: str
    error: BaigongError
    place: str = ""
    unit: str = ""

    @property
    def message(self) -> str:
        """What is wrong; the file is not named again."""
        return self.error.fault if isinstance(self.error, DataError) else self.error.message

    @property
    def accepted(self) -> str:
        """What is accepted in its place."""
        return self.error.accepted if isinstance(self.error, ActualValueError) else self.error.hint

    @property
    def where(self) -> str:
        """Name it as a person would look for it: 省水利厅-第5周.xlsx · 填报 · F12."""
        return " · ".join(part for part in (self.file, self.place) if part)


@dataclass(frozen=True)
class AnswerRow:
    """What a unit wrote about one task or step; None and "" where it wrote nothing. `places` are cells by column.

    `base` is None for a row that was not in the form.
    """

    id: str
    base: Base | None
    places: Mapping[str, str]
    status: Reported | None = None
    percent: float | None = None
    note: str = ""
    problem: str = ""
    next: str = ""
    actual: str = ""
    evidence: tuple[str, ...] = ()
    lead: str = ""

    @property
    def place(self) -> str:
        """The cell of its number."""
        return self.places.get("id", "")

    @property
    def content(self) -> tuple[object, ...]:
        """All that was written, to tell whether two rows say the same."""
        return (
            self.status,
            self.percent,
            self.note,
            self.problem,
            self.next,
            self.actual,
            self.evidence,
            self.lead,
        )


@dataclass(frozen=True)
class Answer:
    """One workbook that came back."""

    file: str
    meta: Meta
    filler: str
    phone: str
    rows: tuple[AnswerRow, ...]
    faults: tuple[Fault, ...] = ()
    blank: int = 0
    """How many rows of the form stayed empty, or were deleted."""


@dataclass
class _Reading:
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
    layout = next((one for one in LAYOUTS.values() if _table(sheets, one)), None)
    if meta_sheet is None:
        raise FormWithoutRecordError if layout else NotAFormError
    meta, bases = record.read(_lines(meta_sheet))
    layout = LAYOUTS[meta.kind]
    table = _table(sheets, layout)
    if table is None:
        raise FormWithoutRecordError
    sheet, titles = table
    head = _head(sheet, titles, layout)
    _check_unit(head.get("unit", Cell("")), meta.unit)
    reading = _Reading(file, layout, meta, bases)
    rows = _distinct(reading, _rows(reading, sheet, titles))
    head_words = _head_words(reading, head)
    return Answer(
        file,
        meta,
        head_words["filler"],
        head_words["phone"],
        tuple(rows),
        tuple(reading.faults),
        blank=len(bases.keys() - {row.id for row in rows}),
    )


def _lines(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (str(row[1].value) if 1 in row else "", str(row[2].value) if 2 in row else "")
        for _, row in sorted(sheet.rows.items())
    ]


def plain(text: str) -> str:
    """Write words the way they are compared: no spaces, nothing in brackets, no marks."""
    bare = unicodedata.normalize("NFKC", visible(text))
    return re.sub(r"[\s::*、,。.]", "", re.sub(r"[(\[【〔].*?[)\]】〕]", "", bare))


def _whole(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", visible(text)).split())


@dataclass(frozen=True)
class _Titles:
    """Where the columns stand: the row of their titles, each known one's place, and the titles of the others."""

    row: int
    columns: dict[str, int]
    extra: dict[int, str]


def _table(sheets: Mapping[str, Sheet], layout: Layout) -> tuple[Sheet, _Titles] | None:
    """Find the sheet and the row that hold the titles of the layout's columns."""
    ordered = sorted(sheets.values(), key=lambda sheet: sheet.title != layout.sheet)
    for sheet in ordered:
        if sheet.title == META:
            continue
        for number in sorted(number for number in sheet.rows if number <= _HEAD_ROWS):
            titles = _titles(number, sheet.rows[number], layout)
            opened = [column.key for column in layout.open if column.key in titles.columns]
            if opened and len(titles.columns) >= 4 and ({"id", "text"} & titles.columns.keys()):
                return sheet, titles
    return None


def _titles(number: int, row: Mapping[int, Cell], layout: Layout) -> _Titles:
    written = {at: str(cell.value) for at, cell in row.items() if not cell.empty}
    columns: dict[str, int] = {}
    # What is sure is settled first: 进度 must not be taken for 上次进度 that somebody moved.
    for fits in (_same, _other, _alike):
        for at, title in written.items():
            if at in columns.values():
                continue
            match = next((one for one in layout.columns if one.key not in columns and fits(one, plain(title))), None)
            if match:
                columns[match.key] = at
    extra = {at: title.strip() for at, title in written.items() if at not in columns.values()}
    return _Titles(number, columns, extra)


def _same(column: Field, title: str) -> bool:
    return title == plain(column.title)


def _other(column: Field, title: str) -> bool:
    return title in {plain(other) for other in column.others}


def _alike(column: Field, title: str) -> bool:
    wanted = plain(column.title)
    if len(title) < 2:
        return False
    if len(wanted) >= 4 and wanted in title:
        return True
    return difflib.SequenceMatcher(None, wanted, title).ratio() >= _ALIKE


def _head(sheet: Sheet, titles: _Titles, layout: Layout) -> dict[str, Cell]:
    """Find the answers of the head: each to the right of its label, or after it in the same cell."""
    head = {field.key: Cell("") for field in layout.head}
    for number in sorted(number for number in sheet.rows if number < titles.row):
        row = sheet.rows[number]
        for at, cell in sorted(row.items()):
            label, colon, rest = str(cell.value).replace("：", ":").partition(":")
            for one in layout.head:
                if plain(label) not in {plain(title) for title in (one.title, *one.others)}:
                    continue
                if colon and rest.strip():
                    head[one.key] = Cell(cell.place, rest.strip())
                elif not _is_label(row.get(at + 1), layout):
                    head[one.key] = row.get(at + 1, Cell(""))
    return head


def _is_label(cell: Cell | None, layout: Layout) -> bool:
    return cell is not None and any(plain(str(cell.value)) == plain(field.title) for field in layout.head)


def _check_unit(cell: Cell, unit: str) -> None:
    written = str(cell.value).strip()
    if unit and written and _whole(written) != _whole(unit):
        raise OtherUnitError(written, unit)


def _head_words(reading: _Reading, head: Mapping[str, Cell]) -> dict[str, str]:
    texts = {}
    for key in ("filler", "phone"):
        try:
            texts[key] = " ".join(values.read_words(head[key]).split())[:50]
        except CellError as error:
            texts[key] = ""
            reading.fault(head[key].place, error)
    return texts


def _rows(reading: _Reading, sheet: Sheet, titles: _Titles) -> Iterator[tuple[str, AnswerRow]]:
    """Yield what each row answers, with the cell of its number; what cannot be read becomes a fault."""
    by_text: dict[str, list[str]] = {}
    for id, base in reading.bases.items():
        by_text.setdefault(_whole(base.text), []).append(id)
    for number, row in sorted(sheet.rows.items()):
        if number <= titles.row:
            continue
        cells = {
            key: row[at]
            for key, at in titles.columns.items()
            if at in row and not row[at].empty and not (row[at].carried and not _is_open(reading.layout, key))
        }
        extra = [
            (titles.extra.get(at, ""), cell)
            for at, cell in sorted(row.items())
            if at not in titles.columns.values() and not cell.empty and not cell.carried
        ]
        answered = [key for key in cells if _is_open(reading.layout, key)]
        if not answered and not extra:
            continue
        id = _row_id(reading, number, cells, by_text)
        if id:
            read = _answer_row(reading, id, cells, extra)
            if read:
                yield (cells["id"].place if "id" in cells else ""), read


def _is_open(layout: Layout, key: str) -> bool:
    return any(column.key == key for column in layout.open)


def _row_id(reading: _Reading, number: int, cells: Mapping[str, Cell], by_text: Mapping[str, list[str]]) -> str:
    """Say which row of the form this is; "" where that cannot be told, which is a fault then."""
    written = _written_id(cells.get("id"))
    text = _whole(str(cells["text"].value)) if "text" in cells else ""
    named = by_text.get(text, [])
    if written in reading.bases:
        if named and written not in named:
            place = cells["id"].place
            reading.fault(place, RowMismatchError(written, named[0]))
            return ""
        return written
    if len(named) == 1:
        return named[0]
    place = cells["id"].place if "id" in cells else f"第{number}行"
    if not written:
        reading.fault(place, RowWithoutIdError())
        return ""
    return written


def _written_id(cell: Cell | None) -> str:
    """Read a number of a task where it stayed a text; what a spreadsheet made a number or a date of, it lost."""
    if cell is None or cell.fault or not isinstance(cell.value, str):
        return ""
    text = unicodedata.normalize("NFKC", visible(cell.value)).strip().replace("。", ".").strip("'‘’()")
    text = re.sub(r"^(?:任务|举措|编号|第)+|项$", "", text).strip()
    return text if _NUMBER.fullmatch(text) else ""


def _answer_row(
    reading: _Reading, id: str, cells: Mapping[str, Cell], extra: Sequence[tuple[str, Cell]]
) -> AnswerRow | None:
    places = {key: f"{reading.layout.sheet} · {cell.place}" for key, cell in cells.items()}
    before = len(reading.faults)

    def read(key: str, reader: values.Reader) -> object:
        if key not in cells:
            return None
        try:
            return reader(cells[key])
        except CellError as error:
            reading.fault(cells[key].place, error)
            return None

    answers = {key: read(key, reader) for key, reader in values.READERS.items()}
    remarks = []
    for title, cell in extra:
        try:
            remarks.append(f"{title}：{values.read_words(cell)}" if title else values.read_words(cell))
        except CellError as error:
            reading.fault(cell.place, error)
    note = "；".join(part for part in (str(answers.pop("note") or ""), *remarks) if part)
    if len(reading.faults) > before:
        return None
    fields = {key: value for key, value in answers.items() if value is not None}
    return AnswerRow(id, reading.bases.get(id), places, note=note, **fields)  # type: ignore[arg-type]  # by READERS


def _distinct(reading: _Reading, rows: Iterable[tuple[str, AnswerRow]]) -> list[AnswerRow]:
    """Take a row that stands twice once; where the two differ, neither. Each row comes with the cell of its number."""
    kept: dict[str, tuple[str, AnswerRow]] = {}
    differing: set[str] = set()
    for cell, row in rows:
        first, other = kept.setdefault(row.id, (cell, row))
        if other.content != row.content:
            reading.fault(cell, RowTwiceError(row.id, first))
            differing.add(row.id)
    return [row for id, (_, row) in kept.items() if id not in differing]
