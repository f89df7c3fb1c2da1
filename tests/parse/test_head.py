"""The head of a document: title, number, issuer, day of issue, period."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.errors import DocumentError
from baigong.model.plan import PlanHead
from baigong.parse import parse_document

BODY = "一、任务\n1.办好甲事。（市甲局负责）\n"


def head(text: str, start: date | None = None, due: date | None = None) -> PlanHead:
    return parse_document(None, data=(text + BODY).encode(), start=start, due=due).plan.head


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("海州市2021年工作要点\n", "海州市2021年工作要点"),
        ("海州市人民政府\n海州市2021年工作要点\n", "海州市2021年工作要点"),
        ("首页\n政务公开\n海州市2021年工作要点\n", "海州市2021年工作要点"),
        ("国务院关于促进某业\n高质量发展的若干意见\n国发〔2021〕3号\n", "国务院关于促进某业高质量发展的若干意见"),
        ("海州市关于印发《2021年若干\n措施》的通知\n", "2021年若干措施"),
        ("海州市关于印发2021年工作要点的通知\n各县区：\n海州市人民政府\n2021年1月5日\n", "2021年工作要点"),
        (
            "海州市人民政府办公室\n关于印发优化环境工作方案的通知\n2021年1月5日\n海州市优化环境\n工作方案（试行）\n",
            "海州市优化环境工作方案（试行）",
        ),
        ("（此件公开发布）\n全省2021年重点任务分工\n", "全省2021年重点任务分工"),
    ],
)
def test_title(lines: str, title: str) -> None:
    assert head(lines).title == title


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("海政办〔2021〕9号", "海政办〔2021〕9号"),
        ("海政办[2021]9号", "海政办[2021]9号"),
        ("海政办（2021）9号", "海政办（2021）9号"),
        ("发文字号：海政办〔2021〕9号　发布机构：海州市人民政府", "海政办〔2021〕9号"),
        ("文　　号: 海政办发〔２０２１〕１２号", "海政办发〔2021〕12号"),
    ],
)
def test_number(line: str, number: str) -> None:
    assert head(f"{line}\n海州市2021年工作要点\n").number == number


@pytest.mark.parametrize(
    "lines",
    [
        "海州市2021年工作要点\n海州市人民政府\n2021年1月5日\n",
        "海州市2021年工作要点\n海州市人民政府\n２０２１年１月５日\n",
        "海州市2021年工作要点\n海州市人民政府\n二〇二一年一月五日\n",
        "海州市2021年工作要点\n（2021年1月5日）\n",
        "索引号：1号成文日期：2021-01-05\n海州市2021年工作要点\n",
        "发布时间：2021-02-28\n海州市2021年工作要点\n海州市人民政府　　2021年1月5日\n",
    ],
)
def test_day_of_issue(lines: str) -> None:
    assert str(head(lines).issued) == "2021-01-05"


def test_issuer_of_several() -> None:
    lines = "海州市2021年工作要点\n中共海州市委办公室\n海州市人民政府办公室\n2021年1月5日\n"
    assert head(lines).issuer == "中共海州市委办公室、海州市人民政府办公室"


def test_issuer_from_the_title() -> None:
    found = head("海州市人民政府办公室关于促进2021年消费的实施意见\n")
    assert found.issuer == "海州市人民政府办公室"


@pytest.mark.parametrize(
    ("lines", "start", "due"),
    [
        ("海州市2021年工作要点\n", "2021-01-01", "2021-12-31"),
        ("海州市行动计划（2019—2021年）\n", "2019-01-01", "2021-12-31"),
        ("海州市2021年第二季度工作方案\n", "2021-04-01", "2021-06-30"),
        ("海州市2021年上半年工作安排\n", "2021-01-01", "2021-06-30"),
        ("海州市“十四五”流通规划\n", "2021-01-01", "2025-12-31"),
        ("海州市专项行动方案\n2021年1月5日\n决定第一季度开展专项行动。\n", "2021-01-01", "2021-03-31"),
        ("海州市2021年整治方案\n从2021年3月起至2021年10月底集中整治。\n", "2021-03-01", "2021-10-31"),
        ("海州市整治方案\n2021年1月5日\n行动时间：2021年3月15日至5月20日。\n", "2021-03-15", "2021-05-20"),
        ("海州市整治方案\n2021年1月5日\n", "2021-01-05", "2021-12-31"),
        ("海州市整治方案\n2021年11月5日\n", "2021-11-05", "2022-12-31"),
    ],
)
def test_period(lines: str, start: str, due: str) -> None:
    found = head(lines)
    assert (str(found.start), str(found.due)) == (start, due)


def test_a_supposed_period_is_doubted() -> None:
    text = "海州市整治方案\n2021年1月5日\n" + BODY
    doubts = parse_document(None, data=text.encode()).doubts
    assert [doubt.line for doubt in doubts] == [0]
    assert "--start" in doubts[0].why


def test_a_quarter_told_of_in_passing_is_no_period() -> None:
    found = head("海州市整治方案\n2021年5月5日\n今年一季度，全市生产总值增长5%。\n")
    assert str(found.start) == "2021-05-05"


def test_dates_given_overrule_and_must_agree() -> None:
    found = head("海州市2021年工作要点\n", start=date(2021, 2, 1))
    assert (str(found.start), str(found.due)) == ("2021-02-01", "2021-12-31")
    with pytest.raises(DocumentError, match="早于"):
        head("海州市2021年工作要点\n", start=date(2022, 2, 1))
