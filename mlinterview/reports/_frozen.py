"""What all records of a report share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Frozen", "Range"]

Range = tuple[float, float]


class Frozen(BaseModel):
    """A frozen record; fields of a later version are kept out without a fault."""

    model_config = ConfigDict(frozen=True, extra="ignore")
