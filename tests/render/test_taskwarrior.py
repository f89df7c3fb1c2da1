"""An agenda as the JSON that taskwarrior imports."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from baigong.pages.agenda import Agenda, Todo
from baigong.render import taskwarrior
from baigong.render.interface import Result

TODO = Todo("1.1", "核对台账", "方案", date(2019, 1, 1), date(2019, 3, 31), 0, False, None, None, ())


def written(*todos: Todo) -> list[dict[str, Any]]:
    agenda = Agenda("省办〔2019〕1号", "方案", date(2019, 1, 19), (), todos)
    tasks: list[dict[str, Any]] = json.loads(taskwarrior.write(Result([], agenda=lambda: agenda)))
    return tasks


def test_a_task_waits_from_its_start_or_the_issue_until_the_end_of_its_last_day_in_china() -> None:
    (task,) = written(TODO)
    assert (task["status"], task["entry"], task["due"]) == ("pending", "20190118T160000Z", "20190331T155959Z")
    assert {"end", "priority", "modified", "annotations"}.isdisjoint(task)


@pytest.mark.parametrize(("urgent", "priority"), [(2, "H"), (1, "M")])
def test_lights_are_priorities_of_what_is_open(urgent: int, priority: str) -> None:
    open_task, done = written(replace(TODO, urgent=urgent), replace(TODO, urgent=urgent, ended=date(2019, 2, 1)))
    assert open_task["priority"] == priority
    assert (done["status"], done["end"]) == ("completed", "20190201T155959Z") and "priority" not in done


def test_what_was_dropped_is_deleted() -> None:
    (task,) = written(replace(TODO, dropped=True, ended=date(2019, 2, 1)))
    assert task["status"] == "deleted"


def test_its_uuid_stays_and_notes_are_annotations() -> None:
    at = datetime(2019, 2, 1, 9, tzinfo=UTC)
    (first,), (later,) = written(TODO), written(replace(TODO, title="改过", changed=at, notes=((at, "已约谈"),)))
    assert first["uuid"] == later["uuid"] != written(replace(TODO, key="1.2"))[0]["uuid"]
    assert later["annotations"] == [{"entry": "20190201T090000Z", "description": "已约谈"}]
    assert later["modified"] == "20190201T090000Z"
