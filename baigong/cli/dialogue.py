"""The dialogue of `baigong divide`: a task at a time, one key each, recorded at once."""

from __future__ import annotations

import typer

from baigong import words
from baigong.changes.common import Author, Recording, undo_command
from baigong.changes.division_answers import REASON
from baigong.changes.supervision import Grounds, assign
from baigong.cli import streams
from baigong.cli.output import show
from baigong.cli.record import write
from baigong.cli.session import Session
from baigong.cli.user import confirm
from baigong.ledger.ledger import Ledger
from baigong.pages.division import explanation_page, question_page
from baigong.render.console import make_console, print_page
from baigong.render.interface import Result
from baigong.reports.division import DivisionRow
from baigong.words import as_typed

KEYS = "123456789abcdefghijklmnoprtuvwxyz"
"""The keys that choose a candidate: all but q and s, which quit and skip."""


def explain(row: DivisionRow, format: str | None) -> None:
    """Say why the units of one task stand in the order in which they are proposed."""
    show(Result(row, page=explanation_page(row)), format)


def accept_above(opened: Session, left: list[DivisionRow], above: float, by: str) -> list[DivisionRow]:
    """Accept, after one question, every proposal of that probability or more; give the rest."""
    good = [row for row in left if row.clear and row.probability >= above]
    if good:
        confirm(f"将按建议为 {len(good)} 项任务定下牵头单位，", False)
        _record(opened, {row.id: row.proposed for row in good}, by)
        lines = (f"  {row.id}　牵头：{'、'.join(row.proposed)}（{words.probability(row.probability)}）" for row in good)
        streams.say(*lines, f"如有误，可用 {as_typed('undo')} 一并撤回", "")
    return [row for row in left if row not in good]


def ask_each(opened: Session, left: list[DivisionRow], by: str) -> None:
    """Ask about each task until all are decided or skipped, or the user quits."""
    if not left:
        streams.say("没有待分解的任务：未办结的都已有牵头单位")
        return
    decided = 0
    for at, row in enumerate(left, 1):
        print_page(question_page(row, KEYS, f"{row.id}（{at}/{len(left)}）"), make_console())
        leads = _answer(row)
        if leads is None:
            streams.say(f"已定 {decided} 项，还有 {len(left) - decided} 项；下次用 {as_typed('divide')} 接着办")
            return
        if leads:
            recording = _record(opened, {row.id: leads}, by)
            decided += 1
            undo = f"（如有误：{undo_command(opened.ledger, recording.events[0].id)}）" if recording.events else ""
            streams.say(f"已记录 {row.id}　牵头：{'、'.join(leads)}{undo}", "")
        else:
            streams.say("已跳过", "")
    streams.say(f"已定 {decided} 项，跳过 {len(left) - decided} 项")


def _answer(row: DivisionRow) -> tuple[str, ...] | None:
    """Read one key: give the leads chosen, none for skipped, None to quit."""
    units = dict(zip(KEYS, (one.unit for one in row.candidates), strict=False))
    while True:
        try:
            key = typer.getchar()
        except (EOFError, KeyboardInterrupt):
            return None
        if key in "\r\n":
            return row.proposed
        if key in "qQ\x03\x04\x1b":
            return None
        if key in "sS ":
            return ()
        if key in units:
            return (units[key],)
        streams.say("没有这个键；回车采纳，按单位前的键另定一家，s 跳过，q 退出")


def _record(opened: Session, leads: dict[str, tuple[str, ...]], by: str) -> Recording:
    """Record who leads each task, all in one recording."""

    def decide(ledger: Ledger, me: Author) -> Recording:
        recordings = [assign(ledger, [id], {"lead": units}, Grounds(REASON), me) for id, units in leads.items()]
        return Recording(tuple(change for one in recordings for change in one.changes))

    return write(opened, by, opened.today, decide)
