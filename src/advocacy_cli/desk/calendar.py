"""The days of all clocks as a calendar file (RFC 5545): the only user of `icalendar`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advocacy_cli.desk.looking import Standing, with_days
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.model.clocks import Due
from advocacy_cli.model.filters import EVERYTHING, Filter

if TYPE_CHECKING:
    from icalendar import Event

DUE_WORDS = {
    Due.REMIND: "think of the reply awaited",
    Due.REPLY: "last day for a reply",
    Due.LONG_OVERDUE: "long overdue from tomorrow",
    Due.ANSWER: "last day to answer the reply",
    Due.PUBLIC: "no longer confidential",
}
"""What a day asks for, as a person would say it."""


def calendar(workplace: Workplace, only: Filter = EVERYTHING) -> bytes:
    """A calendar of the days of the letters that `only` keeps, all of them whole days.

    An entry keeps its UID when its day is moved, so that a calendar program that reads the file
    again moves it too.

    Raises:
        AdvocacyError: the ledger or campaign.yaml cannot be read.
    """
    from icalendar import Calendar

    campaign, _ = workplace.campaign()
    made = Calendar()
    made.add("prodid", "-//advocacy-cli//clocks//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", campaign.settings.name)
    stamp = workplace.now().astimezone(dt.UTC).replace(microsecond=0)
    for standing in with_days(workplace, only):
        recipient = campaign.recipient(standing.record.key.addressee)
        name = recipient.display_name if recipient else standing.record.key.addressee
        for entry in _entries(standing, name, stamp):
            made.add_component(entry)
    return bytes(made.to_ical())


def _entries(standing: Standing, name: str, stamp: dt.datetime) -> Iterator[Event]:
    """The days of one letter; `name` is its addressee's."""
    from icalendar import Event

    reference = standing.record.reference
    number: Counter[Due] = Counter()
    for due, on in standing.clock.days:
        number[due] += 1
        which = f"{due.value}-{number[due]}" if due is Due.REMIND else due.value
        entry = Event()
        entry.add("uid", f"{reference}-{which}@advocacy-cli")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", on)
        entry.add("dtend", on + dt.timedelta(days=1))
        entry.add("summary", f"{reference}: {DUE_WORDS[due]}")
        latest = ": the latest that it can be" if standing.clock.is_reckoned else ""
        entry.add("description", f"To {name}{latest}")
        entry.add("transp", "TRANSPARENT")
        yield entry
