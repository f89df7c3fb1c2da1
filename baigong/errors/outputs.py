"""Results that cannot be written or shown as was wished."""

from __future__ import annotations

from pathlib import Path

from baigong.errors.base import BaigongError, OutOfReachError, RequestError


class LedgerFileError(RequestError):
    """A result would replace a file of a ledger."""

    def __init__(self, path: Path, what: str) -> None:
        """Name the file, and what it holds."""
        super().__init__(f"{path} 是{what}，不能覆盖", "请换一个文件名")
        self.path = path
        self.what = what


class LettersStoppedError(OutOfReachError):
    """The writing of letters stopped in the middle; those before are whole."""

    def __init__(self, written: int, of: int, at: Path, cause: BaseException) -> None:
        """Say how many are written, at which it stopped, and why."""
        why, hint = (cause.message, cause.hint) if isinstance(cause, BaigongError) else ("已中断", "")
        done = f"前 {written} 份已写好，从 {at.name} 起没有写" if written else "一份也没有写"
        super().__init__(f"{why}；共 {of} 份督办单，{done}", hint or "再运行一次即可补齐")
        self.written, self.of, self.at = written, of, at


class NotAFolderError(RequestError):
    """A file a unit was to be written, and the place is one file, or named like one."""

    def __init__(self, path: Path) -> None:
        """Name it, and show what can be written where."""
        super().__init__(f"{path} 不是文件夹，这里一个单位写一份文件", "请用 -o 指明一个文件夹，例如 -o 发文")
        self.path = path
