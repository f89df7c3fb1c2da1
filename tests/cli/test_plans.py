"""Several plans in one folder: what is looked at spans them, what is recorded goes to one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baigong.cli.app import run
from baigong.store.plan_file import save_plan
from tests.support.builders import plan, section, task

UNITS = """units:
- name: 省甲厅
  leader: 张三
  contact: 李工
- name: 省乙委
- name: 各县区政府
  members: [东县政府, 西县政府]
"""
DUTY = "领导交办"
CAMPAIGN = "百日攻坚"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three plans: a campaign, instructions of leaders, and one without tasks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-10")
    monkeypatch.setenv("BAIGONG_BY", "督查室")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    campaign = plan(
        section(
            task("1.1", "完成村级台账核对。", lead=("省甲厅",), units=("省乙委",), due="03-20"),
            task("1.2", "建成三个冷库。", due="02-01"),
            task("1.3", "整治各县区河道。", units=("各县区政府",), due="03-31"),
        ),
        title="百日攻坚方案",
    )
    duties = plan(
        section(
            task("1.1", "报送春耕物资储备情况。", lead=("省甲厅",), due="02-20", source="省长2月8日批示"),
            task("1.4", "核查信访件。", units=("省乙委",), due="02-05", leader="王副省长"),
        ),
        title="领导交办事项",
    )
    for name, content in ((CAMPAIGN, campaign), (DUTY, duties), ("会议议定", plan(title="会议议定事项"))):
        (tmp_path / name / "data").mkdir(parents=True)
        save_plan(tmp_path / name / "data" / "tasks.yaml", content)
    return tmp_path


Command = Callable[..., Any]


@pytest.fixture
def told(office: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command that succeeds; give what it printed."""

    def told(*words: str) -> str:
        capsys.readouterr()
        code = run(list(words))
        output = capsys.readouterr()
        assert code == 0, output.err
        return output.out

    return told


@pytest.fixture
def rows(told: Command) -> Command:
    return lambda *words: json.loads(told(*words, "--format", "json"))


@pytest.fixture
def refusal(office: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def refusal(*words: str, code: int = 1) -> str:
        capsys.readouterr()
        assert run(list(words)) == code
        return capsys.readouterr().err

    return refusal


def test_a_list_spans_the_plans_and_is_the_sum_of_their_own(rows: Command) -> None:
    both = rows("list")
    assert [(row["plan"], row["id"]) for row in both] == [
        (CAMPAIGN, "1.1"),
        (CAMPAIGN, "1.2"),
        (CAMPAIGN, "1.3"),
        (DUTY, "1.1"),
        (DUTY, "1.4"),
    ]
    own = [row | {"plan": name} for name in (CAMPAIGN, DUTY) for row in rows("list", "--plan", name)]
    assert both == own


def test_what_a_unit_leads_stands_first_by_date_over_all_plans(rows: Command) -> None:
    of_unit = rows("list", "--unit", "甲厅")
    assert [(row["plan"], row["id"]) for row in of_unit] == [(DUTY, "1.1"), (CAMPAIGN, "1.1"), (CAMPAIGN, "1.2")]


def test_ids_are_cited_with_their_plan_and_taken_back(told: Command) -> None:
    ids = told("list", "--format", "ids").split()
    assert ids[3:] == [f"{DUTY}/1.1", f"{DUTY}/1.4"]
    assert "1.1" in told("show", ids[3]) and "春耕" in told("show", ids[3])


def test_late_work_of_all_plans_the_longest_late_first(rows: Command) -> None:
    assert [(row["plan"], row["id"], row["overdue_days"]) for row in rows("overdue")] == [
        (CAMPAIGN, "1.2", 9),
        (DUTY, "1.4", 5),
    ]
    coming = rows("overdue", "--within", "40")[2:]
    assert [row["due"] for row in coming] == sorted(row["due"] for row in coming)


def test_a_record_goes_to_the_journal_of_its_plan(told: Command, office: Path) -> None:
    assert "已记录 1 项" in told("done", f"{DUTY}/1.1", "--unit", "省甲厅")
    assert (office / DUTY / "data" / "progress.jsonl").exists()
    assert not (office / CAMPAIGN / "data" / "progress.jsonl").exists()
    told("progress", "1.4", "60")
    assert told("log", "--format", "ids").count("\n") == 2
    told("progress", f"{CAMPAIGN}／1.3", "20", "--note", "开工")
    assert "已撤回 1 条" in told("undo")
    assert "已撤回" in told("log", f"{CAMPAIGN}/1.3")


def test_an_id_that_two_plans_have_is_refused_and_one_that_one_has_is_taken(told: Command, refusal: Command) -> None:
    said = refusal("done", "1.1")
    assert f"{CAMPAIGN}/1.1" in said and f"{DUTY}/1.1" in said
    assert "分属" in refusal("done", f"{DUTY}/1.1", f"{CAMPAIGN}/1.2")
    assert "没有方案“年度要点”" in refusal("show", "年度要点/1.1")
    assert "3 个方案里都没有编号 1.9" in refusal("show", "1.9")
    assert "冷库" in told("show", "1.2")


def test_one_broken_plan_is_named_and_the_others_are_shown(
    office: Path, capsys: pytest.CaptureFixture[str], rows: Command
) -> None:
    (office / CAMPAIGN / "data" / "tasks.yaml").write_text("plan: [", encoding="utf-8")
    assert {row["plan"] for row in rows("list")} == {DUTY}
    assert run(["list"]) == 0
    assert f"方案 {CAMPAIGN} 读不出，没有计入" in capsys.readouterr().err


def test_a_name_of_several_plans_lists_them_and_stops(refusal: Command) -> None:
    said = refusal("list", "--plan", "年")
    assert "没有方案" in said and DUTY in said and CAMPAIGN in said


def test_a_folder_with_one_plan_is_that_ledger(office: Path, rows: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office / CAMPAIGN)
    assert [row["id"] for row in rows("list")] == ["1.1", "1.2", "1.3"]
    assert "plan" not in rows("list")[0]
    # The directory above the plans counts here too.
    assert [row["id"] for row in rows("list", "--unit", "东县政府")] == ["1.3"]


def test_a_copied_plan_and_a_plan_inside_a_plan_are_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (office / "副本", office / CAMPAIGN / "旧稿"):
        folder.mkdir()
        (folder / "tasks.yaml").write_bytes((office / CAMPAIGN / "data" / "tasks.yaml").read_bytes())
    assert run(["list"]) == 0
    told = capsys.readouterr().err
    assert f"方案 副本 和 {CAMPAIGN} 的标题、文号相同" in told
    assert "还有方案 旧稿，没有计入" in told


def test_a_folder_of_hundreds_of_others_is_not_searched(office: Path, refusal: Command) -> None:
    for number in range(520):
        (office / f"资料{number}").mkdir()
    assert "超过 500 个" in refusal("list")
