"""The commands, a line each: name, module, where the help lists it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from baigong.deferred import dataclass

SETTING_UP, LOOKING, RECORDING, SUPERVISING = "建立台账", "查询", "记录", "督查"


@dataclass(frozen=True)
class Command:
    """One command; its module is imported when it is called, and holds the function `command`."""

    name: str
    panel: str
    help: str

    @property
    def records(self) -> bool:
        """Whether it may write events, so that after a failure the records should be checked."""
        return self.panel in (RECORDING, SUPERVISING) and self.name not in ("remind", "forms")

    def load(self) -> Callable[..., Any]:
        """Give the function of the command."""
        function: Callable[..., Any] = import_module(f"baigong.cli.{self.name}").command
        return function


COMMANDS: dict[str, Command] = {
    name: Command(name, panel, help)
    for name, panel, help in (
        ("init", SETTING_UP, "新建台账，用随附的首份方案或自己的方案。"),
        ("parse", SETTING_UP, "读取方案文档，生成 tasks.yaml。"),
        ("add", SETTING_UP, "加一项文件里没有的任务：领导批示、会议议定事项。"),
        ("edit", SETTING_UP, "改正任务文件里写错、读错的内容，不必自己写 YAML。"),
        ("sync", SETTING_UP, "与另一本台账互相补齐记录：离线记的送上去，别人记的取回来。"),
        ("check", SETTING_UP, "检查台账的每个文件。"),
        ("schema", SETTING_UP, "输出 tasks.yaml 的 JSON Schema。"),
        ("db", SETTING_UP, "多个单位共用的台账（PostgreSQL）：建表、发布方案、授权。"),
        ("list", LOOKING, "列出任务，可按单位、状态、亮灯等筛选。"),
        ("show", LOOKING, "一项任务的全部情况。"),
        ("overdue", LOOKING, "列出逾期事项：逾期几天、由谁负责。"),
        ("report", LOOKING, "周报、月报。"),
        ("units", LOOKING, "考核：各责任单位的名次，或按本单位的办法计分。"),
        ("contacts", LOOKING, "通讯录：各单位的负责同志、联系人、电话，最近一次报告。"),
        ("plans", LOOKING, "几个方案放在一起：列出、归档、结转。"),
        ("export", LOOKING, "导出整本台账：Excel 工作簿、日历、任务管理软件。"),
        ("log", LOOKING, "列出记录，已撤回的也在。"),
        ("done", RECORDING, "记为已完成。"),
        ("start", RECORDING, "记为推进中（开始办理）。"),
        ("progress", RECORDING, "记录进度、进展说明、目标实际值。"),
        ("block", RECORDING, "记为受阻，原因用 --note 说明。"),
        ("reopen", RECORDING, "重开已完成或已取消的事项。"),
        ("drop", RECORDING, "记为已取消，不再计入进度。"),
        ("undo", RECORDING, "撤回记错的记录。"),
        ("close", SUPERVISING, "销号：核验通过，不再改动。"),
        ("reject", SUPERVISING, "退回：核验不通过，回到推进中。"),
        ("defer", SUPERVISING, "延期，须写明原因。"),
        ("assign", SUPERVISING, "调整分工：牵头、责任、配合单位。"),
        ("relink", SUPERVISING, "方案修订后，把旧编号的记录改列到新编号。"),
        ("divide", SUPERVISING, "分解：建议每项任务由谁牵头，由人定夺。"),
        ("forms", SUPERVISING, "报送表：一个单位一份 .xlsx，发下去填。"),
        ("collect", SUPERVISING, "收回填好的报送表，一并记录。"),
        ("remind", SUPERVISING, "督办单：逾期、滞后、临近时限的事项，一个单位一份。"),
    )
}
