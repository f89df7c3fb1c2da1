"""The road through the parser: files that cannot be read, progress, the line of a doubt, what a clause time becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baigong.errors import DocumentError
from baigong.parse import parse_document

TEXT = "2020年方案\n一、任务\n1.办好甲事。（市甲局负责）\n2.办好乙事。（市乙局负责）\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="找不到"):
        parse_document(tmp_path / "无.txt")
    with pytest.raises(DocumentError, match="文件夹"):
        parse_document(tmp_path)
    with pytest.raises(DocumentError, match="没有给出"):
        parse_document(None)


def test_a_name_that_says_another_format(tmp_path: Path) -> None:
    file = tmp_path / "方案.xlsx"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        parse_document(file)
    assert "文本" in caught.value.message


def test_progress_never_goes_back_and_ends_at_one() -> None:
    shares: list[float] = []
    parse_document(None, data=TEXT.encode(), on_progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_doubts_name_the_line_of_the_document() -> None:
    text = "\n\n2020年方案\n\n一、任务\n\n1.做好“两会”期间保障。（市甲局负责）\n\n2.做好采暖季供气。（市乙局负责）\n"
    assert [doubt.line for doubt in parse_document(None, data=text.encode()).doubts] == [7, 9]


def test_a_deadline_before_the_first_day_keeps_its_date() -> None:
    text = "优化环境方案\n2020年8月1日\n一、任务\n1.2020年7月底前公布清单。（市甲局负责）\n"
    parsed = parse_document(None, data=text.encode())
    task = parsed.plan.sections[0].tasks[0]
    assert (task.start, task.due) == (date(2020, 1, 1), date(2020, 7, 31))
    assert any("早于" in doubt.why for doubt in parsed.doubts)


def test_a_time_that_no_calendar_knows_is_kept_and_doubted() -> None:
    text = "2020年方案\n1.办好甲事。（责任单位：市甲局；完成时限：按上级部署）\n"
    parsed = parse_document(None, data=text.encode())
    task = parsed.plan.sections[0].tasks[0]
    assert (task.due, task.basis) == (None, "按上级部署")
    assert any("看不懂" in doubt.why for doubt in parsed.doubts)


def test_a_month_without_its_year_in_a_plan_of_several_years() -> None:
    head = "海州市“十四五”规划实施方案\n2022年3月1日\n"
    text = head + "1.6月底前办好甲事。（市甲局负责）\n2.到2025年，办好乙事。（市乙局负责）\n"
    tasks = list(parse_document(None, data=text.encode()).plan.tasks)
    assert [str(task.due) for task in tasks] == ["2022-06-30", "2025-12-31"]


def test_a_table_that_repeats_the_text_is_left_out() -> None:
    text = (
        TEXT
        + "附件：任务表\n| 任务 | 责任单位 |\n|---|---|\n| 办好甲事，确保见到实效 | 市甲局 |\n| 另办丙事 | 市丙局 |\n"
    )
    text = text.replace("办好甲事。", "办好甲事，确保见到实效。")
    parsed = parse_document(None, data=text.encode())
    assert len(list(parsed.plan.tasks)) == 2
    assert any("重复" in doubt.why for doubt in parsed.doubts)


def test_a_table_of_other_tasks_beside_the_text() -> None:
    text = TEXT + "附件：项目表\n| 项目 | 责任单位 |\n|---|---|\n| 新建大桥 | 市丙局 |\n| 改造管网 | 市丁局 |\n"
    plan = parse_document(None, data=text.encode()).plan
    assert [task.text for task in plan.tasks] == ["办好甲事。", "办好乙事。", "新建大桥", "改造管网"]
    assert len({task.id for task in plan.tasks}) == 4
