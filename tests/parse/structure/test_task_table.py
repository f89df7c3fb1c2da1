"""One task table: its columns, its rows, what it leaves out."""

from __future__ import annotations

import pytest

from tests.support.plans import parse, roles, tasks

TABLE = """西岭区2023年民生实事任务清单

| 序号 | 项目名称 | 建设内容 | 目标值（套） | 牵头区领导 | 牵头单位 | 责任单位 | 完成时间 | 备注 |
|---|---|---|---|---|---|---|---|---|
| 一、教育 | | | | | | | | |
| 1 | 新建幼儿园 | 新建公办幼儿园3所并投入使用 | 3 | 张某 | 区教育局 | 区住建局 | 12月底 | 续建 |
| 2 | 改造中学 | 改造第五中学的操场和食堂 | 1 | 张某 | 区教育局 | 区财政局 | 8.31 | |
| 二、交通 | | | | | | | | |
| 3 | 断头路 | 打通断头路5条并建好人行道 | 5 | 李某 | 区住建局 | 区城管局 | 2023-11-30 | |

注：以上均需各街道办事处落实，不再列出。
"""


def test_a_table_keeps_leaders_and_targets_and_names_what_it_leaves_out() -> None:
    parsed = parse(TABLE)
    assert [section.title for section in parsed.plan.sections] == ["教育", "交通"]
    assert [task.leader for task in parsed.plan.tasks] == ["张某", "张某", "李某"]
    assert [str(task.due) for task in parsed.plan.tasks] == ["2023-12-31", "2023-08-31", "2023-11-30"]
    assert (3.0, "套") in {(target.value, target.unit) for target in tasks(parsed.plan)["1"].targets}
    whys = "".join(doubt.why for doubt in parsed.doubts)
    assert "“备注”一列" in whys
    assert "说明没有逐条落到任务上" in whys


def test_the_first_unit_leads_where_a_note_below_the_table_says_so() -> None:
    parsed = parse(
        "北湖区2016年分工表\n\n|工作措施|主要责任单位|完成时限|\n|--|--|--|\n|建立领导机制|区经发局、区环土局|3月|\n"
        "|编制专项规划|区规划局、区经发局|6月|\n\n注：主要责任单位第一个为牵头单位，其余为主要配合单位。\n"
    )
    assert roles(tasks(parsed.plan)["1"]) == (("区经发局",), (), ("区环土局",))


def test_each_year_of_a_plan_of_several_is_a_step_with_its_own_due() -> None:
    parsed = parse(
        "北湖市2021—2023年建设任务表\n\n|工作任务|2021年|2022年|2023年|责任单位|\n|--|--|--|--|--|\n"
        "|新建公租房|100套|200套|300套|市住建局|\n|新建停车场|5处|6处|7处|市城管局|\n"
    )
    steps = tasks(parsed.plan)["1"].steps
    assert [(step.text, str(step.due)) for step in steps[1:]] == [
        ("2021年100套", "2021-12-31"),
        ("2022年200套", "2022-12-31"),
        ("2023年300套", "2023-12-31"),
    ]


def table(*cells: str) -> str:
    rows = "".join(f"| {cell} | 区数据局 | 6月底 |\n" for cell in cells)
    return f"# 海棠区2024年工作清单\n\n2024年3月4日\n\n| 具体举措 | 责任单位 | 时间安排 |\n| --- | --- | --- |\n{rows}"


def test_numbers_within_the_cells_of_a_table_without_a_column_of_numbers_are_ids() -> None:
    numbered = parse(table("3.完成系统上云。", "4.建设监管平台。", "7.开放数据。")).plan
    assert {task.id: task.text for task in numbered.tasks} == {
        "3": "完成系统上云。",
        "4": "建设监管平台。",
        "7": "开放数据。",
    }
    # A number that not every row has, or that two rows have, is part of the words.
    for cells in (("3.完成系统上云。", "建设监管平台。"), ("1.完成系统上云。", "1.建设监管平台。")):
        assert next(parse(table(*cells)).plan.tasks).text == cells[0]


@pytest.mark.parametrize(
    ("heading", "leader"), [("市领导", "何某某"), ("县级领导", "何某某"), ("挂帅领导", "何某某"), ("联系人", "")]
)
def test_a_column_of_leaders_is_kept_and_one_of_contacts_is_not(heading: str, leader: str) -> None:
    rows = f"| 主要内容 | 责任单位 | {heading} |\n| --- | --- | --- |\n| 改造街巷20条 | 区城管局 | 何某某 |\n"
    assert next(parse(f"# 海棠区2024年清单\n\n2024年3月4日\n\n{rows}").plan.tasks).leader == leader


def test_people_beside_offices_in_one_cell_are_leaders_where_the_header_says_so() -> None:
    def row(header: str, cell: str) -> tuple[tuple[str, ...], str]:
        rows = f"| 具体任务 | {header} |\n| --- | --- |\n| 改造街巷20条 | {cell} |\n| 新建公园3座 | 园林局 |\n"
        task = next(parse(f"# 海棠区2024年清单\n\n2024年3月4日\n\n{rows}").plan.tasks)
        return task.units, task.leader

    assert row("责任部门及责任人", "城管局 王某、城投公司 李建国") == (("城管局", "城投公司"), "王某、李建国")
    assert row("责任部门", "城管局、金融办") == (("城管局", "金融办"), "")
