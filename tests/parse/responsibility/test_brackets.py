"""Brackets: a clause, what looks like one, or prose; where they stand decides with what they hold."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.brackets import bracketed_clause
from baigong.parse.responsibility.segments import FoundClause, SuspectClause
from baigong.parse.wording import outermost

LONG = "、".join(f"市第{number}号单位局" for number in range(1, 1000))


def kind(text: str) -> type | None:
    """The kind of segment that the first pair of brackets of a text is."""
    segment = bracketed_clause(text, outermost(text)[0], 1)
    return type(segment) if segment else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进改革。（市甲局、市乙局）", FoundClause),
        ("提高效率（市甲局、市乙局）", FoundClause),
        ("提高效率（市甲局、市乙局）和水平。", None),
        ("报市市场监管局（市食安办）备案。", None),
        ("推进改革（市甲局牵头），抓好落实。", FoundClause),
        ("推进改革（技工院校内由教育行政部门负责）等工作。", None),
        ("【责任单位】市甲局", None),
        (f"推进改革。（责任单位：{LONG}）", SuspectClause),
        (f"推进改革。（{LONG}）", None),
    ],
)
def test_a_pair_of_brackets_is_a_clause_a_suspect_or_prose(text: str, expected: type | None) -> None:
    assert kind(text) is expected


def test_people_in_brackets_are_a_clause_that_names_no_unit() -> None:
    text = "着力扩内需（联系人：某某某）"
    segment = bracketed_clause(text, outermost(text)[0], 3)
    assert isinstance(segment, FoundClause)
    assert (segment.line, segment.clause.names_units) == (3, False)
