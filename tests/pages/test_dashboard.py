"""The page for a browser: by whom its rows can be filtered."""

from __future__ import annotations

from datetime import date

from baigong.cli.report import web_page
from baigong.ledger.leaders import ledger_of_leaders
from baigong.ledger.ledger import Ledger
from baigong.pages.blocks import Figures, FilteredListing, Filters
from baigong.pages.weekly import weekly_page
from baigong.reports.period import week_period
from baigong.reports.weekly import weekly
from tests.support.builders import UNITS, plan, said, section, task

LEDGER = Ledger(
    plan(
        section(task("1.1", leader="王副省长"), task("1.2", "建成冷库。"), task("1.3", "核清底数。", units=("省丙局",)))
    ),
    (),
    UNITS,
)


def test_the_filter_by_leader_means_what_the_option_means() -> None:
    day = date(2019, 2, 1)
    report = weekly(LEDGER, week_period(LEDGER.plan.head.start, day, 2))
    page = web_page(LEDGER, report, weekly_page(report))
    (filters,) = (block for block in page.blocks if isinstance(block, Filters))
    offered = [value for one in filters.filters if one.key == "leader" for value, _ in one.values]
    # The head of the unit, as the directory has it, answers where the task names nobody.
    assert offered == ["王副省长", "张三"]
    (tasks,) = (block for block in page.blocks if isinstance(block, FilteredListing) and block.counted)
    for leader in offered:
        shown = [row.id for row in tasks.listing.rows if leader in tasks.tags(row)["leader"]]
        own = ledger_of_leaders(LEDGER, (leader,), LEDGER.on(day))
        assert shown == [state.id for state in own.on(day)]


def test_the_figure_of_tasks_says_why_the_table_of_all_has_more() -> None:
    ledger = LEDGER.with_events((said("1.2", "dropped", on="01-30"),))
    report = weekly(ledger, week_period(LEDGER.plan.head.start, date(2019, 2, 1), 5))
    page = web_page(ledger, report, weekly_page(report))
    (figures,) = (block for block in page.blocks if isinstance(block, Figures))
    (tasks,) = (block for block in page.blocks if isinstance(block, FilteredListing) and block.counted)
    assert (figures.figures[0].value, len(tasks.listing.rows)) == ("2", 3)
    assert figures.figures[0].note.endswith("；另有已取消 1 项，不计入")
