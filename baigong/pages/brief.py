"""Messages for a phone: the report, and the letter to a unit, in a dozen lines of plain words, without a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from baigong import words
from baigong.calendar import long_day, short_day
from baigong.pages.blocks import Block, Only, Page, Paragraph
from baigong.pages.columns import short_names
from baigong.pages.holidays import holiday_note
from baigong.pages.overdue import due_words, late_kinds
from baigong.reports.overdue import DueRow
from baigong.reports.reminders import LEVELS, Item, Reminder
from baigong.reports.tasks import TaskRow
from baigong.reports.totals import Totals
from baigong.reports.weekly import Weekly

LONGEST = 600
"""Characters of a message, line breaks included: longer ones are cut by messengers, and not read."""
_NAMED = 4
"""How many things of a kind a message names where there is room."""
_TITLE, _TEXT, _UNIT = 40, 18, 14
"""Characters kept of a title, of the words of a task, of the name of a unit."""

Lines = Callable[[int], Iterator[str]]
"""The lines of a message that names at most so many things of a kind."""


def brief_page(report: Weekly) -> Page:
    """Lay out a report as a message: the figures, what is late by name and unit, what falls due, who was silent."""
    return _message(partial(_report_lines, report))


def brief_letters(letters: Sequence[Reminder]) -> Page:
    """Lay out letters as messages, one a unit, with an empty line between two of them."""
    blocks: list[Block | Only] = []
    for letter in letters:
        blocks += [Paragraph("")] * bool(blocks)
        blocks += _message(partial(_letter_lines, letter)).blocks
    return Page(tuple(blocks))


def _message(lines: Lines) -> Page:
    """Name as many things as there is room for."""
    fitting = next((text for most in range(_NAMED, 0, -1) if len(text := "\n".join(lines(most))) <= LONGEST), None)
    text = fitting or _cut("\n".join(lines(0)), LONGEST)
    return Page(tuple(Paragraph(line, unbroken=True) for line in text.split("\n")))


def _report_lines(report: Weekly, most: int) -> Iterator[str]:
    period, totals = report.period, report.totals
    span = "周" if period.is_week else "月"
    whose = f"　{_cut(report.whose, _UNIT)}" if report.whose else ""
    yield f"{_cut(report.title, _TITLE)}{whose}"
    days = f"{short_day(period.start)}至{short_day(period.as_of)}"
    # A week of the calendar is called by its days.
    yield (
        f"{period.label}，数据截至{short_day(period.as_of)}"
        if period.is_week and not period.week
        else (f"{period.label}（{days}）")
    )
    yield _progress(totals)
    yield f"亮灯：红 {totals.red}、黄 {totals.yellow}、绿 {totals.green}"
    if report.done:
        yield f"本{span}办结 {len(report.done)} 项：{_ids(report.done, 2 * most)}"
    else:
        yield f"本{span}没有办结"
    yield from _late_lines(report.late, most)
    coming = [*report.due, *report.coming]
    if coming:
        title = f"本{span}、下{span}" if report.due else f"下{span}"
        yield f"{title}到期 {len(coming)} 项：{_listed([_coming(row) for row in coming], min(most, 3))}"
    silent = [_cut(row.unit, _UNIT) for row in report.units if row.silent]
    if silent:
        yield f"本{span}零报告 {len(silent)} 家：{_listed(silent, most)}"


def _progress(totals: Totals) -> str:
    finished = f"共 {totals.tasks} 项，办结 {totals.finished} 项（{totals.rate:g}%）"
    if totals.percent is None or totals.scheduled is None:
        return finished
    return f"{finished}；平均进度 {totals.percent:g}%，序时进度 {totals.scheduled:g}%"


def _late_lines(rows: Sequence[DueRow], most: int) -> Iterator[str]:
    if not rows:
        return
    yield f"逾期 {len(rows)} 项（{late_kinds(rows)}）{'：' if most else ''}"
    yield from (_late(row) for row in rows[:most])
    if most and len(rows) > most:
        yield f"……另有 {len(rows) - most} 项"


def _late(row: DueRow) -> str:
    return f"· {row.id} {_cut(due_words(row), _TEXT)}，{_who(row)}，{row.overdue_days} 天"


def _coming(row: DueRow) -> str:
    return f"{row.id}（{_who(row)}，{short_day(row.due)}）"


def _who(row: DueRow) -> str:
    """Name who answers for it: its leads or, where nobody leads, those responsible."""
    return _cut(short_names(row.lead or row.units) or "未列单位", _UNIT)


def _ids(rows: Sequence[TaskRow], most: int) -> str:
    return _listed([row.id for row in rows], most)


def _listed(names: Sequence[str], most: int) -> str:
    shown = "、".join(names[: max(most, 1)])
    return shown if len(names) <= max(most, 1) else f"{shown} 等"


def _letter_lines(letter: Reminder, most: int) -> Iterator[str]:
    counts = "、".join(f"{name} {len(letter.of(level))}" for level, name in LEVELS.items() if letter.of(level))
    yield f"{_cut(letter.unit, _UNIT)}："
    number = f"{len(letter.items)} 项需要督办（{counts}）"
    titles = "".join(f"《{_cut(title, _TITLE)}》" for title, _ in letter.documents[:_NAMED])
    yield f"{titles}截至{long_day(letter.day)}，你单位有 {number}："
    yield from (_item(item) for item in letter.items[:most])
    if len(letter.items) > most:
        yield f"……{'另有' if most else '共'} {len(letter.items) - most} 项，详见督办单"
    note = holiday_note([letter.answer_by])
    yield f"请于{long_day(letter.answer_by)}前书面报督查室{f'（{note}）' if note else ''}。"


def _item(item: Item) -> str:
    colour = {"red": words.LIGHT["red"], "yellow": words.LIGHT["yellow"], "blue": "蓝"}[item.level]
    return f"·【{colour}】{item.id} {_cut(item.text, _TEXT)}：{item.why}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
