"""Ids of entries: made of names, and told from the numbers of rows."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from advocacy_cli.campaign.tables.headers import plain
from advocacy_cli.model.values import is_identifier

MAX_SLUG = 56

_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"}
)


def slug_of(title: str) -> str:
    """An id made of a name: its Latin letters and digits, or a digest where it has none."""
    bare = unicodedata.normalize("NFKD", title.casefold().translate(_SPELT)).encode(
        "ascii", "ignore"
    )
    slug = "-".join(re.findall(r"[a-z0-9]+", bare.decode()))[:MAX_SLUG].strip("-")
    if slug and not slug.isdigit():
        return f"{slug}-1" if slug in {"all", "direct", "jurisdiction"} else slug
    return f"n-{hashlib.sha256(plain(title).encode()).hexdigest()[:8]}"


def title_of(flat: Mapping[str, str]) -> str:
    """What an entry is called: a person's name, else an organisation's, else an office's."""
    for base in ("name", "organisation", "office"):
        for name, text in flat.items():
            if text and (name == base or name.startswith(f"{base}[")):
                return text
    return ""


def said_id(flat: Mapping[str, str]) -> str:
    """The id that a row gives its entry; empty where its `id` cannot be one of a list.

    A number without letters is that of a row, a page or another program, and says nothing of
    who the row is about.
    """
    text = flat.get("id", "")
    return text if is_identifier(text) and re.search("[a-z]", text) else ""


def uids_of(flat: Mapping[str, str]) -> list[str]:
    """The uids that mean a sender: their own, and those of entries that were merged into it."""
    return f"{flat.get('uid', '')} {flat.get('merged_uids', '')}".split()
