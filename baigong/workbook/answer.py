"""A workbook that came back: what a unit wrote in each row, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from baigong.errors import (
    ActualValueError,
    BaigongError,
    DataError,
)
from baigong.words import Reported
from baigong.workbook.form import Base, Meta


@dataclass(frozen=True)
class Fault:
    """A fault of a workbook or of one cell (`place` is then 填报 · F12)."""

    file: str
    error: BaigongError
    place: str = ""
    unit: str = ""

    @property
    def message(self) -> str:
        """What is wrong, without the name of the file."""
        return self.error.fault if isinstance(self.error, DataError) else self.error.message

    @property
    def accepted(self) -> str:
        """What is accepted in its place."""
        return self.error.accepted if isinstance(self.error, ActualValueError) else self.error.hint

    @property
    def where(self) -> str:
        """The file, sheet and cell: 省水利厅-第5周.xlsx · 填报 · F12."""
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
        """Everything the unit wrote, to compare two rows."""
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
