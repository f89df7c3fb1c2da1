"""The page that takes a newcomer from an empty server to two units recording: its commands are run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.postgres import OWNER, Cluster, binaries

PAGE = Path(__file__).parent.parent / "docs" / "postgres.zh.md"


@pytest.mark.slow
def test_the_commands_of_the_page_lead_to_two_units_recording(cluster: Cluster, tmp_path: Path) -> None:
    blocks = re.findall(r"^```bash\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    folder = binaries()
    assert folder
    tools = tmp_path / "bin"
    tools.mkdir()
    program = tools / "baigong"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m baigong "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{tools}:{folder}:{os.environ['PATH']}", "HOME": str(tmp_path), "PYTHONUTF8": "1",
        "PYTHONPATH": str(PAGE.parents[1]), "PGHOST": str(cluster.folder), "PGPORT": str(cluster.port), "PGUSER": OWNER,
        "BAIGONG_TODAY": "2019-02-03", "BAIGONG_BY": "王某",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "3.1［省水利厅］ 未报 → 推进中 40%" in done.stdout
    log, offline = done.stdout[done.stdout.rindex("记录号") :].split("共 2 条记录")
    assert "省水利厅" in log and "省财政厅" in log and "王某" not in log
    assert "1 条记录" in offline and "送出 1 条，取回 0 条" in offline
