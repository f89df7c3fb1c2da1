"""A folder held open: what is meant is what is opened, whatever is put in its place."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from baigong.errors import LinkRefusedError
from baigong.store.folder import open_folder, open_place, real_path


def test_a_file_is_opened_replaced_and_removed_by_its_name(tmp_path: Path) -> None:
    with open_folder(tmp_path) as folder:
        os.close(folder.open("a", os.O_WRONLY | os.O_CREAT))
        folder.replace("a", "b")
        assert folder.look("a") is None and folder.look("b") is not None
        folder.remove("b")
        folder.flush()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_renamed_meanwhile_stays_the_one_that_was_opened(tmp_path: Path) -> None:
    meant, other = tmp_path / "meant", tmp_path / "other"
    meant.mkdir()
    with open_folder(meant) as folder:
        meant.rename(other)
        meant.mkdir()
        os.close(folder.open("a", os.O_WRONLY | os.O_CREAT))
    assert (other / "a").exists() and not (meant / "a").exists()


def test_a_link_is_not_opened_as_a_file_and_is_looked_at_itself(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    with open_folder(tmp_path) as folder:
        assert folder.look("link") is not None
        with pytest.raises(LinkRefusedError):
            folder.open("link", os.O_RDONLY)


def test_ones_own_links_on_the_way_are_followed_and_one_with_two_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to("real")
    with open_place(tmp_path / "way" / "file", follow=True) as (_, name):
        assert name == "file"
    assert real_path(tmp_path / "way" / "file") == tmp_path / "real" / "file"
    os.link(tmp_path / "way", tmp_path / "second", follow_symlinks=False)
    with pytest.raises(LinkRefusedError):
        real_path(tmp_path / "way" / "file")


def test_the_last_part_is_the_link_or_its_target_as_is_asked(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    with open_place(tmp_path / "link", follow=True) as (_, name):
        assert name == "target"
    with open_place(tmp_path / "link", follow=False) as (_, name):
        assert name == "link"


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError) as raised, open_folder(tmp_path / "a"):  # told by its number
        pass
    assert raised.value.errno == errno.ELOOP


def test_missing_folders_are_made_only_where_that_is_asked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_folder(tmp_path / "x" / "y"):
        pass
    with open_folder(tmp_path / "x" / "y", make=True):
        assert (tmp_path / "x" / "y").is_dir()


@pytest.mark.parametrize(("mode", "shared"), [(0o700, False), (0o755, False), (0o775, True), (0o777, True)])
def test_a_folder_is_shared_where_others_may_write(tmp_path: Path, mode: int, shared: bool) -> None:
    tmp_path.chmod(mode)
    with open_folder(tmp_path) as folder:
        assert folder.shared() is shared
