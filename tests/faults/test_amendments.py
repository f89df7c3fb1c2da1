"""`add` and `edit` change tasks.yaml: two at once, an editor meanwhile, a full disk, a full screen, a kill, links."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baigong.cli.app import run
from baigong.store import file_store
from baigong.store.files import read_bytes
from baigong.store.lock import hold
from baigong.store.plan_file import load_plan
from tests.support.ground import Child, assert_plain_failure, forked, make_ledger

pytestmark = pytest.mark.slow

ADD = ("add", "核对县级台账", "--lead", "省乙厅", "--due", "3月31日", "--new", "--yes", "--as-of", "2019-02-01")
EDIT = ("edit", "1.2", "--source", "省长批示")


def texts(folder: Path) -> list[str]:
    return [task.text for task in load_plan(folder / "tasks.yaml").tasks]


def test_many_additions_at_once_are_all_there(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    children = [Child(lambda child, at=at: run(_add(tmp_path, f"核对第{at}县的台账"))) for at in range(8)]  # type: ignore[misc]
    assert [child.wait()[0] for child in children] == [0] * 8
    plan = load_plan(tmp_path / "tasks.yaml")
    assert {f"核对第{at}县的台账" for at in range(8)} <= set(texts(tmp_path))
    assert len({task.id for task in plan.tasks}) == len(list(plan.tasks)) == 28


def _add(folder: Path, text: str) -> list[str]:
    return ["add", text, *ADD[2:], "-f", str(folder)]


@pytest.mark.parametrize("arguments", [ADD, EDIT])
def test_what_an_editor_saved_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    make_ledger(tmp_path)
    plan = tmp_path / "tasks.yaml"
    real: Callable[..., Any] = read_bytes
    looks: list[bytes] = []

    def looked(path: Path, *more: Any) -> bytes:
        content: bytes = real(path, *more)
        if path == plan and _is_locked(tmp_path):
            if not looks:
                plan.write_bytes(content.replace("第3批".encode(), "第三批".encode()))
            looks.append(content)
        return content

    monkeypatch.setattr(file_store, "read_bytes", looked)
    assert run([*arguments, "-f", str(tmp_path)]) == 1
    assert "没有写入" in capsys.readouterr().err
    assert "第三批" in texts(tmp_path)[2] and len(texts(tmp_path)) == 20


def _is_locked(folder: Path) -> bool:
    from baigong.errors import OutOfReachError

    try:
        with hold(folder / "progress.jsonl.lock", wait=0):
            return False
    except OutOfReachError:
        return True


@pytest.mark.parametrize("arguments", [ADD, EDIT])
def test_a_full_disk_leaves_the_plan_as_it_was(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    make_ledger(tmp_path)
    before = (tmp_path / "tasks.yaml").read_bytes()

    def full() -> None:
        def failing(_descriptor: Any) -> None:
            raise OSError(errno.ENOSPC, "")

        os.fsync = failing  # type: ignore[assignment]  # the fork ends with it

    assert_plain_failure(forked(tmp_path, *arguments, before=full), 3, "磁盘已满")
    assert (tmp_path / "tasks.yaml").read_bytes() == before


@pytest.mark.parametrize("arguments", [ADD, EDIT])
def test_a_full_screen_does_not_fail_what_is_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    make_ledger(tmp_path)
    before = (tmp_path / "tasks.yaml").read_bytes()

    def work(child: Child) -> int:
        sys.stdout = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return run([*arguments, "-f", str(tmp_path)])

    assert Child(work).wait()[0] == 0
    assert (tmp_path / "tasks.yaml").read_bytes() != before


CALLS = ("write", "fsync", "replace", "rename", "link", "unlink")
"""What changes a file or a folder: a kill before each of them leaves every state that a kill can leave."""


@pytest.mark.parametrize("arguments", [ADD, EDIT])
def test_killed_at_any_call_the_plan_is_the_old_or_the_new(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    whole = tmp_path / "whole"
    make_ledger(whole)
    old = load_plan(whole / "tasks.yaml")
    assert Child(lambda child: run([*arguments, "-f", str(whole)])).wait()[0] == 0
    new = load_plan(whole / "tasks.yaml")
    plans = []
    for moment in range(1, 1000):
        ledger = tmp_path / str(moment)
        make_ledger(ledger)

        def work(child: Child, moment: int = moment, ledger: Path = ledger) -> int:
            _die_before_call(moment)
            return run([*arguments, "-f", str(ledger)])

        code = Child(work).wait()[0]
        plans.append(load_plan(ledger / "tasks.yaml"))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        # Nothing that the killed one left stands in the way of the next.
        assert forked(ledger, "edit", "1.3", "--source", "省长批示").code == 0
    # Killed before the file is renamed over, it is the old one, and from then on the new one.
    assert code == 0 and old != new and plans[-1] == new
    assert plans == [old] * plans.count(old) + [new] * plans.count(new)
    assert plans.count(old) > 1 and plans.count(new) > 1, (plans.count(old), plans.count(new))


def _die_before_call(moment: int) -> None:
    """Let this process be killed right before so many calls, from 1, that touch a file."""
    calls = 0
    for name in CALLS:
        real = getattr(os, name)

        def dying(*args: Any, real: Callable[..., Any] = real, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        setattr(os, name, dying)


def test_an_addition_does_not_follow_the_link_of_another(tmp_path: Path) -> None:
    if os.getuid():
        pytest.skip("只有 root 能造别人的链接")
    make_ledger(tmp_path / "ledger")
    (tmp_path / "profile").write_bytes((tmp_path / "ledger" / "tasks.yaml").read_bytes())
    before = (tmp_path / "profile").read_bytes()
    (tmp_path / "ledger" / "tasks.yaml").unlink()
    (tmp_path / "ledger" / "tasks.yaml").symlink_to(tmp_path / "profile")
    os.lchown(tmp_path / "ledger" / "tasks.yaml", 65_534, 65_534)
    with contextlib.chdir(tmp_path):
        outcome = forked(tmp_path / "ledger", *ADD)
    assert outcome.code == 3 and "程序出错" not in outcome.err, outcome
    assert (tmp_path / "profile").read_bytes() == before
