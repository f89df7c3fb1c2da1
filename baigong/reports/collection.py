"""Which units returned their forms and which did not: one row per unit that has something to report (催报)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from baigong.changes.answers import Collection
from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import shares_of, units_of
from baigong.workbook.answer import Answer, Fault

Attendance = Literal["answered", "blank", "faulty", "missing"]
ATTENDANCE: dict[Attendance, str] = {"answered": "已报", "blank": "空表", "faulty": "有问题", "missing": "未报"}


@dataclass(frozen=True)
class UnitAnswer:
    """How one unit answered. `new` counts the records its workbooks add, `same` the rows that change nothing.

    A unit is `missing` if it returned no workbook and made no report of its own within the week, and `blank` if its
    workbook is empty.
    """

    unit: str
    attendance: Attendance
    rows: int
    new: int
    same: int
    conflicts: int
    faults: int
    filler: str
    phone: str
    files: tuple[str, ...]

    @property
    def owes(self) -> bool:
        """Whether the unit must be asked for its answer."""
        return self.attendance in ("missing", "blank")


def unit_answers(ledger: Ledger, collection: Collection, today: date) -> list[UnitAnswer]:
    """Give a row for each unit that has something to report on `today`, and for each that answered."""
    answers = [answer for answer in collection.answers if answer.meta.kind == "progress"]
    last = max((answer.meta.end for answer in answers), default=None)
    if last is None:
        return []
    first, until = last - timedelta(days=6), max(last, today)
    came = {ledger.directory.canonical(answer.meta.unit) for answer in answers}
    due = {unit: sum(share.open for share in shares_of(ledger, unit, today)) for unit in units_of(ledger, today)}
    return [
        _row(unit, due.get(unit, 0), ledger, collection, answers, _reported(ledger, unit, first, until))
        for unit in dict.fromkeys((*due, *sorted(came)))
        if due.get(unit) or unit in came
    ]


def _reported(ledger: Ledger, unit: str, first: date, last: date) -> bool:
    """Whether a unit reported something itself within these days, both included."""
    return any(first <= event.on <= last for event in ledger.reports_by(unit))


def _row(
    unit: str,
    rows: int,
    ledger: Ledger,
    collection: Collection,
    answers: Sequence[Answer],
    reported: bool,
) -> UnitAnswer:
    own = [answer for answer in answers if ledger.directory.canonical(answer.meta.unit) == unit]
    counts = {kind: sum(one.unit == unit for one in collection.of(kind)) for kind in ("new", "same", "conflict")}
    faults = _faults_of(collection.faults, unit)
    attendance: Attendance = "missing"
    if sum(counts.values()):
        attendance = "answered"
    elif faults:
        attendance = "faulty"
    elif reported:
        attendance = "answered"
    elif own:
        attendance = "blank"
    return UnitAnswer(
        unit,
        attendance,
        rows,
        counts["new"],
        counts["same"],
        counts["conflict"],
        faults,
        "、".join(dict.fromkeys(answer.filler for answer in own if answer.filler)),
        "、".join(dict.fromkeys(answer.phone for answer in own if answer.phone)),
        tuple(answer.file for answer in own),
    )


def _faults_of(faults: Sequence[Fault], unit: str) -> int:
    return sum(fault.unit == unit for fault in faults)
