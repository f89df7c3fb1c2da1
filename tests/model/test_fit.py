"""Values that are taken without Pydantic are those that Pydantic takes, and mean the same."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.model.base import Frozen
from baigong.model.events import Assign, Close, Defer, Evidence, Progress, Reject, Relink, Retract
from baigong.model.fit import DoubtError, checked, fitted
from baigong.model.plan import Former, LightRule, Plan, PlanHead, Section, Step, Target, Task
from baigong.model.twins import validator
from baigong.model.units import Unit
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
EVENT: dict[str, Any] = {"id": "a", "at": datetime(2019, 2, 1, tzinfo=UTC), "on": date(2019, 2, 1)}
FIELDS: list[tuple[type[Frozen], dict[str, Any]]] = [
    (Progress, EVENT | {"task": "1.1"}),
    (Defer, EVENT | {"task": "1.1"}),
    (Assign, EVENT | {"task": "1.1"}),
    (Close, EVENT | {"task": "1.1"}),
    (Reject, EVENT | {"task": "1.1", "reason": "不合格"}),
    (Relink, EVENT | {"task": "1.1", "old": "1.2"}),
    (Retract, EVENT | {"event": "b"}),
    (Task, {"id": "1.1", "text": "核对台账"}),
    (Step, {"id": "1.1.1", "text": "核对台账"}),
    (Section, {"id": "1"}),
    (LightRule, {}),
    (Former, {"id": "1.1", "text": "核对台账"}),
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


@settings(max_examples=150)
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
        "from baigong.model.plain_data import restored; from baigong.store.chain import encode; "
        "e = Progress(id='a', at=datetime.now(UTC), on=date(2019, 2, 1), task='1.1', percent=60); "
        "assert restored(Progress, json.loads(encode(e))) == e; sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_fitted_values_are_kept_without_the_defaults() -> None:
    assert fitted(Unit, {"name": "省甲厅"}) == {"name": "省甲厅"}


@pytest.mark.parametrize(
    "values",
    [
        {"file": "a.pdf", "size": 1},
        {"file": "a.pdf", "size": -1, "sha256": "0" * 64},
        {"file": "a.pdf", "size": 1, "sha256": "0" * 64, "more": 1},
    ],
)
def test_a_restored_value_that_breaks_its_declaration_is_in_doubt_also_within_another(values: dict[str, Any]) -> None:
    proof = Evidence.trusted(values)
    head = {"id": "a", "at": datetime(2019, 2, 1, tzinfo=UTC), "on": date(2019, 2, 1), "task": "1.1"}
    for value in (proof, Progress.trusted({**head, "evidence": (proof,)})):
        with pytest.raises(DoubtError):
            checked(value)
