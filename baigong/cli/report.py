"""`baigong report`: the report of a week, of a day's week, or of a month."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

import typer

from baigong.calendar import read_day
from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.session import open_ledger
from baigong.errors import RequestError, UsageError
from baigong.model.plan import Plan
from baigong.pages.weekly import weekly_page
from baigong.render.interface import Result
from baigong.reports.period import Period, day_period, month_period, week_period
from baigong.reports.weekly import weekly


def command(
    ctx: typer.Context,
    week: Annotated[
        str | None, typer.Option("--week", "-w", metavar="周次", help="第几周（周一至周日），默认本周")
    ] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="日期", help="这一天所在的周，数据截至这一天")] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="月份", help="月报：2 或 2019-02")] = None,
    unit: options.Unit = None,
    format: options.PageFormat = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """周报、月报。

    完成率与序时进度、比上期的变化、本期办结和进展、红灯黄灯、下期到期、各板块、各单位。
    """
    if sum(given is not None for given in (week, day, month)) > 1:
        raise UsageError("--week、--date、--month 只能用一个", "请留下其中一个")
    number = options.read_week(week)
    opened = open_ledger(ctx, file, as_of)
    start, today = opened.plan.head.start, opened.today
    if month is not None:
        period: Period = month_period(start, today, *_month(month, opened.plan))
    elif day is not None:
        period = day_period(start, today, read_day(day, today))
    else:
        period = week_period(start, today, number)
    who = opened.ledger.directory.find(unit) if unit else ""
    report = weekly(opened.ledger, period, who)
    show(Result(report, page=weekly_page(report)), format, output)


def _month(given: str, plan: Plan) -> tuple[int, int]:
    """Read 2, 2月, 2019-02 or 2019年2月; a month alone is the first such month of the plan's period."""
    plain = unicodedata.normalize("NFKC", given).strip()
    match = re.fullmatch(r"(?:(\d{4})[-/年])?(\d{1,2})月?", plain)
    if not match or not 1 <= int(match[2]) <= 12:
        raise RequestError(f"看不懂月份“{given}”", "请写成 2 或 2019-02")
    month = int(match[2])
    start = plan.head.start
    year = int(match[1]) if match[1] else start.year + (date(start.year, month, 28) < start.replace(day=1))
    if year < 1:
        raise RequestError(f"看不懂月份“{given}”", "请写成 2 或 2019-02")
    return year, month
