"""`sync` makes two copies of a journal the union of both, in files or in a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.interface import Store
from baigong.store.plan_file import save_plan
from baigong.store.postgres.server import Server
from baigong.store.postgres.store import DatabaseStore
from baigong.store.stores import open_store
from baigong.store.units_file import dump_units
from tests.support.builders import UNITS, assigned, plan, retracted, said, section, task
from tests.support.journals import add
from tests.support.postgres import PASSWORD, Database

PLAN = plan(
    section(*(task(f"1.{at}", f"完成第{at}批台账的核对工作。") for at in range(1, 9)), units=("省甲厅", "省乙委")),
    number="甲办〔2019〕1号",
)


class Copies:
    """A ledger in files, and one of the same plan in a database."""

    def __init__(self, folder: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.database, self.capsys = folder, database, capsys
        self.file = make_files(folder / "甲")

    def sync(self, other: str = "", code: int = 0) -> str:
        self.capsys.readouterr()
        ended = run(["sync", "-f", str(self.file), other or self.database.url()])
        printed = self.capsys.readouterr()
        assert ended == code, printed
        return printed.out + printed.err

    def files(self) -> Store:
        return open_store(str(self.file), self.folder)

    def shared(self) -> Store:
        return open_store(self.database.url(), self.folder)


def make_files(folder: Path) -> Path:
    folder.mkdir()
    save_plan(folder / "tasks.yaml", PLAN)
    (folder / "units.yaml").write_text(dump_units(UNITS), encoding="utf-8")
    return folder / "tasks.yaml"


@pytest.fixture
def copies(
    tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Copies:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-01")
    database.publish(PLAN)
    return Copies(tmp_path, database, capsys)


def ids(store: Store) -> list[str]:
    return sorted(event.id for event in store.journal.read().events)


def test_both_become_the_union_and_a_second_time_does_nothing(copies: Copies) -> None:
    wrong = said("1.3", percent=90)
    add(copies.files(), said("1.1", percent=10), wrong)
    add(copies.files(), retracted(wrong))
    add(copies.shared(), said("1.2", percent=20), assigned("1.4", lead=("省乙委",)))
    assert "送出 3 条，取回 2 条" in copies.sync()
    assert ids(copies.files()) == ids(copies.shared())
    assert len(ids(copies.files())) == 5
    before = copies.file.with_name("progress.jsonl").read_bytes()
    assert "没有要送出和取回的" in copies.sync()
    assert copies.file.with_name("progress.jsonl").read_bytes() == before
    assert run(["check", "--audit", "-f", str(copies.file)]) == 0


def test_what_is_taken_back_keeps_the_servers_moment_and_author(copies: Copies) -> None:
    add(copies.files(), said("1.1", percent=10))
    add(copies.shared(), said("1.2", percent=20))
    copies.sync()
    (theirs,) = [event for event in copies.shared().journal.read().events if getattr(event, "task", "") == "1.2"]
    (ours,) = [event for event in copies.files().journal.read().events if event.id == theirs.id]
    assert (ours.at, ours.by) == (theirs.at, "owner")


def test_what_a_unit_may_not_write_is_listed_and_stays(copies: Copies) -> None:
    role = copies.database.role("unit", "省甲厅")
    own, others, whole = (
        said("1.1", percent=10, unit="省甲厅"),
        said("1.2", percent=9, unit="省乙委"),
        said("1.3", percent=8),
    )
    add(copies.files(), own, others, whole, assigned("1.4", lead=("省甲厅",)))
    out = copies.sync(copies.database.url(role))
    assert "送出 1 条，取回 0 条" in out and "以下 3 条没有送出，仍留在本机" in out
    assert "替省乙委的份额填报" in out and "1.2" in out
    assert "两边的状态不同" in out
    assert ids(copies.shared()) == [own.id]
    assert len(ids(copies.files())) == 4
    again = copies.sync(copies.database.url(role))
    assert "没有要送出和取回的" in again and "以下 3 条没有送出" in again
    # The office may write what the unit may not: the union is then whole.
    assert "送出 3 条" in copies.sync()


def test_a_character_that_the_server_cannot_hold_stays_local_alone(copies: Copies) -> None:
    add(copies.files(), said("1.1", percent=10, note="前\0后"), said("1.2", percent=20))
    out = copies.sync()
    assert "送出 1 条" in out and "空字符" in out


def test_a_sync_that_breaks_off_goes_on_where_it_stopped(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> None:
    add(copies.files(), *(said(f"1.{1 + at % 8}", percent=at % 90, note=f"第{at}次") for at in range(230)))
    plain, sent = Server.rows, [0]

    def breaking(self: Server, query: str | bytes, parameters: object = None) -> list[tuple[object, ...]]:
        if str(query).startswith("INSERT"):
            sent[0] += 1
            if sent[0] == 150:
                raise KeyboardInterrupt
        return plain(self, query, parameters)  # type: ignore[arg-type]  # as it was called

    with monkeypatch.context() as broken:
        broken.setattr(Server, "rows", breaking)
        copies.sync(code=130)
    assert len(ids(copies.shared())) == 100, "whole batches"
    assert "送出 130 条，取回 0 条" in copies.sync()
    notes = [event.note for event in copies.shared().journal.read().events]
    assert len(set(notes)) == 230


def test_two_copies_in_files_are_united(copies: Copies) -> None:
    other = make_files(copies.folder / "乙")
    add(copies.files(), said("1.1", percent=10))
    add(open_store(str(other), copies.folder), said("1.2", percent=20))
    assert "送出 1 条，取回 1 条" in copies.sync(str(other))
    assert ids(copies.files()) == ids(open_store(str(other), copies.folder))
    assert "没有要送出和取回的" in copies.sync(str(other))


def test_another_plan_is_refused(copies: Copies) -> None:
    other = copies.folder / "丙"
    other.mkdir()
    save_plan(other / "tasks.yaml", plan(task(), title="另一件事", number="乙办〔2019〕2号"))
    assert "两边不是同一个方案" in copies.sync(str(other / "tasks.yaml"), code=1)


def test_an_office_that_has_only_the_address_gets_the_plan_and_goes_on_offline(
    copies: Copies, capsys: pytest.CaptureFixture[str]
) -> None:
    role = copies.database.role("unit", "省甲厅")
    add(copies.shared(), said("1.1", percent=10, unit="省甲厅"), said("1.2", percent=20))
    address, folder = copies.database.url(role), copies.folder / "离线"
    assert run(["init", str(folder), "--from", address]) == 0
    printed = capsys.readouterr().out
    assert "2 条记录" in printed and "sync" in printed
    local = open_store(str(folder), copies.folder)
    assert local.plan() == PLAN and local.units() == UNITS
    assert ids(local) == ids(copies.shared())
    assert run(["check", "--audit", "-f", str(folder)]) == 0
    assert run(["progress", "-f", str(folder), "1.3", "40", "--unit", "甲厅"]) == 0
    capsys.readouterr()
    assert run(["sync", "-f", str(folder), address]) == 0
    assert "送出 1 条，取回 0 条" in capsys.readouterr().out
    assert run(["init", str(folder), "--from", address]) == 1, "a ledger that is there is not overwritten"
    assert run(["init", str(copies.folder / "又一个"), "--from", address, "--start", "2019-01-01"]) == 2


def test_a_revision_is_told_and_brought_by_a_new_copy(copies: Copies) -> None:
    shared = copies.shared()
    revised = plan(
        section(*(task(f"1.{at}", f"完成第{at}批台账的核对工作。") for at in range(2, 10)), units=("省甲厅", "省乙委")),
        number=PLAN.head.number,
    )
    assert isinstance(shared, DatabaseStore) and shared.plan()
    shared.publish(revised, UNITS)
    out = copies.sync()
    assert "两边的方案有 2 项任务不同（1.9、1.1）" in out and "init 新文件夹 --from" in out
    assert run(["init", str(copies.folder / "新"), "--from", copies.database.url()]) == 0
    assert open_store(str(copies.folder / "新"), copies.folder).plan() == revised
