"""The weekly report laid out as a page, in the order in which a leader reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from baigong import words
from baigong.calendar import weekday
from baigong.pages.blocks import Bar, Bars, Block, Column, FactList, Heading, Listing, Page, Paragraph, Tone
from baigong.pages.columns import ID, STATUS, UNITS, count, short_names
from baigong.pages.overdue import COMING_COLUMNS, due_words
from baigong.pages.scoreboard import report_words
from baigong.pages.targets import TARGET_COLUMNS
from baigong.pages.tasks import COLUMNS
from baigong.reports.overdue import DueRow
from baigong.reports.tasks import TaskRow
from baigong.reports.weekly import DecisionRow, NoteRow, SectionRow, Totals, UnitRow, Weekly
from baigong.words import Light, Status, as_typed

MOST = 12
"""How many red or yellow tasks a page names before it refers to the listing."""
FEW = 3
"""How many things the report of an empty ledger names of each kind, so that it fits a screen."""


def weekly_page(report: Weekly) -> Page:
    """Lay out a report; without any records it suggests what to do next."""
    return Page(tuple(_blocks(report) if report.recorded else _first(report)))


def _head(report: Weekly) -> Iterator[Block]:
    period = report.period
    kind = "周报" if period.week else "月报"
    yield Heading(f"{report.title} {kind}", 1)
    whose = f"　{report.unit}" if report.unit else ""
    yield Paragraph(f"{period.label}：{period.start} 至 {period.end}{whose}", "strong")
    standing = f"数据截至 {period.as_of}（{weekday(period.as_of)}）"
    yield Paragraph(standing + ("，本期尚未结束" if period.running else ""), "dim")


def _first(report: Weekly) -> Iterator[Block]:
    """Lay out the report of a ledger without records: work late or due by date, and what to do next."""
    totals, period = report.totals, report.period
    yield from _head(report)
    yield Paragraph("台账里还没有任何记录，以下只按方案的时限计算。")
    yield FactList((("任务", f"共 {totals.tasks} 项，未启动 {totals.todo} 项"), ("逾期", _overdue(totals))))
    late = [(row.id, f"{_brief(row)}　逾期 {row.overdue_days} 天") for row in report.late]
    yield from _few("按时限已逾期", late)
    due = [(row.id, f"{_brief(row)}　{row.due}") for row in (*report.due, *report.coming)]
    span = "周" if period.week else "月"
    yield from _few(f"本{span}和下{span}到期" if report.due else f"下{span}到期", due)
    yield Heading("接下来")
    id = next((row.id for row in report.late), next((row.id for row in report.coming), "1.1"))
    yield FactList(
        (
            ("定牵头", f"{as_typed('divide')}　逐项定下由谁牵头"),
            ("记进展", f"{as_typed(f'progress {id} 60 --unit 单位 --note 进展')}　有了记录，才有各板块、各单位的情况"),
            ("发督办", f"{as_typed('remind -o 督办单')}　给每个单位写一份"),
        )
    )


def _brief(row: DueRow) -> str:
    text = due_words(row)
    return text if len(text) <= 24 else text[:23] + "…"


def _few(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[Block]:
    if rows:
        rest = len(rows) - FEW
        more = (("……", f"另有 {rest} 项，见 {as_typed('overdue --within 14')}"),) if rest > 0 else ()
        yield Heading(f"{title}（{len(rows)} 项）")
        yield FactList((*rows[:FEW], *more))


def _blocks(report: Weekly) -> Iterator[Block]:
    yield from _head(report)
    yield FactList(tuple(_facts(report)))
    yield Heading("各板块进度（│ 为序时进度）")
    yield Bars(tuple(_bar(row) for row in report.sections))
    yield Heading(f"本期办结（{len(report.done)} 项）")
    yield Listing(_DONE, report.done, empty="本期没有办结的任务")
    yield Heading(f"本期进展（{len(report.notes)} 条）")
    yield Listing(_NOTES, report.notes, empty="本期没有进展记录")
    if report.decisions:
        yield Heading(f"督查办理（{len(report.decisions)} 条）")
        yield Listing(_DECISIONS, report.decisions)
    yield from _lit(report, "red", "红灯任务", report.red)
    yield from _lit(report, "yellow", "黄灯任务", report.yellow)
    span = "周" if report.period.week else "月"
    if report.period.running:
        yield from _due(report, f"本{span}", report.due, report.period.end)
    yield from _due(report, f"下{span}", report.coming, report.period.next_end)
    yield from _targets(report)
    yield Heading("各单位情况")
    yield Listing(_UNITS, report.units, footer=_units_footer(report))


def _facts(report: Weekly) -> Iterator[tuple[str, str]]:
    now, before = report.totals, report.before
    counts: tuple[tuple[Status, int], ...] = (
        ("todo", now.todo),
        ("doing", now.doing),
        ("blocked", now.blocked),
        ("dropped", now.dropped),
    )
    others = "、".join(f"{words.STATUS[status]} {count}" for status, count in counts if count)
    struck = f"（其中已销号 {now.closed} 项）" if now.closed else ""
    yield "任务", f"共 {now.tasks} 项：已办结 {now.finished} 项{struck}" + (f"，{others}" if others else "")
    yield "完成率", f"{now.rate:g}%" + _delta(now, before, "rate", "个百分点")
    if now.percent is not None and now.scheduled is not None:
        gap = now.percent - now.scheduled
        beside = "与序时进度持平" if abs(gap) < 0.05 else f"{'超前' if gap > 0 else '落后'} {abs(gap):.1f} 个百分点"
        yield "平均进度", f"{now.percent:g}%" + _delta(now, before, "percent", "个百分点")
        yield "序时进度", f"{now.scheduled:g}%，{beside}"
    lights = f"红 {now.red}、黄 {now.yellow}、绿 {now.green}" + _delta(now, before, "red", "", "红灯")
    yield "亮灯", lights
    yield "逾期", _overdue(now) + _delta(now, before, "overdue", "项", "任务" if now.late_parts else "")


def _overdue(totals: Totals) -> str:
    if not totals.late_parts:
        return f"{totals.overdue} 项"
    return f"任务 {totals.overdue} 项，另有举措、节点 {totals.late_parts} 项"


def _delta(now: Totals, before: Totals | None, name: str, unit: str, what: str = "") -> str:
    then = getattr(before, name) if before is not None else None
    if then is None:
        return ""
    change = getattr(now, name) - then
    if abs(change) < 0.05:
        return f"（{what}与上期持平）"
    amount = f"{abs(change):.1f}".removesuffix(".0")
    return f"（{what}比上期{'增加' if change > 0 else '减少'} {amount} {unit}".rstrip() + "）"


def _bar(row: SectionRow) -> Bar:
    counts: tuple[tuple[Light, int], ...] = (("red", row.red), ("yellow", row.yellow))
    lit = "、".join(f"{words.LIGHT[light]} {count}" for light, count in counts if count)
    percent = "持续推进" if row.percent is None else words.percent(row.percent)
    done = f"{percent}　办结 {row.finished}/{row.tasks}" + (f"　{lit}" if lit else "")
    return Bar(f"{row.id} {row.title}".strip(), row.percent or 0, row.scheduled or 0, done, row.light)


def _lit(report: Weekly, light: str, title: str, rows: list[TaskRow]) -> Iterator[Block]:
    yield Heading(f"{title}（{len(rows)} 项）")
    rest = len(rows) - MOST
    more = f"另有 {rest} 项未列，见 {as_typed(f'list --light {light}')}{_rest(report)}" if rest > 0 else ""
    yield Listing(_LIT, rows[:MOST], footer=more, empty="没有")


def _rest(report: Weekly) -> str:
    """Give the options that make another command show the same tasks on the same day."""
    unit = f" --unit {report.unit}" if report.unit else ""
    return f"{unit} --as-of {report.period.as_of}"


def _due(report: Weekly, span: str, rows: list[DueRow], last: date) -> Iterator[Block]:
    yield Heading(f"{span}到期（{len(rows)} 项）")
    rest = len(rows) - MOST
    within = (last - report.period.as_of).days
    more = f"另有 {rest} 项未列，见 {as_typed(f'overdue --within {within}')}{_rest(report)}" if rest > 0 else ""
    yield Listing(COMING_COLUMNS, rows[:MOST], footer=more, empty=f"{span}没有到期的事项")


def _targets(report: Weekly) -> Iterator[Block]:
    rows = [row for row in report.targets if row.actual is not None]
    if report.targets:
        rest = len(report.targets) - len(rows)
        yield Heading(f"目标完成情况（{len(rows)}/{len(report.targets)} 项已报实际值）")
        footer = f"另有 {rest} 项目标未报实际值" if rest and rows else ""
        yield Listing(TARGET_COLUMNS, rows, footer=footer, empty=f"{rest} 项目标都未报实际值")


def _note(row: NoteRow) -> str:
    state = words.STATUS[row.status] if row.status else ""
    if row.percent is not None and row.status != "done":
        state = f"{state} {words.percent(row.percent)}".strip()
    actual = "、".join(f"{target}：实际 {words.number(value)}" for target, value in row.actual.items())
    problem = f"问题：{row.problem}" if row.problem else ""
    following = f"下一步：{row.next}" if row.next else ""
    return "；".join(part for part in (state, row.note, problem, following, actual) if part) or "（无说明）"


def _reporter(row: NoteRow) -> str:
    """Name the reporter: the unit or, if the office recorded it, the units that answer for the task."""
    return row.unit or short_names(row.units) or row.by


def _kind(row: DecisionRow) -> str:
    return words.KIND[row.kind]


def _reports(row: UnitRow) -> str:
    return report_words(row.reports, row.recorded, row.silent)


def _reports_tone(row: UnitRow) -> Tone:
    return "yellow" if row.silent else ""


def _mean(row: UnitRow) -> str:
    return "—" if row.percent is None else words.percent(row.percent)


def _units_footer(report: Weekly) -> str:
    silent = sum(row.silent for row in report.units)
    return f"共 {len(report.units)} 家，本期零报告 {silent} 家；只计牵头或负责的任务，一项任务由多家负责时，各家都计"


_TEXT = COLUMNS["text"]
_WHO = replace(UNITS, full=None)
_DONE: tuple[Column[TaskRow], ...] = (ID, _TEXT, _WHO, COLUMNS["finished_on"])
_NOTES: tuple[Column[NoteRow], ...] = (
    ID,
    Column("text", "事项", wide=True),
    Column("unit", "单位", _reporter),
    Column("on", "日期"),
    Column("note", "进展", _note, wide=True),
)
_DECISIONS: tuple[Column[DecisionRow], ...] = (
    ID,
    Column("text", "事项", wide=True),
    Column("on", "日期"),
    Column("kind", "种类", _kind),
    Column("words", "内容", wide=True),
)
_LIT: tuple[Column[TaskRow], ...] = (
    ID,
    _TEXT,
    _WHO,
    STATUS,
    COLUMNS["percent"],
    Column("reason", "原因", wide=True),
    Column("problem", "存在问题", wide=True, least=100, spare=True),
)
_UNITS: tuple[Column[UnitRow], ...] = (
    Column("unit", "单位"),
    count("tasks", "任务"),
    count("finished", "办结"),
    count("doing", "推进"),
    count("blocked", "受阻"),
    count("todo", "未动"),
    Column("percent", "平均", _mean, right=True),
    count("overdue", "逾期", "red"),
    count("red", "红", "red"),
    count("yellow", "黄", "yellow"),
    Column("reports", "本期报告", _reports, _reports_tone, right=True),
)
