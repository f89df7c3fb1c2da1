"""Amendments of the plan by hand, a task added or corrected, that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.errors.base import RequestError, UsageError
from baigong.words import as_typed


class AmendmentRefusedError(RequestError):
    """With the amendment, the plan would no longer be sound."""

    def __init__(self, fault: str, hint: str = "") -> None:
        """Say what would be wrong."""
        super().__init__(f"{fault}，没有改动台账", hint or "请核对后再办")
        self.fault = fault


class UnusualLayoutError(RequestError):
    """The file is laid out in a way that an amendment cannot be written into without touching other words."""

    def __init__(self, path: str, id: str) -> None:
        """Name the file and the task or section."""
        super().__init__(
            f"{path} 里 {id} 一段的写法特殊（写在一行里，或与别的内容连在一起），没有改动",
            "请用编辑器改这一段，改后用 " + as_typed("check") + " 核对",
        )
        self.id = id


class PlanChangedError(RequestError):
    """What is to be amended was given other words, or went, since it was looked at."""

    def __init__(self, id: str) -> None:
        """Name the task or step."""
        super().__init__(f"核对的时候，{id} 在台账里又有了变动，没有改动", f"请用 {as_typed(f'show {id}')} 核对后再办")
        self.id = id


class NotOfAStepError(RequestError):
    """A step has words and dates of its own, and nothing else that could be edited."""

    def __init__(self, id: str, options: Sequence[str], task: str) -> None:
        """Name the step, the options it cannot take, and its task."""
        named = "、".join(options)
        super().__init__(f"{id} 是举措，不能用 {named}", f"举措只能改 --text、--due、--every；任务请写 {task}")
        self.id, self.options = id, tuple(options)


class NothingToEditError(UsageError):
    """`edit` was told no field."""

    def __init__(self, options: Sequence[str]) -> None:
        """List the options there are."""
        super().__init__("没有写要改什么", f"可用：{'、'.join(options)}")


class NoTaskTextError(UsageError):
    """A task was to be added, or a step of it, without any words."""

    def __init__(self) -> None:
        """Show how one is added."""
        super().__init__(
            "没有写要办的事", f"例如 {as_typed('add 报送春耕物资储备情况 --lead 省农业农村厅 --due 3月10日')}"
        )


class MissingDetailError(UsageError):
    """A task that no document holds was to be added without what every task must say."""

    def __init__(self, what: str, option: str, example: str) -> None:
        """Say what is missing, and the option that gives it."""
        super().__init__(f"没有写{what}", f"请加 {option}，例如 {option} {example}")
        self.option = option


class NoSectionError(RequestError):
    """A plan has no section that a task could be added to."""

    def __init__(self, path: str) -> None:
        """Name the file of the plan."""
        super().__init__(f"{path} 里还没有板块，没有地方加任务", "请在 sections 之下先写一个板块（id 和 title）")


class UnreadableRecurrenceError(RequestError):
    """The words after --every state no recurrence."""

    def __init__(self, typed: str) -> None:
        """Quote the words."""
        super().__init__(f"看不懂“{typed}”是多久一次", "请写 每月、每月25日前、每周五、每季度、每半年、持续推进 或 无")
        self.typed = typed
