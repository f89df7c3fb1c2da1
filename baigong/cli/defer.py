"""`baigong defer`: a later due date, with its reason."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.calendar import read_day
from baigong.changes.supervision import defer
from baigong.cli import options
from baigong.cli.record import Request, decide
from baigong.cli.session import common, today
from baigong.errors import RequestError


def command(
    ctx: typer.Context,
    ids: options.Ids,
    to: Annotated[str, typer.Option("--to", metavar="日期", help="延到哪一天", show_default=False)] = "",
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="原因", help="为什么延期", show_default=False)] = "",
    on: options.On = None,
    note: options.Note = "",
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """延期，须写明原因。

    原定时限、延期次数和每次的原因都留在台账里，show 可见。
    """
    if not to.strip():
        raise RequestError("没有写延到哪一天", "请用 --to 写明日期，例如 --to 2019-04-30")
    day = read_day(to, today(as_of or common(ctx).as_of))
    request = Request(ids, None, on, note, evidence, by, yes, file, as_of)
    decide(ctx, request, lambda ledger, found, grounds, me: defer(ledger, found, day, reason, grounds, me), reason)
