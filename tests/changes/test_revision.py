"""A document parsed again: ids stay with the words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.changes.revision import Difference, carry_ids, field_changes, replace_plan
from baigong.errors import FormerIdError
from baigong.ledger.ids import read_ids
from baigong.model.plan import Former, Plan
from baigong.parse import parse_document

WORK = (
    "清理河道漂浮物",
    "拆除违章建筑",
    "新建幼儿园两所",
    "整治背街小巷",
    "补植行道树",
    "改造供水管网",
    "发放就业补贴",
)


def plan(*items: str) -> Plan:
    lines = ["2020年方案", *(f"{at}.{item}。（市甲局负责）" for at, item in enumerate(items, 1))]
    return parse_document(None, data="\n".join(lines).encode()).plan


def texts(plan: Plan) -> dict[str, str]:
    return {task.id: task.text for task in plan.tasks}


def test_the_same_document_changes_nothing() -> None:
    carried, difference = carry_ids(plan(*WORK), plan(*WORK))
    assert difference == Difference()
    assert carried == plan(*WORK)


def test_a_task_put_in_between_renumbers_none() -> None:
    old, new = plan(*WORK[:3]), plan(WORK[0], WORK[5], WORK[1], WORK[2])
    carried, difference = carry_ids(old, new)
    assert texts(carried) == {
        "1": WORK[0] + "。",
        "2b": WORK[5] + "。",
        "2": WORK[1] + "。",
        "3": WORK[2] + "。",
    }
    assert difference.added == ("2b",)
    assert difference.renumbered == (("3", "2"), ("4", "3"))
    assert difference.removed == difference.changed == ()


def test_words_that_changed_a_little_keep_their_id() -> None:
    old, new = plan("新建幼儿园两所", "整治街巷"), plan("新建幼儿园三所", "整治街巷")
    carried, difference = carry_ids(old, new)
    assert texts(carried)["1"] == "新建幼儿园三所。"
    assert difference.changed == ("1",)
    assert not difference.removed


def test_what_is_gone_is_removed_and_what_is_other_is_added() -> None:
    carried, difference = carry_ids(plan(WORK[0], WORK[1]), plan(WORK[0], WORK[6]))
    assert difference.removed == ("2",)
    assert difference.added == ("2b",)
    assert texts(carried)["2b"] == WORK[6] + "。"


def test_new_units_are_a_change() -> None:
    old = plan("整治街巷")
    new = parse_document(None, data="2020年方案\n1.整治街巷。（市乙局负责）".encode()).plan
    assert carry_ids(old, new)[1].changed == ("1",)


@settings(deadline=None, max_examples=40)
@given(st.permutations(WORK), st.permutations(WORK), st.integers(1, 7), st.integers(1, 7))
def test_ids_follow_the_words(one: list[str], other: list[str], first: int, second: int) -> None:
    old, new = plan(*one[:first]), plan(*other[:second])
    carried, difference = carry_ids(old, new)
    before, after = texts(old), texts(carried)
    assert {before[name] for name in before if name not in difference.removed} <= set(after.values()) | {
        before[name] for name in difference.changed
    }
    assert all(after[name] == before[name] for name in after if name in before and name not in difference.changed)
    assert len(after) == len(texts(new))


def test_a_reworded_task_under_another_number_keeps_its_id() -> None:
    old = plan("清理主城区河道漂浮物", "新建幼儿园两所", "整治背街小巷十条")
    new = plan("新建水厂一座", "清理主城区河道漂浮物", "新建普惠性幼儿园两所", "整治背街小巷二十条")
    carried, difference = carry_ids(old, new, added_on=date(2020, 3, 2))
    kept = {task.text: task.id for task in carried.tasks}
    assert kept["新建普惠性幼儿园两所。"] == "2"
    assert kept["整治背街小巷二十条。"] == "3"
    assert [str(task.added) for task in carried.tasks if task.id in difference.added] == ["2020-03-02"]


def test_other_work_between_the_same_neighbours_is_another_task() -> None:
    old, new = plan(WORK[0], WORK[2], WORK[4]), plan(WORK[0], "发放就业补贴五百万元", WORK[4])
    _, difference = carry_ids(old, new)
    assert difference.removed == ("2",)
    assert difference.added == ("2b",)


def test_what_changed_is_shown_from_old_to_new() -> None:
    old, new = plan("6月底前新建幼儿园两所"), plan("9月底前新建幼儿园三所")
    carried, _ = carry_ids(old, new)
    changes = {change.field: (change.before, change.after) for change in field_changes(old, carried)}
    assert changes["text"] == ("6月底前新建幼儿园两所。", "9月底前新建幼儿园三所。")
    assert changes["due"] == ("2020-06-30", "2020-09-30")


def test_an_id_that_is_gone_is_refused_with_what_became_of_it() -> None:
    old = plan(WORK[0], WORK[1], WORK[2])
    revised = replace_plan(old, plan(WORK[0], WORK[2]), ()).plan
    with pytest.raises(FormerIdError) as refusal:
        read_ids(revised, ["3"])
    assert refusal.value.became == "2"
    assert WORK[2] in refusal.value.message


def test_former_ids_are_followed_through_later_revisions() -> None:
    old = plan(*WORK[:4])
    once = replace_plan(old, plan(*WORK[1:4]), ()).plan
    assert once.former == (Former(id="4", text=WORK[3] + "。", became="3"),)
    twice = replace_plan(once, plan(*WORK[2:4]), ()).plan
    assert [(former.id, former.became) for former in twice.former] == [("4", "2"), ("3", "2")]
    # A number that the plan has again is no former one.
    assert replace_plan(once, plan(*WORK[:4]), ()).plan.former == ()


def test_the_same_document_again_keeps_the_former_ids() -> None:
    once = replace_plan(plan(*WORK[:3]), plan(*WORK[:2]), ()).plan
    assert replace_plan(once, plan(*WORK[:2]), ()).plan == once
    assert [(former.id, former.became) for former in once.former] == [("3", "")]
