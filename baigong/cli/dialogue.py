"""The dialogue of `baigong divide`: a task at a time, one key each, recorded at once."""

from __future__ import annotations

import sys

import typer

from baigong.changes.common import Author, Recording, undo_command
from baigong.changes.supervision import Grounds, assign
from baigong.cli.output import show
from baigong.cli.record import write
from baigong.cli.session import Session, confirm
from baigong.ledger.ledger import Ledger
from baigong.pages.blocks import Column, Heading, Listing, Page, Paragraph, Row
from baigong.render.console import make_console, print_page
from baigong.render.inert import inert
from baigong.render.interface import Result
from baigong.reports.division import REASON, Proposal, division_rows, explain_page, proposals
from baigong.words import as_typed

KEYS = "123456789abcdefghijklmnoprtuvwxyz"
"""The keys that choose a candidate: all but q and s, which quit and skip."""


def explain(opened: Session, id: str, format: str | None) -> None:
    """Say why the units of one task stand in the order in which they are proposed."""
    found = proposals(opened.ledger, opened.units, opened.today, (id,))
    show(Result(division_rows(found)[0], page=explain_page(found[0])), format)


def accept_above(opened: Session, left: list[Proposal], above: float, by: str) -> list[Proposal]:
    """Accept, after one question, every proposal of that score or more; give the rest."""
    good = [proposal for proposal in left if proposal.lead is not None and proposal.score >= above]
    if good:
        confirm(f"将按建议为 {len(good)} 项任务定下牵头单位，", False)
        leads = {proposal.state.id: proposal.candidates[0].unit for proposal in good}
        _record(opened, leads, by)
        sys.stdout.write("".join(inert(f"  {id}　牵头：{unit}") + "\n" for id, unit in leads.items()))
        sys.stdout.write(f"如有误，可用 {as_typed('undo')} 一并撤回\n\n")
    return [proposal for proposal in left if proposal not in good]


def ask_each(opened: Session, left: list[Proposal], by: str) -> None:
    """Ask about each task until all are decided or skipped, or the user quits."""
    if not left:
        sys.stdout.write("没有待分解的任务：未办结的都已有牵头单位\n")
        return
    decided = 0
    for at, proposal in enumerate(left, 1):
        print_page(_question(proposal, at, len(left)), make_console())
        unit = _answer(proposal)
        if unit is None:
            sys.stdout.write(f"已定 {decided} 项，还有 {len(left) - decided} 项；下次用 {as_typed('divide')} 接着办\n")
            return
        if unit:
            made = _record(opened, {proposal.state.id: unit}, by)
            decided += 1
            undo = f"（如有误：{undo_command(opened.ledger, made.events[0].id)}）" if made.events else ""
            sys.stdout.write(inert(f"已记录 {proposal.state.id}　牵头：{unit}{undo}") + "\n\n")
        else:
            sys.stdout.write("已跳过\n\n")
    sys.stdout.write(f"已定 {decided} 项，跳过 {len(left) - decided} 项\n")


def _question(proposal: Proposal, at: int, of: int) -> Page:
    """Lay out one task: the units that something speaks for, a line each, and the others in one."""
    keyed = list(zip(KEYS, proposal.candidates, strict=False))
    rows = [
        {"key": key, "unit": one.unit, "score": one.score, "words": "、".join(one.words)}
        for key, one in keyed
        if one.score
    ]
    others = "　".join(f"{key} {one.unit}" for key, one in keyed if not one.score)
    columns: tuple[Column[Row], ...] = (
        Column("key", "键", lambda row: row["key"]),
        Column("unit", "单位", lambda row: row["unit"]),
        Column("score", "得分", lambda row: f"{row['score']:g}", right=True),
        Column("words", "依据", lambda row: row["words"], wide=True),
    )
    enter = f"回车定 {proposal.lead} 牵头" if proposal.lead else "没有明显的牵头单位，回车跳过"
    return Page(
        (
            Heading(f"{proposal.state.id}（{at}/{of}）", 1),
            Paragraph(proposal.state.task.text),
            *((Listing(columns, rows),) if rows else ()),
            *((Paragraph(f"其他：{others}", "dim"),) if others else ()),
            Paragraph(f"{enter}；按键另定一家；s 跳过；q 退出", "strong"),
        )
    )


def _answer(proposal: Proposal) -> str | None:
    """Read one key: give the unit chosen, "" for skipped, None to quit."""
    units = dict(zip(KEYS, (one.unit for one in proposal.candidates), strict=False))
    while True:
        try:
            key = typer.getchar()
        except (EOFError, KeyboardInterrupt):
            return None
        if key in "\r\n":
            return proposal.lead or ""
        if key in "qQ\x03\x04\x1b":
            return None
        if key in "sS ":
            return ""
        if key in units:
            return units[key]
        sys.stdout.write("没有这个键；回车采纳，按单位前的键另定一家，s 跳过，q 退出\n")


def _record(opened: Session, leads: dict[str, str], by: str) -> Recording:
    """Record who leads each task, all in one recording."""

    def decide(ledger: Ledger, me: Author) -> Recording:
        made = [assign(ledger, [id], {"lead": (unit,)}, Grounds(REASON), me) for id, unit in leads.items()]
        return Recording(tuple(change for one in made for change in one.changes))

    return write(opened, by, opened.today, decide)
