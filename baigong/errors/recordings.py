"""Recordings that the state of a task does not admit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baigong.errors.base import RequestError
from baigong.words import as_typed


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


class NotYetInvolvedError(RequestError):
    """A unit was given a part in a task later than the day of its report."""

    def __init__(self, unit: str, id: str, day: date) -> None:
        """Name the day, and say how an assignment of that time is recorded."""
        assign = as_typed("assign")
        super().__init__(
            f"{unit}在 {day} 还不承担 {id}，是以后才分给它的",
            f"请核对 --on 的日期；当时已由其承担的，用 {assign} 补记分工，--on 写当时的日期",
        )
        self.unit, self.id, self.day = unit, id, day


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


class ActualValueError(RequestError):
    """A value reached cannot be recorded. `accepted` is the hint for a cell of a form, where no option stands."""

    def __init__(self, message: str, hint: str, accepted: str) -> None:
        """Keep the hint for the command line apart from that for a cell."""
        super().__init__(message, hint)
        self.accepted = accepted


class NoTargetsError(ActualValueError):
    """A value was reported of tasks that have no target."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Name the tasks."""
        super().__init__(f"{'、'.join(ids)} 没有目标数值", "可用 --note 写明实际情况", "请把实际情况写在进展情况里")
        self.ids = tuple(ids)


class UnclearTargetError(ActualValueError):
    """It is not clear which target a value is of."""

    def __init__(self, typed: str, targets: Sequence[str]) -> None:
        """List the targets, counted from 1."""
        listing = "；".join(f"{at} {text}" for at, text in enumerate(targets, 1))
        super().__init__(
            f"“{typed}”说的是哪个目标不清楚，目标有：{listing}", "请写成 --actual 序号=数值", "请写成 序号=数值"
        )
        self.typed, self.targets = typed, tuple(targets)


class NotAValueError(ActualValueError):
    """The value reached of a target is no number."""

    def __init__(self, typed: str) -> None:
        """Repeat the words."""
        super().__init__(f"实际值“{typed}”不是数字", "请写数字，例如 --actual 5.6", "请写数字，例如 5.6")
        self.typed = typed


class ValueTooLargeError(ActualValueError):
    """The value reached of a target is beyond all sums."""

    def __init__(self, typed: str) -> None:
        """Repeat the value."""
        super().__init__(f"实际值 {typed} 超出范围", "请核对数值和单位", "请核对数值和单位")
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


# Records that are taken back.


class UnknownRecordError(RequestError):
    """No record has an id, or the part of one, or several have."""

    def __init__(self, typed: str, *, several: bool) -> None:
        """Say which."""
        super().__init__(f"{'有多条' if several else '没有'}记录 {typed}", f"记录号见 {as_typed('log')}")
        self.typed, self.several = typed, several


class AlreadyRetractedError(RequestError):
    """A record was taken back before."""

    def __init__(self, id: str, restore: str) -> None:
        """Name the record, and the command that restores it."""
        super().__init__(f"记录 {id} 已被撤回过", f"要恢复它，请撤回那条撤回记录：{restore}")
        self.id, self.restore = id, restore


class NothingToRetractError(RequestError):
    """An author has recorded nothing that could be taken back."""

    def __init__(self, author: str) -> None:
        """Name the author."""
        super().__init__(
            f"没有“{author}”可以撤回的记录", f"他人的记录请写记录号（见 {as_typed('log')}），或用 --by 指明记录人"
        )
        self.author = author


class RecordUnderCloseError(RequestError):
    """A record of a task that was struck off since is not taken back before the close is."""

    def __init__(self, task: str, on: date, undo: str) -> None:
        """Name the task, the day of the close, and the command that takes the close back."""
        super().__init__(f"{task} 已于 {on} 销号，不能撤回它的记录", f"请先撤回销号：{undo}")
        self.task, self.on, self.undo = task, on, undo
