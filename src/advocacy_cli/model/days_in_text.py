"""Days that people write into texts: with what happened to a group they tell who was in it."""

from __future__ import annotations

import re

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug"),
    *("sep", "sept", "oct", "nov", "dec", "janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre", "januar", "jänner"),
    *("februar", "märz", "juni", "juli", "oktober", "dezember", "enero", "febrero", "marzo"),
    *("abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    "diciembre",
)
"""In English, French, German and Spanish. "12 may" is a day in them, though it may be none."""
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b"
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_NAMED_DAY = re.compile(
    "|".join(
        (
            r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
            rf"{_DAY}[./]\s?(?:0?[1-9]|1[0-2])[./]\s?(?:\d{{4}}|\d{{2}})(?!\d)",
            rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de))?\s+{_MONTH}",
            rf"\b{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?\b",
            r"\d{1,2}\s*月\s*\d{1,2}\s*日",
            r"\d{1,2}\s*월\s*\d{1,2}\s*일",
        )
    ),
    re.IGNORECASE,
)


def day_told(text: str) -> str | None:
    """The first day that a text tells, as it is written there; a month alone is none."""
    found = _NAMED_DAY.search(text)
    return found[0] if found else None
