"""Plain data of a file made into a model, every fault of it said in Chinese at its line."""

from __future__ import annotations

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from baigong.calendar import LAST_DAY, read_day
from baigong.errors import BaigongError, DataError
from baigong.model.plan import Former, LightRule, Plan, PlanFaultError, PlanHead, Section, Step, Target, Task
from baigong.model.units import Unit, UnitsFile
from baigong.store.yaml_text import Loaded
from baigong.words import as_typed

_REWRITE: dict[type[BaseModel], str] = {
    Plan: f"请用 {as_typed('parse')} 重新生成",
    UnitsFile: "请写成 units: 之下每个单位一段，每段以“- name: 单位名称”开头",
}

MAX_FAULTS = 1000
"""The most faults of one file that are told; nobody mends more at a time."""

_Model = TypeVar("_Model", bound=BaseModel)


def validate(model: type[_Model], path: Path, loaded: Loaded, faults: list[DataError]) -> _Model | None:
    """Make a model of loaded data, adding its faults, in the order of their lines, to `faults`."""
    if not isinstance(loaded.data, dict):
        fields = model.model_fields
        required = {name: field for name, field in fields.items() if field.is_required()}
        wanted = "、".join(field.alias or name for name, field in (required or fields).items())
        faults.append(DataError(path, 1, f"最外层应当是带 {wanted} 的映射", _REWRITE[model]))
        return None
    try:
        return model.model_validate(loaded.data)
    except ValidationError as error:
        details = sorted(error.errors(include_url=False), key=lambda each: loaded.line(each["loc"]) or 0)
        problems = [_fault(path, loaded, each) for each in details[:MAX_FAULTS]]
        faults.extend(sorted(problems, key=lambda fault: fault.line or 0))
        return None


def _fault(path: Path, loaded: Loaded, details: ErrorDetails) -> DataError:
    problem = details.get("ctx", {}).get("error")
    if isinstance(problem, PlanFaultError):
        return DataError(path, loaded.line(problem.path), f"{_say(problem.path)}: {problem.message}", _MEND_PROBLEM)
    at = details["loc"]
    message, hint = _explain(details, problem)
    return DataError(path, loaded.line(at), f"{_say(at)}: {message}", hint)


_MEND_PROBLEM = "请对照原文改正"

# What stands under each key of the files, to suggest the key that was meant there.
_UNDER: dict[str, type[BaseModel]] = {
    "plan": PlanHead,
    "sections": Section,
    "tasks": Task,
    "steps": Step,
    "targets": Target,
    "lights": LightRule,
    "former": Former,
    "units": Unit,
}


def _keys(at: tuple[str | int, ...]) -> list[str]:
    """Give the keys that a mapping at this place may have."""
    under = next((part for part in reversed(at) if isinstance(part, str)), "")
    models: list[type[BaseModel]] = [_UNDER[under]] if under in _UNDER else [Plan, UnitsFile]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


_EXPLAINED = {
    "missing": ("缺少这一项", "请补上"),
    "string_too_short": ("不能为空", "请填写，或删去这一项"),
    "string_pattern_mismatch": ("不能为空", "请填写，或删去这一项"),
    "date_from_datetime_parsing": ("不是日期，或没有这一天", "请写成 2019-02-01"),
    "date_from_datetime_inexact": ("带了时刻，应当只是日期", "请写成 2019-02-01"),
    "date_parsing": ("不是日期，或没有这一天", "请写成 2019-02-01"),
    "date_type": ("不是日期", "请写成 2019-02-01"),
    "list_type": ("应当是列表", "请写成 [甲, 乙] 或每行一个“- ”"),
    "tuple_type": ("应当是列表", "请写成 [甲, 乙] 或每行一个“- ”"),
    "model_type": ("应当是带键的映射", "请写成“键: 值”的样子"),
    "bool_type": ("应当是 true 或 false", "请改成 true 或 false"),
    "bool_parsing": ("应当是 true 或 false", "请改成 true 或 false"),
    "float_parsing": ("应当是数字", "请改成数字"),
    "float_type": ("应当是数字", "请改成数字"),
    "string_type": ("应当是文字", "请加上引号"),
    "finite_number": ("应当是数字", "请改成数字"),
    "int_type": ("应当是整数", "请改成整数"),
    "int_parsing": ("应当是整数", "请改成整数"),
    "int_from_float": ("应当是整数", "请改成整数"),
    "int_parsing_size": ("数字太大", "请核对"),
    "dict_type": ("应当是带键的映射", "请写成“键: 值”的样子"),
}


_BEYOND = {"greater_than_equal": "不能小于（早于）", "less_than_equal": "不能大于（晚于）"}


def _explain(details: ErrorDetails, problem: Any) -> tuple[str, str]:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "string_type":
        return _no_text(details["loc"], value)
    if kind == "extra_forbidden":
        *place, key = details["loc"]
        near = difflib.get_close_matches(str(key), _keys(tuple(place)), n=1)
        return f"不认识的键{f'，是不是 {near[0]}？' if near else ''}", f"请核对拼写；允许的键见 {as_typed('schema')}"
    message, hint = _EXPLAINED.get(kind, ("不合规定", f"允许的写法见 {as_typed('schema')}"))
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", "、")
        message, hint = f"“{value}”不在允许的取值之内", f"允许：{allowed}"
    elif kind == "value_error":
        message, hint = str(problem), "请核对"
    elif kind in _BEYOND:
        message, hint = f"“{value}”{_BEYOND[kind]} {next(iter(context.values()), '')}", "请核对"
    elif kind.startswith("date") and isinstance(value, (str, int)):
        day = _meant_day(str(value))
        if day:
            return f"“{value}”的写法不对", f"请写成 {day}"
        # 20190230 YAML takes for a number, and Pydantic a number for a moment.
        message = f"“{value}”{_EXPLAINED['date_parsing'][0] if str(value).isdigit() else message}"
    return message, hint


def _meant_day(text: str) -> date | None:
    """Read a day that is written otherwise than YAML wants it: 20190205, 2019.2.5, 2019年2月5日."""
    try:
        # Only days with their year: what the year was, the file does not say.
        return read_day(text, LAST_DAY) if re.match(r"\d{4}", text) else None
    except BaigongError:
        return None


def _no_text(at: tuple[str | int, ...], value: Any) -> tuple[str, str]:
    if value is None:
        return "不能为空", "请填写，或删去这一项"
    if at and at[-1] == "id":
        return f"编号 {value} 没有加引号，会被当成数字（3.10 会变成 3.1）", "请给编号加上引号，例如 '3.10'"
    return _EXPLAINED["string_type"]


def _say(path: tuple[str | int, ...]) -> str:
    return re.sub(r"\.\[", "[", ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path)) or "文件"
