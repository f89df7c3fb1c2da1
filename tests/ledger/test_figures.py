"""Means are of the same tasks: what is dropped, and what goes on without a percent, is left out of both."""

from __future__ import annotations

from baigong.ledger.figures import means, unit_figures
from tests.support.builders import day, ledger, plan, said, section, task

OF = plan(
    section(
        task("1.1", lead=("省甲厅",)),
        task("1.2", lead=("省甲厅",), ongoing=True),
        task("1.3", lead=("省甲厅",), due="02-28"),
        units=(),
    )
)
EVENTS = (said("1.1", percent=40), said("1.2", "doing", 100), said("1.3", "dropped", 90))


def test_dropped_and_ongoing_tasks_are_in_no_mean() -> None:
    mean = means(ledger(OF, *EVENTS).on(day("01-18")))
    assert (mean.percent, mean.scheduled, mean.tasks, mean.gap) == (40, 20, 1, 20)


def test_a_units_mean_is_of_the_measured_tasks_that_it_answers_for() -> None:
    mean = unit_figures(ledger(OF, *EVENTS), "省甲厅", day("01-07"), day("01-18")).means
    assert (mean.percent, mean.scheduled, mean.tasks) == (40, 20, 1)
