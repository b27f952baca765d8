"""Posts that close: who takes their letters from that day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.recipients import Area, Recipient


def successor(campaign: Campaign, closed: Recipient, today: dt.date) -> Recipient | None:
    """Who has taken over from a post that is closed by today: the first in line that is open.

    None where the post is open, or nobody in line is.
    """
    seen = {closed.id}
    post: Recipient | None = closed
    while post and post.is_closed(today):
        post = campaign.recipient(post.succeeded_by) if post.succeeded_by else None
        if post is None or post.id in seen:
            return None
        seen.add(post.id)
    return None if post is closed else post


def in_office(campaign: Campaign, today: dt.date) -> Iterator[Recipient]:
    """The recipients that are not closed today; who took over serves what the other did."""
    taken: dict[str, tuple[Area, ...]] = {}
    for one in campaign.recipients.values():
        if one.is_closed(today):
            after = successor(campaign, one, today)
            if after:
                taken[after.id] = (*taken.get(after.id, ()), *one.serves)
    for one in campaign.recipients.values():
        areas = [area for area in taken.get(one.id, ()) if area not in one.serves]
        if not one.is_closed(today):
            serves = (*one.serves, *areas)
            yield one.model_copy(update={"serves": serves}) if areas else one
