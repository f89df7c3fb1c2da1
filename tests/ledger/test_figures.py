"""Means are of the same tasks: what is dropped, and what goes on without a percent, is left out of both."""

from __future__ import annotations

from baigong.ledger.figures import means, reports_of, unit_figures
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


BOTH = plan(section(task("1.1", lead=("省甲厅", "省乙委")), task("1.2", lead=("省甲厅",)), units=()))


def test_a_dropped_part_is_in_no_count_and_no_mean_of_its_unit() -> None:
    known = ledger(BOTH, said("1.1", "dropped", 30, unit="省甲厅"), said("1.2", percent=50))
    figures = unit_figures(known, "省甲厅", day("01-07"), day("01-18"))
    assert (figures.tasks, figures.finished, figures.means.percent) == (1, 0, 50)
    other = unit_figures(known, "省乙委", day("01-07"), day("01-18"))
    assert (other.tasks, other.finished) == (1, 0)


def test_a_unit_that_finished_its_part_before_was_not_to_report() -> None:
    known = ledger(BOTH, said("1.1", "done", 100, unit="省乙委", on="01-10"), said("1.2", "done", 100, on="01-10"))

    def silent(unit: str, first: str, last: str) -> bool:
        return reports_of(known, unit, day(first), day(last)).silent

    assert not silent("省乙委", "01-07", "01-13"), "it reported in that week"
    assert not silent("省乙委", "01-14", "01-20"), "it owes nothing"
    assert silent("省甲厅", "01-14", "01-20"), "it still owes its part of 1.1"
