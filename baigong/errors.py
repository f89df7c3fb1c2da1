"""Every error a user can meet: what is wrong, how to mend it, and the exit code it ends with.

The command line catches `BaigongError` once and prints `message` and `hint` in one line on stderr.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Self

from baigong.words import as_typed


class BaigongError(Exception):
    """What is wrong, in one Chinese sentence, and a hint that says how to mend it.

    Exit codes: 1 the data or the request is wrong; 2 usage; 3 the ledger is locked or out of reach.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep `message` (what and where) apart from `hint` (how to mend it)."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def with_advice(self, advice: str) -> Self:
        """Add one more piece of advice, and give the error."""
        self.hint = f"{self.hint}；{advice}" if self.hint else advice
        return self


class RequestError(BaigongError):
    """The request cannot be met: no such task, an impossible date, a task in the wrong state."""


class DataError(BaigongError):
    """A file of the ledger says something wrong; the message begins with `file:line`."""

    def __init__(self, path: Path | str, line: int | None, message: str, hint: str = "") -> None:
        """Name the file and, where known, its line, counted from 1."""
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}", hint)
        self.path = path
        self.line = line


class DocumentError(BaigongError):
    """A document cannot be read as a plan: empty, binary, encrypted, or with no responsibility clause."""


class EncryptedDocumentError(DocumentError):
    """A packed document is locked with a password."""

    def __init__(self) -> None:
        """Ask for it without the password."""
        super().__init__("文档加了密码，打不开", "请去掉密码后另存，再解析")


class PackedTooLargeError(DocumentError):
    """A packed document (.docx, .xlsx) unpacks to more than the bound, as a zip bomb does."""

    def __init__(self, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(
            f"文档展开后超过 {limit // 1024 // 1024} MB，可能是压缩炸弹，不打开",
            "请核对文件来源；正常的方案不会有这么大",
        )
        self.limit = limit


class VastDocumentError(DocumentError):
    """A small document unfolds to more than a reader may hold: cells, letters, elements; whatever was not foreseen."""

    def __init__(self, content: str = "内容") -> None:
        """Name what there is too much of."""
        super().__init__(f"文档里的{content}太多，展开后内存放不下，不打开", "请核对文件来源；或只保留方案正文或任务表")
        self.content = content


class UsageError(BaigongError):
    """The command line itself is wrong: an unknown option, a missing argument."""

    exit_code = 2


class OutOfReachError(BaigongError):
    """The ledger cannot be reached or written: locked by another, read-only, disk full."""

    exit_code = 3


class UnknownStoreKindError(RequestError):
    """A ledger's address is of a kind that this version cannot open."""

    def __init__(self, kind: str) -> None:
        """Name the kind of store."""
        super().__init__(f"这个版本还不能把台账放在 {kind} 里", "请用 -f 指明 tasks.yaml 文件或它所在的文件夹")
        self.kind = kind


class LinkRefusedError(OutOfReachError):
    """Something would be written through a symbolic link that the user did not make."""

    def __init__(self, path: Path, link: Path | None = None) -> None:
        """Name the file to be written and, where it is another, the part of its path that is the link."""
        where = f"{path} 是" if link is None or link.name == path.name else f"{path} 途经的 {link} 是"
        whose = "符号链接" if link is None else "别人建的符号链接"
        super().__init__(f"{where}{whose}，什么也没有写入", "请核对是谁建的；确要写在那里，请写真正的路径，或删去链接")
        self.path = path
        self.link = link


class NotOrdinaryFileError(OutOfReachError):
    """A pipe, a device, a folder or a file with other names stands where a file of the ledger is to be written."""

    def __init__(self, path: Path, what: str = "不是普通文件") -> None:
        """Name the file, and what is wrong with it."""
        super().__init__(f"{path} {what}，什么也没有写入", "请核对是谁放的，移走后重试")
        self.path = path


class FileSwappedError(OutOfReachError):
    """Another program put another file in the place of one while it was written to."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} 正被别的程序换成另一个文件，这次没有记下", "请等它写完后重试")
        self.path = path


class LedgerFileError(RequestError):
    """A result would replace a file of a ledger."""

    def __init__(self, path: Path, what: str) -> None:
        """Name the file, and what it holds."""
        super().__init__(f"{path} 是{what}，不能覆盖", "请换一个文件名")
        self.path = path
        self.what = what


class LedgerBusyError(OutOfReachError):
    """Another process holds the ledger's lock for longer than the wait."""

    def __init__(self, holder: str) -> None:
        """Say who holds it, in the words that the holder left."""
        super().__init__(f"台账正被占用（{holder}）", "请等对方完成后重试")
        self.holder = holder


class PlanRevisedError(OutOfReachError):
    """The plan was revised between the look at a task and the recording about it."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Name the tasks and steps whose words are no longer what they were."""
        names = "、".join(ids[:5]) + ("等" if len(ids) > 5 else "")
        super().__init__(
            f"方案刚被修订，{names} 已不是原来的内容，什么也没有记录", f"请用 {as_typed(f'show {ids[0]}')} 核对后重办"
        )
        self.ids = tuple(ids)


class EvidenceTooLargeError(RequestError):
    """A file is too large to be measured as evidence."""

    def __init__(self, typed: str, limit: int) -> None:
        """Name the file, and the bound in bytes."""
        super().__init__(f"佐证 {typed} 超过 {limit // 1024**3} GB 的上限", "请选其中有用的部分，或写它的文号、存放处")
        self.typed, self.limit = typed, limit


class LettersStoppedError(OutOfReachError):
    """The writing of letters stopped in the middle; those before are whole."""

    def __init__(self, written: int, of: int, at: Path, cause: BaseException) -> None:
        """Say how many are written, at which it stopped, and why."""
        why, hint = (cause.message, cause.hint) if isinstance(cause, BaigongError) else ("已中断", "")
        done = f"前 {written} 份已写好，从 {at.name} 起没有写" if written else "一份也没有写"
        super().__init__(f"{why}；共 {of} 份督办单，{done}", hint or "再运行一次即可补齐")
        self.written, self.of, self.at = written, of, at


class ClockError(OutOfReachError):
    """The machine's clock, or its time zone, gives no day that a ledger knows."""

    def __init__(self, what: str) -> None:
        """Say what is wrong with it."""
        super().__init__(what, "请校准本机的时钟和时区（TZ）后重试")


# The command line.


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


class ConflictingOptionsError(UsageError):
    """Options that exclude each other were given together."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name the options."""
        super().__init__(f"{'、'.join(names)} 只能用一个", "请留下其中一个")
        self.names = tuple(names)


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


class LedgerPresentError(RequestError):
    """A new ledger was to be made where one is."""

    def __init__(self, folder: Path, names: str) -> None:
        """Name what is there, and show how to make one elsewhere."""
        elsewhere = as_typed("init 新台账")
        super().__init__(f"{folder} 里已有 {names}，没有覆盖", f"另建一本请写文件夹的名字，例如 {elsewhere}")
        self.folder = folder


# Numbers of tasks, steps and sections.

_WRITE_AN_ID = "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3"


class NotAnIdError(RequestError):
    """The words are no number of a task, step or section."""

    def __init__(self, typed: str) -> None:
        """Repeat the words, if there are any."""
        super().__init__(f"看不懂编号“{typed}”" if typed else "看不懂编号：里面没有数字", _WRITE_AN_ID)
        self.typed = typed


class UnknownIdError(RequestError):
    """The plan has no task, step or section of that number."""

    def __init__(self, typed: str, near: Sequence[str], sections: Sequence[str]) -> None:
        """Suggest the nearest numbers of tasks or, where none is near, name the first twenty sections."""
        has = f"相近的有 {'、'.join(near)}" if near else f"板块有 {'、'.join(sections[:20])}"
        super().__init__(f"没有编号 {typed}（{has}）", f"请用 {as_typed('list')} 核对编号")
        self.typed, self.near = typed, tuple(near)


class UnknownStepError(RequestError):
    """A task has no step of that number."""

    def __init__(self, typed: str, task: str, steps: Sequence[str]) -> None:
        """Say which steps the task has."""
        has = f"的举措为 {steps[0]}–{steps[-1]}" if steps else "没有分举措"
        super().__init__(f"没有 {typed}：任务 {task} {has}", f"请用 {as_typed(f'show {task}')} 核对")
        self.typed, self.task, self.steps = typed, task, tuple(steps)


class UnknownTaskError(RequestError):
    """A section has no task of that number."""

    def __init__(self, typed: str, section: str, tasks: Sequence[str]) -> None:
        """Say which tasks the section has."""
        super().__init__(
            f"没有 {typed}：板块 {section} 的任务为 {tasks[0]}–{tasks[-1]}", f"请用 {as_typed('list')} 核对编号"
        )
        self.typed, self.section, self.tasks = typed, section, tuple(tasks)


class BackwardRangeError(RequestError):
    """A range begins after its end."""

    def __init__(self, typed: str, first: str, last: str, task: str = "") -> None:
        """Show the range the right way round, and the `task` that may have been meant by its two numbers."""
        hint = f"任务请写成 {task}，板块区间请写成 {last}-{first}" if task else f"请写成 {last}-{first}"
        super().__init__(f"“{typed}”的起点在终点之后", hint)
        self.typed, self.task = typed, task


class UnevenRangeError(RequestError):
    """A range runs from a task to a step, or from a step of one task to one of another."""

    def __init__(self, typed: str) -> None:
        """Show what ranges there are."""
        super().__init__(
            f"“{typed}”的两端不是同一级", "请写成任务到任务（3.2-3.5）或同一任务的举措到举措（1.8.1-1.8.3）"
        )
        self.typed = typed


class SeveralTasksError(RequestError):
    """One task was wanted, and the words name several."""

    def __init__(self, typed: str, tasks: Sequence[str]) -> None:
        """Count them, and show how to name one."""
        super().__init__(f"“{typed}”是 {len(tasks)} 项任务，这里只能写一项", f"请写一项的编号，例如 {tasks[0]}")
        self.typed, self.tasks = typed, tuple(tasks)


class UnknownSectionError(RequestError):
    """No section is meant by the words, or several may be."""

    def __init__(self, typed: str, candidates: Sequence[str], all_sections: Sequence[str]) -> None:
        """List the candidates or, where there are none, the sections there are (id and title)."""
        many = bool(candidates)
        listing = "、".join((candidates or all_sections)[:20])
        super().__init__(
            f"{'有多个' if many else '没有'}板块“{typed}”，{'可能是' if many else '现有板块'}：{listing}",
            "请写板块的编号，例如 --section 3",
        )
        self.typed, self.candidates = typed, tuple(candidates)


# Units.


class NoUnitNamedError(RequestError):
    """The name of a unit is empty."""

    def __init__(self) -> None:
        """Show an example."""
        super().__init__("单位名称是空的", "请写出单位名称，例如 --unit 省财政厅")


class AmbiguousUnitError(RequestError):
    """Several units may be meant, or one by a single character only."""

    _SHOWN = 12

    def __init__(self, typed: str, candidates: Sequence[str]) -> None:
        """List the candidates, the first twelve of many."""
        some = "、".join(candidates[: self._SHOWN])
        count = f"等{len(candidates)}个" if len(candidates) > self._SHOWN else ""
        many = "有多个" if len(candidates) > 1 else "只有一个字，"
        super().__init__(f"“{typed}”{many}可能的单位：{some}{count}", "请写得更完整一些")
        self.typed, self.candidates = typed, tuple(candidates)


class UnknownUnitError(RequestError):
    """The directory and the plan know no such unit."""

    def __init__(self, typed: str, near: Sequence[str]) -> None:
        """Suggest the nearest names."""
        if near:
            super().__init__(f"没有单位“{typed}”，是不是：{'、'.join(near)}？", "名单见 data/units.yaml")
        else:
            super().__init__(f"没有单位“{typed}”", "名单见 data/units.yaml，可在其中添加单位或别名")
        self.typed, self.near = typed, tuple(near)


# Days.


class NotADateError(RequestError):
    """The words are no date."""

    def __init__(self, typed: str) -> None:
        """Show how dates are written."""
        super().__init__(
            f"看不懂日期“{typed}”", "请写成 2019-02-01、2019年2月1日、2月1日（最近的那个）、今天、昨天或上周五"
        )
        self.typed = typed


class NoSuchDayError(RequestError):
    """The month has no such day, or the year no such month."""

    def __init__(self, typed: str) -> None:
        """Repeat the words."""
        super().__init__(f"没有“{typed}”这一天", "请核对年、月、日")
        self.typed = typed


class DayOutOfRangeError(RequestError):
    """A day is too early or too late for a plan or a record to speak of."""

    def __init__(self, typed: str, first: int, last: int) -> None:
        """Name the first and the last year."""
        super().__init__(f"“{typed}”太早或太晚", f"请写 {first} 至 {last} 年之间的日期")
        self.typed = typed


class NotAMonthError(RequestError):
    """The words are no month."""

    def __init__(self, typed: str) -> None:
        """Show how months are written."""
        super().__init__(f"看不懂月份“{typed}”", "请写成 2 或 2019-02")
        self.typed = typed


class FutureDayError(RequestError):
    """What is recorded has not happened yet."""

    def __init__(self, on: date, today: date) -> None:
        """Name both days."""
        super().__init__(f"{on} 还没有到（今天是 {today}），不能记录将来的事", "请核对 --on 的日期")
        self.on, self.today = on, today


class NoNewDueError(RequestError):
    """A deferral does not say until when."""

    def __init__(self) -> None:
        """Show the option."""
        super().__init__("没有写延到哪一天", "请用 --to 写明日期，例如 --to 2019-04-30")


# Recordings: what the state of a task does not admit.


class TaskClosedError(RequestError):
    """A task was struck off, which freezes it."""

    def __init__(self, task: str, on: date, undo: str) -> None:
        """Name the task, the day of the close, and the command that takes the close back."""
        super().__init__(
            f"{task} 已于 {on} 销号，不能再改",
            f"核验不通过用 {as_typed(f'reject {task}')}；销号有误用 {undo}",
        )
        self.task, self.on, self.undo = task, on, undo


class NotInvolvedError(RequestError):
    """A unit takes no part in a task."""

    def __init__(self, unit: str, id: str, units: Sequence[str]) -> None:
        """Name those who do."""
        names = "、".join(units) or "（未列单位）"
        super().__init__(f"{unit}不承担 {id}，承担单位为：{names}", f"请核对单位；确需由其承担用 {as_typed('assign')}")
        self.unit, self.id, self.units = unit, id, tuple(units)


class AlreadyFinishedError(RequestError):
    """What is finished is not reported on as under way; it has to be reopened first."""

    def __init__(self, id: str, unit: str, now: str, wanted: str) -> None:
        """Say what it is now and what it was to become, both in words."""
        whose = f"（{unit}）" if unit else ""
        by = f" --unit {unit}" if unit else ""
        super().__init__(
            f"{id}{whose} {now}，不能再记为{wanted}", f"确需重新办理，请先用 {as_typed(f'reopen {id}{by}')}"
        )
        self.id, self.unit = id, unit


class NotFinishedError(RequestError):
    """Only what is finished is reopened."""

    def __init__(self, id: str, now: str) -> None:
        """Say what it is now, in words."""
        super().__init__(f"{id} 现在是{now}，没有办结，无须重开", "只有已完成或已取消的才能重开")
        self.id = id


class NotRecurringError(RequestError):
    """`--final` finishes what recurs, and nothing else."""

    def __init__(self, id: str) -> None:
        """Name what does not recur."""
        super().__init__(
            f"{id} 不是按期报送的事项，没有“提前结束”一说", f"办结请用 {as_typed(f'done {id}')}，不加 --final"
        )
        self.id = id


class BeforeFirstPeriodError(RequestError):
    """What recurs was reported done before the first of its periods."""

    def __init__(self, id: str, first: date) -> None:
        """Name the day on which the first period begins."""
        super().__init__(f"{id} 的第一个报送期从 {first} 开始，还没有节点可以完成", "请核对 --on 的日期")
        self.id, self.first = id, first


class NotDoneError(RequestError):
    """Only a task that is done is struck off."""

    def __init__(self, id: str, now: str) -> None:
        """Say what it is now, in words."""
        super().__init__(f"{id} 现在是{now}，没有完成，不能销号", f"请先办结：{as_typed(f'done {id}')}")
        self.id = id


class NothingToRejectError(RequestError):
    """Only a task that is done or struck off is sent back."""

    def __init__(self, id: str, now: str) -> None:
        """Say what it is now, in words."""
        super().__init__(f"{id} 现在是{now}，没有可退回的", "只有已完成或已销号的任务才能退回")
        self.id = id


class NoReasonError(RequestError):
    """A decision needs its reason."""

    def __init__(self, what: str, why: str) -> None:
        """Name the decision (退回, 延期), and what the reason says."""
        super().__init__(f"{what}没有写原因", f"请用 --reason 写明{why}")


class NoVerifierError(RequestError):
    """Nobody is named who verified, and the login of a machine is nobody."""

    def __init__(self) -> None:
        """Show how to name somebody."""
        super().__init__("没有写核验人", "请用 --verifier 写明由谁核验，或用 --by、环境变量 BAIGONG_BY 写明记录人")


class NothingToDeferError(RequestError):
    """What is finished has no date to put off."""

    def __init__(self, id: str, now: str) -> None:
        """Say what it is now, in words."""
        super().__init__(f"{id} {now}，无须延期", f"确需重新办理，请先用 {as_typed(f'reopen {id}')}")
        self.id = id


class EarlierDueError(RequestError):
    """A deferral goes forward."""

    def __init__(self, id: str, due: date, to: date) -> None:
        """Name the date in force and the one that was asked for."""
        super().__init__(f"{id} 的时限是 {due}，不能延到更早的 {to}", "延期只能往后；原定时限有误请改 tasks.yaml")
        self.id, self.due, self.to = id, due, to


class NobodyAssignedError(RequestError):
    """An assignment names nobody."""

    def __init__(self) -> None:
        """Show the options."""
        super().__init__("没有写由谁承担", "请用 --lead、--responsible、--support 写明单位，或用 --leader 写明分管领导")


class StepAloneError(RequestError):
    """What is decided of whole tasks was asked for a step."""

    def __init__(self, id: str, task: str, what: str) -> None:
        """Name the step, its task, and the decision (销号, 退回, 分工)."""
        super().__init__(f"{id} 是举措，{what}只能对整项任务", f"请写任务的编号 {task}")
        self.id, self.task = id, task


class NoTargetsError(RequestError):
    """A value was reported of tasks that have no target."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Name the tasks."""
        super().__init__(f"{'、'.join(ids)} 没有目标数值", "可用 --note 写明实际情况")
        self.ids = tuple(ids)


class UnclearTargetError(RequestError):
    """It is not clear which target a value is of."""

    def __init__(self, typed: str, targets: Sequence[str]) -> None:
        """List the targets, counted from 1."""
        listing = "；".join(f"{at} {text}" for at, text in enumerate(targets, 1))
        super().__init__(f"“{typed}”说的是哪个目标不清楚，目标有：{listing}", "请写成 --actual 序号=数值")
        self.typed, self.targets = typed, tuple(targets)


class NotAValueError(RequestError):
    """The value reached of a target is no number."""

    def __init__(self, typed: str) -> None:
        """Repeat the words."""
        super().__init__(f"实际值“{typed}”不是数字", "请写数字，例如 --actual 5.6")
        self.typed = typed


class NoRecordsError(RequestError):
    """No record stands under an id."""

    def __init__(self, id: str) -> None:
        """Name the id."""
        super().__init__(f"{id} 之下没有记录", f"请用 {as_typed('log')} 或 {as_typed('check')} 核对编号")
        self.id = id


class SameIdError(RequestError):
    """Records were to be put under the id where they stand."""

    def __init__(self, id: str) -> None:
        """Name the id."""
        super().__init__(f"新旧编号都是 {id}", f"请写成 {as_typed('relink 旧编号 新编号')}")
        self.id = id


class DecisionsOfATaskError(RequestError):
    """Records of a task that only a task can have were to be put under a step."""

    def __init__(self, old: str, new: str) -> None:
        """Name both ids."""
        super().__init__(f"{old} 的记录里有销号、退回或分工，不能改列在举措 {new} 之下", "请写任务的编号")
        self.old, self.new = old, new


class FormerIdError(RequestError):
    """The plan had that number before it was revised."""

    def __init__(self, typed: str, text: str, became: str) -> None:
        """Say what the number was, and the id that took its place ("" for none)."""
        now = f"现在是 {became}" if became else "修订后没有了"
        super().__init__(
            f"{typed} 是修订前的编号（{text[:20]}{'…' if len(text) > 20 else ''}），{now}",
            f"请写 {became}" if became else f"请用 {as_typed('list')} 核对；要记整个板块请写 板块{typed}",
        )
        self.typed, self.became = typed, became


class SlipOfTheCommaError(RequestError):
    """Two bare numbers with a comma between them name a task when the comma is a stop."""

    def __init__(self, typed: str, id: str, sections: Sequence[str]) -> None:
        """Name the task that may have been meant, and the sections."""
        whole = "、".join(f"板块{section}" for section in sections)
        super().__init__(f"“{typed}”是不是 {id}？", f"是这项任务请写 {id}；要写两个板块请写 {whole}")
        self.typed, self.id = typed, id


# Workbooks that units send back.


class WorkbookError(BaigongError):
    """A workbook cannot be read as a form that this ledger sent out."""


class DamagedWorkbookError(WorkbookError):
    """The file is damaged, or no .xlsx at all."""

    def __init__(self, why: str = "打不开，文件损坏或不是 Excel 表格") -> None:
        """Say what is wrong with it."""
        super().__init__(why, "请让单位用 Excel 或 WPS 打开，另存为 .xlsx 再发")


class OldWorkbookError(WorkbookError):
    """An .xls of before 2007, or the format of another program."""

    def __init__(self, ending: str) -> None:
        """Name the ending of the file."""
        super().__init__(f"是 {ending} 格式，读不了", "请用 Excel 或 WPS 打开，另存为 .xlsx")


class LockedWorkbookError(WorkbookError):
    """The file has a password."""

    def __init__(self) -> None:
        """Say how to take it off."""
        super().__init__("加了密码，打不开", "请让单位去掉密码后另存为 .xlsx 再发")


class VastWorkbookError(WorkbookError):
    """The file unpacks to more than any form has."""

    def __init__(self, most: int) -> None:
        """Name the bound, in bytes."""
        most_mb = most // 1024 // 1024
        super().__init__(f"展开后超过 {most_mb} MB，可能是压缩炸弹，没有读", "请核对来源，让单位在原表上重填")


class NotAFormError(WorkbookError):
    """A workbook of somebody else: no form of baigong."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("不是报送表", "请把它移出这个文件夹")


class FormWithoutRecordError(WorkbookError):
    """A form whose hidden sheet is gone or changed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("缺少发出时的信息（表是另建的，或隐藏的工作表被删改）", "请把内容填回原发的报送表，再收")


class LaterFormError(WorkbookError):
    """A form that a later version of baigong made."""

    def __init__(self, version: object) -> None:
        """Name the version of its layout."""
        super().__init__(f"是更新版本的 baigong 生成的（表式 {version}）", "请升级 baigong 后再收")


class OtherPlanError(WorkbookError):
    """A form of another plan."""

    def __init__(self, title: str) -> None:
        """Name the plan."""
        super().__init__(f"是另一份方案《{title}》的报送表", "请用 -f 指明那份方案的台账再收")


class OtherUnitError(WorkbookError):
    """A form whose head names another unit than it was made for."""

    def __init__(self, written: str, unit: str) -> None:
        """Name both units."""
        super().__init__(f"表头写的是{written}，这份表是发给{unit}的", f"请让{written}在发给它的那份表上填")


class UncollectableError(RequestError):
    """What was read back cannot be recorded as it is, and nothing was."""

    def __init__(self, faults: int, conflicts: int) -> None:
        """Count the faults and the conflicts."""
        parts = [f"{faults} 处问题" if faults else "", f"{conflicts} 处冲突" if conflicts else ""]
        ways = [
            "改好后再收，或加 --skip-bad 略过有问题的" if faults else "",
            "冲突的，加 --ours 以台账为准，或 --theirs 以报送表为准" if conflicts else "",
        ]
        super().__init__(f"有 {'、'.join(filter(None, parts))}，什么也没有记录", "；".join(filter(None, ways)))


class CellError(BaigongError):
    """What stands in one cell cannot be accepted: what is wrong, and what is accepted."""


class NoWorkbooksError(RequestError):
    """There is nothing to collect, or far too much."""

    def __init__(self, count: int) -> None:
        """Count what there is."""
        if count:
            super().__init__(f"有 {count} 个文件，太多", "请只给出放报送表的文件夹")
        else:
            super().__init__("没有可收的报送表", "请给出填好的 .xlsx，或放着它们的文件夹")


class MovedMeanwhileError(RequestError):
    """Somebody recorded something between the question and the recording."""

    def __init__(self) -> None:
        """Ask to begin again."""
        super().__init__("台账刚刚另有记录，与刚才列出的不同，什么也没有记录", "请再收一次")


class NoSuchWeekError(RequestError):
    """There is no such week, or it is too far ahead."""

    def __init__(self, number: int, running: int) -> None:
        """Name the running week."""
        super().__init__(f"不能发第 {number} 周的报送表（本周是第 {running} 周）", "请写已开始的周，或下一周")


class NotAFolderError(RequestError):
    """A file a unit was to be written, and the place is one file, or named like one."""

    def __init__(self, path: Path) -> None:
        """Name it, and show what can be written where."""
        super().__init__(f"{path} 不是文件夹，这里一个单位写一份文件", "请用 -o 指明一个文件夹，例如 -o 发文")
        self.path = path
