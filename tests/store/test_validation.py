"""What is wrong in a hand-written file, at its line, with the words that mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import DataError
from baigong.store.plan_file import load_plan, read_plan

PLAN = """\
plan:
  title: 试
  start: 2019-01-01
  due: 2019-03-31
sections:
- id: '3'
  title: 甲
  units: [省财政厅]
  tasks:
  - id: '3.1'
    text: 甲
    due: 2019-02-01
"""


def refused(tmp_path: Path, *changes: tuple[str, str]) -> DataError:
    text = PLAN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "tasks.yaml"
    path.write_text(text)
    with pytest.raises(DataError) as raised:
        load_plan(path)
    return raised.value


def test_the_plan_as_it_stands_is_right(tmp_path: Path) -> None:
    (tmp_path / "tasks.yaml").write_text(PLAN)
    assert load_plan(tmp_path / "tasks.yaml").head.title == "试"


@pytest.mark.parametrize(
    ("right", "typed", "line", "key"),
    [
        ("plan:", "plan：", 1, "plan"),
        ("title: 试", "title：试", 2, "title"),
        ("due: 2019-03-31", "due：2019-03-31", 4, "due"),
        ("- id: '3'\n", "- id：'3'\n", 6, "id"),
        ("    text: 甲", "    text：甲", 11, "text"),
        ("due: 2019-02-01", "due：2019-02-01", 12, "due"),
    ],
)
def test_a_full_width_colon_is_said_to_be_one_on_its_line(
    tmp_path: Path, right: str, typed: str, line: int, key: str
) -> None:
    error = refused(tmp_path, (right, typed))
    assert (error.line, error.message.endswith(f"键 {key} 后面的冒号是全角的")) == (line, True)
    assert error.hint == f"请写成“{key}: ”，半角冒号加一个空格"


@pytest.mark.parametrize(
    ("right", "typed", "line"),
    [("title: 试", "title:试", 2), ("due: 2019-03-31", "due:2019-03-31", 4), ("due: 2019-02-01", "due:2019-02-01", 12)],
)
def test_a_missing_blank_is_said_to_be_missing_on_its_line(tmp_path: Path, right: str, typed: str, line: int) -> None:
    error = refused(tmp_path, (right, typed))
    assert (error.line, "的冒号后面没有空格" in error.message) == (line, True)


@pytest.mark.parametrize("text", ["甲：乙", "见：附件", "'due：甲'", "“一改三治” due：甲"])
def test_colons_within_a_text_are_its_own(tmp_path: Path, text: str) -> None:
    (tmp_path / "tasks.yaml").write_text(PLAN.replace("text: 甲", f"text: {text}"))
    assert load_plan(tmp_path / "tasks.yaml")


@pytest.mark.parametrize(
    ("right", "typed", "line", "key", "meant"),
    [
        ("units: [", "unit: [", 8, "sections[1].unit", "units"),
        ("units: [", "Units: [", 8, "sections[1].Units", "units"),
        ("    text: 甲", "    txt: 甲", 11, "sections[1].tasks[1].txt", "text"),
        ("  start: 2019-01-01", "  strat: 2019-01-01", 3, "plan.strat", "start"),
        ("sections:", "section:", 5, "section", "sections"),
    ],
)
def test_the_key_that_was_meant_is_one_of_that_place(
    tmp_path: Path, right: str, typed: str, line: int, key: str, meant: str
) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text(PLAN.replace(right, typed))
    faults: list[DataError] = []
    assert read_plan(path, faults) is None
    wanted = f"{path}:{line}: {key}: 不认识的键，是不是 {meant}？"
    assert wanted in [fault.message for fault in faults]


@pytest.mark.parametrize("typed", ["20190205", "2019.2.5", "2019/2/5", "2019年2月5日", "'2019-2-5'"])
def test_a_date_written_otherwise_is_shown_as_it_is_to_be_written(tmp_path: Path, typed: str) -> None:
    error = refused(tmp_path, ("due: 2019-02-01", f"due: {typed}"))
    assert error.line == 12
    assert error.message.endswith(f"“{typed.strip(chr(39))}”的写法不对")
    assert error.hint == "请写成 2019-02-05"


@pytest.mark.parametrize("typed", ["20190230", "二月", "2月5日", "月底"])
def test_what_is_no_day_is_said_to_be_none(tmp_path: Path, typed: str) -> None:
    error = refused(tmp_path, ("due: 2019-02-01", f"due: {typed}"))
    assert error.message.endswith(f"“{typed}”不是日期，或没有这一天")


@pytest.mark.parametrize(
    "typed", ["省财政厅，省公安厅", "省财政厅；省公安厅", "省财政厅、省公安厅", "省财政厅，省公安厅、省司法厅"]
)
def test_several_units_in_one_name_are_refused(tmp_path: Path, typed: str) -> None:
    error = refused(tmp_path, ("[省财政厅]", f"[{typed}]"))
    assert error.line == 8
    assert f"“{typed}”像是几个单位，应当用半角逗号分开" in error.message


@pytest.mark.parametrize("name", ["各市党委、政府", "各市、县政府", "各县（市、区）人民政府"])
def test_a_stop_within_one_name_is_its_own(tmp_path: Path, name: str) -> None:
    (tmp_path / "tasks.yaml").write_text(PLAN.replace("省财政厅", name))
    assert load_plan(tmp_path / "tasks.yaml").sections[0].units == (name,)


def test_a_task_of_more_than_ten_thousand_values_is_refused_at_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, ("    due: 2019-02-01", "    steps: [" + "甲," * 10_001 + "]"))
    assert (error.line, "内容超过 10000 项的上限" in error.message) == (10, True)


def test_a_file_of_more_values_than_any_directory_or_head_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, ("plan:\n", "former: [" + "甲," * 150_001 + "]\nplan:\n"))
    assert (error.line, "内容超过 150000 项的上限" in error.message) == (1, True)


def test_a_plan_of_more_than_a_hundred_and_fifty_thousand_tasks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baigong.store.validation.MAX_TASKS", 1)
    assert refused(tmp_path, ("  - id: '3.1'\n", "  - {id: '3.2', text: 乙}\n  - id: '3.1'\n")).line == 5


def test_the_first_thousand_faults_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    tasks = "".join(f"  - {{id: '3.{at}', text: 甲, leed: 乙}}\n" for at in range(2, 2_002))
    path.write_text(PLAN.replace("  title: 试", "  titel: 试") + tasks)
    faults: list[DataError] = []
    assert read_plan(path, faults) is None
    # Of the head a key is unknown and one is missing; the rest are of the tasks that come first.
    assert [fault.line for fault in faults] == [1, 2, *range(13, 13 + 998)]
