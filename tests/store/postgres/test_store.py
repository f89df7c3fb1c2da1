"""One plan of a database, among others; files need no driver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from baigong.errors import (
    SeveralPlansError,
    UnknownPlanError,
)
from baigong.store.postgres.store import open_store
from tests.support.builders import plan, section, task
from tests.support.postgres import Database, noted

PLAN = plan(section(*(task(f"1.{at}") for at in range(1, 9))))


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
    with pytest.raises(SeveralPlansError) as several:
        open_store(database.url(), Path.cwd()).plan()
    assert several.value.names == ("甲", "乙")
    with pytest.raises(UnknownPlanError):
        open_store(database.url(plan="丙"), Path.cwd()).plan()
    one, other = (open_store(database.url(plan=key), Path.cwd()) for key in ("甲", "乙"))
    same = noted("甲的")
    one.journal.record(lambda _contents: [same])
    other.journal.record(lambda _contents: [same.model_copy(update={"note": "乙的"})])
    assert [event.note for event in other.journal.read().events] == ["乙的"]
