"""Several plans in one folder: what is looked at spans them, what is recorded goes to one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from baigong.cli.app import run
from baigong.store.plan_file import save_plan
from baigong.words import chosen_plan
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
    assert f"方案      {DUTY}" in told("show", ids[3])
    assert json.loads(told("show", ids[3], "--format", "json"))["plan"] == DUTY
    assert "plan" not in json.loads(told("show", "1.1", "--plan", DUTY, "--format", "json"))


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
    # A report goes on to people who do not see the terminal.
    assert rows("report")["unreadable"] == [CAMPAIGN]
    for file in ("周报.md", "周报.html"):
        assert run(["report", "-o", file]) == 0
        assert f"方案 {CAMPAIGN} 的文件读不出，以上没有计入" in (office / file).read_text(encoding="utf-8")


def test_a_broken_plan_that_stands_alone_is_refused_with_its_fault(office: Path, refusal: Command) -> None:
    (office / CAMPAIGN / "data" / "tasks.yaml").write_text("plan: [", encoding="utf-8")
    assert "不是合格的 YAML" in refusal("plans", "-f", str(office / CAMPAIGN))


def test_a_number_of_a_broken_plan_is_refused_with_its_fault(office: Path, refusal: Command) -> None:
    (office / CAMPAIGN / "data" / "tasks.yaml").write_text("plan: [", encoding="utf-8")
    for words in (("done", f"{CAMPAIGN}/1.1"), ("show", f"{CAMPAIGN}/1.1")):
        assert "不是合格的 YAML" in refusal(*words)


def test_a_name_of_several_plans_lists_them_and_stops(refusal: Command) -> None:
    said = refusal("list", "--plan", "年")
    assert "没有方案" in said and DUTY in said and CAMPAIGN in said


def test_a_part_of_one_name_chooses_it_and_a_part_of_several_lists_those(
    office: Path, refusal: Command, rows: Command
) -> None:
    (office / "百日攻坚二期").mkdir()
    save_plan(office / "百日攻坚二期" / "tasks.yaml", plan(title="百日攻坚二期方案"))
    assert {row["id"] for row in rows("list", "--plan", "交办")} == {"1.1", "1.4"}
    said = refusal("list", "--plan", "攻坚")
    assert f"可能是：{CAMPAIGN}、百日攻坚二期" in said and DUTY not in said
    # A whole name is that plan, though another begins with it.
    assert len(rows("list", "--plan", CAMPAIGN)) == 3


def test_a_command_named_in_a_message_names_the_plan(told: Command, refusal: Command) -> None:
    assert f"undo --plan {DUTY} " in told("done", f"{DUTY}/1.1")
    told("close", f"{DUTY}/1.1")
    assert f"reject 1.1 --plan {DUTY}" in refusal("done", f"{DUTY}/1.1")
    assert "--plan" not in told("done", "1.3", "--yes"), "one plan alone has it"


def test_a_new_ledger_takes_the_directory_above_it(office: Path, told: Command, rows: Command) -> None:
    before = (office / "units.yaml").read_bytes()
    told("init", "年度要点", "--empty", "年度要点任务")
    assert not (office / "年度要点" / "data" / "units.yaml").exists()
    assert (office / "units.yaml").read_bytes() == before
    told("add", "摸清底数。", "--lead", "甲厅", "--due", "2019-03-01", "--plan", "年度要点")
    assert [row["lead"] for row in rows("list", "--plan", "年度要点")] == [["省甲厅"]]


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


def test_a_report_over_plans_is_by_week_of_the_calendar_with_a_section_a_plan(told: Command, rows: Command) -> None:
    told("done", f"{DUTY}/1.1", "--note", "已报送")
    text = told("report")
    assert "各方案周报　2月4日至2月10日" in text
    assert text.index(f"\n{CAMPAIGN}\n") < text.index(f"\n{DUTY}\n")
    report = rows("report")
    own = [rows("report", "--plan", each["plan"], "--date", "2019-02-10") for each in report["plans"]]
    for key in ("tasks", "finished", "red", "yellow", "overdue", "late_parts", "todo", "doing", "done"):
        assert report["totals"][key] == sum(each["totals"][key] for each in own), key
    for joint, alone in zip(report["plans"], own, strict=True):
        assert joint["totals"] == alone["totals"]
    assert "本周办结 1 项：1.1" in told("report", "--brief")


def test_a_command_named_in_the_section_of_a_plan_names_the_plan(told: Command) -> None:
    section = told("report").partition(f"\n{DUTY}\n")[2]
    named = [line.split("　")[0] for line in section.splitlines() if "baigong " in line]
    assert len(named) >= 3 and all(f"--plan {DUTY}" in line or "会议议定" in line for line in named)


def test_the_command_for_the_other_units_of_a_report_gives_its_figures(
    office: Path, told: Command, rows: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baigong.pages.plans.MOST", 1)
    for words in (("report",), ("report", "--date", "2019-02-06"), ("report", "--month", "1")):
        text = " ".join(told(*words).split())
        command = text.partition("见 baigong ")[2].partition(" 共 4 家")[0].split()
        scores = {row["unit"]: row for row in rows(*command)}
        for row in rows(*words)["units"]:
            assert [scores[row["unit"]][key] for key in ("tasks", "overdue", "red")] == [
                row[key] for key in ("tasks", "overdue", "red")
            ], command


def test_the_week_of_several_plans_has_no_number(refusal: Command) -> None:
    assert "不是同一周" in refusal("report", "--week", "5")
    assert "2019-01-01" in refusal("report", "--date", "2018-02-06"), "no plan had begun"
    assert "2019-01-01" in refusal("report", "--as-of", "2018-02-06")
    assert "今天是 2019-02-10" in refusal("units", "--quarter", "2020Q1")
    assert "看不懂季度" in refusal("units", "--quarter", "2019Q5")


def test_the_figures_of_a_unit_are_the_sum_of_each_plans(rows: Command, told: Command) -> None:
    told("done", f"{CAMPAIGN}/1.2", "--unit", "省乙委", "--note", "建成")
    told("defer", f"{DUTY}/1.4", "--to", "3月1日", "--reason", "等待材料")
    joint = {row["unit"]: row for row in rows("units")}
    plans = [{row["unit"]: row for row in rows("units", "--plan", name)} for name in (CAMPAIGN, DUTY)]
    assert set(joint) == {unit for each in plans for unit in each}
    counts = ("tasks", "led", "supports", "done", "closed", "on_time", "late", "overdue", "red", "yellow", "deferrals")
    for unit, row in joint.items():
        for key in (*counts, "reported", "recorded"):
            assert row[key] == sum(each[unit][key] for each in plans if unit in each), (unit, key)
    assert joint["省乙委"]["tasks"] == 2 and joint["省乙委"]["done"] == 1


def test_a_unit_gets_one_letter_with_what_it_owes_in_every_plan(told: Command, rows: Command, office: Path) -> None:
    letters = {row["unit"]: row for row in rows("remind")}
    assert [(item["plan"], item["id"]) for item in letters["省乙委"]["items"]] == [(CAMPAIGN, "1.2"), (DUTY, "1.4")]
    text = told("remind", "--unit", "省乙委")
    assert "《百日攻坚方案》、《领导交办事项》" in text.replace("\n", "")
    told("remind", "-o", "督办单")
    assert (office / "督办单" / "省乙委.md").exists()


def test_forms_go_out_a_plan_each_and_come_back_to_their_journals(told: Command, office: Path) -> None:
    told("forms", "-o", "报送表", "--unit", "省甲厅")
    files = sorted(path.name for path in (office / "报送表").iterdir())
    assert [name.split("-")[1] for name in files] == [CAMPAIGN, DUTY]
    for name in files:
        book = load_workbook(office / "报送表" / name)
        sheet = book.worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        note = next(cell for cell in cells if str(cell.value).startswith("进展"))
        sheet.cell(note.row + 1, note.column).value = f"按期推进（{name[4:8]}）"
        book.save(office / "报送表" / name)
    told("collect", "报送表", "--yes")
    for plan_name in (CAMPAIGN, DUTY):
        assert f"按期推进（{plan_name}）" in (office / plan_name / "data" / "progress.jsonl").read_text(
            encoding="utf-8"
        )
    assert "没有新的内容" in told("collect", "报送表", "--yes")


def test_everything_is_exported_with_its_plan(told: Command, office: Path) -> None:
    told("export", "-o", "台账.json")
    content = json.loads((office / "台账.json").read_text(encoding="utf-8"))
    assert [(row["plan"], row["id"]) for row in content["tasks"]][-1] == (DUTY, "1.4")
    told("export", "-o", "台账.xlsx")
    weeks = load_workbook(office / "台账.xlsx")["图表"].iter_rows(min_row=3, max_row=8, max_col=3, values_only=True)
    assert [(row[0], row[2]) for row in weeks][-1] == ("2月4日起", 5), "the running week, with the tasks of all plans"
    told("export", "-o", "台账.ics")
    dates = (office / "台账.ics").read_text(encoding="utf-8")
    keys = [line for line in dates.splitlines() if line.startswith("UID")]
    assert len(keys) == len(set(keys)) >= 5


def test_the_plans_are_listed_with_their_figures(rows: Command, told: Command) -> None:
    told("done", f"{DUTY}/1.1")
    listed = {row["plan"]: row for row in rows("plans")}
    assert listed[DUTY]["tasks"] == 2 and listed[DUTY]["done"] == 1 and listed[DUTY]["last_record"] == "2019-02-10"
    assert listed[CAMPAIGN]["start"] == "2019-01-01" and listed[CAMPAIGN]["last_record"] is None
    assert "共 3 个方案，任务 5 项，办结 1 项" in told("plans")


def test_a_plan_put_away_is_kept_out_of_the_counts_and_not_written(
    told: Command, rows: Command, refusal: Command, office: Path
) -> None:
    told("plans", "--archive", DUTY)
    assert {row["plan"] for row in rows("list")} == {CAMPAIGN}
    assert "春耕" in told("list", "--plan", DUTY)
    assert "已归档，只能查看" in refusal("done", "1.1", "--plan", DUTY)
    assert "已归档，只能查看" in refusal("edit", "1.1", "--due", "3月1日", "--plan", DUTY)
    assert "已归档，只能查看" in refusal("done", "1.1", "-f", str(office / DUTY))
    assert not (office / DUTY / "data" / "progress.jsonl").exists()
    for words in (("show", f"{DUTY}/1.1"), ("done", "交办/1.1")):
        said = refusal(*words)
        assert f"方案 {DUTY} 已归档" in said and f"--plan {DUTY}" in said and "--restore" in said
    assert "没有方案“年度”" in refusal("show", "年度/1.1")
    told("plans", "--restore", DUTY)
    told("done", f"{DUTY}/1.1")


def test_open_tasks_are_carried_once_and_say_where_they_came_from(
    told: Command, rows: Command, refusal: Command
) -> None:
    told("done", f"{DUTY}/1.4")
    told("defer", f"{DUTY}/1.1", "--to", "3月8日", "--reason", "等待材料")
    told("plans", "--carry", DUTY, "--to", CAMPAIGN, "--yes")
    carried = [row for row in rows("list", "--plan", CAMPAIGN) if row["source"]]
    assert [(row["id"], row["source"], row["due"]) for row in carried] == [
        ("1.4", "省长2月8日批示；转自《领导交办事项》1.1", "2019-03-08")
    ]
    assert carried[0]["lead"] == ["省甲厅"]
    assert "以前已转" in told("plans", "--carry", DUTY, "--to", CAMPAIGN, "--yes")
    assert "同一个方案" in refusal("plans", "--carry", DUTY, "--to", DUTY)
    assert "--carry 要和 --to 一起用" in refusal("plans", "--carry", DUTY, code=2)
    assert "--to 要和 --carry 一起用" in refusal("plans", "--to", DUTY, code=2)


def test_a_carried_task_stands_where_it_stood(told: Command, rows: Command) -> None:
    told("progress", f"{DUTY}/1.1", "60", "--problem", "缺一台水泵")
    said = told("plans", "--carry", DUTY, "--to", CAMPAIGN, "--yes")
    assert "进度照原样记入" in said
    (carried,) = (row for row in rows("list", "--plan", CAMPAIGN) if "1.1" in row["source"])
    assert (carried["status"], carried["percent"], carried["problem"]) == ("doing", 60, "缺一台水泵")
    assert "转自《领导交办事项》1.1 时的情况" in told("show", f"{CAMPAIGN}/{carried['id']}")
    (untouched,) = (row for row in rows("list", "--plan", CAMPAIGN) if row["source"].endswith("1.4"))
    assert (untouched["status"], untouched["latest"]) == ("todo", "")


def test_a_carrying_that_was_cut_short_is_finished_by_the_next(told: Command, rows: Command, office: Path) -> None:
    told("progress", f"{DUTY}/1.1", "60")
    told("plans", "--carry", DUTY, "--to", CAMPAIGN, "--yes")
    (office / CAMPAIGN / "data" / "progress.jsonl").unlink()
    (office / CAMPAIGN / "data" / "progress.jsonl.lock").unlink(missing_ok=True)
    for _ in range(2):
        assert "以前已转" in told("plans", "--carry", DUTY, "--to", CAMPAIGN)
        (carried,) = (row for row in rows("list", "--plan", CAMPAIGN) if "1.1" in row["source"])
        assert carried["percent"] == 60
    assert len((office / CAMPAIGN / "data" / "progress.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.slow
def test_every_figure_of_a_quarter_over_three_plans_is_the_sum_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-03-31")
    assert run(["init", "百日攻坚", "--demo"]) == 0
    (tmp_path / "百日攻坚" / "data" / "units.yaml").rename(tmp_path / "units.yaml")
    duties = plan(
        section(*(task(f"1.{at}", f"核查第{at}件。", lead=("省财政厅",), due=f"03-{20 + at}") for at in range(1, 6))),
        title="领导交办事项",
    )
    points = plan(
        section(
            *(
                task(f"2.{at}", f"落实要点第{at}条。", units=("省财政厅", "省水利厅"), due="03-15")
                for at in range(1, 9)
            ),
            id="2",
        ),
        title="年度要点",
    )
    for name, content in ((DUTY, duties), ("年度要点", points)):
        (tmp_path / name).mkdir()
        save_plan(tmp_path / name / "tasks.yaml", content)
    names = ("百日攻坚", "年度要点", DUTY)

    def rows(*words: str) -> Any:
        capsys.readouterr()
        assert run([*words, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert run(["done", f"{DUTY}/1.1", "--unit", "省财政厅", "--on", "3月20日"]) == 0
    assert run(["done", "年度要点/2.1", "--unit", "省水利厅", "--on", "3月18日"]) == 0
    joint = rows("report")["totals"]
    own = [rows("report", "--plan", name, "--date", "2019-03-31")["totals"] for name in names]
    for key in ("tasks", "todo", "doing", "blocked", "done", "closed", "finished", "red", "yellow", "green", "overdue"):
        assert joint[key] == sum(each[key] for each in own), key
    scores = {row["unit"]: row for row in rows("units", "--quarter", "2019Q1")}
    parts = [{row["unit"]: row for row in rows("units", "--quarter", "2019Q1", "--plan", name)} for name in names]
    assert len(scores) >= 40
    for unit, row in scores.items():
        for key in ("tasks", "led", "done", "closed", "on_time", "late", "overdue", "red", "deferrals", "reported"):
            assert row[key] == sum(each[unit][key] for each in parts if unit in each), (unit, key)
    listed = rows("list", "--unit", "省财政厅")
    leads = ["省财政厅" in row["lead"] for row in listed]
    assert leads == sorted(leads, reverse=True) and {row["plan"] for row in listed} == set(names)
    late = rows("overdue")
    assert len(late) == sum(len(rows("overdue", "--plan", name)) for name in names)


def test_the_plan_of_one_command_is_not_that_of_the_next(told: Command) -> None:
    assert "--plan" in told("progress", f"{DUTY}/1.1", "60")
    assert not chosen_plan.get()


def test_leads_accepted_in_one_plan_are_evidence_in_another(told: Command) -> None:
    assert "像 " not in told("divide", "--explain", f"{CAMPAIGN}/1.2")
    told("add", "建成两个冷库。", "--lead", "省乙委", "--due", "2019-03-01", "--plan", DUTY)
    assert f"像 {DUTY}/" in told("divide", "--explain", f"{CAMPAIGN}/1.2")


@pytest.mark.parametrize("chosen", [(), ("--plan", CAMPAIGN)])
def test_the_sheet_of_proposals_says_what_the_command_says_with_an_archived_plan_beside(
    office: Path, told: Command, rows: Command, chosen: tuple[str, ...]
) -> None:
    told("add", "建成两个冷库。", "--lead", "省乙委", "--due", "2019-03-01", "--plan", DUTY)
    told("plans", "--archive", DUTY)
    told("forms", "--divide", "-o", "分解", *chosen)
    (file,) = (office / "分解").glob("*.xlsx")
    sheet = {row[0]: row for row in load_workbook(file).worksheets[0].iter_rows(values_only=True)}
    (row,) = rows("divide", "1.2", "--plan", CAMPAIGN)
    assert f"{row['probability']:.0%}" in sheet["1.2"]
