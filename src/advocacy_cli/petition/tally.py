"""The counts of a petition."""

from __future__ import annotations

from collections import Counter

from advocacy_cli.model.petitions import Tally
from advocacy_cli.petition.store import Store

_DAY = len("2026-09-24")


def tally(store: Store) -> Tally:
    """Count what stands; countries with most signatures first, days in their order."""
    signatures = store.standing
    countries = Counter(signature.country for signature in signatures)
    days = Counter(signature.at[:_DAY] for signature in signatures)
    consents = Counter(str(purpose) for one in signatures for purpose in one.agreed)
    no_country, no_day = countries.pop("", 0), days.pop("", 0)
    return Tally(
        online=len(signatures),
        paper=sum(sheet.count for sheet in store.sheets.values()),
        sheets=len(store.sheets),
        withdrawn=len(store.withdrawals),
        by_country=dict(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))),
        by_day=dict(sorted(days.items())),
        consents=dict(sorted(consents.items())),
        country_unknown=no_country,
        day_unknown=no_day,
        set_aside=len(store.signatures) - len(signatures),
    )
