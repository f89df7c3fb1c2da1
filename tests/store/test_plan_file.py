"""`tasks.yaml`: every fault told with its file, its line and how to mend it; and written the same way every time."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.errors import BaigongError, DataError, OutOfReachError, RequestError
from baigong.model.base import LARGEST
from baigong.model.plan import Former, LightRule, Plan, PlanHead, Section, Step, Target, Task
from baigong.store.plan_file import SCHEMA_LINE, dump_plan, load_plan, plan_data, read_plan, save_plan
from tests.support.builders import day, plan, section, step, task

GOOD = """\
plan:
  title: 关于开展台账核对行动的方案
  start: 2019-01-01
  due: 2019-03-31
sections:
- id: '1'
  title: 抓台账，促落实
  units: [省甲厅, 省乙委]
  tasks:
  - id: '1.1'
    text: 完成全部村级台账的核对工作。
    due: 2019-02-10
    targets: [{text: 12个县, value: 12, unit: 个}]
    steps:
    - id: 1.1.1
      text: 建立工作台账
    - id: 1.1.2
      text: 逐村核对
  - id: '1.2'
    text: 通报核对结果。
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tasks.yaml"


def faults(path: Path, content: str | bytes) -> list[DataError]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found: list[DataError] = []
    assert read_plan(path, found) is None
    assert found
    with pytest.raises(DataError) as raised:
        load_plan(path)
    assert raised.value.message == found[0].message
    for fault in found:
        assert fault.message.startswith(f"{path}:")
        assert fault.hint
        assert "\n" not in fault.message + fault.hint
    return found


def test_a_good_plan_is_read(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    found = load_plan(path)
    assert found.head.due == day("03-31")
    assert [one.id for one in found.tasks] == ["1.1", "1.2"]
    assert found.sections[0].tasks[0].targets == (Target(text="12个县", value=12, unit="个"),)


CHANGED: list[tuple[str, str, int, str, str]] = [
    ("due: 2019-03-31", "due: 2019-02-30", 4, "plan.due: “2019-02-30”不是日期，或没有这一天", "2019-02-01"),
    ("due: 2019-03-31", "due: 2018-12-31", 4, "截止日期 2018-12-31 早于起始日期 2019-01-01", "原文"),
    ("due: 2019-03-31", "due: 2019-03-31 10:00:00", 4, "“2019-03-31 10:00:00”带了时刻", "2019-02-01"),
    ("due: 2019-03-31", "due: 三月底", 4, "“三月底”不是日期", "2019-02-01"),
    ("due: 2019-03-31", "due: 20190331", 4, "plan.due", ""),
    ("due: 2019-03-31", "due: 2919-03-31", 4, "2199", ""),
    ("  due: 2019-03-31\n", "", 1, "plan.due: 缺少这一项", "补上"),
    ("  title: 关于开展台账核对行动的方案", "  title:", 2, "plan.title: 不能为空", "填写"),
    ("  title: 关于开展台账核对行动的方案", "  title: ' '", 2, "plan.title: 不能为空", "填写"),
    ("title: 抓台账", "titel: 抓台账", 7, "sections[1].titel: 不认识的键", "schema"),
    ("    due: 2019-02-10", "    deu: 2019-02-10", 12, "tasks[1].deu: 不认识的键，是不是 due？", "拼写"),
    ("id: '1'", "id: 1", 6, "sections[1].id: 编号 1 没有加引号", "引号"),
    ("id: '1.2'", "id: 3.10", 19, "sections[1].tasks[2].id: 编号 3.1 没有加引号", "'3.10'"),
    ("id: '1.2'", "id: '1.1'", 19, "编号 1.1 重复，前面已有“完成全部村级台账的核对工”", "原文"),
    ("id: 1.1.2", "id: '1.1'", 17, "编号 1.1 重复", "原文"),
    ("id: 1.1.2", "id: 1.1.1", 17, "编号 1.1.1 重复", "原文"),
    ("id: '1.2'", "id: '1-2'", 19, "编号只能由数字、字母、汉字组成", "核对"),
    ("id: '1.2'", "id: ''", 19, "编号", ""),
    ("due: 2019-02-10", "due: 2018-02-10", 12, "时限 2018-02-10 早于起始日期 2019-01-01", "原文"),
    ("due: 2019-02-10", "due: 2019-02-10\n    due: 2019-02-11", 13, "键 due 重复", "一次"),
    ("省甲厅, 省乙委", "省甲厅, ''", 8, "sections[1].units[2]: 不能为空", "填写"),
    ("省甲厅, 省乙委", "省甲厅, 12", 8, "sections[1].units[2]: 应当是文字", "引号"),
    ("[省甲厅, 省乙委]", "省甲厅", 8, "应当是列表", "甲, 乙"),
    ("value: 12", "value: 许多", 13, "targets[1].value: 应当是数字", "数字"),
    ("value: 12", "value: .nan", 13, "targets[1].value", ""),
    ("text: 通报核对结果。", "every: 每月", 20, "“每月”不在允许的取值之内", "month"),
    ("text: 通报核对结果。", "text: 通报\n    ongoing: 大概", 21, "ongoing: 应当是 true 或 false", "true"),
    ("text: 通报核对结果。", "text: [通报]", 20, "应当是文字", ""),
    ("text: 通报核对结果。", "text: !!python/object:os.system x", 20, "标记", "!"),
    ("text: 通报核对结果。", "text: 通报: 结果", 20, "不是合格的 YAML：同一行有多余的冒号", "冒号"),
    ("text: 通报核对结果。", "text: '通报", 21, "不是合格的 YAML", "引号"),
    ("text: 通报核对结果。", "text: *通报", 20, "", ""),
    ("text: 通报核对结果。", "text: 通报\x07", 20, "U+0007", "删除"),
    ("    text: 通报核对结果。", "\ttext: 通报核对结果。", 20, "制表符", "空格"),
    ("    text: 通报核对结果。", "   text: 通报核对结果。", 20, "缩进", ""),
    ("  - id: '1.2'\n    text: 通报核对结果。", "  - '1.2'", 19, "应当是带键的映射", "键: 值"),
]


@pytest.mark.parametrize(("old", "new", "line", "message", "hint"), CHANGED, ids=[new for _, new, *_ in CHANGED])
def test_a_fault_is_told_with_its_line(path: Path, old: str, new: str, line: int, message: str, hint: str) -> None:
    assert GOOD.count(old) == 1
    found = faults(path, GOOD.replace(old, new))
    assert any(fault.line == line and message in fault.message and hint in fault.hint for fault in found), [
        (fault.message, fault.hint) for fault in found
    ]
    assert found[0].line is not None


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "文件是空的"),
        (b"# \xe5\x8f\xaa\xe6\x9c\x89\xe6\xb3\xa8\xe9\x87\x8a\n", 1, "文件是空的"),
        (b"null\n", 1, "文件是空的"),
        (b"- a\n- b\n", 1, "最外层应当是带 plan、sections 的映射"),
        (b"just words\n", 1, "最外层"),
        (b"plan: {}\n---\nplan: {}\n", 2, "一个文件里有多份内容"),
        ("plan:\n  title: 方案\n".encode("gb18030"), 2, "不是 UTF-8 编码的文本"),
        (b"\x89PNG\r\n\x1a\n", 1, "不是 UTF-8 编码的文本"),
        (b"plan: [" + b"[" * 40 + b"]" * 41, 1, "嵌套超过 32 层"),
        (b"a: &x [1]\nb: *x\n", 2, "用了 YAML 引用 *x"),
        (b"<<: {a: 1}\n", 1, "键必须是普通文字"),
        (b"[a, b]: 1\n", 1, "键必须是普通文字"),
        (b"{}\n", 1, "plan: 缺少这一项"),
    ],
)
def test_a_file_that_is_no_plan(path: Path, content: bytes, line: int, message: str) -> None:
    (first, *_) = faults(path, content)
    assert first.line == line
    assert message in first.message


def test_every_fault_is_told_in_the_order_of_the_lines(path: Path) -> None:
    bad = GOOD.replace("due: 2019-02-10", "deu: 2019-02-10").replace("id: '1.2'", "id: 1.2").replace("12,", "多,")
    assert [fault.line for fault in faults(path, bad)] == [12, 13, 19]


def test_bombs_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baigong.store.yaml_text.MAX_NODES", 50_000)
    aliases = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    assert "引用" in faults(path, aliases)[0].message
    assert "上限" in faults(path, "[" + "1," * 50_001 + "]")[0].message
    assert faults(path, GOOD.replace("value: 12", "value: " + "1:" * 5000 + "1"))
    assert faults(path, GOOD.replace("value: 12", "value: " + "9" * 5000))


def test_a_plan_that_is_missing_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="找不到文件"):
        load_plan(tmp_path / "tasks.yaml")
    with pytest.raises(DataError):
        load_plan(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_taken_as_they_come(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    plain = load_plan(path)
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_plan(path) == plain


# Written


def test_only_what_is_present_is_written_in_the_order_in_which_people_read(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    assert dump_plan(load_plan(path)) == SCHEMA_LINE + GOOD


def test_what_says_no_more_than_the_default_is_not_written(path: Path) -> None:
    spoken = GOOD.replace("sections:", "  lights: {yellow: 10.0, red: 30, soon: 7}\nsections:")
    path.write_text(spoken.replace("    due: 2019-02-10", "    title: ''\n    due: 2019-02-10"), encoding="utf-8")
    assert dump_plan(load_plan(path)) == SCHEMA_LINE + GOOD


@pytest.mark.parametrize("name", ["tasks.yaml", "方案.yaml", "a.yaml", "z.yaml"])
def test_a_plan_may_have_any_name_but_that_of_the_directory_of_units(tmp_path: Path, name: str) -> None:
    save_plan(tmp_path / name, plan(task()))
    assert load_plan(tmp_path / name) == plan(task())
    for other in ("units.yaml", "Units.YAML"):
        with pytest.raises(RequestError, match="单位名录，不能覆盖"):
            save_plan(tmp_path / other, plan(task()))
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_the_file_is_written_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_plan(path, plan(task()))
    before = path.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutOfReachError):
        save_plan(path, plan(task("2.1")))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["tasks.yaml"]


def test_ids_that_would_be_numbers_are_written_in_quotes() -> None:
    text = dump_plan(plan(task("3.10", steps=["3.10.1"]), task("4"), task("0x1F"), task("yes")))
    for quoted in ("'3.10'", "'4'", "'0x1F'", "'yes'"):
        assert f"- id: {quoted}\n" in text
    assert "- id: 3.10.1\n" in text


def test_a_plan_as_plain_data_is_what_the_file_says() -> None:
    data = plan_data(plan(section(task(due="02-10", ongoing=True), open_ended=True), lights=LightRule(red=20)))
    assert data["plan"]["lights"] == {"red": 20}
    assert data["sections"][0]["open_ended"] is True
    assert data["sections"][0]["tasks"] == [
        {"id": "1.1", "text": "完成全部村级台账的核对工作。", "due": date(2019, 2, 10), "ongoing": True}
    ]


AWKWARD = [
    "推进：分步",
    "- 办",
    "#一",
    "'引'",
    '"',
    "a: b",
    "true",
    "2019-01-01",
    "1.0",
    "第一行\n\t第二行",
    "\u2028后",
    "1" * 70,
]
LETTERS = st.characters(exclude_categories=["Cs"])
PLAIN = st.sampled_from(AWKWARD) | st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
IDS = st.from_regex(r"\A[0-9A-Za-z一-龥]{1,4}(\.[0-9A-Za-z一-龥]{1,3}){0,2}\Z")
DAYS = st.dates(date(2019, 2, 1), date(2030, 12, 31))
EVERY: Any = st.none() | st.sampled_from(["week", "month", "quarter"])
# A name of a unit with ， or 、 is taken for several and refused.
NAMES = st.lists(PLAIN.filter(lambda text: not set(text) & set("，、")), max_size=3).map(tuple)
NUMBERS = st.floats(-LARGEST, LARGEST) | st.integers(-(10**9), 10**9).map(float)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    ids = iter(draw(st.lists(IDS, min_size=12, max_size=12, unique=True)))

    def who() -> dict[str, Any]:
        return {"lead": draw(NAMES), "units": draw(NAMES), "support": draw(NAMES), "open_ended": draw(st.booleans())}

    def work() -> dict[str, Any]:
        return {
            "id": next(ids),
            "text": draw(PLAIN),
            "due": draw(st.none() | DAYS),
            "basis": draw(st.just("") | PLAIN),
            "every": draw(EVERY),
        }

    def one() -> Task:
        targets = st.builds(Target, text=PLAIN, value=NUMBERS, unit=st.just("") | PLAIN)
        return Task(
            **work(),
            **who(),
            title=draw(st.just("") | PLAIN),
            ongoing=draw(st.booleans()),
            targets=tuple(draw(st.lists(targets, max_size=2))),
            documents=draw(NAMES),
            steps=tuple(Step(**work()) for _ in range(draw(st.integers(0, 2)))),
        )

    sections = tuple(
        Section(**who(), id=next(ids), title=draw(st.just("") | PLAIN), tasks=tuple(one() for _ in range(number)))
        for number in draw(st.lists(st.integers(0, 1), max_size=2))
    )
    lights = draw(st.just(LightRule()) | st.builds(LightRule, soon=st.integers(0, 365), red=st.floats(0, 100)))
    head = PlanHead(
        title=draw(PLAIN), issuer=draw(st.just("") | PLAIN), start=day("01-01"), due=draw(DAYS), lights=lights
    )
    return Plan(head=head, sections=sections)


@given(plans())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, made: Plan) -> None:
    path = tmp_path_factory.mktemp("plan") / "tasks.yaml"
    text = dump_plan(made)
    path.write_bytes(text.encode())
    assert load_plan(path) == made
    assert dump_plan(load_plan(path)) == text


def test_the_shipped_plan_is_written_as_it_stands() -> None:
    shipped = Path(__file__).parents[2] / "data" / "tasks.yaml"
    assert dump_plan(load_plan(shipped)).encode() == shipped.read_bytes()


@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("plan") / "tasks.yaml"
    path.write_bytes(content)
    with pytest.raises(BaigongError):
        load_plan(path)


@given(st.integers(0, len(GOOD)), st.sampled_from([*"'\"[]{}:-#&*!|>%@`,?\\ \t\n0", "：", "\u2028", "\x00"]))
def test_whatever_is_typed_into_a_good_plan(tmp_path_factory: pytest.TempPathFactory, at: int, typed: str) -> None:
    path = tmp_path_factory.mktemp("plan") / "tasks.yaml"
    path.write_text(GOOD[:at] + typed + GOOD[at:], encoding="utf-8")
    try:
        found = load_plan(path)
    except DataError as error:
        assert error.line
        assert error.hint
    else:
        assert len(list(found.tasks)) == 2


def test_steps_and_sections_carry_their_own_dates(path: Path) -> None:
    made = plan(section(task(steps=[step("1.1.1", due="02-10", basis="春节前", every="month")]), due="03-01"))
    save_plan(path, made)
    assert load_plan(path) == made


def test_recurrence_bounds_and_what_came_later_survive_writing(path: Path) -> None:
    whole = plan(
        section(
            task(
                "1.1",
                every="month",
                every_day=25,
                leader="张副省长",
                source="省长批示 3月5日",
                added=day("03-05"),
                targets=(Target(text="控制在3.5%以内", value=3.5, unit="%", bound="at_most"),),
                steps=[step("1.1.1", every="week", every_day=5)],
            ),
            leader="李秘书长",
        ),
        rhythm="quarter",
    ).model_copy(update={"former": (Former(id="2", text="旧任务", became="1.1"),)})
    save_plan(path, whole)
    assert load_plan(path) == whole
    assert "every: month\n    every_day: 25\n" in path.read_text()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("due: 2019-02-10", "every_day: 5", 12, "没有写 every"),
        ("due: 2019-02-10", "{every: week, every_day: 9}", 12, "没有星期 9"),
        ("due: 2019-02-10", "{every: month, every_day: 32}", 12, "不能大于"),
        ("due: 2019-02-10", "every: fortnight", 12, "不在允许的取值之内"),
        ("value: 12,", "value: 12, bound: 以上,", 13, "不在允许的取值之内"),
        ("  due: 2019-03-31", "  due: 2019-03-31\n  rhythm: 常常", 5, "不在允许的取值之内"),
    ],
)
def test_faults_of_recurrence_and_bounds(path: Path, old: str, new: str, line: int, message: str) -> None:
    content = GOOD.replace(old, "\n    ".join(new.strip("{}").split(", ")) if new.startswith("{") else new, 1)
    (fault,) = faults(path, content)
    assert message in fault.message
    assert fault.line in (line, line + 1)
