"""What is wrong with the files of a ledger, file by file, and what a person should look at."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from baigong.errors import BaigongError
from baigong.model.events import Event
from baigong.reports.findings import CheckResult, audit_limits, audit_verdict, check
from baigong.store.audit import Finding
from baigong.store.chain import encode
from baigong.store.evidence import evidence_faults, read_evidence
from baigong.store.file_store import FileStore
from baigong.store.journal import FileJournal
from baigong.store.locate import LedgerPaths
from baigong.store.plan_file import save_plan
from tests.support.builders import BEIJING, closed, day, plan, retracted, said, task

TODAY = day("02-01")
NOW = datetime(2019, 4, 1, 9, tzinfo=BEIJING)


@pytest.fixture
def place(tmp_path: Path) -> LedgerPaths:
    found = LedgerPaths(tmp_path / "tasks.yaml")
    save_plan(found.plan, plan(task(steps=["1.1.1", "1.1.2"]), task("1.2")))
    return found


def findings(place: LedgerPaths) -> CheckResult:
    inventory = FileStore(place).inspect()
    return check(inventory, evidence_faults(inventory.contents.events, place.folder), TODAY, NOW)


def record(place: LedgerPaths, *events: Event) -> None:
    FileJournal(place.journal).record(lambda _read: events)


def test_a_sound_ledger_is_summed_up(place: LedgerPaths) -> None:
    record(place, said("1.1.1", "done"), said("1.1", percent=50, unit="省甲厅"))
    found = findings(place)
    assert (found.faults, found.warnings) == ((), ())
    assert found.summary == "1 个板块、2 项任务、2 项举措、2 条记录"


def test_every_file_is_checked_and_each_fault_says_where_and_how(place: LedgerPaths) -> None:
    place.plan.write_text(
        place.plan.read_text(encoding="utf-8").replace("id: '1.2'", "id: 1.2\n    nmae: x"), encoding="utf-8"
    )
    place.units.write_text("units:\n- nmae: 省甲厅\n", encoding="utf-8")
    place.journal.write_bytes(b"nonsense\n")
    faults = findings(place).faults
    assert [fault.split(":")[0].rsplit("/", 1)[1] for fault in faults] == [
        "tasks.yaml",
        "tasks.yaml",
        "units.yaml",
        "units.yaml",
        "progress.jsonl",
    ]
    assert all(fault.startswith(f"{place.folder}/") and "；" in fault for fault in faults)
    assert "没有加引号" in faults[0]
    assert "progress.jsonl:1: 不是一条完整的记录" in faults[4]


def test_a_broken_journal_is_told_beside_a_sound_plan(place: LedgerPaths) -> None:
    place.journal.write_bytes(encode(said("1.1")) + b"\n<<<<<<< HEAD\n")
    found = findings(place)
    assert len(found.faults) == 1
    assert "合并冲突" in found.faults[0]


def test_a_missing_plan_is_out_of_the_question(place: LedgerPaths) -> None:
    place.plan.unlink()
    with pytest.raises(BaigongError, match="找不到文件"):
        findings(place)


def test_what_a_person_should_look_at(place: LedgerPaths) -> None:
    events: list[Event] = [
        said("9.9", "done"),
        closed("1.1"),
        said("1.2", percent=10, on="03-01"),
        said("1.1", percent=10, unit="省辛局"),
        said("1.1", percent=20, unit="省甲厅"),
    ]
    record(place, *events)
    with place.journal.open("ab") as stream:
        stream.write(b'{"id":')
    warnings = findings(place).warnings
    assert [warning.removeprefix(f"{place.journal}") for warning in warnings] == [
        ": 最后一行不完整（可能写到一半断电），未计入；下次记录时会移到 progress.jsonl.aside",
        ":1: 方案中没有 9.9，这条记录未计入（9.9 已完成）",
        ":2: 当时的状态不容许这条记录，未计入（1.1 销号）",
        ":3: 日期 2019-03-01 还没有到，请核对",
        ":4: 名录中没有单位“省辛局”，请核对",
    ]


def test_many_records_of_days_to_come_are_told_in_one_line(place: LedgerPaths) -> None:
    record(place, said("1.1", percent=5), *(said("1.1", percent=at, on=f"03-{at:02}") for at in range(10, 15)))
    assert findings(place).warnings == (
        f"{place.journal}:2: 这一行等 5 条记录的日期还没有到（2019-03-10 至 2019-03-14），请核对",
    )


def test_a_unit_that_is_not_in_the_directory_is_told_once(place: LedgerPaths) -> None:
    record(place, *(said("1.1", percent=at, unit="省辛局") for at in (10, 20, 30)))
    assert findings(place).warnings == (f"{place.journal}:1: 名录中没有单位“省辛局”（共 3 条记录），请核对",)


def test_the_audit_says_first_whether_something_is_wrong_and_once_what_it_cannot_know() -> None:
    traces = [Finding(3, "被改动过"), Finding(4, "末尾不全", sure=False), Finding(9, "末尾不全", sure=False)]
    assert audit_verdict(traces[1:], "j") == ["没有发现记录被改动、删除、插入的痕迹"]
    assert audit_verdict(traces, "j") == ["发现 1 处记录被改动、删除或插入的痕迹：", "j:3: 被改动过"]
    first, last = audit_limits(traces, "j")
    assert first == "j:4: 请留意：这一行等 2 行：末尾不全"
    assert "看不出来" in last and audit_limits([], "j") == [last]


def test_a_record_of_a_moment_to_come_counts_and_is_told(place: LedgerPaths) -> None:
    record(place, said("1.1", percent=40, at=NOW + timedelta(seconds=50)))
    assert findings(place).warnings == (), "clocks differ by seconds"
    record(place, said("1.2", percent=40, at=NOW + timedelta(days=400)))
    (warning,) = findings(place).warnings
    assert warning == (
        f"{place.journal}:2: 记录时间 2020-05-05 09:00 还没有到，记录它的机器时钟快了；记录照常计入，此后的都排在它之后"
    )


def test_what_is_not_admitted_only_later_is_told_too(place: LedgerPaths) -> None:
    record(place, closed("1.1", on="03-10"))
    assert any("不容许" in warning for warning in findings(place).warnings)


def test_evidence_that_has_changed_or_is_gone(place: LedgerPaths) -> None:
    folder = place.folder
    for name in ("同.txt", "改.txt", "长.txt", "无.txt"):
        (folder / name).write_text("12345")
    evidence = read_evidence([*(str(path) for path in sorted(folder.glob("*.txt"))), "青扶〔2019〕5号"], folder)
    record(place, said("1.1", evidence=evidence))
    assert findings(place).warnings == ()
    (folder / "改.txt").write_text("54321")
    (folder / "长.txt").write_text("123456")
    (folder / "无.txt").unlink()
    warnings = findings(place).warnings
    assert sorted(warning.split("佐证 ")[1] for warning in warnings) == [
        "改.txt 与记录时不同，被改动过",
        "无.txt 不在了，或读不了",
        "长.txt 与记录时不同，被改动过",
    ]
    assert all(warning.startswith(f"{place.journal}:1: ") for warning in warnings)


def test_what_was_taken_back_needs_no_looking_at(place: LedgerPaths) -> None:
    stray, close = said("9.9", "done"), closed("1.1")
    record(place, stray, close, retracted(stray), retracted(close))
    assert findings(place).warnings == ()
