"""A folder that two users share, one of whom means harm: nothing is written through a link, or outside the folder."""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.journal import FileJournal
from tests.support.ground import Child, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow

NOBODY = 65_534
OTHER = 61_234
"""A user who is nobody else on this machine: whose ledger it is, where the tests are root's."""
PRECIOUS = b"# start file of a shell\n"
DOCUMENT = """关于开展台账核对行动的方案

2019年第一季度完成以下任务。

（一）抓台账，促落实。完成全部村级台账的核对工作。完成全部乡级台账的核对工作。（责任单位：省甲厅）
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have this process load all that its children need, for another user may be kept from Python's own files too."""
    folder = tmp_path_factory.mktemp("loaded")
    make_ledger(folder)
    (folder / "方案.txt").write_text(DOCUMENT, encoding="utf-8")
    for arguments in (*COMMANDS.values(), *LOOP, ("list",)):
        assert forked(folder, *arguments, BAIGONG_TODAY="2019-03-30").code in (0, 1)
        with contextlib.chdir(folder):
            run([*arguments, "--as-of", "2019-03-30"] if arguments[0] != "parse" else arguments)


@pytest.fixture
def shared(loaded: None) -> Iterator[Path]:
    """A ledger in a folder that all may write to, and beside it the private folder of its user."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        folder, home = base / "ledger", base / "home"
        FileJournal(make_ledger(folder)).record(lambda read: [noted("before")])
        (folder / "方案.txt").write_text(DOCUMENT, encoding="utf-8")
        home.mkdir()
        (home / "profile").write_bytes(PRECIOUS)
        if os.getuid() == 0:
            for path in (folder, home, *folder.iterdir(), *home.iterdir()):
                os.chown(path, OTHER, OTHER)
        folder.chmod(0o777)
        yield folder


def assert_untouched(folder: Path) -> None:
    """The user's own folder is as it was: no file changed, none made."""
    home = folder.parent / "home"
    assert {path.name: path.read_bytes() for path in home.iterdir()} == {"profile": PRECIOUS}


def as_victim() -> None:
    """Be the ledger's user from now on."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(OTHER)
        os.setuid(OTHER)


def trap(path: Path, target: Path, kind: str) -> None:
    """Put a link of the attacker's in the place of a file."""
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "hard":
        path.hardlink_to(target)
        return
    path.symlink_to(target if kind == "link" else target.with_name("new"))
    if os.getuid() == 0:
        os.lchown(path, NOBODY, NOBODY)


COMMANDS: dict[str, tuple[str, ...]] = {
    "progress.jsonl.aside": ("done", "1.1"),
    "progress.jsonl.lock": ("done", "1.1"),
    "progress.jsonl": ("done", "1.1"),
    "tasks.yaml.old": ("parse", "方案.txt", "-o", "tasks.yaml", "--force"),
    "督办单/省甲厅.md": ("remind", "-o", "督办单", "--yes"),
    "list.json": ("list", "-o", "list.json"),
    "tasks.yaml": ("edit", "1.1", "--source", "省长批示"),
    "tasks.yaml.old.2": ("edit", "1.2", "--leader", "王五"),
    "units.yaml": ("add", "核对县级台账", "--lead", "省乙厅", "--due", "3月31日", "--new", "--yes"),
    "通报.md": ("report", "-o", "通报.md", "--force"),
    "通报.docx": ("report", "-o", "通报.docx", "--force"),
    "报送表/省甲厅.xlsx": ("forms", "-o", "报送表"),
}
LOOP: tuple[tuple[str, ...], ...] = (
    ("check", "--repair"),
    ("progress", "1", "40"),
    ("progress", "1", "50"),
    ("undo",),
    ("check", "--audit"),
    ("export", "-o", "export.xlsx", "--force"),
)
"""What is done besides while a second user attacks."""


@pytest.mark.parametrize("kind", ["link", "dangling", "hard"])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_written_through_a_link_that_another_made(shared: Path, name: str, kind: str) -> None:
    if name == "progress.jsonl.aside":
        with (shared / "progress.jsonl").open("ab") as stream:
            stream.write(b"$(touch owned)")
    if "/" in name:
        (shared / name).parent.mkdir(mode=0o777)
        (shared / name).parent.chmod(0o777)
    trap(shared / name, shared.parent / "home" / "profile", kind)
    outcome = forked(shared, *COMMANDS[name], before=as_victim, BAIGONG_TODAY="2019-03-30")
    assert outcome.code in (0, 1, 3) and "程序出错" not in outcome.err, outcome
    assert_untouched(shared)


def test_a_folder_that_another_made_a_link_of_is_not_entered(shared: Path) -> None:
    if os.getuid():
        pytest.skip("只有 root 能造别人的链接")
    (shared / "督办单").symlink_to(shared.parent / "home")
    os.lchown(shared / "督办单", NOBODY, NOBODY)
    outcome = forked(shared, "remind", "-o", "督办单", "--yes", before=as_victim, BAIGONG_TODAY="2019-03-30")
    assert outcome.code == 3 and "别人建的符号链接" in outcome.err
    assert_untouched(shared)


def test_links_of_ones_own_lead_where_they_always_led(shared: Path) -> None:
    elsewhere = shared.parent / "elsewhere"
    elsewhere.mkdir()
    for name in ("progress.jsonl", "tasks.yaml"):
        (shared / name).rename(elsewhere / name)
        (shared / name).symlink_to(elsewhere / name)
    assert forked(shared, "done", "1.1").code == 0
    assert len(notes(elsewhere / "progress.jsonl")) == 2
    assert forked(shared, "parse", "方案.txt", "-o", "tasks.yaml", "--force").code == 0
    assert (shared / "tasks.yaml").is_symlink() and (shared / "progress.jsonl").is_symlink()
    assert "1.2" in (elsewhere / "tasks.yaml").read_text(encoding="utf-8")


def test_a_hard_link_of_the_journal_in_the_place_of_its_lock_does_not_empty_it(shared: Path) -> None:
    lock = shared / "progress.jsonl.lock"
    lock.unlink()
    lock.hardlink_to(shared / "progress.jsonl")
    outcome = forked(shared, "done", "1.1")
    assert outcome.code == 3 and "另有硬链接" in outcome.err
    assert notes(shared / "progress.jsonl") == ["before"]
    lock.unlink()
    lock.write_bytes((shared / "progress.jsonl").read_bytes())
    assert forked(shared, "done", "1.1").code == 0
    assert lock.read_bytes().startswith(b'{"id"'), "what does not look like a lock is not signed"


def test_a_second_user_of_a_group_writable_folder_can_lock_and_record(shared: Path) -> None:
    if os.getuid():
        pytest.skip("只有 root 能扮作另一个用户")
    shared.chmod(0o770)
    os.chown(shared, OTHER, OTHER)
    journal = shared / "progress.jsonl"
    os.chown(journal, OTHER, OTHER)
    journal.chmod(0o660)
    (shared / "progress.jsonl.lock").unlink()

    def colleague() -> None:
        os.setgroups([])
        os.setgid(OTHER)
        os.setuid(NOBODY)

    assert forked(shared, "done", "1.1", before=as_victim).code == 0
    assert forked(shared, "done", "1.2", before=colleague).code == 0
    (shared / "progress.jsonl.lock").chmod(0o644)  # one of before: it can be held without being signed
    assert forked(shared, "done", "1.3", before=colleague).code == 0
    assert forked(shared, "check", "--audit", before=as_victim).code == 0
    assert len(notes(journal)) == 4


def attack(child: Child, folder: Path, seed: int) -> None:
    """Swap each file and folder that the victim writes for a link to the victim's own, and back, until told to stop."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    chance = random.Random(seed)
    home = folder.parent / "home"
    names = [*COMMANDS, "tasks.yaml.old.3", "export.xlsx", "progress.jsonl.lock", *FOLDERS]
    names = names[seed::2]  # else the attackers would lose each other what they put aside
    end = time.monotonic() + 30
    while time.monotonic() < end and not (folder.parent / "end").exists():
        with suppress(OSError), (folder / "progress.jsonl").open("ab") as stream:
            if stream.tell() < 100_000:
                stream.write(b"$(touch owned)")
        name = chance.choice(names)
        path, away = folder / name, folder / f"{name}~"
        target = home if name in FOLDERS else home / chance.choice(["profile", "new"])
        with suppress(OSError):
            path.rename(away)
        with suppress(OSError):
            (path.symlink_to if chance.random() < 0.8 else path.hardlink_to)(target)
        time.sleep(chance.random() / 500)
        with suppress(OSError):
            # What was written in its place meanwhile stays, beside what was there.
            path.unlink() if path.is_symlink() or path.stat().st_nlink > 1 else path.rename(folder / f"{name}~new")
        with suppress(OSError):
            away.rename(path)
        time.sleep(chance.random() / 50)


FOLDERS = ("督办单", "报送表")


def test_a_second_user_who_attacks_every_file_in_a_loop_gets_nothing(shared: Path) -> None:
    """What he may do to the ledger itself nobody can hinder; outside of it nothing is written, and nothing is run.

    A record that was acknowledged is in one of the files that he left, or the next command says that one is gone.
    """
    for name in FOLDERS:
        (shared / name).mkdir(mode=0o777)
        (shared / name).chmod(0o777)
        if os.getuid() == 0:
            os.chown(shared / name, OTHER, OTHER)
    (shared / "progress.jsonl").chmod(0o666)
    attackers = [Child(lambda child, n=n: attack(child, shared, n)) for n in range(2)]  # type: ignore[misc]
    codes: list[int] = []
    recorded: list[str] = []
    try:
        end = time.monotonic() + 8
        while time.monotonic() < end or (not recorded and time.monotonic() < end + 20):
            for command in (*COMMANDS.values(), *LOOP):
                note = f"n{len(codes)}"
                more = ("--note", note) if command[0] in ("done", "progress") else ()
                settings = {"BAIGONG_TODAY": "2019-03-30", "BAIGONG_LOCK_WAIT": "0.3"}
                outcome = forked(shared, *command, *more, before=as_victim, **settings)
                assert "程序出错" not in outcome.err, outcome.err
                codes.append(outcome.code)
                if more and outcome.code == 0 and "已记录" in outcome.out + outcome.err:
                    recorded.append(note)
            assert_untouched(shared)
    finally:
        (shared.parent / "end").touch()
        for attacker in attackers:
            attacker.wait()
    assert_untouched(shared)
    assert set(codes) <= {0, 1, 3}
    assert 0 in codes
    assert recorded
    left = b"".join(path.read_bytes() for path in shared.glob("progress.jsonl*") if path.is_file())
    gone = [note for note in recorded if f'"{note}"'.encode() not in left]
    audit = forked(shared, "check", "--audit", before=as_victim)
    assert not gone or audit.code == 1, (gone, audit)
