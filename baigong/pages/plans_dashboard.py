"""The report over several plans as a page for a browser: their sums, what is red in any of them, then plan by plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from baigong.pages.blocks import Bar, Bars, FilteredListing, Heading, Listing, Page, Paragraph, WebBlock, WebPage
from baigong.pages.dashboard import (
    DashboardRows,
    Tagger,
    by_week,
    every_task,
    figures,
    filtered,
    lit,
    top,
)
from baigong.pages.plans import Written, lowered, plan_table, plans_title, reported_days
from baigong.pages.weekly import keeping_line, progress_words, weekly_body
from baigong.pages.weekly_columns import UNIT_FIGURES
from baigong.reports.plans import PlansReport
from baigong.reports.weekly import Weekly


def plans_dashboard(
    report: PlansReport,
    rows: DashboardRows,
    sentences: Written,
    expand: Callable[[Iterable[str]], tuple[str, ...]],
) -> WebPage:
    """Lay out the page; `sentences` gives those of a plan, `expand` puts the members of groups in their place."""
    return WebPage(plans_title(report), tuple(_blocks(report, rows, sentences, Tagger(rows, expand))))


def _blocks(report: PlansReport, rows: DashboardRows, sentences: Written, tagger: Tagger) -> Iterator[WebBlock]:
    yield Heading(plans_title(report), 1)
    days = reported_days(report.period)
    yield from top(days, report.period, report.whose, figures(report.totals, report.units), tagger)
    yield Heading("各方案")
    yield from plan_table(report)
    yield Heading("各方案进度")
    yield Bars(tuple(map(_bar, report.plans)))
    red = [row for each in report.plans for row in each.red]
    late = [row for each in report.plans for row in each.late]
    yield from lit(
        sorted(red, key=lambda row: -row.overdue_days), sorted(late, key=lambda row: -row.overdue_days), tagger
    )
    yield from by_week(rows)
    yield from every_task(rows.tasks, tagger)
    yield Heading("各单位")
    yield FilteredListing(Listing(UNIT_FIGURES, report.units, empty="方案没有列出责任单位", counter="家"), tagger.tags)
    yield from keeping_line(report.period, report.keepers)
    for each in report.plans:
        yield Heading(each.plan)
        yield Paragraph(each.title, "dim")
        body = Page(weekly_body(each, sentences(each.plan)))
        yield from lowered(filtered(body.on("web"), tagger, each.plan))


def _bar(report: Weekly) -> Bar:
    """Give the bar of a plan, with its counts in words; it has no light of its own."""
    totals = report.totals
    done = f"{progress_words(totals.percent, totals.tasks)}　办结 {totals.finished}/{totals.tasks}"
    return Bar(report.plan, totals.percent or 0, totals.scheduled or 0, done)
