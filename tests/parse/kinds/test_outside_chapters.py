"""Dated or named work outside the chapters of clauses: kept as tasks, or doubted one by one."""

from __future__ import annotations

import pytest

from tests.support.readings import read, who

KIND = "work outside the chapters of clauses"

EXAMPLES = [
    "各单位要于2023年10月31日前将总结报送县水利局。",
    "县水利局、县住建局牵头建立健全供水监测体系。",
    "县水利局要加强统筹，每季度末25日前通报进展。",
    "6月30日前完成自查，逾期不报的予以通报。",
    "请各乡镇每月5日前报送台账。",
]
OPPOSITES = [
    "要提高政治站位，切实加强组织领导。",
    "充分利用各类媒体，营造良好氛围。",
    "附件：报送表（2023年版）",
]
_PLAN = (
    "一、任务\n1.修水厂。（县水利局负责）\n2.修管网。（县住建局负责）\n"
    "二、{chapter}\n（一）统筹推进。{sentence}\n（二）营造氛围。广泛宣传。\n"
)


@pytest.mark.parametrize("chapter", ["组织实施", "时间安排", "报送要求"])
@pytest.mark.parametrize("sentence", EXAMPLES)
def test_every_such_sentence_is_a_task_or_doubted(sentence: str, chapter: str) -> None:
    parsed = read(_PLAN.format(chapter=chapter, sentence=sentence))
    kept = "".join(task.text for task in parsed.plan.tasks) + "".join(doubt.text for doubt in parsed.doubts)
    assert sentence[:12] in kept
    assert who(parsed.plan)[:2] == ["/县水利局/", "/县住建局/"]


@pytest.mark.parametrize("sentence", OPPOSITES)
def test_exhortation_is_neither(sentence: str) -> None:
    parsed = read(_PLAN.format(chapter="组织实施", sentence=sentence))
    assert len(who(parsed.plan)) == 2
    assert not [doubt for doubt in parsed.doubts if sentence[:6] in doubt.text]
