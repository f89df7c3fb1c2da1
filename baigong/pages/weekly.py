"""The report of a week or a month, in the order in which a leader reads it: figures on a screen, sentences on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from baigong import words
from baigong.calendar import long_day, weekday
from baigong.pages.blocks import Bar, Bars, Block, FactList, Heading, Listing, Medium, Only, Page, Paragraph
from baigong.pages.columns import of_leaders
from baigong.pages.overdue import COMING_COLUMNS, due_words
from baigong.pages.sentences import Sentences
from baigong.pages.targets import TARGET_COLUMNS
from baigong.pages.weekly_columns import DECISIONS, DONE, LATE, LIT, NOTES, PROBLEMS, SECTIONS, UNIT_FIGURES
from baigong.pages.weekly_context import (
    amount,
    difference,
    dropped_words,
    keeping,
    pace,
    span_words,
    unfinished,
    weekly_context,
)
from baigong.reports.keepers import KeeperRow
from baigong.reports.overdue import DueRow
from baigong.reports.period import Period
from baigong.reports.totals import SectionRow, Totals
from baigong.reports.weekly import UnitRow, Weekly
from baigong.words import Light, as_typed

MOST = 12
"""How many rows of a table a screen shows before it refers to the command that lists them."""
FEW = 3
"""How many things the report of an empty ledger names of each kind, so that it fits a screen."""
TEMPLATE = "weekly"
"""The name of the template of the sentences."""

_SCREEN: tuple[Medium, ...] = ("screen",)
_WRITTEN: tuple[Medium, ...] = ("document", "web")


def weekly_page(report: Weekly, sentences: Sentences | None = None) -> Page:
    """Lay out a report; on a screen, that of a ledger without records suggests what to do next."""
    title = (Only(_SCREEN, partial(_screen_head, report)), Only(_WRITTEN, partial(_title, report)))
    signed = Only(("document",), partial(signature, (report.issuer,), report.period.as_of))
    return Page((*title, *weekly_body(report, sentences), signed), outlined=True)


def weekly_body(report: Weekly, sentences: Sentences | None = None) -> tuple[Block | Only, ...]:
    """Lay out what stands in a report between its title and its signature."""
    blocks = tuple(_blocks(report, sentences or Sentences(TEMPLATE)))
    if report.recorded:
        return blocks
    return (Only(_SCREEN, partial(_first, report)), Only(_WRITTEN, lambda: blocks))


def _blocks(report: Weekly, sentences: Sentences) -> Iterator[Block | Only]:
    span = span_words(report.period)

    def chapter(name: str, title: str = "") -> Only:
        return Only(_WRITTEN, partial(_sentences, report, sentences, name, title))

    yield chapter("总体情况", "总体情况")
    yield Only(_SCREEN, partial(_overview, report))
    yield Heading(f"本{span}办结（{len(report.done)} 项）")
    yield chapter("办结")
    yield _listing(DONE, report.done, f"本{span}没有办结的任务", f"list --status done{_same(report)}")
    yield Heading(f"进展情况（{len(report.notes)} 条）")
    yield chapter("进展情况")
    since = f"log --since {report.period.start}{_same(report, filtered=False)}"
    yield _listing(NOTES, report.notes, f"本{span}没有进展记录", since, counter="条")
    if report.decisions:
        yield Heading(f"督查办理（{len(report.decisions)} 条）")
        yield _listing(DECISIONS, report.decisions, "", since)
    yield Heading(f"存在问题（{len(report.problems)} 项）")
    yield chapter("存在问题")
    problems = Listing(PROBLEMS, report.problems, "", "没有任务受阻，也没有报告问题", most=MOST, rest=_listed(report))
    yield Only(_SCREEN, lambda: (problems,))
    yield Heading("逾期滞后")
    yield chapter("逾期滞后")
    yield from _late(report)
    yield from _due(report, span, chapter("到期"))
    yield from _targets(report)
    yield chapter("各板块", "各板块")
    yield Only(_WRITTEN, lambda: (Listing(SECTIONS, report.sections),))
    yield Heading("各单位")
    yield chapter("各单位")
    scores = scores_command(report.period, _plan(report))
    yield _listing(UNIT_FIGURES, report.units, "方案没有列出责任单位", scores, units_footer(report.units), "家")
    yield Only(_SCREEN, partial(keeping_line, report.period, report.keepers))
    yield chapter("台账记录")


def scores_command(period: Period, plan: str = "") -> str:
    """Give the command that lists the units of the same period; `plan` is the option that names a plan."""
    if period.week is not None:
        return f"units --week {period.week}{plan}"
    month = "" if period.is_week else f" --month {period.start:%Y-%m}"
    return f"units{month}{plan} --as-of {period.as_of}"


def keeping_line(period: Period, keepers: Sequence[KeeperRow]) -> Iterator[Block]:
    """Say in a line who kept the ledger, if anybody did."""
    if text := keeping(period, keepers):
        yield Paragraph(text, "dim")


def _sentences(report: Weekly, sentences: Sentences, name: str, title: str) -> Iterator[Block]:
    if title:
        yield Heading(title)
    for text in sentences.paragraphs(name, weekly_context(report)):
        yield Paragraph(text)


def _listing(
    columns: Any, rows: Sequence[Any], empty: str, rest: str, footer: str = "", counter: str = "项"
) -> Listing[Any] | Only:
    """Make the listing of a part, whose sentence says on paper that there is nothing to list."""
    listing = Listing(columns, rows, footer, empty, most=MOST, rest=as_typed(rest), counter=counter)
    return listing if rows else Only(_SCREEN, lambda: (listing,))


def _kind(report: Weekly) -> str:
    return f"{span_words(report.period)}报"


def _screen_head(report: Weekly) -> Iterator[Block]:
    period = report.period
    yield Heading(f"{report.title} {_kind(report)}", 1)
    whose = f"　{report.whose}" if report.whose else ""
    yield Paragraph(f"{period.label}：{period.start} 至 {period.end}{whose}", "strong")
    standing = f"数据截至 {period.as_of}（{weekday(period.as_of)}）"
    yield Paragraph(standing + ("，本期尚未结束" if period.running else ""), "dim")


def _title(report: Weekly) -> Iterator[Block]:
    period = report.period
    yield Heading(f"{report.whose}落实《{report.title}》情况督查{_kind(report)}", 1)
    yield Paragraph(f"{period.label}（{long_day(period.start)}至{long_day(period.end)}）", place="centre")
    if period.running:
        yield Paragraph(f"数据截至{long_day(period.as_of)}，本{span_words(report.period)}尚未结束", place="centre")


def signature(issuers: Sequence[str], day: date) -> Iterator[Block]:
    """Sign a document of the office that all the plans are of, if they are of one, and date it."""
    if len(set(issuers)) == 1 and issuers[0]:
        yield Paragraph(f"{issuers[0]}督查室", place="right")
    yield Paragraph(long_day(day), place="right")


def _first(report: Weekly) -> Iterator[Block]:
    """Lay out the report of a ledger without records: work late or due by date, and what to do next."""
    totals, span, plan = report.totals, span_words(report.period), _plan(report)
    if not totals.tasks:
        yield Paragraph("台账里还没有任务。")
        yield Heading("接下来")
        yield FactList((("加任务", f"{as_typed(f'add 任务 --lead 单位 --due 时限 --new{plan}')}　逐项加进来"),))
        return
    yield Paragraph("台账里还没有任何记录，以下只按方案的时限计算。")
    yield FactList((("任务", f"共 {totals.tasks} 项，未启动 {totals.todo} 项"), ("逾期", _overdue(totals))))
    late = [(row.id, f"{_brief(row)}　逾期 {row.overdue_days} 天") for row in report.late]
    yield from _few("按时限已逾期", late, plan)
    due = [(row.id, f"{_brief(row)}　{row.due}") for row in (*report.due, *report.coming)]
    yield from _few(f"本{span}和下{span}到期" if report.due else f"下{span}到期", due, plan)
    yield Heading("接下来")
    id = next((row.id for row in report.late), next((row.id for row in report.coming), "1.1"))
    yield FactList(
        (
            ("定牵头", f"{as_typed(f'divide{plan}')}　逐项定下由谁牵头"),
            (
                "记进展",
                f"{as_typed(f'progress {id} 60 --unit 单位 --note 进展{plan}')}　有了记录，才有各板块、各单位的情况",
            ),
            ("发督办", f"{as_typed(f'remind -o 督办单{plan}')}　给每个单位写一份"),
        )
    )


def _brief(row: DueRow) -> str:
    text = due_words(row)
    return text if len(text) <= 24 else text[:23] + "…"


def _few(title: str, rows: Sequence[tuple[str, str]], plan: str) -> Iterator[Block]:
    if rows:
        rest = len(rows) - FEW
        more = (("……", f"另有 {rest} 项，见 {as_typed(f'overdue --within 14{plan}')}"),) if rest > 0 else ()
        yield Heading(f"{title}（{len(rows)} 项）")
        yield FactList((*rows[:FEW], *more))


def _overview(report: Weekly) -> Iterator[Block]:
    yield FactList(tuple(facts(report.totals, report.before)))
    yield Heading("各板块进度（│ 为序时进度）")
    yield Bars(tuple(section_bar(row) for row in report.sections))


def facts(now: Totals, before: Totals | None = None) -> Iterator[tuple[str, str]]:
    """Give the figures of a report, with what changed since the period before where that is known."""
    others = "、".join(f"{words.STATUS[status]} {number}" for status, number in unfinished(now))
    struck = f"（其中已销号 {now.closed} 项）" if now.closed else ""
    yield (
        "任务",
        f"共 {now.tasks} 项：已办结 {now.finished} 项{struck}" + (f"，{others}" if others else "") + dropped_words(now),
    )
    yield "完成率", f"{now.rate:g}%" + _change(now, before, "rate", "个百分点")
    if beside := pace(now):
        yield "平均进度", f"{now.percent:g}%" + _change(now, before, "percent", "个百分点")
        yield "序时进度", f"{now.scheduled:g}%，{beside}"
    lights = f"红 {now.red}、黄 {now.yellow}、绿 {now.green}" + _change(now, before, "red", "", "红灯")
    yield "亮灯", lights
    yield "逾期", _overdue(now) + _change(now, before, "overdue", "项", "任务" if now.late_parts else "")


def _overdue(totals: Totals) -> str:
    if not totals.late_parts:
        return f"{totals.overdue} 项"
    return f"任务 {totals.overdue} 项，另有举措、节点 {totals.late_parts} 项"


def _change(now: Totals, before: Totals | None, name: str, unit: str, what: str = "") -> str:
    change = difference(now, before, name)
    if change is None:
        return ""
    if not change:
        return f"（{what}与上期持平）"
    return f"（{what}比上期{'增加' if change > 0 else '减少'} {amount(change)} {unit}".rstrip() + "）"


def section_bar(row: SectionRow) -> Bar:
    """Give the bar of a section, with its counts in words."""
    counts: tuple[tuple[Light, int], ...] = (("red", row.red), ("yellow", row.yellow))
    lit = "、".join(f"{words.LIGHT[light]} {count}" for light, count in counts if count)
    percent = progress_words(row.percent, row.tasks)
    done = f"{percent}　办结 {row.finished}/{row.tasks}" + (f"　{lit}" if lit else "")
    return Bar(f"{row.id} {row.title}".strip(), row.percent or 0, row.scheduled or 0, done, row.light)


def progress_words(percent: float | None, tasks: int) -> str:
    """Write the mean progress of a bar; without one, why there is none."""
    if percent is not None:
        return words.percent(percent)
    return "持续推进" if tasks else "没有任务"


def _late(report: Weekly) -> Iterator[Block | Only]:
    listed = {row.task for row in report.late}
    red = [row for row in report.red if row.id not in listed]
    overdue = as_typed(f"overdue{_same(report)}")
    parts: tuple[tuple[str, Listing[Any]], ...] = (
        ("逾期", Listing(of_leaders(LATE, report.late), report.late, most=MOST, rest=overdue)),
        (
            "其他红灯任务" if listed else "红灯任务",
            Listing(of_leaders(LIT, red), red, most=MOST, rest=_listed(report, "red")),
        ),
        ("黄灯任务", Listing(of_leaders(LIT, report.yellow), report.yellow, most=MOST, rest=_listed(report, "yellow"))),
    )
    for title, listing in parts:
        if listing.rows:
            yield Heading(f"{title}（{len(listing.rows)} 项）", 3)
            yield listing
    if not any(listing.rows for _, listing in parts):
        yield Only(_SCREEN, lambda: (Paragraph("  没有逾期事项和红灯、黄灯任务", "dim"),))


def _listed(report: Weekly, light: str = "") -> str:
    """Give the command that lists the open tasks of a light as they stood that day."""
    return as_typed(f"list --{f'light {light}' if light else 'open'}{_same(report)}")


def _same(report: Weekly, filtered: bool = True) -> str:
    """Give the options that make another command show the same tasks on the same day."""
    unit = f" --unit {words.shell_word(report.unit)}" if report.unit else ""
    leaders = "".join(f" --leader {words.shell_word(name)}" for name in report.leaders if filtered)
    return f"{unit}{leaders}{_plan(report)} --as-of {report.period.as_of}"


def _plan(report: Weekly) -> str:
    """Give the option that names the plan of a report among several."""
    return f" --plan {words.shell_word(report.plan)}" if report.plan else ""


def _due(report: Weekly, span: str, chapter: Only) -> Iterator[Block | Only]:
    running = report.period.running
    both = f"本{span}和下{span}到期" if running else f"下{span}到期"
    yield Heading(f"{both}（{len(report.due) + len(report.coming)} 项）")
    yield chapter
    parts: tuple[tuple[str, Sequence[DueRow], date], ...] = (
        (f"本{span}到期", report.due, report.period.end),
        (f"下{span}到期", report.coming, report.period.next_end),
    )
    for title, rows, last in parts:
        if rows:
            if running:
                yield Heading(f"{title}（{len(rows)} 项）", 3)
            within = f"overdue --within {(last - report.period.as_of).days}{_same(report)}"
            yield _listing(COMING_COLUMNS, rows, "", within)
    if not report.due and not report.coming:
        yield Only(_SCREEN, lambda: (Paragraph("  没有到期的事项", "dim"),))


def _targets(report: Weekly) -> Iterator[Block]:
    rows = [row for row in report.targets if row.actual is not None]
    if report.targets:
        rest = len(report.targets) - len(rows)
        yield Heading(f"目标完成情况（{len(rows)}/{len(report.targets)} 项已报实际值）")
        footer = f"另有 {rest} 项目标未报实际值" if rest and rows else ""
        yield Listing(TARGET_COLUMNS, rows, footer=footer, empty=f"{rest} 项目标{'都' if rest > 1 else ''}未报实际值")


def units_footer(rows: Sequence[UnitRow]) -> str:
    """Count the units and those that reported nothing."""
    silent = sum(row.silent for row in rows)
    return f"共 {len(rows)} 家，本期零报告 {silent} 家；只计牵头或负责的任务，一项任务由多家负责时，各家都计"
