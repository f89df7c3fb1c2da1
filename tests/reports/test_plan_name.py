"""The field of a row that says which of several plans it is about."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from baigong.reports.plan_name import SPARE, is_left_out


@dataclass(frozen=True)
class Row:
    """A row of one plan or of several."""

    id: str
    plan: str = field(default="", metadata=SPARE)


def test_json_leaves_it_out_where_it_is_empty_and_nothing_else() -> None:
    id, plan = fields(Row)
    assert is_left_out(plan, "") and not is_left_out(plan, "百日攻坚")
    assert not is_left_out(id, "")
