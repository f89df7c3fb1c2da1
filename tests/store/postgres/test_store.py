"""One plan of a database, among others; files need no driver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.errors import (
    SeveralPlansPublishedError,
    UnknownPlanError,
)
from baigong.store.postgres.store import open_store, open_stores
from tests.support.builders import plan, section, task
from tests.support.postgres import PASSWORD, PLAN, Database, noted


def test_files_need_no_driver(tmp_path: Path) -> None:
    script = (
        "import sys; from baigong.cli.app import run; run(['init', sys.argv[1]]);"
        "run(['list', '-f', sys.argv[1] + '/data']); sys.exit('psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_plan_must_be_named_where_there_are_several(database: Database) -> None:
    database.publish(PLAN, key="甲")
    database.publish(plan(section(task("1.1"))), key="乙")
    with pytest.raises(SeveralPlansPublishedError) as several:
        open_store(database.url(), Path.cwd()).plan()
    assert several.value.names == ("甲", "乙")
    with pytest.raises(UnknownPlanError):
        open_store(database.url(plan="丙"), Path.cwd()).plan()
    one, other = (open_store(database.url(plan=key), Path.cwd()) for key in ("甲", "乙"))
    same = noted("甲的")
    one.journal.record(lambda _contents: [same])
    other.journal.record(lambda _contents: [same.model_copy(update={"note": "乙的"})])
    assert [event.note for event in other.journal.read().events] == ["乙的"]


def test_a_unit_is_told_what_is_left_out_of_which_plan(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    database.publish(
        plan(section(task("1.1"), units=("省甲厅",)), section(task("2.1"), id="2", units=("省乙委",))), key="甲"
    )
    database.publish(plan(section(task("1.1"), units=("省甲厅",)), title="另一个"), key="乙")
    database.publish(plan(section(task("1.1"), units=("省乙委",)), title="别人的"), key="丙")
    role = database.role("unit", "省甲厅")
    stores = [one.store for one in open_stores(database.url(role), Path.cwd())]
    assert [store.name[-6:] for store in stores] == ["plan=甲", "plan=乙"]
    assert [store.warnings() for store in stores] == [
        ("以省甲厅的身份，只列它承担的 1 项任务（“甲”共 2 项）",),
        (),
    ]


def test_the_last_record_is_looked_for_in_every_plan(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-01")
    for key in ("甲", "乙"):
        database.publish(plan(section(task("1.1")), title=f"{key}方案"), key=key)
    assert run(["progress", "-f", database.url(), "乙/1.1", "30"]) == 0
    assert run(["undo", "-f", database.url()]) == 0
    assert "已撤回 1 条记录" in capsys.readouterr().out
    for line in (["sync", "-f", database.url(plan="甲"), database.url()], ["init", "x", "--from", database.url()]):
        assert run(line) == 1
        assert "'…?plan=甲'" in capsys.readouterr().err
