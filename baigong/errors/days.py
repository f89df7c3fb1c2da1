"""Words that are no day, and days that a plan or a record cannot speak of."""

from __future__ import annotations

from datetime import date

from baigong.errors.base import RequestError


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


class NoSuchWeekError(RequestError):
    """There is no such week, or it is too far ahead."""

    def __init__(self, number: int, running: int) -> None:
        """Name the running week."""
        super().__init__(f"不能发第 {number} 周的报送表（本周是第 {running} 周）", "请写已开始的周，或下一周")


# Periods that are reported on.


class WeekNumberError(RequestError):
    """A plan has no week of that number."""

    def __init__(self, number: int) -> None:
        """Repeat the number; weeks are counted from 1."""
        super().__init__(f"没有第 {number} 周", "请核对周次" if number > 0 else "周次从 1 起，第 1 周含方案起始日")
        self.number = number


class WeekNotBegunError(RequestError):
    """A week lies ahead."""

    def __init__(self, number: int, start: date, end: date, today: date, running: int) -> None:
        """Name its days, today, and the number of the running week."""
        super().__init__(f"第 {number} 周（{start} 至 {end}）还没有开始，今天是 {today}", f"最近的是第 {running} 周")
        self.number, self.start, self.today, self.running = number, start, today, running


class PlanNotBegunError(RequestError):
    """The plan begins after today, so that it has no running week."""

    def __init__(self, start: date, today: date) -> None:
        """Name both days."""
        super().__init__(f"方案 {start} 才开始，今天（{today}）还没有周报", "可用 --as-of 指定日期")
        self.start, self.today = start, today


class DayAheadError(RequestError):
    """A day lies ahead."""

    def __init__(self, day: date, today: date) -> None:
        """Name both days."""
        super().__init__(f"{day} 还没有到，今天是 {today}", "请指定今天或以前的日期")
        self.day, self.today = day, today


class DayBeforePlanError(RequestError):
    """A day lies before the first week of the plan."""

    def __init__(self, day: date, start: date) -> None:
        """Name the day, and the first of the plan."""
        super().__init__(f"{day} 在方案起始日 {start} 之前", "请指定方案开始以后的日期")
        self.day, self.start = day, start


class MonthNotBegunError(RequestError):
    """A month lies ahead."""

    def __init__(self, year: int, month: int, today: date) -> None:
        """Name the month, and today."""
        super().__init__(f"{year}年{month}月还没有开始，今天是 {today}", "请指定已开始的月份")
        self.year, self.month, self.today = year, month, today


class MonthBeforePlanError(RequestError):
    """A month ends before the plan begins."""

    def __init__(self, year: int, month: int, start: date) -> None:
        """Name the month, and the first day of the plan."""
        super().__init__(f"{year}年{month}月在方案起始日 {start} 之前", "请指定方案开始以后的月份")
        self.year, self.month, self.start = year, month, start


class SpanNotBegunError(RequestError):
    """A quarter or a year has not begun."""

    def __init__(self, label: str, start: date, today: date) -> None:
        """Name it and the day it begins."""
        super().__init__(f"{label}还没有开始（{start} 起，今天是 {today}）", "请写已经开始的时段")
        self.label, self.start = label, start


class SpanBeforePlanError(RequestError):
    """A quarter or a year was over before the plan began."""

    def __init__(self, label: str, plan_start: date) -> None:
        """Name it and the day the plan begins."""
        super().__init__(f"{label}在方案起始（{plan_start}）以前", "请写方案起始以后的时段")
        self.label = label


class NotAQuarterError(RequestError):
    """The words name no quarter."""

    def __init__(self, typed: str) -> None:
        """Repeat them."""
        super().__init__(f"看不懂季度“{typed}”", "请写成 2019Q1 或 2019年第1季度")
        self.typed = typed


class NotAYearError(RequestError):
    """The words name no year."""

    def __init__(self, typed: str) -> None:
        """Repeat them."""
        super().__init__(f"看不懂年份“{typed}”", "请写成 2019")
        self.typed = typed
