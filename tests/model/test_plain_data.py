"""Values made of plain data without Pydantic are those that Pydantic makes of it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.model.events import EVENT, Progress
from baigong.model.fit import DoubtError
from baigong.model.plain_data import plain, restored
from baigong.model.plan import Plan
from baigong.store.chain import encode
from baigong.store.plan_file import load_plan

OFFSETS = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    percent=st.none() | st.floats(0, 100) | st.integers(0, 100),
    note=st.text(max_size=20).filter(lambda text: text.isprintable()),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS),
)
def test_an_event_restored_from_its_line_is_the_event(percent: float | None, note: str, at: datetime) -> None:
    event = Progress(
        id="a",
        at=at,
        on=at.date(),
        by="李四",
        task="1.1",
        percent=percent,
        note=note,
        actual={"户数": 3},
        evidence=("函",),
    )
    line = encode(event)
    assert restored(Progress, json.loads(line)) == EVENT.validate_json(line) == event


@pytest.mark.parametrize("moment", ["1550000000", "2019-02-01 10:00:00Z", "2019-02-01T10:00Z", "2019-02-01T10:00:00"])
def test_what_is_written_in_another_way_is_left_to_pydantic(moment: str) -> None:
    data = {"id": "a", "at": moment, "on": "2019-02-01", "task": "1.1"}
    with pytest.raises(DoubtError):
        restored(Progress, data)


def test_a_plan_restored_from_plain_data_is_the_plan() -> None:
    plan = load_plan(Path(__file__).parents[2] / "data" / "tasks.yaml")
    assert restored(Plan, json.loads(json.dumps(plain(plan)))) == plan
