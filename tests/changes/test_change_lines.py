"""What the lines of changes tell: by task or step and unit, and no more of a whole than its own record makes of it."""

from __future__ import annotations

from baigong.changes.change_lines import ChangeLines
from tests.support.builders import assigned, day, deferred, ledger, plan, said, task

STATE = ledger(plan(task(steps=["1.1.1", "1.1.2"]))).task("1.1", day("02-01"))


def test_each_kind_of_event_tells_its_own() -> None:
    events = [
        said("1.1.1", "done", unit="省甲厅"),
        said("1.1", percent=40, actual={"12个": 5}),
        deferred("1.2", "05-01"),
        assigned("1.3", lead=("省甲厅",)),
    ]
    lines = ChangeLines.by(events)
    assert lines.standings == {("1.1.1", "省甲厅"), ("1.1", "")}
    assert [set(ids) for ids in (lines.dues, lines.roles, lines.values)] == [{"1.2"}, {"1.3"}, {"12个"}]
    assert lines.of("1.1.1") and not lines.of("1.2")


def test_only_what_is_about_a_task_is_told_of_it() -> None:
    lines = ChangeLines.by([said("1.1.1", "done"), said("1.2", "done")])
    assert lines.about(STATE).standings == {("1.1.1", "")}


def test_a_task_recorded_together_with_its_step_is_still_to_be_told() -> None:
    lines = ChangeLines.by([said("1.1", percent=40), said("1.1.1", "done")])
    assert lines.about(STATE).standings == frozenset()
