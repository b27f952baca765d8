"""Whether it is said once, and not twice, which post takes the letters of a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advocacy_cli.errors import Problem
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.routing import Posts


def route_findings(recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """Errors about routes that several posts claim, at the last of these posts.

    They stop no letter by themselves: planning asks each sender of such a place for a post.
    """
    for route in Posts(recipients).routes():
        claims = any(area.region == route.place for post in route.posts for area in post.serves)
        if claims and len(route.posts) > 1:
            names = ", ".join(post.id for post in route.posts)
            place = f"{route.place} ({', '.join(route.postcodes)})" if route.postcodes else ""
            yield Problem(
                "route_claimed_twice",
                f"{names} all serve {place or route.place}, so that nothing tells which of them"
                f" takes letters to {route.represented} from there",
                where=route.posts[-1].where,
                hint="leave it in `serves:` of one of them, or set the posts apart by `postcodes:`",
            )
