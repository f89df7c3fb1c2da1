"""The units of one task as rows."""

from __future__ import annotations

from baigong.reports.shares import ShareRow, share_rows
from tests.support.builders import GROUP, MEMBERS, day, ledger, plan, said, task

PLAN = plan(task(lead=("省甲厅",), units=("省甲厅", GROUP), support=("省丙局",)))


def rows(*events: object) -> dict[str, ShareRow]:
    known = ledger(PLAN, *events)  # type: ignore[arg-type]  # events
    return {row.unit: row for row in share_rows(known.task("1.1", day("02-01")), known.directory)}


def test_each_unit_has_a_row_in_its_first_role_and_a_group_by_its_members() -> None:
    assert [(row.unit, row.role, row.group) for row in rows().values()] == [
        ("省甲厅", "lead", ""),
        *((member, "responsible", GROUP) for member in MEMBERS),
        ("省丙局", "support", ""),
    ]


def test_a_member_that_is_named_itself_stands_outside_its_group() -> None:
    of = plan(task(lead=(MEMBERS[0],), units=(GROUP,)))
    known = ledger(of)
    found = share_rows(known.task("1.1", day("02-01")), known.directory)
    assert [(row.unit, row.role, row.group) for row in found] == [
        (MEMBERS[0], "lead", ""),
        *((member, "responsible", GROUP) for member in MEMBERS[1:]),
    ]


def test_a_unit_that_said_nothing_has_no_percent_and_one_that_did_its_own() -> None:
    known = rows(said("1.1", percent=30, unit="省甲厅", note="已约谈", by="王五", on="01-12"), said("1.1", percent=60))
    own = known["省甲厅"]
    assert (own.status, own.percent, own.last, own.by, own.note) == ("doing", 30, day("01-12"), "王五", "已约谈")
    assert (known["省丙局"].status, known["省丙局"].percent, known["省丙局"].last) == (None, None, None)
