"""Which post takes a sender's letter: the embassy or consulate of the sender's jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.recipients import Area, Recipient
from advocacy_cli.model.senders import Sender


class Posts:
    """The posts of a campaign, looked up by the country they act for and the area they serve."""

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        self._serving: dict[tuple[str, str], list[Recipient]] = {}
        for recipient in recipients:
            if recipient.represents:
                for region in dict.fromkeys(area.region for area in recipient.serves):
                    place = (recipient.represents, region)
                    self._serving.setdefault(place, []).append(recipient)

    def post_for(self, addressee: Recipient, sender: Sender) -> Recipient:
        """The post that represents the addressee's country where the sender lives.

        A post that serves the sender's region beats one that serves the whole country. Among
        several, the sender's postcode decides where posts give prefixes, else the sender's own
        `post`.

        Raises:
            AdvocacyError: no post serves the sender, or several do and nothing decides.
        """
        for code in filter(None, (sender.region, sender.country)):
            posts = self._serving.get((addressee.represents or "", code), [])
            serving = [post for post in posts if post.id != addressee.id]
            if serving:
                return _decide(sender, serving, code)
        raise AdvocacyError(
            Problem(
                "no_post",
                f"no post of {addressee.represents or addressee.id} serves {_place(sender)},"
                f" where {sender.name} ({sender.id}) lives",
                where=sender.where,
                hint="add `serves:` to a post in recipients.yaml, or choose one with --via",
            )
        )


def _decide(sender: Sender, serving: list[Recipient], code: str) -> Recipient:
    by_postcode = [post for post in serving if _takes_postcode(post.serves, sender, code)]
    candidates = by_postcode or serving
    if len(candidates) == 1 and (by_postcode or not _split(candidates[0].serves, code)):
        return candidates[0]
    chosen = [post for post in serving if post.id == sender.post]
    if chosen:
        return chosen[0]
    names = ", ".join(post.id for post in serving)
    told_by_postcode = any(_split(post.serves, code) for post in serving)
    postcode = "`address: {postcode: ...}` or " if told_by_postcode else ""
    raise AdvocacyError(
        Problem(
            "post_undecided",
            f"{names} serve{'s' if len(serving) == 1 else ''} parts of {_place(sender)},"
            f" and nothing tells which takes the letters of {sender.name} ({sender.id})",
            where=sender.where,
            hint=f"give the sender {postcode}`post: <id>`, or use --via",
        )
    )


def _takes_postcode(areas: Iterable[Area], sender: Sender, code: str) -> bool:
    postcode = (sender.home_postcode or "").replace(" ", "").upper()
    prefixes = [prefix for area in areas if area.region == code for prefix in area.postcodes]
    return bool(postcode) and any(
        postcode.startswith(prefix.replace(" ", "").upper()) for prefix in prefixes
    )


def _split(areas: Iterable[Area], code: str) -> bool:
    """Whether the post serves only a part of the region, told by postcodes."""
    return any(area.postcodes for area in areas if area.region == code)


def _place(sender: Sender) -> str:
    return sender.region or sender.country
