"""Whose work a task's words are: the duties of every kind of department, and a ranking of units by them."""

from __future__ import annotations

from baigong.duties.departments import Department, Departments, shipped_departments
from baigong.duties.ranking import CLEAR, Candidate, Duties, clear_lead, rank, words_of

__all__ = [
    "CLEAR",
    "Candidate",
    "Department",
    "Departments",
    "Duties",
    "clear_lead",
    "rank",
    "shipped_departments",
    "words_of",
]
