"""Nothing depends on the index: whatever becomes of it, every command answers as it does without."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.fingerprint import Fingerprint, unchanged
from baigong.store.index_place import index_place as place_of
from baigong.store.interface import Selection
from baigong.store.stores import open_store
from tests.support.ground import Child
from tests.support.index_damage import DAMAGES, UNWRITABLE, damage_every_index

PLAN = """\
plan: {title: 方案, start: 2019-01-01, due: 2019-03-31}
sections:
- id: '1'
  title: 抓台账
  units: [省甲厅, 各县区政府]
  tasks:
  - {id: '1.1', text: 核清底数。, steps: [{id: 1.1.1, text: 摸底}, {id: 1.1.2, text: 汇总, due: 2019-02-01}]}
  - {id: '1.2', text: 建立台账。, lead: [省乙委], due: 2019-02-28}
  - {id: '1.3', text: 每月报送。, every: month}
- id: '2'
  title: 抓落实
  units: [省丙局]
  tasks:
  - {id: '2.1', text: 办结全部事项。, targets: [{text: 三个以上, value: 3, unit: 个, bound: at_least}]}
  - {id: '2.2', text: 长期坚持。, ongoing: true}
"""
UNITS = "units:\n- {name: 省甲厅, aliases: [甲厅], leader: 张三}\n- {name: 各县区政府, members: [东县政府, 西县政府]}\n"
QUESTIONS = (
    ["list"],
    ["list", "--unit", "东县"],
    ["list", "--unit", "甲厅", "--unit", "省丁局"],
    ["list", "--unit", "省丙局", "--format", "json"],
    ["list", "--overdue"],
    ["list", "--unit", "没有的单位"],
    ["overdue"],
    ["overdue", "--unit", "省甲厅", "--format", "ids"],
    ["overdue", "--within", "30"],
    ["show", "1.1", "--format", "json"],
    ["show", "1.1.2"],
    ["show", "2.1"],
    ["show", "9.9"],
    ["report"],
    ["units"],
    ["log"],
    ["done", "1.2", "--unit", "东县政府"],
)
RECORDINGS = (
    ["progress", "1.1", "40", "--note", "已核一半"],
    ["done", "1.1.1"],
    ["done", "1.1.1"],
    ["assign", "1.2", "--lead", "省丁局", "--new", "--reason", "职责调整"],
    ["defer", "1.1.2", "--to", "2019-03-20", "--reason", "材料未齐"],
    ["block", "2.1", "--note", "等批复"],
    ["undo"],
    ["progress", "2.1", "--actual", "2"],
    ["done", "1.3"],
    ["done", "1.2", "2.2"],
    ["close", "1.2", "--verifier", "李四"],
    ["progress", "1.2", "50"],
    ["reject", "1.2", "--reason", "附件不全"],
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("baigong.store.index_finished.WORTH", 1)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-03-05")
    monkeypatch.setenv("BAIGONG_BY", "王五")
    monkeypatch.delenv("BAIGONG_CACHE", raising=False)
    monkeypatch.chdir(_ledger(tmp_path / "ledger"))
    return tmp_path / "ledger"


def _ledger(folder: Path) -> Path:
    folder.mkdir()
    (folder / "tasks.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "units.yaml").write_text(UNITS, encoding="utf-8")
    return folder


def index_file() -> Path:
    file = place_of(Path("tasks.yaml"))
    assert file
    return file


_UNLIKE = re.compile(r"[a-f][0-9a-f]{7,15}|20[2-9]\d-[\d:T +.-]+")
_without_index: list[tuple[int, str, str]] = []


def answers(capsys: pytest.CaptureFixture[str]) -> list[tuple[int, str, str]]:
    """Give what each command prints, ids and moments of records left out."""
    rows = []
    for command in (*QUESTIONS, *RECORDINGS, *QUESTIONS, *QUESTIONS):
        code = run(command)
        out, err = capsys.readouterr()
        rows.append((code, _UNLIKE.sub("…", out), _UNLIKE.sub("…", err)))
    return rows


@pytest.mark.parametrize("damage", ["nothing", UNWRITABLE, *DAMAGES])
@pytest.mark.slow
def test_every_command_answers_as_without_an_index(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["list"])
    capsys.readouterr()
    with monkeypatch.context() as patch:
        if damage != "nothing":
            damage_every_index(patch, damage)
        with_index = answers(capsys)
    monkeypatch.chdir(_ledger(tmp_path / "other"))
    monkeypatch.setenv("BAIGONG_CACHE", "off")
    if not _without_index:
        _without_index.extend(answers(capsys))
    assert with_index == _without_index


def test_a_part_is_read_from_the_index_and_is_the_part_of_the_whole() -> None:
    run(["progress", "1.1", "40"])
    run(["assign", "2.2", "--lead", "省乙委", "--reason", "职责调整"])
    run(["list"])
    store = open_store(None, Path.cwd())
    part = store.excerpt(Selection(ids=("1.1.2",)))
    assert part
    assert [task.id for task in part.plan.tasks] == ["1.1"]
    assert [event.task for event in part.contents.events if event.kind != "retract"] == ["1.1"]
    assert part.plan.head == store.plan().head
    assert part.around.assigned == ("省乙委",)
    assert part.around.last == store.journal.read().events[-1].at
    assert store.excerpt(Selection(ids=("1.1", "7.7"))) is None
    late = store.excerpt(Selection(late_on=store.plan().head.start))
    assert late and not list(late.plan.tasks)


def test_ids_are_looked_up_in_the_journal_where_the_index_was_taken_away_and_nothing_fails_without_both() -> None:
    run(["progress", "1.1.2", "40"])
    run(["list"])
    store = open_store(None, Path.cwd())
    part = store.excerpt(Selection(ids=("1.1.2",)))
    assert part is not None
    last = store.journal.read().events[-1].id
    index = place_of(Path("tasks.yaml").resolve())
    assert index
    index.unlink()
    assert part.around.ids_like(last[:8]) == [last]
    Path("progress.jsonl").unlink()
    assert part.around.ids_like(last[:8]) == []


def test_an_edit_of_the_same_length_within_the_resolution_of_the_clock_is_seen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path("tasks.yaml")
    run(["show", "1.2"])
    run(["show", "1.2"])
    status = path.stat()
    capsys.readouterr()
    path.write_text(PLAN.replace("建立台账", "撤销台账"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    run(["show", "1.2"])
    assert "撤销台账" in capsys.readouterr().out


def test_of_a_large_file_the_dates_are_trusted_only_when_they_had_long_been_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baigong.store.fingerprint.ALWAYS_READ", 10)
    file = tmp_path / "large"
    file.write_bytes(b"a" * 100)
    first = unchanged(file, Fingerprint.of(b"a" * 100))
    assert first
    # It is changed in the same moment as far as its dates tell: they are made to be those that were seen.
    file.write_bytes(b"b" * 100)
    same_dates = Fingerprint(first.blocks, first.size, _dates(file), first.looked)
    assert unchanged(file, same_dates) is None
    settled = Fingerprint(first.blocks, first.size, _dates(file), first.looked + 3 * 10**9)
    assert unchanged(file, settled) == settled


def _dates(file: Path) -> tuple[int, ...]:
    status = file.stat()
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def test_a_journal_that_grew_is_taken_from_its_end_and_one_that_changed_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    journal = Path("progress.jsonl")
    run(["progress", "1.1", "40"])
    run(["show", "1.1"])
    lines = journal.read_bytes()
    event = json.loads(lines)
    other = event | {"id": "b" * 16, "at": "2019-03-05T23:00:00+08:00", "percent": 70.0}
    journal.write_bytes(lines + json.dumps(other, separators=(",", ":")).encode() + b"\n")
    capsys.readouterr()
    run(["show", "1.1", "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)["history"]) == 2
    journal.write_bytes(lines.replace(b'"percent":40', b'"percent":30'))
    run(["show", "1.1"])
    assert "30%" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"c0000000","prev":"","at":"2019-03-05T23:00:00+08:00","on":"2019-03-05","by":"","kind":"relink","task":"1.2","old":"1.1"}\n',
        b'{"id":"c0000000","prev":"","at":"2019-03-05T23:00:00+08:00","on":"2019-03-05","by":"","kind":"progress","task":"8.8"}\n',
        b'{"id":"c0000000","prev":"","at":"2019-03-05T23:00:00+08:00","on":"2019-03-05","by":"","kind":"retract","event":"d0000000"}\n',
        b'{"id":"c00000',
    ],
    ids=["relink", "stray", "retraction of what is not there", "torn"],
)
def test_where_only_the_whole_can_tell_it_is_read(line: bytes) -> None:
    run(["progress", "1.1", "40"])
    with Path("progress.jsonl").open("ab") as stream:
        stream.write(line)
    run(["list"])
    assert open_store(None, Path.cwd()).excerpt(Selection(ids=("1.1",))) is None


def test_the_index_is_its_users_alone(tmp_path: Path) -> None:
    run(["list"])
    file = index_file()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o644)
    assert place_of(Path("tasks.yaml")) is None
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    assert place_of(Path("tasks.yaml")) is None
    assert not (tmp_path / "elsewhere").exists()
    file.unlink()
    file.parent.chmod(0o770)
    assert place_of(Path("tasks.yaml")) is None


def test_without_a_folder_for_it_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert run(["show", "1.1"]) == 0
    assert not capsys.readouterr().err
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "cache"))
    assert run(["show", "1.1"]) == 0
    assert not Path("relative").exists()


def test_it_is_turned_off_and_may_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIGONG_CACHE", "off")
    run(["show", "1.1"])
    assert not (tmp_path / "cache").exists()
    monkeypatch.delenv("BAIGONG_CACHE")
    run(["show", "1.1"])
    shutil.rmtree(tmp_path / "cache")
    assert run(["done", "1.1"]) == 0


def test_several_that_record_at_once_lose_nothing() -> None:
    run(["list"])
    children = [Child(partial(_record, number)) for number in range(10, 16)]
    assert [child.wait()[0] for child in children] == [0] * 6
    assert len(Path("progress.jsonl").read_text(encoding="utf-8").splitlines()) == 6
    store = open_store(None, Path.cwd())
    part = store.excerpt(Selection(ids=("1.1",)))
    assert part and len(part.contents.events) == 6


def _record(percent: int, _child: Child) -> int:
    return run(["progress", "1.1", str(percent)])


def test_a_journal_that_was_validated_is_not_validated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Path("progress.jsonl")
    run(["progress", "1.1", "40"])
    run(["show", "1.1"])
    store = open_store(None, Path.cwd())
    before = store.journal.read()

    def validated(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("baigong.store.journal_lines.EVENT.validate_json", validated)
        assert store.journal.read() == before
        with pytest.raises(AssertionError):
            journal.write_bytes(journal.read_bytes().replace(b'"percent":40', b'"percent":30'))
            store.journal.read()
    # What holds more than one line for each event is read as it stands.
    journal.write_bytes(journal.read_bytes() * 2)
    assert len(store.journal.read().events) == len(open_store(None, Path.cwd()).journal.read().events) == 1
