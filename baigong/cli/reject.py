"""`baigong reject`: verification failed, the task goes back to doing."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.changes.supervision import reject
from baigong.cli import options
from baigong.cli.record import Request, decide


def command(
    ctx: typer.Context,
    ids: options.Ids,
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="原因", help="哪里不合格", show_default=False)] = "",
    on: options.On = None,
    note: options.Note = "",
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """退回：核验不通过，回到推进中。"""
    request = Request(ids, None, on, note, evidence, by, yes, file, as_of)
    decide(ctx, request, lambda ledger, found, grounds, me: reject(ledger, found, reason, grounds, me), reason)
