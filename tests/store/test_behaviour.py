"""What every store does, whatever holds it: one set of tests, run on files and on a database."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.errors import AmendmentRefusedError, BaigongError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.store.interface import Addition, Edit, Excerpt, Selection, Store
from baigong.store.plan_file import save_plan
from baigong.store.stores import open_store
from baigong.store.units_file import dump_units
from tests.support.builders import (
    UNITS,
    assigned,
    closed,
    day,
    deferred,
    plan,
    rejected,
    retracted,
    said,
    section,
    task,
)
from tests.support.journals import add
from tests.support.postgres import Database

PLAN = plan(
    section(task("1.1", steps=("1.1.1", "1.1.2")), task("1.2", due="02-15")),
    section(task("2.1", lead=("省甲厅",), support=("各县区政府",)), task("2.2", every="month"), id="2"),
    title="关于开展“台账核对”行动的方案",
)

Opener = Callable[[], Store]


@pytest.fixture(params=["file", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger of one plan."""
    if request.param == "file":
        save_plan(tmp_path / "tasks.yaml", PLAN)
        (tmp_path / "units.yaml").write_text(dump_units(UNITS), encoding="utf-8")
        return str(tmp_path / "tasks.yaml")
    database: Database = request.getfixturevalue("database")
    database.publish(PLAN)
    return database.url()


@pytest.fixture
def opened(address: str, tmp_path: Path) -> Opener:
    return lambda: open_store(address, tmp_path)


def content(events: Sequence[Event]) -> list[dict[str, object]]:
    """What events say, apart from when and by whom they were recorded."""
    kept = [event.model_dump() for event in events]
    return [
        {key: value for key, value in one.items() if key not in ("at", "by", "prev", "after", "plan")} for one in kept
    ]


def test_the_plan_and_the_directory_come_back_as_they_went_in(opened: Opener) -> None:
    store = opened()
    assert store.plan() == PLAN
    assert store.units() == UNITS
    assert store.plan() is store.plan(), "what is unchanged is not read again"
    assert store.replaced_ids() == frozenset()


def test_every_kind_of_event_comes_back_as_it_was_recorded(opened: Opener) -> None:
    first = said(
        "1.1",
        "done",
        100,
        note="“已办”　\t\\",
        problem="无",
        next="验收",
        actual={"3户": 2.5},
        evidence=("甲〔2019〕1号",),
    )
    second = assigned("2.1", lead=("省乙委",), support=())
    events = [first, second, deferred("1.2", "03-01"), closed("1.1"), rejected("1.1"), retracted(second)]
    written = add(opened(), *events)
    assert content(written) == content(events)
    assert content(opened().journal.read().events) == content(events)
    assert opened().inspect().faults == ()


def test_a_recording_decides_on_what_others_wrote(opened: Opener) -> None:
    one, other = opened(), opened()
    one.journal.read()
    add(other, said("1.1", percent=10))
    seen: list[int] = []
    one.journal.record(lambda contents: seen.append(len(contents.events)) or [said("1.2", percent=20)])  # type: ignore[func-returns-value]  # records what it saw
    assert seen == [1]
    assert len(other.journal.read().events) == 2


def test_the_clock_never_runs_back_and_one_recording_is_one_moment(opened: Opener) -> None:
    store = opened()
    ahead = datetime(2090, 1, 1, tzinfo=UTC)
    together = add(store, said("1.1", percent=10, at=ahead), said("1.2", percent=10, at=ahead))
    (later,) = add(store, said("1.1", percent=20, at=datetime(2019, 1, 1, tzinfo=UTC)))
    assert together[0].at == together[1].at < later.at
    assert later.at.tzinfo is not None


def test_a_recording_that_is_refused_leaves_nothing(opened: Opener) -> None:
    store = opened()

    def refuse(_contents: object) -> Sequence[Event]:
        raise AmendmentRefusedError("不行", "")

    with pytest.raises(AmendmentRefusedError):
        store.journal.record(refuse)
    assert store.journal.record(lambda _contents: []) == []
    assert opened().journal.read().events == ()
    add(store, said("1.1", percent=10))


def test_while_it_is_locked_nobody_records(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0.2")
    add(opened(), said("1.1", percent=10))
    with opened().journal.locked() as contents:
        assert len(contents.events) == 1
        with pytest.raises(BaigongError) as raised:
            add(opened(), said("1.1", percent=20))
        assert raised.value.exit_code == 3
    add(opened(), said("1.1", percent=30))


def test_an_amendment_changes_just_that(opened: Opener) -> None:
    store = opened()
    add(store, said("1.1", percent=10))
    amended = store.amend(lambda _plan, _contents: Addition("2", task("2.3", "核对补报的台账。", units=("省丙局",))))
    assert [one.id for one in amended.after.tasks] == ["1.1", "1.2", "2.1", "2.2", "2.3"]
    store.amend(lambda _plan, _contents: Edit("1.2", {"due": day("03-01")}))
    assert next(one for one in opened().plan().tasks if one.id == "1.2").due == day("03-01")
    with pytest.raises(AmendmentRefusedError):
        store.amend(lambda _plan, _contents: Edit("1.2", {"due": day("2018-01-01")}))
    store.add_unit("省丁办")
    assert opened().units().units[-1].name == "省丁办"
    assert len(opened().journal.read().events) == 1


def test_a_part_of_a_ledger_is_a_ledger_of_its_own(opened: Opener) -> None:
    wrong = said("2.1", percent=90, unit="省甲厅")
    add(opened(), said("1.1", percent=40), said("1.2", percent=20), wrong, assigned("1.2", responsible=("省丙局",)))
    add(opened(), retracted(wrong))
    whole = opened()
    ledger = Ledger(whole.plan(), whole.journal.read().events, whole.units())
    for selection in (
        Selection(ids=("1.2",)),
        Selection(ids=("1.1.2", "2.1")),
        Selection(names=lambda _around, _units: ["省丙局"]),
        Selection(names=lambda around, _units: [name for name in around.assigned if name == "省丙局"], ids=("1.2",)),
    ):
        part = opened().excerpt(selection)
        if part is None:
            continue
        tasks = [task.id for task in part.plan.tasks]
        assert set(tasks) >= {ledger.nodes[id] for id in selection.ids or ()}
        own = Ledger(part.plan, part.contents.events, part.units, part.around)
        for id in tasks:
            mine, theirs = (one.task(id, day("02-01")) for one in (own, ledger))
            assert replace(mine, section=theirs.section) == theirs
        assert own.last == ledger.last
        assert own.ids_like(wrong.id) == [wrong.id]


def test_recording_on_a_part_decides_on_what_others_wrote(opened: Opener) -> None:
    add(opened(), said("1.1", percent=10))
    store, selection = opened(), Selection(ids=("1.1",))
    store.plan(), store.units(), store.journal.read()
    if store.excerpt(selection) is None:  # no index, as with BAIGONG_CACHE=off
        assert store.record_in(selection, lambda _part: [said("1.1", percent=30)]) is None
        return
    add(opened(), said("1.1", percent=20))
    seen: list[int] = []

    def decide(part: Excerpt) -> Sequence[Event]:
        seen.append(len(part.contents.events))
        return [said("1.1", percent=30)]

    written = store.record_in(selection, decide)
    assert seen == [2] and written is not None
    assert [event.id for event in opened().journal.read().events][-1] == written[0].id
    assert store.record_in(selection, lambda _part: []) == []


def test_the_state_of_a_ledger_is_the_same_wherever_it_is_kept(opened: Opener) -> None:
    wrong = said("1.2", percent=90)
    add(opened(), said("1.1.1", "done"), said("2.1", percent=60, unit="省甲厅"), wrong, said("2.2", "done", on="01-20"))
    add(opened(), retracted(wrong))
    store = opened()
    states = Ledger(store.plan(), store.journal.read().events, store.units()).on(day("02-01"))
    assert [(one.id, one.status, one.percent) for one in states] == [
        ("1.1", "doing", 50), ("1.2", "todo", 0), ("2.1", "doing", 60), ("2.2", "doing", pytest.approx(33.3, abs=0.1)),
    ]  # fmt: skip


SESSION = """
progress 1.1 40 --unit 甲厅 --note 已铺开 --on 2019-01-20
done 1.1.2 --on 2019-01-21
block 1.2 --note 缺材料 --problem 缺人
assign 2.1 --lead 乙委 --reason 分解
defer 1.2 --to 2019-03-10 --reason 材料未齐
start 2.1 --unit 乙委
done 2.1
close 2.1 --verifier 张三
progress 2.1 50
reject 2.1 --reason 附件不全
undo
add 核对补报的台账 --lead 丙局 --due 3月20日 --source 会议
edit 1.2 --text 完成全部县级台账的核对工作。
drop 1.2
reopen 1.2
list
list --unit 甲厅 --format csv
show 1.1
show 2.1
overdue
list --search 台账 --sort due --columns id,status
overdue --unit 甲厅 --within 60
report --week 4
report --brief
report --unit 乙委
units
units --month 1
contacts
log
log --unit 甲厅
log 1.1.2
check
"""


def test_every_command_says_the_same_of_both(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One session of recording, supervising and looking; only ids, moments and the ledger's name differ."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-01")
    monkeypatch.setenv("BAIGONG_BY", "owner")
    save_plan(tmp_path / "tasks.yaml", PLAN)
    (tmp_path / "units.yaml").write_text(dump_units(UNITS), encoding="utf-8")
    database.publish(PLAN)
    for line in filter(None, SESSION.splitlines()):
        outcomes = []
        for where in (str(tmp_path / "tasks.yaml"), database.url()):
            command, *rest = line.split()
            code = run([command, "-f", where, *rest, *(["--yes"] if command in ("drop", "close", "done") else [])])
            printed = capsys.readouterr()
            text = printed.out.replace(where, "〈台账〉") + printed.err
            text = text.replace(open_store(where, tmp_path).name, "〈台账〉")
            text = re.sub(r"\b[a-f][0-9a-f]{7,15}\b", "〈号〉", text)
            text = re.sub(r"原文件另存为 \S+\n?|；原文件\S*", "", text)
            outcomes.append((code, re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "〈时〉", text)))
        assert outcomes[0] == outcomes[1], line
