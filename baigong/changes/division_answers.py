"""A row of a returned sheet of proposals becomes an assignment: who leads the task."""

from __future__ import annotations

from baigong.changes.common import Author
from baigong.changes.outcome import Case, Outcome, current_id
from baigong.changes.supervision import Grounds, assign
from baigong.errors import NoProposalError, OtherLeadError, RequestError, UnclearLeadError
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign
from baigong.workbook.layout import ACCEPTING

REASON = "分解"
"""The reason with which an accepted proposal is recorded."""


def decide_lead(case: Case) -> Outcome | None:
    """Decide on one row; None if no lead was chosen.

    Raises:
        RowSettledError: the row is refused, a conflict, or recorded already.
    """
    if not case.row.lead:
        return None
    id = current_id(case)
    state = case.ledger.task(id, case.today)
    units = _chosen(case, state)
    now = state.roles.lead
    if now == units:
        return case.outcome("same", id, f"牵头已是{_names(units)}")
    base = case.row.base
    if base is not None and now != base.lead and case.side != "theirs":
        words = f"牵头：台账已定{_names(now)}，分解表写{_names(units)}（原为{_names(base.lead)}）"
        raise case.conflict(id, words)
    try:
        recording = assign(case.ledger, [id], {"lead": units}, Grounds(REASON), Author(case.by, case.at, case.today))
    except RequestError as error:
        raise case.refusal(error, "lead") from None
    change = recording.changes[0]
    event = change.event.model_copy(update={"note": case.row.note})
    assert isinstance(event, Assign)
    return case.outcome("new", id, change.words, event)


def _chosen(case: Case, state: TaskState) -> tuple[str, ...]:
    """Give the units that a row makes leads: those proposed, or those written, with 、 between several."""
    written = case.row.lead
    proposed = case.row.base.proposed if case.row.base else ""
    if written in ACCEPTING:
        if not proposed:
            raise case.refusal(NoProposalError(state.id, written), "lead")
        return tuple(proposed.split("、"))
    return tuple(dict.fromkeys(_unit(case, state, name) for name in written.split("、") if name.strip()))


def _unit(case: Case, state: TaskState, written: str) -> str:
    names = state.roles.names
    try:
        unit = case.ledger.directory.find(written)
    except RequestError as error:
        raise case.refusal(UnclearLeadError(error, names), "lead") from None
    canonical = {case.ledger.directory.canonical(name): name for name in names}
    if unit not in canonical and unit not in state.units:
        raise case.refusal(OtherLeadError(unit, state.id, names), "lead")
    return canonical.get(unit, unit)


def _names(names: tuple[str, ...]) -> str:
    return "、".join(names) or "无"
