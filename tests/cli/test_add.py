"""Adding and editing tasks: at a terminal what is missing is asked for; several at once lose nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from baigong.cli import session
from baigong.cli.app import run
from baigong.store.interface import Selection, Store
from baigong.store.plan_file import load_plan

PLAN = Path("data") / "tasks.yaml"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-10")
    assert run(["init", "--empty", "领导交办事项"]) == 0
    return tmp_path


def test_what_is_missing_is_asked_for(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"牵头单位": "省财政厅", "时限": "3月31日", "来源": "省长批示"}
    monkeypatch.setattr("baigong.cli.add.ask", lambda question: answers[question.partition("（")[0]])
    assert run(["add", "核清底数", "--new"]) == 0
    (task,) = load_plan(PLAN).tasks
    assert (task.lead, str(task.due), task.source) == (("省财政厅",), "2019-03-31", "省长批示")


def test_a_date_that_has_passed_is_asked_about(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add = ["add", "核清底数", "--lead", "省财政厅", "--new", "--due", "2019-02-01"]
    assert run(add) == 1
    assert "时限 2019-02-01 已过" in capsys.readouterr().err
    assert list(load_plan(PLAN).tasks) == []
    assert run([*add, "--yes"]) == 0
    assert len(list(load_plan(PLAN).tasks)) == 1


@pytest.mark.slow
def test_those_who_add_at_once_all_get_an_id_of_their_own(office: Path) -> None:
    command = [sys.executable, "-m", "baigong", "add", "--lead", "省财政厅", "--new", "--due", "3月31日"]
    adding = [subprocess.Popen([*command, f"核清第{number}批底数"], stdout=subprocess.DEVNULL) for number in range(6)]
    assert [one.wait() for one in adding] == [0] * 6
    tasks = list(load_plan(PLAN).tasks)
    assert sorted(task.id for task in tasks) == ["1", "2", "3", "4", "5", "6"]
    assert {task.text for task in tasks} == {f"核清第{number}批底数" for number in range(6)}


def test_an_edit_of_what_was_revised_meanwhile_is_refused(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", "核清底数", "--lead", "省财政厅", "--new", "--due", "3月31日"]) == 0
    really = session.open_session

    def revised_meanwhile(store: Store, today: date, name: str, selection: Selection | None = None) -> session.Session:
        opened = really(store, today, name)
        PLAN.write_text(PLAN.read_text(encoding="utf-8").replace("核清底数", "核清家底"), encoding="utf-8")
        return opened

    monkeypatch.setattr("baigong.cli.open_plans.open_session", revised_meanwhile)
    assert run(["edit", "1", "--due", "3月1日"]) == 1
    assert "1 在台账里又有了变动，没有改动" in capsys.readouterr().err
    assert str(next(load_plan(PLAN).tasks).due) == "2019-03-31"


@pytest.mark.parametrize("words", [("",), ("\u200b",), ("研究冬季供暖。", "--step", "")])
def test_a_task_without_words_is_refused(
    words: tuple[str, ...], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (office / "data" / "tasks.yaml").read_bytes()
    assert run(["add", *words, "--lead", "省财政厅", "--due", "2019-03-10"]) == 2
    assert "没有写要办的事" in capsys.readouterr().err
    assert (office / "data" / "tasks.yaml").read_bytes() == before


def test_a_day_without_a_year_is_the_one_within_the_plan(office: Path) -> None:
    # On 10 February both would else be of another year: the start of the past, the corrected date of the future.
    assert run(["add", "研究冬季供暖。", "--lead", "省财政厅", "--due", "3月底", "--start", "3月1日", "--new"]) == 0
    (task,) = load_plan(PLAN).tasks
    assert (task.start, task.due) == (date(2019, 3, 1), date(2019, 3, 31))
    assert run(["edit", "1", "--start", "1月15日", "--due", "2月1日"]) == 0
    (task,) = load_plan(PLAN).tasks
    assert (task.start, task.due) == (date(2019, 1, 15), date(2019, 2, 1))
