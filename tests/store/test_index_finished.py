"""Tasks that the index knows to be finished are left out of what may be late, until anything they depend on changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store import index_finished
from baigong.store.interface import Selection
from baigong.store.stores import open_store

PLAN = """\
plan: {title: 方案, start: 2019-01-01, due: 2019-02-01}
sections:
- id: '1'
  units: [省甲厅]
  tasks:
  - {id: '1.1', text: 核清底数。}
  - {id: '1.2', text: 建立台账。}
  - {id: '1.3', text: 每月报送。, every: month}
"""
TODAY = date(2019, 2, 20)


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_finished, "WORTH", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BAIGONG_TODAY", TODAY.isoformat())
    monkeypatch.setenv("BAIGONG_BY", "王五")
    monkeypatch.delenv("BAIGONG_CACHE", raising=False)
    (tmp_path / "tasks.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in (["list"], ["done", "1.1", "--on", "2019-02-10"], ["overdue"]):
        assert run(words) == 0


def looked_at(day: date = TODAY) -> list[str]:
    """Give the tasks of which something may be late on a day, as the index has it."""
    part = open_store(None, Path.cwd()).excerpt(Selection(late_on=day))
    assert part
    return [task.id for task in part.plan.tasks]


def late(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Give what is late, which must be what is late without an index."""
    answers = []
    for cache in ("", "off"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("BAIGONG_CACHE", cache)
            capsys.readouterr()
            assert run(["overdue", "--format", "ids", *words]) == 0
            answers.append(capsys.readouterr().out.split())
    assert answers[0] == answers[1]
    return answers[0]


def test_a_finished_task_is_not_looked_at_again() -> None:
    assert looked_at() == ["1.2", "1.3"]
    assert looked_at(date(2019, 12, 31)) == ["1.2", "1.3"]


def test_on_an_earlier_day_than_it_was_seen_finished_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert looked_at(date(2019, 2, 19)) == ["1.1", "1.2", "1.3"]
    assert late(capsys, "--as-of", "2019-02-05") == ["1.3", "1.1", "1.2"]
    # It is known for the earlier day too once it was seen on that.
    assert run(["overdue", "--as-of", "2019-02-15"]) == 0
    assert looked_at(date(2019, 2, 15)) == ["1.2", "1.3"]


@pytest.mark.parametrize(
    "words",
    [["undo"], ["reject", "1.1", "--reason", "附件不全"], ["reopen", "1.1"], ["progress", "1.1", "--note", "已归档"]],
)
def test_another_record_on_it_has_it_looked_at_again(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(words) == 0
    assert looked_at() == ["1.1", "1.2", "1.3"]
    assert ("1.1" in late(capsys)) is (words[0] != "progress")


def test_a_record_on_another_task_does_not() -> None:
    assert run(["progress", "1.2", "40"]) == 0
    assert looked_at() == ["1.2", "1.3"]


def test_an_assignment_may_change_what_names_mean_anywhere() -> None:
    assert run(["assign", "1.2", "--lead", "省乙委", "--new", "--reason", "职责调整"]) == 0
    assert looked_at() == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tasks.yaml", PLAN.replace("核清", "摸清")),
        ("units.yaml", "units:\n- {name: 省甲厅, members: [东厅, 西厅]}\n"),
    ],
)
def test_an_edit_of_the_plan_or_the_directory_has_everything_looked_at(file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")
    assert run(["list"]) == 0
    assert looked_at() == ["1.1", "1.2", "1.3"]


def test_another_program_may_know_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_finished, "_program", lambda: ["0.0"])
    assert looked_at() == ["1.1", "1.2", "1.3"]


def test_what_is_recorded_for_a_later_day_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["done", "1.2", "--on", "2019-02-10"]) == 0
    assert run(["--as-of", "2019-02-25", "reopen", "1.2", "--on", "2019-02-25"]) == 0
    assert late(capsys) == ["1.3"]
    assert looked_at() == ["1.2", "1.3"]
    assert "1.2" in late(capsys, "--as-of", "2019-02-26")


def test_a_few_are_not_worth_a_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_finished, "WORTH", 2)
    assert run(["done", "1.2"]) == 0
    assert run(["overdue"]) == 0
    assert looked_at() == ["1.2", "1.3"]
