"""`baigong check`: validates every file of a ledger; each fault as `file:line: where: what`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from baigong.cli import options, session
from baigong.errors import RequestError
from baigong.render.inert import inert
from baigong.reports.findings import audit_journal, check
from baigong.store.journal import FileJournal
from baigong.store.locate import Place, locate


def command(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="把记录文件里的坏行移到 progress.jsonl.aside，不删除任何内容")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="另查记录文件里人为改动、删除、插入的痕迹，并说明哪些看不出来")
    ] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """检查台账的每个文件。

    任务、单位名录、记录、佐证，逐条说明哪个文件第几行错在哪里、怎样改。
    """
    place = locate(file or session.common(ctx).file, Path.cwd())
    if repair:
        moved = FileJournal(place.journal).repair()
        said = f"已把 {moved} 行坏记录移到 {place.journal.name}.aside" if moved else "记录文件没有坏行"
        sys.stdout.write(inert(said) + "\n")
    found = check(place, session.today(as_of or session.common(ctx).as_of))
    for line in (*found.faults, *found.warnings):
        sys.stdout.write(inert(line) + "\n")
    traces = _audit(place) if audit else 0
    if traces:
        raise RequestError(f"发现 {traces} 处人为改动记录文件的痕迹", "请与备份或别处的同一台账核对")
    if found.faults:
        raise RequestError(f"发现 {len(found.faults)} 处错误", "请按上面所列逐条改正")
    tail = f"，另有 {len(found.warnings)} 处提醒" if found.warnings else ""
    sys.stdout.write(inert(f"{place.plan}：{found.summary}，没有错误{tail}") + "\n")


def _audit(place: Place) -> int:
    """Print what the audit finds, and give how many findings are sure."""
    found = audit_journal(place)
    for finding in found:
        sys.stdout.write(
            inert(f"{place.journal}:{finding.line}: {'' if finding.sure else '请留意：'}{finding.said}") + "\n"
        )
    traces = sum(finding.sure for finding in found)
    if not traces:
        sys.stdout.write("没有发现记录被改动、删除的痕迹（若有人改动后把以后各行的 prev 全部重算，看不出来）\n")
    return traces
