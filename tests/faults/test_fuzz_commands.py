"""Command lines made up at random, of every command and option there is: the ledger only ever grows, by whole lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.store.journal import FileJournal
from baigong.store.plan_file import load_plan
from tests.faults.test_fuzz_files import attempt
from tests.support.commands import all_commands
from tests.support.ground import TODAY, make_ledger, noted

pytestmark = pytest.mark.slow

SENSIBLE = (
    *("1.1", "1.2", "1", "1.1-1.3", "1.20", "1。3", "１.４", "9.9", "1.5-1.2", "-", "1.", ".1", "1..1"),
    *("50", "100", "0", "-1", "101", "60%", "5e2", "nan", "inf", "1e999", "²", "５０", "7"),
    *(
        "2019-02-01",
        "2019/1/5",
        "2019年1月31日",
        "今天",
        "昨天",
        "2019-02-30",
        "2030-01-01",
        "9999-12-31",
        "0001-01-01",
    ),
    *(
        "省甲厅",
        "省乙委",
        "甲",
        "厅",
        "省",
        "省丁局",
        "done",
        "完成",
        "已完成",
        "red",
        "红",
        "lead",
        "牵头",
        "1,2",
        "、",
    ),
    *("table", "json", "csv", "tsv", "md", "ids", "html", "docx", "xlsx", "ics", "", " ", "due", "progress", "撤回"),
    *("out.json", "out.csv", "out.md", "out.txt", "out.xlsx", "out.", "sub/out.json", "sub", ".", "tasks.yaml"),
    *(
        "progress.jsonl",
        "units.yaml",
        "nowhere/x.txt",
        "plan.txt",
        "~nobody-of-that-name/x",
        "~",
        "目标=5",
        "=5",
        "1=2",
    ),
)
text = st.text(st.characters(exclude_characters="\0"), max_size=8)
values = st.sampled_from(SENSIBLE) | text | text.map(lambda one: one + "\udcff") | st.just("长" * 20_000)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command with some of its own arguments and options, and now and then with one that it has not."""
    name = draw(st.sampled_from(sorted(all_commands())))
    line = [name]
    for one in all_commands()[name]:
        if one.name in ("file", "as_of"):
            continue
        if one.option and draw(st.integers(0, 3)):
            continue
        if one.flag:
            line.append(one.option)
            continue
        for value in draw(st.lists(values, min_size=1, max_size=3 if one.many else 1)):
            line += [one.option, value] if one.option else [value]
    if draw(st.integers(0, 9)) == 0:
        line.insert(draw(st.integers(0, len(line))), draw(values | st.sampled_from(["--nonsense", "-x", "--", "-uu"])))
    return [word for word in line if word not in ("--install-completion", "--show-completion")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "here"
    make_ledger(folder)
    (folder / "plan.txt").write_text(
        "关于试点的方案\n一、任务\n（一）完成核对。（责任单位：省甲厅）\n", encoding="utf-8"
    )
    return folder


@settings(
    max_examples=int(os.environ.get("BAIGONG_FUZZ", "50")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(line=command_lines())
def test_any_command_line_is_done_or_refused_and_the_ledger_only_grows(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, line: list[str]
) -> None:
    journal = workplace / "progress.jsonl"
    if journal.exists() and journal.stat().st_size > 40_000:
        journal.unlink()
    if not journal.exists():
        FileJournal(journal).record(lambda read: [noted("before")])
    kept = {name: (workplace / name).read_bytes() for name in ("progress.jsonl", "tasks.yaml", "units.yaml")}
    monkeypatch.setenv("HOME", str(workplace))
    monkeypatch.setenv("BAIGONG_BY", "李四")
    with monkeypatch.context() as here:
        here.chdir(workplace)
        code, _, said = attempt("--as-of", TODAY, *line)
    after = {name: (workplace / name).read_bytes() for name in kept}
    assert after["progress.jsonl"].startswith(kept["progress.jsonl"])
    if code:
        assert after == kept, (line, said)
    assert FileJournal(journal).read().torn == b""
    if after["tasks.yaml"] != kept["tasks.yaml"]:
        assert line[0] == "parse"
        load_plan(workplace / "tasks.yaml")
        (workplace / "tasks.yaml").write_bytes(kept["tasks.yaml"])
    (workplace / "units.yaml").write_bytes(kept["units.yaml"])
    assert not list(workplace.rglob("*.tmp"))
