"""`baigong units`: the scoreboard, one row a unit, by rank or by the office's own points; or one row a leader."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from baigong.cli import options
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.parameters import flag, option
from baigong.cli.periods import Span, scored_period
from baigong.errors import ConflictingOptionsError, NothingToScoreError, RulesNeededError
from baigong.ledger.ledger import Ledger
from baigong.pages.scoreboard import leaders_listing, leaders_page, scoreboard_listing, scoreboard_page
from baigong.render.interface import Result
from baigong.reports.leaders import leader_rows
from baigong.reports.period import Period
from baigong.reports.scoreboard import joint_scoreboard

RulesFile = Annotated[
    Path | None,
    option("--rules", metavar="文件", help="按本单位的考核办法（.yaml）计分，样本见 --rules-example", read=Path),
]
Explain = Annotated[
    str,
    option("--explain", metavar="单位", help="说明一个单位每一分的来历：事由、规则、分值", find=options.unit),
]
Example = Annotated[bool, flag("--rules-example", help="输出考核办法的样本，每行有说明，可直接使用")]
ByLeader = Annotated[bool, flag("--by-leader", help="按分管领导列，每位一行")]


def command(
    plans: Plans,
    span: Span,
    unit: options.Units = (),
    rules: RulesFile = None,
    explain: Explain = "",
    by_leader: ByLeader = False,
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
    example: Example = False,
) -> None:
    """考核：各责任单位的名次，或按本单位的办法计分。

    任务、牵头、办结、按时、逾期、红灯、进度、延期、是否零报告；单位组按成员列出，名次与上周比较。
    几个方案放在一起时合并计算，按日历的周。--rules 按考核办法计分，--explain 说明每一分。
    """
    if example:
        from baigong.model.rules import EXAMPLE

        sys.stdout.write(EXAMPLE)
        return
    if explain and rules is None:
        raise RulesNeededError
    if by_leader and rules is not None:
        raise ConflictingOptionsError(("--by-leader", "--rules"))
    period = scored_period(plans, span)
    wanted = plans.expand(unit)
    if rules is not None:
        result = _points(plans.ledgers, period, rules, wanted, explain)
    elif by_leader:
        leaders = leader_rows(plans.ledgers.values(), period)
        result = Result(leaders, leaders_listing(leaders), leaders_page(leaders, period))
    else:
        rows = joint_scoreboard(list(plans.ledgers.values()), period)
        rows = [row for row in rows if not wanted or row.unit in wanted]
        result = Result(rows, scoreboard_listing(rows), scoreboard_page(rows, period))
    show(replace(result, mark=plans.mark), format, output, force)


def _points(ledgers: dict[str, Ledger], period: Period, file: Path, wanted: tuple[str, ...], explain: str) -> Result:
    from baigong.pages.points import explanation_listing, explanation_page, points_listing, points_page
    from baigong.reports.points import points_of, points_rows
    from baigong.store.rules_file import read_rules

    rows = points_rows(ledgers, period, read_rules(file))
    if explain:
        row = points_of(rows, explain)
        if row is None:
            raise NothingToScoreError(explain)
        return Result(row, explanation_listing(row), explanation_page(row, period))
    rows = [row for row in rows if not wanted or row.unit in wanted]
    return Result(rows, points_listing(rows), points_page(rows, period))
