"""`baigong divide`: 分解, proposes who leads each task; a person accepts, one key each."""

from __future__ import annotations

import sys
from typing import Annotated

from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.parameters import argument, option
from baigong.cli.session import Session, Where
from baigong.render.interface import Result
from baigong.words import ORDER, Order

SomeIds = Annotated[
    tuple[str, ...],
    argument(metavar="编号", help="只分解这些任务或板块", many=True, **options.CITED, find=options.ids),
]
Explain = Annotated[
    str | None,
    option(
        "--explain",
        metavar="编号",
        help="说明一项任务的建议从何而来",
        offer=completion.ids,
        cites="tasks",
        find=options.one_task,
    ),
]
AcceptAbove = Annotated[
    float | None,
    option(
        "--accept-above",
        metavar="把握",
        help="把握不低于此的建议一并采纳，只问一次，例如 0.9",
        read=lambda raw: options.probability(raw, "把握"),
    ),
]
AskOrder = Annotated[
    Order,
    option(
        "--order",
        metavar="次序",
        help="先问哪些：plan 方案次序，sure 把握大的在前，unsure 把握小的在前",
        read=lambda raw: options.choice(raw, ORDER, "次序"),
    ),
]


def command(
    session: Session,
    where: Where,
    ids: SomeIds = (),
    explain: Explain = None,
    accept_above: AcceptAbove = None,
    order: AskOrder = "plan",
    by: options.By = "",
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """分解：建议每项任务由谁牵头，由人定夺。

    在终端里逐项询问：回车采纳，按键改定另一家，s 跳过，q 退出，下次接着办；不在终端里只列出建议，什么也不记录。
    """
    from baigong.cli import dialogue
    from baigong.cli.open_plans import ledgers_beside
    from baigong.pages.division import division_listing
    from baigong.reports.division import division, to_decide

    beside = ledgers_beside(where, session)
    rows = division(session.ledger, session.units, session.today, (explain,) if explain is not None else ids, beside)
    if explain is not None:
        dialogue.explain(rows[0], format)
        return
    if format is not None or output is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        show(Result(rows, division_listing(rows)), format, output, force)
        return
    left = to_decide(session.ledger, rows, order)
    if accept_above is not None:
        left = dialogue.accept_above(session, left, accept_above, by)
    dialogue.ask_each(session, left, by)
