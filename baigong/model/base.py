"""What all models share: frozen, without unknown keys (a typo must not be lost in silence), without NaN."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from baigong.calendar import FIRST_DAY, LAST_DAY

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day of a plan, within bounds, since weeks and checkpoints are counted between days."""

LARGEST = 10**15
"""The largest number of a plan or a record, so that sums stay finite and can be printed."""

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
"""A number of a plan or a record: a target's value, a value reached."""


class Frozen(BaseModel):
    """A value that never changes once made; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
