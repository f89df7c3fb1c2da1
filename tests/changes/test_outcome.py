"""The case that is decided on for one row: which task it is about, where its faults and conflicts stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baigong.changes.outcome import Case, Outcome, RowSettledError, Side, current_id
from baigong.errors import NoProposalError
from baigong.ledger.ledger import Ledger
from baigong.model.plan import Former, Plan
from baigong.workbook.answer import Fault
from tests.support import builders
from tests.support.answers import MADE, PLAN, UNIT, answer, decide, only
from tests.support.builders import day, task


def revised(*tasks: object) -> Plan:
    return builders.plan(*tasks)  # type: ignore[arg-type]


def test_a_renumbered_task_is_known_by_its_words() -> None:
    new = revised(task("1.1", "一项新的任务。"), task("1.5", "新建10个站点。"))
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=new)).task == "1.5"


def test_a_task_whose_words_changed_a_little_is_the_same_and_one_that_is_another_a_conflict() -> None:
    little = revised(task("1.2", "新建10个站点以上。"))
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=little)).task == "1.2"
    other = revised(task("1.2", "举办全省运动会。"))
    found = decide(answer({"1.2": {"percent": 5.0}}), plan=other)
    assert "内容改了" in found.of("conflict")[0].words
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=other, side="theirs")).task == "1.2"
    assert not decide(answer({"1.2": {"percent": 5.0}}), plan=other, side="ours").recording.events


def test_a_task_that_is_gone_is_refused() -> None:
    [fault] = decide(answer({"1.3": {"percent": 5.0}}), plan=revised(task("1.1"))).faults
    assert fault.message == "方案修订后没有 1.3 这一项了"


def case(side: Side = "", plan: Plan = PLAN, **row: object) -> Case:
    """A row of a form of PLAN, met by the ledger of another plan."""
    known = Ledger(plan, (), builders.UNITS)
    texts = {node.id: node.text for each in plan.tasks for node in each.nodes}
    sent = answer({"1.2": row})
    return Case(known, texts, sent, sent.rows[0], day("02-03"), MADE, side)


def test_a_fault_stands_at_the_first_of_its_cells_that_the_row_has_else_at_its_number() -> None:
    fault = case().refusal(NoProposalError("1.2", "同意"), "lead", "percent").result
    assert isinstance(fault, Fault)
    assert (fault.where, fault.unit) == ("甲.xlsx · 填报 · percent", UNIT)
    assert case().place("lead") == "填报 · id"


def test_a_conflict_changes_nothing_once_the_ledgers_side_was_chosen() -> None:
    kinds = {side: case(side).conflict("1.2", "两处不一样").result for side in ("", "ours")}
    assert all(isinstance(result, Outcome) for result in kinds.values())
    assert [result.kind for result in kinds.values() if isinstance(result, Outcome)] == ["conflict", "same"]


def test_who_filled_a_form_in_is_the_author_or_else_the_unit_by_the_directorys_name() -> None:
    assert case().by == "张三"
    nobody = case()
    unnamed = Case(**{**vars(nobody), "answer": replace(nobody.answer, filler="")})
    assert unnamed.by == UNIT


def test_an_id_that_a_revision_took_away_leads_to_the_one_in_its_place() -> None:
    plan = revised(task("1.7", "举办全省运动会。")).model_copy(
        update={"former": (Former(id="1.2", text="新建10个站点。", became="1.7"),)}
    )
    assert current_id(case(plan=plan)) == "1.7"
    with pytest.raises(RowSettledError):
        current_id(case(plan=revised(task("1.7", "举办全省运动会。"))))
