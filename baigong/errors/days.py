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
