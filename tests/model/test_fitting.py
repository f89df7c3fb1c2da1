"""Values that are taken without Pydantic are those that Pydantic takes, and mean the same."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.model.base import Frozen
from baigong.model.events import EVENT, Defer, Evidence, Progress
from baigong.model.fitting import DoubtError, fitted, plain, restored
from baigong.model.plan import Plan, PlanHead, Section, Target, Task
from baigong.model.twins import validator
from baigong.model.units import Unit
from baigong.store.chain import encode
from baigong.store.plan_file import load_plan
from tests.support import builders

TEXTS = st.text(st.sampled_from("甲a1. 、，\n\x1c\u3000\ud800@"), max_size=6)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.floats(),
    TEXTS,
    st.sampled_from(["1.2", "done", "a@b.cn", "a@b.cn\n", "0" * 64, "2019-02-01"]),
    st.dates(date(1800, 1, 1), date(2300, 1, 1)),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.lists(TEXTS, max_size=2),
    st.tuples(TEXTS),
    st.dictionaries(TEXTS, st.floats() | st.integers(), max_size=2),
)
OFFSETS = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIELDS: list[tuple[type[Frozen], dict[str, Any]]] = [
    (Progress, {"id": "a", "at": datetime(2019, 2, 1, tzinfo=UTC), "on": date(2019, 2, 1), "task": "1.1"}),
    (Defer, {"id": "a", "at": datetime(2019, 2, 1, tzinfo=UTC), "on": date(2019, 2, 1), "task": "1.1"}),
    (Task, {"id": "1.1", "text": "核对台账"}),
    (PlanHead, {"title": "方案", "start": date(2019, 1, 1), "due": date(2019, 3, 31)}),
    (Unit, {"name": "省甲厅"}),
    (Evidence, {"file": "a.pdf", "size": 1, "sha256": "0" * 64}),
    (Target, {"text": "三个", "value": 3.0}),
]
CHANGES = st.sampled_from(FIELDS).flatmap(
    lambda pair: st.tuples(
        st.just(pair[0]), st.just(pair[1]), st.dictionaries(st.sampled_from(pair[0].field_names()), VALUES, max_size=2)
    )
)


@given(CHANGES)
def test_a_new_value_is_taken_just_when_pydantic_takes_it_and_means_the_same(
    change: tuple[type[Frozen], dict[str, Any], dict[str, Any]],
) -> None:
    model, fields, more = change
    try:
        expected = validator(model).validate_python(fields | more)
    except ValueError:
        with pytest.raises(ValueError, match="validation error"):
            model(**(fields | more))
        return
    made = model(**(fields | more))
    assert made == expected
    assert [type(getattr(made, name)) for name in model.field_names()] == [
        type(getattr(expected, name)) for name in model.field_names()
    ]


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


def test_values_within_a_value_that_pydantic_looks_at_stay_what_they_are() -> None:
    section = Section(id="1", support=("第一行\n第二行",), tasks=(builders.task(steps=["1.1.1"]),))
    assert section.tasks == (builders.task(steps=["1.1.1"]),)
    assert type(section.tasks[0].steps[0]) is type(builders.step("1.1.1"))


def test_a_plan_that_contradicts_itself_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="重复"):
        Plan(head=builders.plan().head, sections=(Section(id="1"), Section(id="1")))


def test_a_value_neither_changes_nor_takes_an_unknown_field() -> None:
    task = builders.task()
    with pytest.raises(AttributeError):
        task.text = "别的"  # type: ignore[misc]  # what is tested
    with pytest.raises(ValueError, match="Extra inputs"):
        Task(id="1.1", text="核对", titel="错字")  # type: ignore[call-arg]  # what is tested


def test_making_and_restoring_plain_values_does_not_import_pydantic() -> None:
    script = (
        "import sys, json; from datetime import *; from baigong.model.events import Progress; "
        "from baigong.model.fitting import restored; from baigong.store.chain import encode; "
        "e = Progress(id='a', at=datetime.now(UTC), on=date(2019, 2, 1), task='1.1', percent=60); "
        "assert restored(Progress, json.loads(encode(e))) == e; sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_fitted_values_are_kept_without_the_defaults() -> None:
    made = Unit.trusted({})
    assert fitted(Unit, {"name": "省甲厅"}, made) == {"name": "省甲厅"}
