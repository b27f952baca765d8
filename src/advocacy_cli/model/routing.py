"""Which post takes a sender's letter: the embassy or consulate of the sender's jurisdiction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model import postal
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender


@dataclass(frozen=True, slots=True)
class Route:
    """Where letters to one country go from one place.

    Attributes:
        represented: the country they are for.
        place: a country, or a region of one (ISO 3166); a country is the rest of it.
        postcodes: beginnings of postcodes, of a part of the place; empty for the rest of it.
        posts: who takes them. Several claim the same; where there is none, nobody serves it.
    """

    represented: str
    place: str
    postcodes: tuple[str, ...]
    posts: tuple[Recipient, ...]


class Posts:
    """The posts of a campaign, looked up by the country they act for and the area they serve."""

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        self._whole: dict[tuple[str, str], list[Recipient]] = {}
        self._parts: dict[tuple[str, str], list[tuple[str, Recipient]]] = {}
        self._regions: dict[tuple[str, str], dict[str, None]] = {}
        for post in recipients:
            if post.represents:
                self._add(post.represents, post)

    def _add(self, represented: str, post: Recipient) -> None:
        for area in post.serves:
            place = (represented, area.region)
            for prefix in area.postcodes:
                self._parts.setdefault(place, []).append((prefix, post))
            if not area.postcodes and post not in self._whole.setdefault(place, []):
                self._whole[place].append(post)
            if "-" in area.region:
                country = (represented, area.region[:2])
                self._regions.setdefault(country, {})[area.region] = None

    def post_for(self, addressee: Recipient, sender: Sender) -> Recipient:
        """The post that represents the addressee's country where the sender lives.

        The longest prefix that begins the sender's postcode decides; a postcode that none begins
        goes to the post of the region, else to that of the country. Where the postcode or the
        region is not known, and the post depends on it, or several posts claim the same, the
        sender's own `post` decides.

        Raises:
            AdvocacyError: no post serves the sender, or several may and nothing decides.
        """
        region, postcode = _region(sender), _Postcode(sender)
        regions = self._regions.get((addressee.represents or "", sender.country), {})
        unknown = bool(regions) and not _is_known(region, regions)
        found = {
            post.id if post else "": post
            for place in ([*regions, None] if unknown else [region])
            for post in self._takers(addressee, sender.country, place, postcode)
        }
        choices = [post for post in found.values() if post]
        if len(found) == len(choices) == 1:
            return choices[0]
        if not choices:
            raise AdvocacyError(_no_post(addressee, sender))
        for post in choices:
            if post.id == sender.post:
                return post
        raise AdvocacyError(_undecided(sender, choices, postcode, regions if unknown else None))

    def _takers(
        self, addressee: Recipient, country: str, region: str | None, postcode: _Postcode
    ) -> Iterator[Recipient | None]:
        """Each post that may take the letter from this place; None stands for nobody.

        The addressee's own office is no post that passes its letters on.
        """
        own = addressee.id
        places = [(addressee.represents or "", code) for code in (region, country) if code]
        parts = [part for at in places for part in self._parts.get(at, []) if part[1].id != own]
        whole = [[post for post in self._whole.get(at, []) if post.id != own] for at in places]
        rest = next(filter(None, whole), [])
        if parts and postcode.known:
            closest = _closest(parts, postcode.known, country)
            if closest:
                yield from closest
                return
            if rest:
                yield from rest
                return
        yield from (post for _, post in parts)
        if rest:
            yield from rest
        else:
            yield None

    def routes(self) -> Iterator[Route]:
        """All routes, those of a country together: its regions in their order, then the rest."""
        countries = {(represented, code[:2]) for represented, code in (*self._parts, *self._whole)}
        places = {*self._parts, *self._whole, *countries}
        for place in sorted(places, key=_regions_first):
            known = {post.id: post for _, post in self._parts.get(place, [])}
            by_posts: dict[tuple[str, ...], list[str]] = {}
            for prefix, posts in self._claims(place).items():
                by_posts.setdefault(posts, []).append(prefix)
            for posts, prefixes in by_posts.items():
                yield Route(*place, tuple(prefixes), tuple(known[name] for name in posts))
            rest = self._whole.get(place) or self._whole.get((place[0], place[1][:2]), [])
            yield Route(*place, (), tuple(rest))

    def _claims(self, place: tuple[str, str]) -> Mapping[str, tuple[str, ...]]:
        """The ids of the posts that claim each prefix of a place, as it was first written."""
        written: dict[str, str] = {}
        claims: dict[str, dict[str, None]] = {}
        for prefix, post in self._parts.get(place, []):
            key = postal.prefix_key(prefix)
            claims.setdefault(written.setdefault(key, prefix), {})[post.id] = None
        return {prefix: tuple(posts) for prefix, posts in claims.items()}


class _Postcode:
    """A sender's postcode as routes compare it, read when it is first asked for."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._read = False
        self._known: str | None = None

    @property
    def known(self) -> str | None:
        """The postcode given, or else the one in the address's last line; None if not known."""
        if not self._read:
            self._read, self._known = True, self._find()
        return self._known

    def _find(self) -> str | None:
        sender, address = self._sender, self._sender.address
        if sender.home_postcode:
            return postal.compared(sender.home_postcode, sender.country)
        if address.country != sender.country:
            return None
        return postal.postcode_in(address.lines[-1], sender.country)


def _closest(
    parts: Iterable[tuple[str, Recipient]], postcode: str, country: str
) -> list[Recipient]:
    """The posts whose prefix begins the postcode and is the longest that does."""
    found: dict[int, list[Recipient]] = {}
    for prefix, post in parts:
        if postal.begins(postcode, prefix, country):
            found.setdefault(len(postal.prefix_key(prefix)), []).append(post)
    return found[max(found)] if found else []


def _region(sender: Sender) -> str | None:
    """The sender's region; a country alone is none."""
    return sender.region if sender.region and "-" in sender.region else None


def _is_known(region: str | None, served: Collection[str]) -> bool:
    """Whether it is known that a region is served, or is another than those that are.

    ISO 3166-2 has two levels in some countries, told apart by digits (FR-69) and letters (FR-ARA);
    of a region on another level than those served it is not known which of them it belongs to.
    """
    if region is None or region in served:
        return region is not None
    levels = {code[-1].isdigit() for code in served}
    return region[-1].isdigit() in levels and postal.is_area(region)


def _regions_first(place: tuple[str, str]) -> tuple[str, str, bool, str]:
    represented, code = place
    return represented, code[:2], "-" not in code, code


def _no_post(addressee: Recipient, sender: Sender) -> Problem:
    return Problem(
        "no_post",
        f"no post of {addressee.represents or addressee.id} serves"
        f" {sender.region or sender.country}, where {sender.name} ({sender.id}) lives",
        where=sender.where,
        hint="add `serves:` to a post in recipients.yaml, or choose one with --via",
    )


def _undecided(
    sender: Sender,
    choices: list[Recipient],
    postcode: _Postcode,
    regions: Iterable[str] | None,
) -> Problem:
    """The question which of several posts it is; `regions` are to choose from if none is known."""
    names, place = ", ".join(post.id for post in choices), sender.region or sender.country
    by_postcode = any(area.postcodes for post in choices for area in post.serves)
    if regions is not None:
        place = sender.country
        why = f"{sender.region} is not a region of it" if _region(sender) else "no region is given"
        enter = f"`region:` ({', '.join(regions)}, or another region of {place}) or "
    elif by_postcode and not postcode.known:
        given = sender.home_postcode
        why = f"{given} is not a postcode of {sender.country}" if given else "no postcode is known"
        enter = "`address: {postcode: ...}` or "
    else:
        why = "none of them takes the postcode" if by_postcode else "they claim the same"
        enter = ""
    parts = "parts of " if by_postcode or regions is not None else ""
    return Problem(
        "post_undecided",
        f"{names} serve{'s' if len(choices) == 1 else ''} {parts}{place}, and nothing tells which"
        f" takes the letters of {sender.name} ({sender.id}): {why}",
        where=sender.where,
        hint=f"give the sender {enter}`post: <id>`, or use --via",
    )
