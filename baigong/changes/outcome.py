"""The outcome of one row of a workbook, and the case it is decided on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from rapidfuzz import fuzz

from baigong.deferred import dataclass
from baigong.errors import BaigongError, RowGoneError, UnknownRowError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Progress
from baigong.workbook.answer import Answer, AnswerRow, Fault

Side = Literal["", "ours", "theirs"]
"""Which side of a conflict counts: the ledger's (ours), the workbook's (theirs), or nobody has said."""

_SAME_WORK = 0.8
"""How much of its words a revised task must have kept for an answer to it to count unasked, of 1."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of one row, in words: a new event, nothing new, or a conflict with later records."""

    kind: Literal["new", "same", "conflict"]
    unit: str
    filler: str
    file: str
    place: str
    id: str
    words: str
    event: Progress | Assign | None = None

    @property
    def where(self) -> str:
        """Name its cell: 省水利厅-第5周.xlsx · 填报 · I12."""
        return " · ".join(part for part in (self.file, self.place) if part)


class RowSettledError(Exception):
    """Ends the decision on a row without an event: a fault, a conflict, or recorded already."""

    def __init__(self, result: Outcome | Fault) -> None:
        """Keep the row's outcome."""
        super().__init__(result)
        self.result = result


@dataclass(frozen=True)
class Case:
    """One row, with all that is needed to decide on it."""

    ledger: Ledger
    texts: Mapping[str, str]
    answer: Answer
    row: AnswerRow
    today: date
    at: datetime
    side: Side

    @property
    def unit(self) -> str:
        """The unit that answers, by the directory's own name."""
        return self.ledger.directory.canonical(self.answer.meta.unit)

    @property
    def by(self) -> str:
        """The author: the person who filled the form in or, if nobody is named, the unit."""
        return self.answer.filler or self.unit

    def refusal(self, error: BaigongError, *keys: str) -> RowSettledError:
        """Make a fault, placed at the first of these cells that the row has, else at its number."""
        return RowSettledError(Fault(self.answer.file, error, self.place(*keys), self.unit))

    def conflict(self, id: str, words: str) -> RowSettledError:
        """Make a conflict with the ledger; if the ledger's side was chosen, the row changes nothing."""
        if self.side == "ours":
            return RowSettledError(self.outcome("same", id, f"以台账为准：{words}"))
        return RowSettledError(self.outcome("conflict", id, words))

    def outcome(
        self, kind: Literal["new", "same", "conflict"], id: str, words: str, event: Progress | Assign | None = None
    ) -> Outcome:
        """Make the row's outcome."""
        place = self.place("status", "percent", "lead", "note")
        return Outcome(kind, self.unit, self.answer.filler, self.answer.file, place, id, words, event)

    def place(self, *keys: str) -> str:
        """Name the first of these cells that the row has, else that of its number."""
        return next((self.row.places[key] for key in keys if key in self.row.places), self.row.place)


def current_id(case: Case) -> str:
    """Give the current id of the row's task; a revision may have changed the id or the words.

    Raises:
        RowSettledError: the task is gone, or its words changed so much that a person must decide.
    """
    row, base, texts = case.row, case.row.base, case.texts
    if base is None:
        if row.id not in texts:
            raise case.refusal(UnknownRowError(row.id), "id")
        return row.id
    if texts.get(row.id) == base.text:
        return row.id
    same = [id for id, text in texts.items() if text == base.text]
    became = next((former.became for former in case.ledger.plan.former if former.id == row.id), "")
    id = same[0] if len(same) == 1 else became if became in texts else row.id
    if id not in texts:
        raise case.refusal(RowGoneError(row.id), "id")
    alike = fuzz.ratio(base.text, texts[id]) >= 100 * _SAME_WORK
    if not (became or alike or case.side == "theirs"):
        words = f"方案修订后这一项的内容改了：原为“{_short(base.text)}”，现为“{_short(texts[id])}”"
        raise case.conflict(id, words)
    return id


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
