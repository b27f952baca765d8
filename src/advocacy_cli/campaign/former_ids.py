"""Whether the former ids of a list's entries tell one entry from every other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from advocacy_cli.campaign.schema import Record, Section
from advocacy_cli.errors import Problem
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

E = TypeVar("E", Recipient, Sender)


def former_id_problems(section: Section[E], renamed: Sequence[Record[E]]) -> Iterator[Problem]:
    """What is wrong with the former ids of entries.

    Args:
        section: all entries of the list.
        renamed: those that have former ids, or say by which id their letters are known.
    """
    owners: dict[str, str] = {}
    for record in renamed:
        entry = record.value
        for index, alias in enumerate(entry.aliases):
            reason = None
            if alias == entry.id:
                reason = f"{entry.id} names itself as a former id"
            elif section.readable and (alias in section.records or alias in section.left_out):
                reason = f"{alias}, a former id of {entry.id}, is the id of another entry"
            elif owners.setdefault(alias, entry.id) != entry.id:
                reason = f"{alias} is a former id of {owners[alias]} and of {entry.id}"
            elif alias in entry.aliases[:index]:
                reason = f"{alias} stands among the former ids of {entry.id} twice"
            if reason:
                yield Problem(
                    "alias_of_itself" if alias == entry.id else "alias_taken",
                    reason,
                    where=record.at("aliases", index),
                    hint="a letter to a former id must mean one entry: take it out of `aliases:`,"
                    " or give the other entry another id",
                )
        if entry.first_id and entry.first_id not in entry.ids:
            yield Problem(
                "unknown_first_id",
                f"{entry.first_id}, the first id of {entry.id}, is none of its ids",
                where=record.at("first_id"),
                hint=f"write one of {', '.join(entry.ids)}, or take the key out",
            )


def uid_problems(senders: Mapping[str, Record[Sender]]) -> Iterator[Problem]:
    """The uids that mean two people, or one person twice."""
    first: dict[str, str] = {}
    for name, record in senders.items():
        sender = record.value
        for place, uid in enumerate(sender.uids):
            owner = first.setdefault(uid, name)
            if owner == name and sender.uids.index(uid) == place:
                continue
            if owner == name:
                message = f"{name} has the uid {uid} twice"
                hint = "take it out of `merged_uids:`"
            else:
                message = f"{name} has the same uid as {owner}, so their letters"
                message += " cannot be told apart"
                hint = "give the newer of the two a random uid of its own"
            where = record.at("merged_uids", place - 1) if place else record.at("uid")
            yield Problem("shared_uid", message, where=where, hint=hint)
