"""`baigong divide`: 分解, proposes who leads each task; a person accepts, one key each."""

from __future__ import annotations

import sys
from typing import Annotated

from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.parameters import argument, option
from baigong.cli.session import Session
from baigong.render.interface import Result

SomeIds = Annotated[
    tuple[str, ...],
    argument(metavar="编号", help="只分解这些任务或板块", many=True, offer=completion.ids, find=options.ids),
]
Explain = Annotated[
    str | None,
    option("--explain", metavar="编号", help="说明一项任务的建议从何而来", offer=completion.ids, find=options.one_task),
]
AcceptAbove = Annotated[
    float | None,
    option(
        "--accept-above",
        metavar="得分",
        help="得分不低于此的建议一并采纳，只问一次（稳妥可取 15）",
        read=lambda given: options.number(given, "得分", 0, 10**6),
    ),
]


def command(
    session: Session,
    ids: SomeIds = (),
    explain: Explain = None,
    accept_above: AcceptAbove = None,
    by: options.By = "",
    format: options.FormatOption = None,
    output: options.Output = None,
) -> None:
    """分解：建议每项任务由谁牵头，由人定夺。

    在终端里逐项询问：回车采纳，按键改定另一家，s 跳过，q 退出，下次接着办；不在终端里只列出建议，什么也不记录。
    """
    from baigong.cli import dialogue
    from baigong.reports.division import division_listing, division_rows, proposals, to_decide

    if explain is not None:
        dialogue.explain(session, explain, format)
        return
    found = proposals(session.ledger, session.units, session.today, ids)
    if format is not None or output is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        show(Result(division_rows(found), division_listing(found)), format, output)
        return
    left = to_decide(session.ledger, found)
    if accept_above is not None:
        left = dialogue.accept_above(session, left, accept_above, by)
    dialogue.ask_each(session, left, by)
