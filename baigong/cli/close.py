"""`baigong close`: 销号, a done task is verified and struck off."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.changes.supervision import close
from baigong.cli import completion, options
from baigong.cli.record import Request, decide
from baigong.cli.session import author


def command(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="编号", help="已完成的任务", autocompletion=completion.finished, show_default=False),
    ],
    verifier: Annotated[
        str, typer.Option("--verifier", metavar="姓名", help="核验人（默认记录人）", show_default=False)
    ] = "",
    on: options.On = None,
    note: options.Note = "",
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """销号：核验通过，不再改动。

    只有已完成的任务才能销号；销号后要改，先退回（reject）或撤回销号（undo）。
    """
    request = Request(ids, None, on, note, evidence, by, yes, file, as_of)
    checked = verifier.strip() or author(by)
    decide(ctx, request, lambda ledger, found, grounds, me: close(ledger, found, checked, grounds, me), verifier)
