"""What must hold for every document: no letter lost, steps join back, a plan written out parses to itself."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.errors import DocumentError
from baigong.model.plan import Plan, Responsibility
from baigong.parse import join_steps, parse_document
from baigong.parse.responsibility.find import find_clauses
from baigong.parse.structure.granularity import Grain
from baigong.parse.wording import clean, pairs, sentences, split_outside
from baigong.store.plan_file import dump_plan, load_plan

QUICK = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

UNITS = (
    "市教育局",
    "市财政局",
    "市住房和城乡建设局",
    "市文化和旅游局",
    "市委宣传部",
    "各县（市、区）人民政府",
    "市市场监管局（市知识产权局）",
)
PARTS = (
    "推进老旧小区改造40个",
    "制定《物业服务办法》",
    "围绕民生实事",
    "力争居民满意度达到90%",
    "2021年6月底前完成验收",
    "按月通报进展",
    "落实“放管服”改革",
    "完善停车、充电等设施（含配套）",
    "确保年底前见效",
    "做好“两会”期间服务保障",
    "整治街巷25条",
)
work = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("，".join)
body = st.lists(work.map(lambda words: words + "。"), min_size=1, max_size=4).map("".join)
names = st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)


@st.composite
def clause(draw: st.DrawFn) -> str:
    chosen = draw(names)
    lead, rest = chosen[0], chosen[1:]
    if not rest:
        return draw(st.sampled_from((f"（{lead}负责）", f"（责任单位：{lead}）", f"（{lead}牵头）")))
    joined = "、".join(rest)
    return draw(
        st.sampled_from(
            (
                f"（{lead}牵头，{joined}配合）",
                f"（牵头单位：{lead}；责任单位：{joined}）",
                f"（责任单位：{lead}、{joined}等）",
                f"（{lead}牵头，{joined}按职责分工负责）",
            )
        )
    )


@st.composite
def document(draw: st.DrawFn) -> str:
    lines = ["北湖市2021年重点工作方案"]
    count = 0
    for chapter in range(draw(st.integers(1, 3))):
        lines.append(f"{'一二三'[chapter]}、抓好第{'一二三'[chapter]}方面工作")
        for _ in range(draw(st.integers(1, 3))):
            count += 1
            lines.append(f"{count}.{draw(body)}{draw(clause())}")
    return "\n".join(lines)


def parse(text: str, split: Grain) -> Plan:
    return parse_document(None, data=text.encode(), split=split).plan


@QUICK
@given(document(), st.sampled_from(("item", "sentence")))
def test_no_letter_is_lost_or_invented(text: str, split: Grain) -> None:
    plan = parse(text, split)
    written = clean("".join(line.split(".", 1)[1] for line in text.split("\n") if line[0].isdigit()))
    kept = "".join(task.text for task in plan.tasks)
    for segment_text in kept.split("。"):
        assert segment_text in written
    if split == "item":
        words = "".join(
            clean(segment.text)
            for line in text.split("\n")
            if line[0].isdigit()
            for segment in find_clauses(line.split(".", 1)[1], 1)
            if type(segment).__name__ == "PlainWords"
        )
        assert kept == words


@QUICK
@given(document(), st.sampled_from(("item", "sentence")))
def test_steps_join_back(text: str, split: Grain) -> None:
    for task in parse(text, split).tasks:
        assert join_steps(task) == task.text
        assert len(task.steps) != 1


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(document())
def test_written_and_loaded_it_is_the_same_plan(tmp_path: Path, text: str) -> None:
    plan = parse(text, "item")
    file = tmp_path / "tasks.yaml"
    file.write_text(dump_plan(plan), encoding="utf-8")
    assert load_plan(file) == plan


def said(who: Responsibility) -> str:
    parts = [
        f"{label}单位：{'、'.join(group)}{'等' if who.open_ended and group == last else ''}"
        for label, group in (("牵头", who.lead), ("责任", who.units), ("配合", who.support))
        if group and (last := who.support or who.units or who.lead)
    ]
    return f"（{'；'.join(parts)}）"


def written_out(plan: Plan) -> str:
    """Write a plan as a document of the genre."""
    lines = [plan.head.title]
    for section in plan.sections:
        lines.append(f"{'一二三四五六'[int(section.id) - 1]}、{section.title}")
        lines += [f"{task.id}.{task.text}{said(task)}" for task in section.tasks]
    return "\n".join(lines)


@QUICK
@given(document())
def test_written_out_as_a_document_it_parses_to_itself(text: str) -> None:
    plan = parse(text, "item")
    assert parse(written_out(plan), "item") == plan


@QUICK
@given(st.text(alphabet="一二（）()〔〕“”《》。，；、：市局责任单位牵头负责1.2 \n年月底前等和", max_size=200))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        plan = parse_document(None, data=("2020年方案\n" + text).encode()).plan
    except DocumentError as error:
        assert error.message
        assert error.hint
    else:
        assert all(join_steps(task) == task.text for task in plan.tasks)


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        try:
            parse_document(None, data=start + data)
        except DocumentError as error:
            assert error.hint


@QUICK
@given(st.text(alphabet="甲（）()“”《》。，；", max_size=60))
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert "".join(split_outside(text, "，；")) == text
    found = pairs(text)
    assert all(text[pair.start] in "（(“《" and text[pair.end] in "）)”》" for pair in found)
    assert not any(a.start < b.start < a.end < b.end for a in found for b in found)
