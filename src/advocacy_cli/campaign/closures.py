"""Whether it is clear who takes the letters of posts that close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advocacy_cli.campaign.schema import Record
from advocacy_cli.errors import Problem
from advocacy_cli.model.recipients import Recipient


def closure_problems(
    records: Mapping[str, Record[Recipient]], closing: Sequence[Record[Recipient]]
) -> Iterator[Problem]:
    """What is wrong with who takes over.

    Args:
        records: all recipients by id.
        closing: those that have a day of closing, or somebody who takes over.
    """
    for record in closing:
        post = record.value
        if post.succeeded_by is None:
            continue
        where = record.at("succeeded_by")
        if post.closed_on is None:
            yield Problem(
                "no_closing_day",
                f"{post.id} has somebody who takes over, but no day from which",
                where=where,
                hint="write `closed_on:` with the day from which it takes no letters",
            )
        if _comes_back(records, post):
            yield Problem(
                "successor_cycle",
                f"whoever takes over from {post.id} is succeeded by it in turn",
                where=where,
                hint="name a recipient that stays open",
            )
            continue
        after = records.get(post.succeeded_by)
        if after and after.value.represents != post.represents:
            yield Problem(
                "wrong_successor",
                f"{post.succeeded_by} represents {after.value.represents or 'no country'},"
                f" but {post.id} {post.represents or 'none'}",
                where=where,
                hint="name a recipient that represents the same country",
            )


def _comes_back(records: Mapping[str, Record[Recipient]], post: Recipient) -> bool:
    """Whether the line of those who take over leads back to somebody in it."""
    seen = {post.id}
    name = post.succeeded_by
    while name is not None:
        if name in seen:
            return name == post.id
        seen.add(name)
        record = records.get(name)
        name = record.value.succeeded_by if record else None
    return False
