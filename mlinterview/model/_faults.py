"""What pydantic found, in words."""

from __future__ import annotations

from pydantic import ValidationError

__all__ = ["first_fault"]


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The place (empty for the whole) and the reason of the first thing that is wrong."""
    detail = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, detail["loc"]))
    return place, str(detail["msg"]).removeprefix("Value error, ")
