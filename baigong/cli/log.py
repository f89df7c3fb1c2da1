"""`baigong log`: the history, retracted events struck out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from baigong import words
from baigong.cli import completion, options
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.parameters import argument, flag, option
from baigong.cli.user import author
from baigong.errors import ConflictingOptionsError
from baigong.pages.history import history_listing
from baigong.render.interface import Result
from baigong.reports.history import HistoryFilter, history_rows, rows_until

NONE: Mapping[str, tuple[str, ...]] = {}
SomeIds = Annotated[
    Mapping[str, tuple[str, ...]],
    argument(
        metavar="编号",
        help="只列这些任务、举措或板块的",
        many=True,
        offer=completion.ids,
        find=lambda raw, plans: plans.ids(raw),
    ),
]
ByWhom = Annotated[str, option("--by", metavar="姓名", help="只列这个人记录的")]
Mine = Annotated[bool, flag("--mine", help="只列自己记录的（BAIGONG_BY 或本机用户名）")]
Since = Annotated[date | None, option("--since", metavar="日期", help="只列这一天及以后的事", find=options.day)]
Kinds = Annotated[
    tuple[str, ...],
    option(
        "--kind",
        metavar="种类",
        help="、".join(words.KIND.values()),
        many=True,
        offer=completion.vocabulary(words.KIND),
        read=options.vocabulary(words.KIND, "种类"),
    ),
]


def command(
    plans: Plans,
    ids: SomeIds = NONE,
    unit: options.Unit = "",
    by: ByWhom = "",
    mine: Mine = False,
    since: Since = None,
    kind: Kinds = (),
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """列出记录，已撤回的也在。

    按记录的先后排列，可按编号、单位、记录人、日期、种类筛选。
    """
    if mine and by:
        raise ConflictingOptionsError(("--mine", "--by"))
    by = author() if mine else by
    filters = HistoryFilter(unit=unit, by=by, since=since, kinds=kind)
    rows, later = [], 0
    for session in plans.sessions:
        if not ids or session.name in ids:
            there = history_rows(session.ledger, replace(filters, ids=ids.get(session.name, ())), session.name)
            by_then, after = rows_until(there, session.today)
            rows += by_then
            later += after
    rows.sort(key=lambda row: (row.at, row.id))
    listing = history_listing(rows, whose=bool(unit), later=later)
    show(Result(rows, listing, title="记录一览", mark=plans.mark), format, output, force)
