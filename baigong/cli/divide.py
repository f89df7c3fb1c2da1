"""`baigong divide`: 分解, proposes who leads each task; a person accepts, one key each."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.session import author, open_ledger
from baigong.ledger.ids import read_ids
from baigong.render.interface import Result


def command(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="编号", help="只分解这些任务或板块", autocompletion=completion.ids),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="编号", help="说明一项任务的建议从何而来", autocompletion=completion.ids),
    ] = None,
    accept_above: Annotated[
        str | None,
        typer.Option("--accept-above", metavar="得分", help="得分不低于此的建议一并采纳，只问一次（稳妥可取 15）"),
    ] = None,
    by: options.By = None,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """分解：建议每项任务由谁牵头，由人定夺。

    在终端里逐项询问：回车采纳，按键改定另一家，s 跳过，q 退出，下次接着办；不在终端里只列出建议，什么也不记录。
    """
    from baigong.cli import dialogue
    from baigong.reports.division import division_listing, division_rows, proposals, to_decide

    opened = open_ledger(ctx, file, as_of)
    if explain is not None:
        dialogue.explain(opened, explain, format)
        return
    above = options.read_number(accept_above, "得分", 0, 10**6) if accept_above is not None else None
    found = proposals(opened.ledger, opened.units, opened.today, read_ids(opened.plan, ids) if ids else ())
    if format is not None or output is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        show(Result(division_rows(found), division_listing(found)), format, output)
        return
    left = to_decide(opened.ledger, found)
    name = author(by)
    if above is not None:
        left = dialogue.accept_above(opened, left, above, name)
    dialogue.ask_each(opened, left, name)
