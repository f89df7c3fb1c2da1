"""分解: which leads are proposed for which tasks, and in which order they are decided."""

from __future__ import annotations

from baigong.reports.division import division, division_entries, to_decide
from tests.support.builders import UNITS, assigned, day, ledger, plan, retracted, said, section, task

OFFICES = ("县水利局", "县教育局")
PLAN = plan(
    section(
        task("1.1", "加快病险水库除险加固。"),
        task("1.2", "新建小学两所。"),
        task("1.3", "抓好落实。"),
        task("1.4", "新建水库。", lead=("县水利局",)),
        units=OFFICES,
    )
)


def test_a_task_with_clear_words_has_a_lead_proposed_with_its_grounds() -> None:
    rows = {row.id: row for row in division(ledger(PLAN), UNITS, day("02-01"))}
    assert rows["1.1"].proposed == ("县水利局",)
    assert rows["1.1"].clear and "水库" in rows["1.1"].grounds
    assert rows["1.1"].probability == round(rows["1.1"].candidates[0].probability, 4)
    assert rows["1.3"].proposed == ()


def test_a_settled_lead_needs_no_grounds() -> None:
    row = next(row for row in division(ledger(PLAN), UNITS, day("02-01")) if row.id == "1.4")
    assert (row.lead, row.grounds) == (("县水利局",), "")


def test_only_open_tasks_are_divided_unless_they_are_named() -> None:
    known = ledger(PLAN, said("1.1", "done"))
    assert [row.id for row in division(known, UNITS, day("02-01"))] == ["1.2", "1.3", "1.4"]
    assert [row.id for row in division(known, UNITS, day("02-01"), ["1.1"])] == ["1.1"]


def test_what_is_to_decide_begins_behind_the_last_decision_or_with_the_surest() -> None:
    known = ledger(PLAN, assigned("1.2", lead=("县教育局",), reason="分解"))
    rows = division(known, UNITS, day("02-01"))
    assert [row.id for row in to_decide(known, rows)] == ["1.3", "1.1"]
    assert [row.id for row in to_decide(known, rows, "sure")] == ["1.1", "1.3"]
    assert [row.id for row in to_decide(known, rows, "unsure")] == ["1.3", "1.1"]
    nothing = ledger(PLAN)
    assert [row.id for row in to_decide(nothing, division(nothing, UNITS, day("02-01")))] == ["1.1", "1.2", "1.3"]


def test_the_sheet_says_of_each_task_what_the_listing_says() -> None:
    known = ledger(PLAN)
    for entry, row in zip(
        division_entries(known, UNITS, day("02-01")), division(known, UNITS, day("02-01")), strict=True
    ):
        assert (entry.state.id, entry.proposed, entry.grounds) == (row.id, row.proposed, row.grounds)


LAKE = plan(
    section(
        task("1.1", "推进环湖岸线管护。"),
        task("1.2", "推进环湖岸线养护。"),
        task("1.3", "推进环湖岸线巡护。"),
        units=("县财政局", "县教育局", "县统计局"),
    )
)


def test_a_lead_that_was_wrong_and_is_changed_back_counts_no_more() -> None:
    wrong = assigned("1.1", lead=("县教育局",), reason="分解")
    right = assigned("1.1", on="01-11", lead=("县统计局",), responsible=("县财政局", "县教育局"), reason="分解")
    ids = ["1.2"]
    before = division(ledger(LAKE), UNITS, day("02-01"), ids)[0]
    assert division(ledger(LAKE, wrong), UNITS, day("02-01"), ids)[0].proposed == ("县教育局",)
    corrected = division(ledger(LAKE, wrong, right), UNITS, day("02-01"), ids)[0]
    assert corrected.proposed == ("县统计局",)
    assert not any("县教育局" in ground for each in corrected.candidates for ground in each.grounds)
    taken_back = division(ledger(LAKE, wrong, retracted(wrong)), UNITS, day("02-01"), ids)[0]
    assert taken_back == before and before.proposed == ()


def test_the_leads_of_the_plans_beside_are_evidence_and_are_cited_with_their_plan() -> None:
    last_year = ledger(LAKE, assigned("1.1", lead=("县统计局",), reason="分解"))
    alone = division(ledger(LAKE), UNITS, day("02-01"), ["1.2"])[0]
    row = division(ledger(LAKE), UNITS, day("02-01"), ["1.2"], {"去年": last_year})[0]
    assert (alone.proposed, row.proposed) == ((), ("县统计局",))
    assert row.grounds.startswith("像 去年/1.1，当时定为县统计局")
    entries = division_entries(ledger(LAKE), UNITS, day("02-01"), {"去年": last_year})
    assert entries[1].proposed == ("县统计局",)
