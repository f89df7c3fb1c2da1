"""The period of a plan: how dashes are written, where the horizon stands, and plans that cross a new year."""

from __future__ import annotations

import pytest

from tests.support.readings import read, when

KIND = "periods"

_BODY = "一、任务\n1.修水厂。（县水利局负责）\n2.修管网。（县住建局负责）\n"
EXAMPLES = [
    ("云溪县供水行动计划（2021一2023年）\n2021年3月1日\n", _BODY, "2021-01-01 2023-12-31"),
    ("云溪县供水行动计划（2021―2023年）\n2021年3月1日\n", _BODY, "2021-01-01 2023-12-31"),
    ("云溪县供水行动计划（2021─2023年）\n2021年3月1日\n", _BODY, "2021-01-01 2023-12-31"),
    ("云溪县供水行动计划（2021至2023年）\n2021年3月1日\n", _BODY, "2021-01-01 2023-12-31"),
    ("云溪县供水行动计划（2021~2023年）\n2021年3月1日\n", _BODY, "2021-01-01 2023-12-31"),
    (
        "云溪县供水方案\n2021年3月1日\n",
        "一、工作目标\n到2025年，供水普及率达到95%。\n二" + _BODY[1:],
        "2021-03-01 2025-12-31",
    ),
    ("云溪县供水方案\n", f"{_BODY}云溪县人民政府办公室　2021年7月6日印发\n", "2021-07-06 2021-12-31"),
    (
        "云溪县供水任务清单\n",
        "\n| 任务 | 责任单位 | 完成时限 |\n| --- | --- | --- |\n| 修水厂 | 县水利局 | 2022年6月 |\n"
        "| 修管网 | 县住建局 | 2023年9月 |\n",
        "2022-01-01 2023-09-30",
    ),
]
OPPOSITES = [
    # The years of another document, of a standard and of a season of years gone by.
    ("云溪县2021年供水方案\n", "根据《供水规划（2016—2030年）》制定本方案。\n" + _BODY, "2021-01-01 2021-12-31"),
    ("云溪县2021年供水方案\n", "对照中国制造2025的要求开展工作。\n" + _BODY, "2021-01-01 2021-12-31"),
    ("云溪县2021年供水方案\n", "2018至2020年，全县建成水厂12座。\n" + _BODY, "2021-01-01 2021-12-31"),
]


@pytest.mark.parametrize(("head", "body", "period"), EXAMPLES + OPPOSITES)
def test_the_period_is_the_plans_own(head: str, body: str, period: str) -> None:
    plan = read(body, head).plan.head
    assert f"{plan.start} {plan.due}" == period


WINTER = "云溪县今冬明春供水保障方案\n2024年10月25日\n自2024年11月1日至2025年8月31日开展保障。\n"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("元旦前备足物资", "2024-12-31"),
        ("春节前检修管网", "2025-01-28"),
        ("1月底前换完水表", "2025-01-31"),
        ("第一季度完成回访", "2025-03-31"),
        ("五一前修复路面", "2025-04-30"),
        ("上半年建成泵站", "2025-06-30"),
        ("11月底前完成排查", "2024-11-30"),
        ("年底前完成储备", "2024-12-31"),
    ],
)
def test_over_two_years_the_first_such_day_after_the_start_is_meant(words: str, due: str) -> None:
    body = f"一、任务\n1.{words}。（县水利局负责）\n2.办好其他事。（县住建局负责）\n"
    assert when(read(body, WINTER).plan)[0] == due
