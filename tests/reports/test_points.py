"""The points of a quarter, worked out by hand from the rules and the records, and from their own explanation."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import DataError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.model.rules import EXAMPLE, Rules
from baigong.reports.period import months_period
from baigong.reports.points import PointsRow, points_rows
from baigong.reports.weekly import weekly
from baigong.store.rules_file import read_rules
from tests.support.builders import UNITS, closed, day, deferred, plan, rejected, said, section, step, task

TODAY = day("03-31")
QUARTER = months_period("2019年第一季度", TODAY, day("01-01"), 2019, 1, 3)
PLAN = plan(
    section(
        task("1.1", lead=("省甲厅",), units=("省乙委",), due="02-20"),
        task("1.2", "建成冷库。", units=("省甲厅",), due="03-01"),
        task("1.3", "核清底数。", lead=("省乙委",), due="03-21"),
        task("1.4", "每月报送进度。", lead=("省丙局",), due="03-31", every="month"),
    )
)
EVENTS: tuple[Event, ...] = (
    said("1.1", "done", on="02-10", unit="省甲厅"),
    rejected("1.1", on="02-15"),
    said("1.1", "done", on="02-18", unit="省甲厅"),
    closed("1.1", on="02-19"),
    deferred("1.2", "03-11", on="02-25"),
    said("1.2", "done", on="03-15", unit="省甲厅"),
    said("1.3", "doing", 40, on="03-20", unit="省乙委"),
    said("1.4", "doing", 30, on="01-20", unit="省丙局"),
)


def rules(**more: object) -> Rules:
    values: dict[str, object] = {
        "base": 100,
        "weights": {"lead": 1, "responsible": 0.5, "support": 0},
        "bonuses": {"on_time": 2, "early": {"points": 3, "days": 2}},
        "deductions": {
            "overdue": {"points": 0.5, "per": "day", "most": 4},
            "deferral": {"points": 1, "per": "time"},
            "rejection": {"points": 2, "per": "time"},
            "late_report": {"points": 1.5, "per": "time"},
        },
    }
    return Rules.model_validate(values | more)


def scored(of: Rules, *ledgers: Ledger) -> dict[str, PointsRow]:
    several = {f"方案{at}": each for at, each in enumerate(ledgers or (Ledger(PLAN, EVENTS, UNITS),))}
    return {row.unit: row for row in points_rows(several, QUARTER, of)}


def test_the_points_of_a_quarter_are_those_worked_out_by_hand() -> None:
    rows = scored(rules())
    # 省甲厅 leads 1.1: done on 02-18, two days early: +2 +3, rejected once: -2.
    # It is responsible for 1.2 at a half: deferred once, -1 × 0.5; due 03-11, done 03-15, four days late: -4×0.5×0.5.
    assert rows["省甲厅"].points == 100 + 2 + 3 - 2 - 0.5 - 1
    # 省乙委 leads 1.3, due 03-21 and open on 03-31: ten days late make 5, at most 4. It only supports 1.1.
    assert rows["省乙委"].points == 100 - 4
    # 省丙局 reported for January alone; the checkpoint of 03-31 has not passed, that of February has.
    assert rows["省丙局"].points == 100 - 1.5
    assert [rows[unit].rank for unit in ("省甲厅", "省丙局", "省乙委")] == [1, 2, 3]


def test_each_point_is_explained_and_the_explanation_adds_up() -> None:
    for row in scored(rules(caps={"bonus": 4, "deduction": 3})).values():
        assert row.points == round(sum(item.points for item in row.items), 2)
        assert row.points == row.base + row.bonus - row.deduction + row.adjusted
        assert all(item.event and item.rule for item in row.items)
    first = scored(rules())["省甲厅"].items
    assert [(item.id, str(item.on), item.points) for item in first[1:]] == [
        ("1.1", "2019-02-18", 2),
        ("1.1", "2019-02-18", 3),
        ("1.1", "2019-02-15", -2),
        ("1.2", "2019-03-15", -1),
        ("1.2", "2019-02-25", -0.5),
    ]
    assert first[4].event == "时限 2019-03-11，时段内逾期 4 天" and first[4].rule == "逾期每天 -0.5，权重 0.5"


def test_recurring_work_over_on_the_last_day_of_a_quarter_is_won_in_the_next_as_the_report_has_it() -> None:
    monthly = plan(section(task("1.1", lead=("省丙局",), due="03-31", every="month")), due="06-30")
    known = Ledger(
        monthly, tuple(said("1.1", "doing", on=on, unit="省丙局") for on in ("01-20", "02-20", "03-20")), UNITS
    )
    quarters = [months_period("", day("04-05"), day("01-01"), 2019, first, first + 2) for first in (1, 4)]
    won = [points_rows({"": known}, quarter, rules())[0].bonus for quarter in quarters]
    assert won == [0, 2]
    assert [[row.id for row in weekly(known, quarter).done] for quarter in quarters] == [[], ["1.1"]]


def test_no_checkpoint_is_missed_of_a_step_that_was_finished_by_then() -> None:
    monthly = step("1.1.1", every="month", due="03-31")
    of = plan(section(task("1.1", lead=("省丙局",), due="03-31", steps=[monthly, step("1.1.2")])))
    early = said("1.1.1", "done", on="01-20", unit="省丙局", final=True)
    late = said("1.1.1", "done", on="03-10", unit="省丙局", final=True)
    assert [scored(rules(), Ledger(of, (event,), UNITS))["省丙局"].deduction for event in (early, late)] == [0, 3]


def test_caps_and_the_floor_of_a_unit_with_few_tasks() -> None:
    rows = scored(rules(base=10, caps={"bonus": 1, "deduction": 2}, few={"tasks": 2, "points": 9.5}))
    assert rows["省甲厅"].points == 10 + 1 - 2
    assert rows["省乙委"].points == 9.5
    assert rows["省乙委"].items[-1].event == "任务 1 项，保底"
    assert str(scored(rules(deductions={}))["省乙委"].deduction) == "0.0", "nothing lost is no less than nothing"


def test_silence_is_counted_by_whole_weeks_over_all_plans() -> None:
    quiet = rules(deductions={"silent": {"points": 1, "per": "week"}}, bonuses={})
    other = Ledger(
        plan(section(task("1.1", lead=("省丙局",)))), (said("1.1", "doing", 5, on="02-06", unit="省丙局"),), UNITS
    )
    # Twelve whole weeks from 01-07; it reported in that of 01-20, and in the other plan in that of 02-06.
    assert scored(quiet)["省丙局"].points == 100 - 11
    assert scored(quiet, Ledger(PLAN, EVENTS, UNITS), other)["省丙局"].points == 100 - 10
    once = rules(deductions={"silent": {"points": 1, "per": "period"}}, bonuses={})
    assert scored(once)["省丙局"].points == 100


def test_the_points_over_plans_are_those_of_each_added_up() -> None:
    one = Ledger(PLAN, EVENTS, UNITS)
    other = Ledger(plan(section(task("1.1", lead=("省甲厅",), due="02-01"))), (), UNITS)
    joint = scored(rules(), one, other)["省甲厅"]
    alone = [scored(rules(), each)["省甲厅"] for each in (one, other)]
    assert joint.bonus == sum(row.bonus for row in alone) and joint.deduction == sum(row.deduction for row in alone)
    assert joint.tasks == 3 and {item.plan for item in joint.items[1:]} == {"方案0", "方案1"}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("on_time: 1", "on_tim: 1"), 9, "on_time"),
        (("lead: 1", "lead: -1"), 5, "lead"),
        (("    per: time        # 每延一次\n", ""), 18, "per"),
        (("per: day", "per: month"), 16, "day"),
        (("base: 100", "基础: 100"), 3, "base"),
    ],
)
def test_a_fault_of_the_rules_is_told_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    file = tmp_path / "考核.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert read_rules(file).base == 100
    file.write_text(EXAMPLE.replace(*change), encoding="utf-8")
    with pytest.raises(DataError) as fault:
        read_rules(file)
    assert words in fault.value.message + fault.value.hint
    assert fault.value.line and abs(fault.value.line - line) <= 1
