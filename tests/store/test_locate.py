"""Where the ledger is: named, in the environment, or the nearest from here upward."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from baigong.errors import OutOfReachError, RequestError
from baigong.store.locate import LedgerPaths, locate


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.yaml").touch()
    (tmp_path / "a" / "b").mkdir(parents=True)
    return tmp_path


def test_the_nearest_from_here_upward(here: Path) -> None:
    assert locate(None, here / "a" / "b").plan == here / "data" / "tasks.yaml"
    (here / "a" / "tasks.yaml").touch()
    assert locate(None, here / "a" / "b").plan == here / "a" / "tasks.yaml"


def test_the_ledger_of_the_folder_we_are_in_is_named_in_short(here: Path) -> None:
    assert locate(None, here).plan == Path("data/tasks.yaml")


def test_data_goes_before_a_file_beside_it(here: Path) -> None:
    (here / "tasks.yaml").touch()
    assert locate(None, here).plan == Path("data/tasks.yaml")


def test_a_folder_stands_for_the_ledger_in_it(here: Path) -> None:
    assert locate(str(here), Path("/")).plan == here / "data" / "tasks.yaml"
    assert locate(str(here / "data"), Path("/")).plan == here / "data" / "tasks.yaml"
    with pytest.raises(RequestError, match="里没有"):
        locate(str(here / "a"), Path("/"))


def test_no_ledger_here_names_init(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as raised:
        locate(None, tmp_path)
    assert "没有台账" in raised.value.message
    assert "baigong init" in raised.value.hint


def test_the_files_of_a_ledger_stand_beside_its_plan(here: Path) -> None:
    place = locate(str(here), here)
    assert place.folder == here / "data"
    assert (place.units.name, place.journal.name) == ("units.yaml", "progress.jsonl")
    assert place.units.parent == place.journal.parent == place.folder


def test_no_such_user(here: Path) -> None:
    with pytest.raises(RequestError, match="没有 ~nobody-at-all 这个用户"):
        locate("~nobody-at-all/tasks.yaml", here)


@pytest.mark.parametrize(("left", "said"), [(["units.yaml"], "units.yaml"), (["progress.jsonl"], "progress.jsonl")])
def test_a_plan_that_is_gone_is_not_looked_for_further_up(here: Path, left: list[str], said: str) -> None:
    for name in left:
        (here / "a" / name).touch()
    with pytest.raises(RequestError) as raised:
        locate(None, here / "a" / "b")
    assert raised.value.message == f"{here / 'a' / 'tasks.yaml'} 不见了（{said} 还在）"


def test_where_both_are_left_the_records_are_named(here: Path) -> None:
    (here / "data" / "tasks.yaml").unlink()
    (here / "data" / "units.yaml").touch()
    (here / "data" / "progress.jsonl").touch()
    with pytest.raises(RequestError) as raised:
        locate(None, here)
    assert raised.value.message == "data/tasks.yaml 不见了（progress.jsonl 还在）"


def test_a_folder_of_that_name_is_no_plan(here: Path) -> None:
    (here / "a" / "tasks.yaml").mkdir()
    assert locate(None, here / "a").plan == here / "data" / "tasks.yaml"
    with pytest.raises(RequestError, match="里没有"):
        locate(str(here / "a"), here)


def test_a_broken_link_is_a_plan_that_is_said_to_be_broken_when_it_is_read(here: Path) -> None:
    (here / "a" / "tasks.yaml").symlink_to(here / "none")
    assert locate(None, here / "a").plan == Path("tasks.yaml")


@pytest.fixture
def closed_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of somebody else's: nothing in it can be looked at, not by root either."""
    closed = here / "a"
    for name in ("lstat", "is_file", "is_dir"):
        look = getattr(Path, name)

        def refuse(path: Path, look: Callable[[Path], object] = look) -> object:
            if path.parent in (closed, closed / "data"):
                raise PermissionError(errno.EACCES, "Permission denied")
            return look(path)

        monkeypatch.setattr(Path, name, refuse)
    return closed


def test_somebody_elses_folder_on_the_way_up_is_passed_over(closed_folder: Path, here: Path) -> None:
    assert locate(None, closed_folder / "b").plan == here / "data" / "tasks.yaml"


def test_the_folder_we_stand_in_must_be_open_to_us(closed_folder: Path) -> None:
    with pytest.raises(OutOfReachError, match="没有权限"):
        locate(None, closed_folder)


def test_what_is_named_must_be_open_to_us(closed_folder: Path) -> None:
    with pytest.raises(OutOfReachError, match="没有权限"):
        locate(str(closed_folder / "tasks.yaml"), Path("/"))
    with pytest.raises(OutOfReachError, match="没有权限"):
        locate(str(closed_folder), Path("/"))


def test_a_plan_of_which_nothing_but_its_name_can_be_had(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Path.is_dir

    def refuse(path: Path) -> bool:
        if path.name == "tasks.yaml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(OutOfReachError, match="没有权限"):
        locate(str(here), Path("/"))


def journal_of(folder: Path, name: str) -> str:
    return LedgerPaths(folder / name).journal.name


def test_each_plan_of_a_folder_has_a_journal_of_its_own(tmp_path: Path) -> None:
    for name in ("tasks.yaml", "甲.yaml", "乙.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "progress.jsonl").write_bytes(b'{"id":"a","prev":""}\n')
    names = [journal_of(tmp_path, name) for name in ("tasks.yaml", "甲.yaml", "乙.yaml")]
    assert names == ["progress.jsonl", "甲.progress.jsonl", "乙.progress.jsonl"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (b'{"id":"a","prev":""}', "progress.jsonl"),
        (b'{"id":"a","prev":"","plan":"\xe7\x94\xb2.yaml"}', "progress.jsonl"),
        (b'{"id":"a","prev":"","plan":"\xe4\xb9\x99.yaml"}', "甲.progress.jsonl"),
        (b'{"id":"a","prev":"","plan":"gone.yaml"}', "progress.jsonl"),
        (b'{"id":"a","prev":"","plan":"../x"}', "progress.jsonl"),
        (b"{torn", "progress.jsonl"),
        (b"", "progress.jsonl"),
    ],
)
def test_an_older_ledger_keeps_its_journal_unless_that_says_it_is_another_plans(
    tmp_path: Path, first: bytes, expected: str
) -> None:
    (tmp_path / "甲.yaml").touch()
    (tmp_path / "乙.yaml").touch()
    (tmp_path / "progress.jsonl").write_bytes(first + b"\n")
    assert journal_of(tmp_path, "甲.yaml") == expected
    (tmp_path / "甲.progress.jsonl").touch()
    assert journal_of(tmp_path, "甲.yaml") == "甲.progress.jsonl"
