"""The office's own rules of 考核: what a unit's points are made of. The file is written by the office, in YAML."""

from __future__ import annotations

from typing import Annotated, Literal

from baigong.model.base import Frozen, Rule

Points = Annotated[float, Rule(least=0, most=1000)]
"""Points, or a weight, never negative: whether they are given or taken follows from where they stand."""
Days = Annotated[int, Rule(least=0, most=366)]


class Weights(Frozen):
    """By how much the points of a task count, by the unit's role in it."""

    lead: Points = 1
    responsible: Points = 1
    support: Points = 0


class Early(Frozen):
    """Points for what is finished at least `days` before its date, besides those for being on time."""

    points: Points
    days: Days = 1


class Bonuses(Frozen):
    """Points given for each task whose part the unit finished in the period."""

    on_time: Points = 0
    early: Early | None = None


class Overdue(Frozen):
    """Points taken for lateness: for each day of the period past the date, at most `most` a task, or for each task."""

    points: Points
    per: Literal["day", "task"]
    most: Points | None = None


class Occasion(Frozen):
    """Points taken each time that something happened."""

    points: Points
    per: Literal["time"]


class Silence(Frozen):
    """Points taken for 零报告: for each whole week of the period, or once for the period."""

    points: Points
    per: Literal["week", "period"]


class Deductions(Frozen):
    """Points taken; each says for what unit of measure, day, time or week. What is left out takes nothing."""

    overdue: Overdue | None = None
    deferral: Occasion | None = None
    rejection: Occasion | None = None
    silent: Silence | None = None
    late_report: Occasion | None = None


class Caps(Frozen):
    """The most that all bonuses, and all deductions, of a unit come to; None sets no bound."""

    bonus: Points | None = None
    deduction: Points | None = None


class Few(Frozen):
    """A unit that answers for fewer than `tasks` tasks has at least `points`."""

    tasks: Annotated[int, Rule(least=1, most=1000)]
    points: Points


class Rules(Frozen):
    """The whole of a file of rules."""

    base: Points
    weights: Weights = Weights()
    bonuses: Bonuses = Bonuses()
    deductions: Deductions = Deductions()
    caps: Caps = Caps()
    few: Few | None = None


EXAMPLE = """\
# 考核办法，用在 units --quarter 2019Q1 --rules 后面
# 得分 = 基础分 + 加分 - 扣分；不写的项不加不扣。分值都写正数。
base: 100            # 基础分
weights:             # 权重：单位在任务里的角色不同，加扣的分乘上它
  lead: 1            # 牵头
  responsible: 1     # 责任
  support: 0         # 配合，0 为不计
bonuses:             # 加分：时段内完成了自己承担的部分
  on_time: 1         # 按时完成一项
  early:             # 提前完成的另加
    points: 1        # 加几分
    days: 7          # 至少提前几天
deductions:          # 扣分：每一种都写明按什么算（per）
  overdue:           # 逾期
    points: 0.5      # 扣几分
    per: day         # 每逾期一天；写 task 则每项任务扣一次
    most: 5          # 一项任务最多扣几分
  deferral:          # 延期
    points: 1
    per: time        # 每延一次
  rejection:         # 销号时被退回
    points: 2
    per: time        # 每退一次
  silent:            # 零报告
    points: 1
    per: week        # 每个整周；写 period 则整个时段只扣一次
  late_report:       # 按期报送的事项到期未报
    points: 1
    per: time        # 每个节点
caps:                # 封顶
  bonus: 10          # 加分合计最多
  deduction: 40      # 扣分合计最多
few:                 # 任务少的单位保底
  tasks: 2           # 牵头或负责的任务少于几项
  points: 80         # 至少几分
"""
"""A file of rules that can be used as it is, with a comment a line."""
