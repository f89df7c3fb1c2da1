"""Results that cannot be written or shown as was wished."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from baigong.errors.base import BaigongError, DataError, OutOfReachError, RequestError, UsageError
from baigong.words import as_typed


class LedgerFileError(RequestError):
    """A result would replace a file of a ledger."""

    def __init__(self, path: Path, what: str, example: str = "") -> None:
        """Name the file, what it holds, and another name as an `example`."""
        super().__init__(f"{path} 是{what}，不能覆盖", f"请换一个文件名{f'，例如 {example}' if example else ''}")
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


class NoSenderAddressError(RequestError):
    """Mails are to be written, and nobody's address is known to send them from."""

    def __init__(self, office: str) -> None:
        """Name the office that signs."""
        whose = f"，或在 units.yaml 里给“{office}”写 email" if office else ""
        super().__init__("没有发件的邮箱，没有写邮件", f"请写 --from 邮箱{whose}")
        self.office = office


class NotAnAddressError(RequestError):
    """What was typed as a mail address is none."""

    def __init__(self, typed: str) -> None:
        """Repeat what was typed."""
        super().__init__(f"“{typed}”不是邮箱地址", "例如 duchashi@example.gov.cn")
        self.typed = typed


class NoNumberToCountError(RequestError):
    """Letters are to be numbered from a 文号 that holds no number."""

    def __init__(self, typed: str) -> None:
        """Repeat what was typed."""
        super().__init__(f"文号“{typed}”里没有可以顺次加一的数", "例如 --number 青政督〔2019〕5号")
        self.typed = typed


class TemplateFaultError(DataError):
    """An office's own template of sentences is broken."""

    def __init__(self, path: Path | str, line: int | None, why: str) -> None:
        """Name its file and line, and what is wrong there."""
        super().__init__(path, line, f"语句模板{why}", "请改正模板；删去这个文件，就用自带的语句")


class NotWritableError(RequestError):
    """A result would replace a device, a pipe or a folder."""

    def __init__(self, path: Path) -> None:
        """Name it."""
        super().__init__(f"{path} 不是普通文件，不能写入", "请换一个文件名；要打印到屏幕就不写 -o")
        self.path = path


class NoSuchFolderError(RequestError):
    """A result is to be written into a folder that is not there."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(f"没有文件夹 {folder}，没有写入", "请核对路径，或先建好文件夹")
        self.folder = folder


class LinkUnconfirmedError(RequestError):
    """A result is to be written where a link leads, and nobody could be asked."""

    def __init__(self, link: Path, target: Path) -> None:
        """Name the link, and where it leads."""
        super().__init__(f"{link} 是符号链接，指向 {target}，没有写入", "确要写在那里，请写那里的路径")
        self.link, self.target = link, target


class TargetThereError(RequestError):
    """A result would replace a file, and nobody could be asked."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} 已经有了，没有写入", "要覆盖请加 --force，或换一个文件名")
        self.path = path


class NotForScreenError(UsageError):
    """A format whose files are binary was to be shown on the terminal."""

    def __init__(self, format: str, ending: str) -> None:
        """Name the format, and show a file to write to."""
        super().__init__(f"{format} 不能显示在屏幕上", f"请写入文件，例如 -o 台账{ending}")
        self.format = format


class UnknownFormatError(UsageError):
    """A result has no form in the format that was named, or there is no such format."""

    def __init__(self, name: str, usable: Sequence[str], *, elsewhere: bool) -> None:
        """List the formats that the result has; `elsewhere` where other results have the one that was named."""
        super().__init__(
            f"这里没有 {name} 格式" if elsewhere else f"没有“{name}”这种格式", f"可用：{'、'.join(usable)}"
        )
        self.name, self.usable = name, tuple(usable)


class UnknownEndingError(UsageError):
    """The name of a file to be written tells no format that the result has."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        """Repeat the ending, or say that there is none, and list those that can be written."""
        if path.suffix:
            what = f"不会写“{path.suffix}”这种文件"
        else:
            what = f"{path} 是文件夹" if path.is_dir() else f"文件名“{path}”没有结尾，看不出要写成什么"
        super().__init__(what, f"文件名请以 {'、'.join(endings)} 结尾")
        self.ending, self.endings = path.suffix, tuple(endings)


class EndingOfAnotherFormatError(UsageError):
    """The format that was asked for and the ending of the file to be written disagree."""

    def __init__(self, path: Path, format: str, ending: str) -> None:
        """Name both, and the file that the format would be written to."""
        super().__init__(
            f"--format {format} 与文件名 {path} 的结尾不符，没有写入",
            f"请写 -o {path.with_suffix(ending)}，或去掉 --format",
        )
        self.path, self.format = path, format


class RulesNeededError(RequestError):
    """An explanation of points was asked for, and no rules were named."""

    def __init__(self) -> None:
        """Say how to name them."""
        super().__init__(
            "--explain 说明得分的来历，要有考核办法", f"请加 --rules 文件，样本见 {as_typed('units --rules-example')}"
        )


class NothingToScoreError(RequestError):
    """A unit has no points, since it answers for nothing."""

    def __init__(self, unit: str) -> None:
        """Name the unit."""
        super().__init__(f"{unit}没有牵头或负责的任务，不计分", f"承担的任务见 {as_typed(f'list --unit {unit}')}")
        self.unit = unit
