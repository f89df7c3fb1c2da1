"""`baigong overdue`: what is late, by how many days, whose; and what falls due soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from baigong.cli import options
from baigong.cli.session import open_ledger
from baigong.ledger.query import Query, select
from baigong.pages.blocks import Heading, Page
from baigong.render.output import Format, choose, show_listing, show_page
from baigong.reports.overdue import coming_listings, coming_rows, overdue_listing, overdue_rows


def command(
    ctx: typer.Context,
    unit: options.Units = None,
    within: Annotated[str | None, typer.Option("--within", metavar="天数", help="另按周列出这些天内到期的事项")] = None,
    fail: Annotated[bool, typer.Option("--fail", help="有逾期时以 1 退出，供定时任务使用")] = False,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """列出逾期事项：逾期几天、由谁负责。

    包括逾期的任务、举措和未报的节点；--within 另列即将到期的。
    """
    days = options.read_whole(within, "天数", 0, 36500) if within is not None else None
    opened = open_ledger(ctx, file, as_of)
    day = opened.today
    query = Query(units=tuple(opened.ledger.directory.find(name) for name in unit or ()))
    states = select(opened.ledger.on(day), query, opened.ledger.directory)
    late = overdue_rows(states)
    listing = overdue_listing(late, day)
    wanted = options.read_format(format)
    if days is None:
        show_listing(listing, wanted, output)
    else:
        coming = coming_rows(states, day, day + timedelta(days=days))
        if choose(wanted, output) in (Format.TABLE, Format.MD):
            title = Heading(f"{days} 天内到期（{len(coming)} 项）")
            page = Page((Heading(f"已逾期（{len(late)} 项）"), listing, title, *coming_listings(coming, day)))
            show_page(page, [*late, *coming], wanted, output)
        else:
            show_listing(overdue_listing([*late, *coming], day), wanted, output)
    if fail and late:
        raise typer.Exit(1)
