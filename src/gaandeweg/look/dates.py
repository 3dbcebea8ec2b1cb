"""Dates as people say them."""

from __future__ import annotations

from datetime import date

from django.utils import dateformat
from django.utils.translation import get_language, gettext, gettext_noop

_NEAR = {-1: gettext_noop("yesterday"), 0: gettext_noop("today"), 1: gettext_noop("tomorrow")}


def said_date(day: date, *, today: date) -> str:
    """Say a day as a colleague would: today, yesterday, Thu 12 Nov, Thu 12 Nov 2025."""
    near = _NEAR.get((day - today).days)
    if near is not None:
        return gettext(near)
    # Dutch months have no capital: M gives «Nov», b gives «nov».
    month = "M" if (get_language() or "").startswith("en") else "b"
    year = "" if day.year == today.year else " Y"
    return dateformat.format(day, f"D j {month}{year}")
