"""The page for a browser over several plans."""

from __future__ import annotations

import re

from baigong.ledger.leaders import leaders_of
from baigong.ledger.ledger import Ledger
from baigong.pages.blocks import Figures, FilteredListing, Filters, Heading, LineChart, WebPage
from baigong.pages.dashboard import DashboardRows
from baigong.pages.plans_dashboard import plans_dashboard
from baigong.pages.sentences import Sentences
from baigong.pages.weekly import TEMPLATE
from baigong.render.html import to_html
from baigong.reports.period import calendar_week
from baigong.reports.plans import plans_report
from baigong.reports.tasks import task_row
from baigong.reports.trend import joint_burn_up, joint_unit_weeks
from tests.support.builders import UNITS, day, plan, said, section, task

LEDGERS = {
    "百日攻坚": Ledger(
        plan(section(task("1.1"), task("1.2", "建成冷库。", due="01-20"))),
        (said("1.1", note="已核", by="李四", on="01-29"),),
        UNITS,
    ),
    "领导交办": Ledger(
        plan(section(task("1.1", "报送情况。", due="01-10", leader="王副省长"), units=["省丙局"])), (), UNITS
    ),
}


def page() -> WebPage:
    today = day("02-01")
    states = [(name, state, each) for name, each in LEDGERS.items() for state in each.on(today)]
    every = list(LEDGERS.values())
    rows = DashboardRows(
        tasks=[task_row(state, name) for name, state, _ in states],
        leaders={(name, state.id): leaders_of(state, each.directory) for name, state, each in states},
        weeks=joint_burn_up(every, today),
        units=joint_unit_weeks(every, today),
    )
    report = plans_report(LEDGERS, calendar_week(today))
    return plans_dashboard(report, rows, lambda _name: Sentences(TEMPLATE), every[0].directory.expand)


def test_the_figures_are_those_of_all_plans_and_each_has_a_part() -> None:
    (figures,) = (block for block in page().blocks if isinstance(block, Figures))
    assert figures.figures[0].value == "3"
    parts = [block.text for block in page().blocks if isinstance(block, Heading) and block.level == 2]
    assert parts[-2:] == ["百日攻坚", "领导交办"] and "各方案进度" in parts


def test_what_is_late_in_any_plan_stands_first_with_its_plan() -> None:
    late = next(
        block for block in page().blocks if isinstance(block, FilteredListing) and "overdue_days" in _keys(block)
    )
    assert [(row.plan, row.id) for row in late.listing.rows] == [("领导交办", "1.1"), ("百日攻坚", "1.2")]
    assert _keys(late)[:2] == ["plan", "id"]


def test_tasks_of_one_number_are_filtered_apart_by_plan_unit_and_leader() -> None:
    (filters,) = (block for block in page().blocks if isinstance(block, Filters))
    offered = {one.key: [value for value, _ in one.values] for one in filters.filters}
    assert offered["plan"] == ["百日攻坚", "领导交办"]
    (tasks,) = (block for block in page().blocks if isinstance(block, FilteredListing) and block.counted)
    tags = {(row.plan, row.id): tasks.tags(row) for row in tasks.listing.rows}
    assert tags["领导交办", "1.1"]["leader"] == ("王副省长",)
    assert tags["领导交办", "1.1"]["unit"] == ("省丙局",)
    assert tags["百日攻坚", "1.1"]["unit"] == ("省甲厅", "省乙委")
    # The rows in the part of a plan name no plan, and are filtered with it all the same.
    notes = _with_column("note")
    assert notes.tags(notes.listing.rows[0])["plan"] == ("百日攻坚",)


def test_weeks_are_named_by_their_monday() -> None:
    (chart,) = (block for block in page().blocks if isinstance(block, LineChart))
    assert chart.labels[-1] == "1月28日起" and "第" not in chart.labels[0]


def test_it_is_one_page_that_names_who_kept_the_ledgers() -> None:
    html = to_html(page().title, page().blocks)
    assert "各方案周报　1月28日至2月3日" in html
    assert len(re.findall("台账记录1条，记录人：李四（1条）", html)) == 2, "in the sum and in its plan"


def _with_column(key: str) -> FilteredListing:
    return next(block for block in page().blocks if isinstance(block, FilteredListing) and key in _keys(block))


def _keys(block: FilteredListing) -> list[str]:
    return [column.key for column in block.listing.columns]
