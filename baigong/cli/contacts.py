"""`baigong contacts`: the units with their leaders and contacts, and when each last reported."""

from __future__ import annotations

from baigong.calendar import long_day
from baigong.cli import options
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.pages.contacts import contacts_listing
from baigong.render.interface import Result
from baigong.reports.contacts import contact_rows


def command(
    plans: Plans,
    unit: options.Units = (),
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """通讯录：各单位的负责同志、联系人、电话，最近一次报告。

    取自 units.yaml，供交接和催办时用；几个方案放在一起时合并列出。
    """
    rows = contact_rows(plans.ledgers.values(), plans.today, plans.expand(unit))
    title = f"责任单位通讯录（截至{long_day(plans.today)}）"
    show(Result(rows, contacts_listing(rows), title=title, mark=plans.mark), format, output, force)
