"""What a demonstration is played on."""

from __future__ import annotations

from baigong.changes.demonstration import demonstration_plan, demonstration_units
from baigong.model.units import Unit, UnitsFile
from baigong.words import DEMO, SIMULATED
from tests.support.builders import GROUP, MEMBERS, plan, task


def test_the_plan_says_wherever_its_title_is_shown_that_it_is_a_demonstration() -> None:
    shown = demonstration_plan(plan(task(), title="方案"))
    assert shown.head.title == f"{DEMO}方案"
    assert shown.head.mark == SIMULATED


def test_people_are_invented_and_the_same_every_time_and_groups_have_none() -> None:
    real = UnitsFile(units=(Unit(name="省甲厅", leader="张三", contact="李四"), Unit(name=GROUP, members=MEMBERS)))
    invented = demonstration_units(real)
    assert invented == demonstration_units(real)
    first, group = invented.units
    assert first.leader.endswith("某某") and first.contact.endswith("某某") and first.phone == "0971-0000001"
    assert group == real.units[1]
