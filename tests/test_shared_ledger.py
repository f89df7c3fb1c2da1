"""The page that takes a newcomer from an empty server to two units recording: its commands are run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import OWNER, Cluster, Database, binaries

ROOT = Path(__file__).parent.parent


def commands(page: str, heading: str = "") -> list[str]:
    """Give the blocks of commands of a page, or of one of its sections."""
    text = (ROOT / page).read_text(encoding="utf-8")
    section = text.partition(heading)[2].partition("\n## ")[0] if heading else text
    return re.findall(r"^```bash\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)


def played(cluster: Cluster, folder: Path, blocks: list[str]) -> str:
    """Run commands as they stand, as the owner of the server and with an empty home; give what they printed."""
    tools, programs = folder / "bin", binaries()
    assert programs
    tools.mkdir()
    program = tools / "baigong"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m baigong "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{tools}:{programs}:{os.environ['PATH']}", "HOME": str(folder), "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT), "PGHOST": str(cluster.folder), "PGPORT": str(cluster.port), "PGUSER": OWNER,
        "BAIGONG_TODAY": "2019-02-03", "BAIGONG_BY": "王某",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    database = Database(cluster, "taizhang")
    roles = [role for (role,) in database.sql("SELECT role FROM baigong.member WHERE role <> session_user")]
    database.drop()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for role in roles:
            connection.execute(f"DROP ROLE {role}".encode())
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_commands_of_the_readme_lead_to_two_units_recording(cluster: Cluster, tmp_path: Path) -> None:
    blocks = commands("README.md", "## Many offices, one ledger")
    assert len(blocks) == 1 and commands("README.zh.md", "## 许多单位，一本台账") == blocks
    out = played(cluster, tmp_path, blocks)
    log = out[out.rindex("记录号") :]
    assert "省水利厅" in log and "省财政厅" in log and "王某" not in log and "共 2 条记录" in log


@pytest.mark.slow
def test_the_commands_of_the_page_lead_to_two_units_recording(cluster: Cluster, tmp_path: Path) -> None:
    blocks = commands("docs/postgres.zh.md")
    assert len(blocks) == 5
    out = played(cluster, tmp_path, blocks)
    assert "3.1［省水利厅］ 未报 → 推进中 40%" in out
    log, offline = out[out.rindex("记录号") :].split("共 2 条记录")
    assert "省水利厅" in log and "省财政厅" in log and "王某" not in log
    assert "1 条记录" in offline and "送出 1 条，取回 0 条" in offline
