"""Where the envelopes of a request go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model import doubts
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.closing import in_office, successor
from advocacy_cli.model.letters import DIRECT, TAG
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.routing import Posts
from advocacy_cli.model.selection import known_recipient, nearest
from advocacy_cli.model.senders import Sender

JURISDICTION = "jurisdiction"


class DeliveryPoints:
    """Where the envelopes of one request go, as its `via` says.

    Args:
        campaign: the recipients there are.
        asked: what was asked for, each `jurisdiction`, `direct`, a recipient id or `tag:NAME`.
        default: what holds where nothing was.
        today: posts that are closed by then are served by those that took over.

    Raises:
        AdvocacyError: a `via` names nothing there is, or what has errors.

    Attributes:
        unusable: entries with errors that may be delivery points as well.
        are_several: whether each letter may go through several points.
        are_asked_for: whether they were asked for.
    """

    def __init__(
        self, campaign: Campaign, asked: Sequence[str], default: str, today: dt.date
    ) -> None:
        self._campaign = campaign
        self._today = today
        self._vias = list(dict.fromkeys(asked or (default,)))
        self._posts: Posts | None = None
        self._in_doubt = doubts.PostsInDoubt(campaign)
        found = [one for via in self._vias for one in doubts.unusable_posts(campaign, via)]
        self.unusable = list({one.name: one for one in found}.values())
        if JURISDICTION in self._vias:
            self._posts = Posts(in_office(campaign, today))
        self._named = {
            via: _named_points(campaign, via)
            for via in self._vias
            if via not in {JURISDICTION, DIRECT}
        }
        self.are_several = len(self._vias) > 1 or self._vias[0].startswith(TAG)
        self.are_asked_for = bool(asked)

    @property
    def at_most(self) -> int:
        """How many there are for one letter, unless there are fewer."""
        points = sum(len(self._named.get(via, [via])) for via in self._vias)
        return points + len(self.unusable) or 1

    def of(self, addressee: Recipient, sender: Sender) -> Iterable[Recipient | None]:
        """The delivery points of one letter, each once; None stands for the addressee's address.

        Raises:
            AdvocacyError: no post serves the sender, or one with errors may.
        """
        found = [point for via in self._vias for point in self._of(via, addressee, sender)]
        return {point.id if point else DIRECT: point for point in found}.values()

    @property
    def have_closed(self) -> bool:
        """Whether a post that was named is closed, so that another may stand for it."""
        named = {name for names in self._named.values() for name in names}
        return any(self._campaign.recipients[name].is_closed(self._today) for name in named)

    def now(self, via: str) -> str:
        """The id of the point that letters through this one go through today."""
        return point_now(self._campaign, via, self._today)

    def _of(self, via: str, addressee: Recipient, sender: Sender) -> Iterator[Recipient | None]:
        if via == JURISDICTION and self._posts:
            self._in_doubt.require_none(addressee, sender)
            post = self.now(sender.post) if sender.post else None
            there = sender if post == sender.post else sender.model_copy(update={"post": post})
            yield self._posts.post_for(addressee, there)
        elif via == DIRECT:
            yield None
        else:
            yield from map(self._campaign.recipients.__getitem__, self._named[via])


def point_now(campaign: Campaign, via: str, today: dt.date) -> str:
    """The id of the delivery point that took over from this one, if it is closed; else its own."""
    point = None if via == DIRECT else campaign.recipient(via)
    after = successor(campaign, point, today) if point else None
    return after.id if after else point.id if point else via


def _named_points(campaign: Campaign, via: str) -> list[str]:
    if not via.startswith(TAG):
        return [known_recipient(campaign, via).id]
    tag = via.removeprefix(TAG)
    posts = [name for name, post in campaign.recipients.items() if tag in post.tags]
    if not posts and not doubts.unusable_posts(campaign, via):
        tags = {tag for recipient in campaign.recipients.values() for tag in recipient.tags}
        hint = nearest(tag, tags) or "see `advocacy recipients list`"
        raise AdvocacyError(Problem("no_post", f"no recipient has the tag {tag!r}", hint=hint))
    return posts


def require_usable(addressee: Recipient, post: Recipient | None) -> None:
    """Make sure a letter to `addressee` can be posted to `post` (None: to the addressee).

    Raises:
        AdvocacyError: there is no address, or the post belongs to another country.
    """
    point = post or addressee
    if point.address is None or not point.address.printed:
        raise AdvocacyError(
            Problem(
                "no_address",
                f"{point.id} has no address",
                where=point.where,
                hint="add `address:` in recipients.yaml, or choose a delivery point with --via",
            )
        )
    if point.represents != addressee.represents:
        raise AdvocacyError(
            Problem(
                "wrong_post",
                f"{point.id} represents {point.represents or 'no country'},"
                f" but {addressee.id} {addressee.represents or 'none'}",
                where=point.where,
                hint="take a delivery point that represents the addressee's country",
            )
        )
