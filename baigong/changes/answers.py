"""Returned workbooks become events: each row is new, recorded already, a conflict, or refused.

Pure; writes nothing. A row counts if the unit changed it since its form was made. If the ledger changed it
meanwhile too, the row is a conflict until somebody chooses a side (`Side`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from baigong.changes.common import Change, Recording, new_id
from baigong.changes.division_answers import decide_lead
from baigong.changes.outcome import Case, Outcome, RowSettledError, Side
from baigong.changes.progress_answers import decide_progress
from baigong.deferred import dataclass
from baigong.errors import AnswersDifferError, BaigongError, OtherPlanError, RenamedUnitError, RequestError
from baigong.ledger.ledger import Ledger
from baigong.model.plan import Plan
from baigong.workbook.answer import Answer, AnswerRow, Fault
from baigong.workbook.form import Meta

__all__ = ["Collection", "Outcome", "Side", "collect"]


@dataclass(frozen=True)
class Collection:
    """The outcomes of all workbooks together, in the order of their files."""

    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]
    answers: tuple[Answer, ...]

    def of(self, kind: Literal["new", "same", "conflict"]) -> tuple[Outcome, ...]:
        """Give the outcomes of one kind."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind == kind)

    @property
    def recording(self) -> Recording:
        """The recording to write: all events share a moment and keep this order."""
        changes = [
            Change(outcome.id, outcome.unit, outcome.words, outcome.event)
            for outcome in self.outcomes
            if outcome.event is not None
        ]
        # Events of one moment count in the order of their ids.
        names = sorted(new_id() for _ in changes)
        ordered = (
            replace(change, event=change.event.model_copy(update={"id": name}))
            for change, name in zip(changes, names, strict=True)
        )
        return Recording(tuple(ordered))


def collect(ledger: Ledger, answers: Sequence[Answer], today: date, at: datetime, side: Side) -> Collection:
    """Decide on every row of every workbook, by the state of the ledger at the end of `today`."""
    outcomes: list[Outcome] = []
    faults: list[Fault] = [fault for answer in answers for fault in answer.faults]
    admitted = []
    for answer in answers:
        refused = _refusal(ledger, answer.meta)
        if refused:
            faults.append(Fault(answer.file, refused, unit=answer.meta.unit))
        else:
            admitted.append(answer)
    texts = ledger.plan.texts
    for answer, row in _rows(admitted, faults):
        case = Case(ledger, texts, answer, row, today, at, side)
        try:
            outcome = decide_progress(case) if answer.meta.kind == "progress" else decide_lead(case)
        except RowSettledError as settled:
            result = settled.result
            (faults if isinstance(result, Fault) else outcomes).append(result)  # type: ignore[arg-type]  # one of two
            continue
        if outcome is not None:
            outcomes.append(outcome)
    return Collection(tuple(outcomes), tuple(faults), tuple(answers))


def _refusal(ledger: Ledger, meta: Meta) -> BaigongError | None:
    """Say why a workbook does not belong to this ledger."""
    if not is_of_plan(meta, ledger.plan):
        return OtherPlanError(meta.title)
    if meta.unit:
        try:
            if ledger.directory.find(meta.unit) != ledger.directory.canonical(meta.unit):
                return RenamedUnitError(meta.unit)
        except RequestError as error:
            return error
    return None


def is_of_plan(meta: Meta, plan: Plan) -> bool:
    """Whether a form was made from this plan, in any version."""
    return meta.title == plan.head.title or bool(meta.number and meta.number == plan.head.number)


def _rows(answers: Sequence[Answer], faults: list[Fault]) -> Iterator[tuple[Answer, AnswerRow]]:
    """Give every row once; a difference between two workbooks of one unit and week is a fault of both.

    Steps come before their task, so that a unit's answer on the whole task counts last.
    """
    together: dict[tuple[str, str, int, str], list[tuple[Answer, AnswerRow]]] = {}
    for answer in sorted(answers, key=lambda answer: (answer.meta.week, answer.meta.written_at)):
        for row in sorted(answer.rows, key=lambda row: -row.id.count(".")):
            key = (answer.meta.kind, answer.meta.unit, answer.meta.week, row.id)
            together.setdefault(key, []).append((answer, row))
    for several in together.values():
        answer, row = several[0]
        for other_answer, other in several[1:]:
            merged = _merged(row, other)
            if merged is None:
                faults.append(
                    Fault(
                        other_answer.file,
                        AnswersDifferError(row.id, f"{answer.file} · {row.place}"),
                        other.place,
                        answer.meta.unit,
                    )
                )
                break
            row = merged
        else:
            yield answer, row


_ANSWERS = ("status", "percent", "note", "problem", "next", "actual", "evidence", "lead")


def _merged(one: AnswerRow, other: AnswerRow) -> AnswerRow | None:
    """Merge two answers to one row that complete each other; None if they contradict."""
    pairs = {key: (getattr(one, key), getattr(other, key)) for key in _ANSWERS}
    if any(mine not in _BLANK and theirs not in _BLANK and mine != theirs for mine, theirs in pairs.values()):
        return None
    return replace(one, **{key: theirs for key, (mine, theirs) in pairs.items() if mine in _BLANK})


_BLANK = (None, "", ())
