"""Amendments in the text of a plan's file: just the task or field that was meant, every other byte as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.errors import AmendmentRefusedError, UnusualLayoutError
from baigong.model.plan import Plan, Task
from baigong.store.interface import Addition, Amendment, Edit
from baigong.store.plan_file import dump_plan, plan_of
from baigong.store.plan_text import amended, plan_with
from tests.support.builders import plan, section, step, task

PATH = Path("tasks.yaml")

HAND_WRITTEN = """\
# 督查室的台账，改动请在这里留名
plan:
  title: 关于开展台账核对行动的方案   # 标题照抄
  start: 2019-01-01
  due: 2019-03-31

sections:
- id: '1'
  title: 抓台账
  units:          # 三家
  - 省甲厅
  - 省乙委
  tasks:

  - id: '1.1'
    text: >-
      完成全部村级台账的
      核对工作。
    lead:
    - 省甲厅      # 省甲厅牵头

  # 这一项要盯紧
  - text: 建立“周报”制度。
    id: '1.2'
    due: 2019-02-28 # 会上定的
    steps:
    - id: 1.2.1
      text: 下发通知

# 第二块
- {id: '2', title: 抓改革, tasks: []}
- id: '3'
  title: 抓民生
  tasks: []   # 还没有
- id: '4'
  title: 抓作风
"""

NEW = Task(
    id="9.9",
    text="协调解决供暖问题：一户不漏 # 不是注释",
    lead=("省丙局",),
    due=date(2019, 3, 1),
    added=date(2019, 2, 1),
)


def write(content: str | bytes, amendment: Amendment) -> str:
    raw = content if isinstance(content, bytes) else content.encode()
    before = plan_of(PATH, raw)
    new = amended(PATH, raw, before, amendment)
    assert plan_of(PATH, new) == plan_with(before, amendment)
    return new.decode()


def without(text: str, lines: str) -> str:
    assert text.count(lines) == 1, text
    return text.replace(lines, "")


BLOCK = """\
  - id: '9.9'
    text: '协调解决供暖问题：一户不漏 # 不是注释'
    due: 2019-03-01
    lead: [省丙局]
    added: 2019-02-01
"""


def test_a_task_goes_behind_the_last_of_its_section_and_every_byte_stays() -> None:
    new = write(HAND_WRITTEN, Addition("1", NEW))
    assert without(new, BLOCK) == HAND_WRITTEN
    assert new.index("下发通知") < new.index("9.9") < new.index("# 第二块")


def test_the_first_task_of_a_section_makes_its_list() -> None:
    new = write(HAND_WRITTEN, Addition("4", NEW))
    assert without(new, "  tasks:\n" + BLOCK) == HAND_WRITTEN
    new = write(HAND_WRITTEN, Addition("3", NEW))
    assert new == HAND_WRITTEN.replace("  tasks: []   # 还没有\n", "  tasks:   # 还没有\n" + BLOCK)


def test_a_file_that_ends_without_a_line_break_gets_one() -> None:
    new = write(HAND_WRITTEN.rstrip("\n"), Addition("4", NEW))
    assert new == HAND_WRITTEN + "  tasks:\n" + BLOCK


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_breaks_and_the_mark_at_the_beginning_stay(mark: bytes) -> None:
    raw = mark + HAND_WRITTEN.replace("\n", "\r\n").encode()
    new = amended(PATH, raw, plan_of(PATH, raw), Addition("4", NEW))
    assert new == raw + ("  tasks:\n" + BLOCK).replace("\n", "\r\n").encode()


def test_a_section_written_on_one_line_is_refused_with_its_id() -> None:
    flow = HAND_WRITTEN.replace("tasks: []}", "tasks: [{id: '2.1', text: 甲}]}")
    for amendment in (Addition("2", NEW), Edit("2.1", {"title": "乙"})):
        with pytest.raises(UnusualLayoutError) as raised:
            write(flow, amendment)
        assert raised.value.id in ("2", "2.1")


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Edit("1.2", {"due": date(2019, 3, 10)}), "due: 2019-02-28 # 会上定的", "due: 2019-03-10 # 会上定的"),
        (Edit("1.2", {"due": None}), "    due: 2019-02-28 # 会上定的\n", ""),
        (Edit("1.2", {"text": "建立月报制度: 按月"}), "建立“周报”制度。", "'建立月报制度: 按月'"),
        (Edit("1.1", {"text": "核对"}), " >-\n      完成全部村级台账的\n      核对工作。", " 核对"),
        (Edit("1.1", {"lead": ("省乙委", "省丙局")}), "\n    - 省甲厅      # 省甲厅牵头", " [省乙委, 省丙局]"),
        (Edit("1.2.1", {"due": date(2019, 2, 1)}), "下发通知\n", "下发通知\n      due: 2019-02-01\n"),
        (
            Edit("1.1", {"source": "省长批示", "due": date(2019, 3, 1), "leader": "王某"}),
            "核对工作。\n    lead:\n    - 省甲厅      # 省甲厅牵头\n",
            "核对工作。\n    due: 2019-03-01\n    lead:\n    - 省甲厅      # 省甲厅牵头\n"
            "    leader: 王某\n    source: 省长批示\n",
        ),
    ],
)
def test_an_edit_changes_its_field_and_no_other_byte(edit: Edit, old: str, new: str) -> None:
    assert HAND_WRITTEN.count(old) == 1
    assert write(HAND_WRITTEN, edit) == HAND_WRITTEN.replace(old, new)


def test_a_plan_that_would_not_be_sound_is_refused_in_words() -> None:
    with pytest.raises(AmendmentRefusedError, match="早于起始日期 2019-01-01，没有改动"):
        write(HAND_WRITTEN, Edit("1.2", {"due": date(2018, 1, 1)}))
    with pytest.raises(AmendmentRefusedError, match="重复"):
        write(HAND_WRITTEN, Addition("1", NEW.model_copy(update={"id": "1.2"})))


def test_a_field_that_shares_its_line_with_the_dash_is_not_torn_out() -> None:
    odd = HAND_WRITTEN.replace(
        "  - text: 建立“周报”制度。\n    id: '1.2'\n", "  - due: 2019-02-28\n    text: 甲\n    id: '1.2'\n"
    )
    odd = odd.replace("    due: 2019-02-28 # 会上定的\n", "")
    with pytest.raises(UnusualLayoutError):
        write(odd, Edit("1.2", {"due": None}))


def base() -> Plan:
    return plan(
        section(task("1.1", steps=[step("1.1.1"), step("1.1.2")]), task("1.2", due="02-10", basis="2月10日前")),
        section(task("2.1", lead=("省甲厅",), source="会议纪要"), id="2"),
    )


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
days = st.dates(date(2019, 1, 1), date(2019, 12, 31))
names = st.sampled_from([("省甲厅",), ("省乙委", "省丙局"), ()])


@st.composite
def amendments(draw: st.DrawFn) -> Amendment:
    if draw(st.booleans()):
        extra: dict[str, Any] = {
            "lead": draw(names),
            "source": draw(st.just("") | words),
            "due": draw(st.none() | days),
        }
        return Addition(draw(st.sampled_from("12")), Task(id=f"9.{draw(st.integers(1, 9))}", text=draw(words), **extra))
    id = draw(st.sampled_from(["1.1", "1.2", "2.1", "1.1.2"]))
    fields: dict[str, st.SearchStrategy[Any]] = {"text": words, "due": st.none() | days, "basis": st.none() | words}
    if id != "1.1.2":
        fields |= {"source": st.none() | words, "lead": names, "title": st.none() | words, "leader": words}
    keys = draw(st.lists(st.sampled_from(sorted(fields)), unique=True, min_size=1))
    return Edit(id, {key: draw(fields[key]) for key in keys})


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(amendments(), min_size=1, max_size=4))
def test_whatever_is_amended_in_whatever_order_the_file_says_just_that(amendments: list[Amendment]) -> None:
    text = dump_plan(base())
    expected = base()
    for amendment in amendments:
        try:
            text = write(text, amendment)
        except AmendmentRefusedError:  # an id given twice
            continue
        expected = plan_with(expected, amendment)
        assert plan_of(PATH, text.encode()) == expected
