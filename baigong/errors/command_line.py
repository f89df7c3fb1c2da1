"""Command lines that are wrong, whatever the ledger holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from baigong.errors.base import OutOfReachError, RequestError, UsageError
from baigong.words import as_typed


class UnknownCommandError(UsageError):
    """No command has that name."""

    def __init__(self, typed: str, near: Sequence[str]) -> None:
        """Suggest the nearest names."""
        ask = f"，是不是 {'、'.join(near)}？" if near else ""
        super().__init__(f"没有“{typed}”这个命令{ask}", f"全部命令见 {as_typed('--help')}")
        self.typed, self.near = typed, tuple(near)


class CompletionNotInstalledError(OutOfReachError):
    """The shell's completion could not be installed: a home that is read-only, a full disk."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and the reason."""
        super().__init__(
            f"补全没有装上：写不进 {path}（{reason}）", f"可用 {as_typed('--show-completion')} 显示脚本，自行安装"
        )


class UnknownShellError(UsageError):
    """Completion is not written for this shell, or the shell that called could not be told."""

    def __init__(self, shell: str, shells: Sequence[str]) -> None:
        """Name the shell ("" if it could not be told), and those that there is a script for."""
        known = "、".join(shells)
        super().__init__(
            f"没有为 {shell} 写的补全脚本，有 {known}" if shell else "认不出当前的命令行",
            f"请写明是哪一个，例如 {as_typed('--install-completion bash')}",
        )
        self.shell = shell
        self.shells = tuple(shells)


class UnknownChoiceError(UsageError):
    """The word is not one of a vocabulary, neither by its name in code nor by the word on screen."""

    def __init__(self, typed: str, what: str, names: Mapping[str, str]) -> None:
        """Suggest the nearest of `names`, words on screen by their names in code."""
        wanted = typed.strip().lower()
        self.near = tuple(
            name for code, name in names.items() if wanted and (wanted in name or code.startswith(wanted))
        )
        ask = f"，是不是 {'、'.join(self.near)}？" if self.near else ""
        listed = "、".join(f"{name}（{code}）" for code, name in names.items())
        super().__init__(f"没有“{typed}”这种{what}{ask}", f"可用：{listed}")
        self.typed = typed


class NoColumnsError(UsageError):
    """Columns were asked for, and none was named."""

    def __init__(self, names: Sequence[str]) -> None:
        """List the columns there are."""
        super().__init__("没有写要哪些列", f"可用：{'、'.join(names)}")


class NoExportFormatError(UsageError):
    """An export was asked for, and neither a file nor a format was named."""

    def __init__(self, names: Sequence[str]) -> None:
        """List the formats there are."""
        super().__init__(
            "没有写导出成什么", f"请写文件名，例如 -o 台账.xlsx、-o 时限.ics，或 --format {'、'.join(names)}"
        )
        self.names = tuple(names)


class ConflictingOptionsError(UsageError):
    """Options that exclude each other were given together."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name the options."""
        super().__init__(f"{'、'.join(names)} 只能用一个", "请留下其中一个")
        self.names = tuple(names)


class OptionMissingError(UsageError):
    """An option was given without another that it needs."""

    def __init__(self, option: str, missing: str) -> None:
        """Name both."""
        super().__init__(f"{option} 要和 {missing} 一起用", f"请补上 {missing}")
        self.missing = missing


class NotANumberError(RequestError):
    """A number was wanted."""

    def __init__(self, what: str, typed: str, hint: str, *, whole: bool) -> None:
        """Say what the number is of (进度, 周次) and whether only a whole one will do."""
        super().__init__(f"{what}“{typed}”不是{'整数' if whole else '数字'}", hint)
        self.typed = typed


class OutOfBoundsError(RequestError):
    """A number is too small or too large."""

    def __init__(self, what: str, typed: str, hint: str) -> None:
        """Say what the number is of; the hint has the bounds."""
        super().__init__(f"{what} {typed} 超出范围", hint)
        self.typed = typed


class AmbiguousPercentError(RequestError):
    """The last word of `progress` may be a percent or the number of a task."""

    def __init__(self, typed: str) -> None:
        """Show how to say which."""
        super().__init__(f"“{typed}”既是编号，又可以是进度", f"是进度请写 {typed}%；只记说明请分开记，每次一项")
        self.typed = typed


class NothingReportedError(RequestError):
    """`progress` was given no percent, note or value."""

    def __init__(self) -> None:
        """Say what there is to report."""
        super().__init__("没有说明进展到哪里", "请写百分数（progress 3.2 60）、--note 或 --actual")


class UnconfirmedError(RequestError):
    """A question was answered with no, or nobody could be asked."""

    def __init__(self, question: str = "") -> None:
        """Repeat the question that could not be put; empty when it was answered with no."""
        if question:
            super().__init__(f"{question}需要确认，什么也没有写入", "确认无误请加 --yes")
        else:
            super().__init__("没有确认，什么也没有写入", "确认无误可加 --yes")
        self.question = question


class UnwritableTextError(RequestError):
    """Words hold bytes of another encoding and cannot be written as text."""

    def __init__(self, text: str) -> None:
        """Name the words, already harmless for a screen."""
        super().__init__(f"“{text}”不是合格的文字", "请核对终端的字符编码，应为 UTF-8")
