"""Days as the office counts them: weeks of a plan, recurrence, working days, named periods, written days."""

from baigong.calendar.days import DAY, FIRST_DAY, LAST_DAY, long_day, say_day, short_day, weekday
from baigong.calendar.holidays import is_working_day, knows_holidays, named_period, working_days, working_days_left
from baigong.calendar.recurrence import SHORTEST, Span, Spans, begins_period, checkpoints, scheduled
from baigong.calendar.weeks import Week, month_end, week, week_of
from baigong.calendar.written_days import read_day

__all__ = [
    "DAY",
    "FIRST_DAY",
    "LAST_DAY",
    "SHORTEST",
    "Span",
    "Spans",
    "Week",
    "begins_period",
    "checkpoints",
    "is_working_day",
    "knows_holidays",
    "long_day",
    "month_end",
    "named_period",
    "read_day",
    "say_day",
    "scheduled",
    "short_day",
    "week",
    "week_of",
    "weekday",
    "working_days",
    "working_days_left",
]
