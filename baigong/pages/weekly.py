"""The weekly report laid out as a page, in the order in which a leader reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from baigong import words
from baigong.calendar import weekday
from baigong.pages.blocks import Bar, Bars, Block, Column, Facts, Heading, Listing, Page, Paragraph
from baigong.pages.columns import ID, PERCENT, STATUS, UNITS, count
from baigong.pages.overdue import COMING_COLUMNS
from baigong.pages.targets import TARGET_COLUMNS
from baigong.pages.tasks import COLUMNS
from baigong.reports.tasks import TaskRow
from baigong.reports.weekly import DecisionRow, NoteRow, SectionRow, Totals, UnitRow, Weekly
from baigong.words import Light, Status, as_typed

MOST = 12
"""How many red or yellow tasks a page names before it refers to the listing."""


def weekly_page(report: Weekly) -> Page:
    """Lay out a report."""
    return Page(tuple(_blocks(report)))


def _blocks(report: Weekly) -> Iterator[Block]:
    period = report.period
    kind = "周报" if period.week else "月报"
    yield Heading(f"{report.title} {kind}", 1)
    whose = f"　{report.unit}" if report.unit else ""
    yield Paragraph(f"{period.label}：{period.start} 至 {period.end}{whose}", "strong")
    standing = f"数据截至 {period.as_of}（{weekday(period.as_of)}）"
    yield Paragraph(standing + ("，本期尚未结束" if period.running else ""), "dim")
    yield Facts(tuple(_facts(report)))
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
    yield from _coming(report)
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
    gap = now.percent - now.scheduled
    beside = "与序时进度持平" if abs(gap) < 0.05 else f"{'超前' if gap > 0 else '落后'} {abs(gap):.1f} 个百分点"
    yield "平均进度", f"{now.percent:g}%" + _delta(now, before, "percent", "个百分点")
    yield "序时进度", f"{now.scheduled:g}%，{beside}"
    lights = f"红 {now.red}、黄 {now.yellow}、绿 {now.green}" + _delta(now, before, "red", "", "红灯")
    yield "亮灯", lights
    yield "逾期", f"{now.overdue} 项" + _delta(now, before, "overdue", "项")


def _delta(now: Totals, before: Totals | None, name: str, unit: str, what: str = "") -> str:
    if before is None:
        return ""
    change = getattr(now, name) - getattr(before, name)
    if abs(change) < 0.05:
        return f"（{what}与上期持平）"
    amount = f"{abs(change):.1f}".removesuffix(".0")
    return f"（{what}比上期{'增加' if change > 0 else '减少'} {amount} {unit}".rstrip() + "）"


def _bar(row: SectionRow) -> Bar:
    counts: tuple[tuple[Light, int], ...] = (("red", row.red), ("yellow", row.yellow))
    lit = "、".join(f"{words.LIGHT[light]} {count}" for light, count in counts if count)
    done = f"{words.percent(row.percent)}　办结 {row.finished}/{row.tasks}" + (f"　{lit}" if lit else "")
    return Bar(f"{row.id} {row.title}".strip(), row.percent, row.scheduled, done, row.light)


def _lit(report: Weekly, light: str, title: str, rows: list[TaskRow]) -> Iterator[Block]:
    yield Heading(f"{title}（{len(rows)} 项）")
    rest = len(rows) - MOST
    unit = f" --unit {report.unit}" if report.unit else ""
    more = (
        f"另有 {rest} 项未列，见 {as_typed(f'list --light {light}')}{unit} --as-of {report.period.as_of}"
        if rest > 0
        else ""
    )
    yield Listing(_LIT, rows[:MOST], footer=more, empty="没有")


def _coming(report: Weekly) -> Iterator[Block]:
    span = "下周" if report.period.week else "下月"
    yield Heading(f"{span}到期（{len(report.coming)} 项）")
    rest = len(report.coming) - MOST
    more = f"另有 {rest} 项未列" if rest > 0 else ""
    yield Listing(COMING_COLUMNS, report.coming[:MOST], footer=more, empty=f"{span}没有到期的事项")


def _targets(report: Weekly) -> Iterator[Block]:
    told = [row for row in report.targets if row.actual is not None]
    if report.targets:
        rest = len(report.targets) - len(told)
        yield Heading(f"目标完成情况（{len(told)}/{len(report.targets)} 项已报实际值）")
        footer = f"另有 {rest} 项目标未报实际值" if rest and told else ""
        yield Listing(TARGET_COLUMNS, told, footer=footer, empty=f"{rest} 项目标都未报实际值")


def _note(row: NoteRow) -> str:
    state = words.STATUS[row.status] if row.status else ""
    if row.percent is not None and row.status != "done":
        state = f"{state} {words.percent(row.percent)}".strip()
    actual = "、".join(f"{target}：实际 {words.number(value)}" for target, value in row.actual.items())
    return "；".join(part for part in (state, row.note, actual) if part) or "（无说明）"


def _reporter(row: NoteRow) -> str:
    return row.unit or row.by


def _kind(row: DecisionRow) -> str:
    return words.KIND[row.kind]


def _behind(row: TaskRow) -> str:
    if row.overdue_days:
        return f"逾期{row.overdue_days}天"
    gap = row.scheduled - row.percent
    return f"落后{gap:.0f}点" if gap >= 10 else ("受阻" if row.status == "blocked" else "临近时限")


def _reports(row: UnitRow) -> str:
    return f"{row.reports} 次" if row.reports else "零报告"


def _units_footer(report: Weekly) -> str:
    silent = sum(row.reports == 0 for row in report.units)
    return f"共 {len(report.units)} 家，本期 {silent} 家未单独报告；一项任务由多家承担时，各家都计"


_TEXT = COLUMNS["text"]
_WHO = replace(UNITS, full=None)
_DONE: tuple[Column[TaskRow], ...] = (ID, _TEXT, _WHO, COLUMNS["finished_on"])
_NOTES: tuple[Column[NoteRow], ...] = (
    ID,
    Column("on", "日期"),
    Column("note", "进展", _note, wide=True),
    Column("by", "报告", _reporter),
)
_DECISIONS: tuple[Column[DecisionRow], ...] = (
    Column("on", "日期"),
    Column("kind", "种类", _kind),
    Column("words", "内容", wide=True),
)
_LIT: tuple[Column[TaskRow], ...] = (ID, _TEXT, _WHO, STATUS, PERCENT, Column("overdue_days", "原因", _behind))
_UNITS: tuple[Column[UnitRow], ...] = (
    Column("unit", "单位"),
    count("tasks", "任务"),
    count("finished", "办结"),
    count("doing", "推进"),
    count("blocked", "受阻"),
    count("todo", "未动"),
    replace(PERCENT, title="平均"),
    count("red", "红", "red"),
    count("yellow", "黄", "yellow"),
    Column("reports", "本期报告", _reports, right=True),
)
