"""No words under a kept item are lost in silence: they stand in a task, in a clause read to its end, or in a doubt."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.parse import parse_document
from baigong.parse.pipeline import ParsedPlan

MARKS = re.compile(r"[\s，。；、：（）“”]")


def parse(*items: str) -> ParsedPlan:
    lines = ["某市2020年河道整治方案", "一、重点工作", *(f"{at}.{item}" for at, item in enumerate(items, 1))]
    return parse_document(None, data="\n".join(lines).encode())


def kept(parsed: ParsedPlan) -> str:
    """Everything that tasks, their titles and doubts say, without marks."""
    tasks = "".join(task.title + task.text for task in parsed.plan.tasks)
    return MARKS.sub("", tasks + "".join(doubt.text + doubt.why for doubt in parsed.doubts))


def test_a_sentence_of_units_that_goes_on_with_work_is_not_cut_out() -> None:
    parsed = parse(
        "清淤河道。市水务公司牵头，各县公司配合，2020年6月底前清理二十条河道淤泥。",
        "加固堤防。（市水务局负责）",
    )
    first, second = parsed.plan.tasks
    assert "清理二十条河道淤泥" in first.text
    assert (first.lead, first.support) == (("市水务公司",), ("各县公司",))
    assert str(first.due or first.steps[-1].due) == "2020-06-30"
    assert second.text == "加固堤防。"


def test_the_units_of_such_a_sentence_are_its_items_and_not_the_sections() -> None:
    parsed = parse("加固堤防，不留隐患。", "清淤河道。市水务局牵头，市城管局配合，年底前清理河道淤泥二十万方。")
    section = parsed.plan.sections[0]
    assert not section.names_units
    task = section.tasks[-1]
    assert (task.lead, task.support) == (("市水务局",), ("市城管局",))
    assert "清理河道淤泥二十万方" in task.text


def test_a_clause_that_says_only_when_is_still_cut_out() -> None:
    parsed = parse("清淤河道。市水务局牵头，市城管局配合，6月底前完成。", "加固堤防。（市水务局负责）")
    task = next(parsed.plan.tasks)
    assert task.text == "清淤河道。"
    assert (task.lead, task.support, str(task.due)) == (("市水务局",), ("市城管局",), "2020-06-30")


WORK = ("清理河道漂浮物八百吨", "拆除沿河违章建筑", "整治入河排污口三十个", "补植岸线行道树")
TIME = ("6月底前", "2020年9月底前", "年底前", "")
WHO = ("市水务局牵头，市城管局配合", "市城管局牵头", "市水务局、市城管局负责")


@st.composite
def items(draw: st.DrawFn) -> tuple[str, tuple[str, str]]:
    title, work = draw(st.sampled_from(WORK)), draw(st.sampled_from(WORK))
    who, when = draw(st.sampled_from(WHO)), draw(st.sampled_from(TIME))
    form = draw(
        st.sampled_from(
            (
                "{title}。{who}，{when}完成{work}任务。",
                "{title}。{when}{work}。（{who}）",
                "{title}。{who}，{when}{work}，形成长效机制。",
            )
        )
    )
    return form.format(title=title, who=who, when=when, work=work), (title, work)


@settings(deadline=None, max_examples=60)
@given(st.lists(items(), min_size=2, max_size=5))
def test_no_words_are_lost_in_silence(drawn: list[tuple[str, tuple[str, str]]]) -> None:
    parsed = parse(*(text for text, _ in drawn), "巩固整治成果。（市水务局负责）")
    for text, words in drawn:
        said = kept(parsed)
        assert all(each in said for each in words), text
