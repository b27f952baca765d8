"""Whether a letter that is marked as gone says what another one has said that went another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from advocacy_cli.desk.twins import Identities, Said, Twin, said_by
from advocacy_cli.errors import Problem
from advocacy_cli.ledger.rows import Asked
from advocacy_cli.ledger.writing import Writing
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import DIRECT, LetterRecord
from advocacy_cli.model.marks import in_words

_TOGETHER = 500
"""Letters whose twins are looked up together."""


def sent_twice(
    writing: Writing,
    campaign: Campaign,
    leaving: Mapping[str, LetterRecord],
    states: Mapping[str, LetterState],
) -> Iterator[tuple[str, Problem]]:
    """For each of the letters beside which another one has left, or leaves now: that it has.

    Letters that were asked for outright through several delivery points, or once more, may leave.

    Args:
        leaving: letters that are about to be marked as gone, by reference.
        states: where they stand.
    """
    identities = Identities(campaign)

    def by_people(record: LetterRecord) -> tuple[str, str]:
        return record.key.template, record.key.sender_uid

    ordered = sorted((one for one in leaving.values() if one.key.template), key=by_people)
    for template, records in groupby(ordered, key=lambda record: record.key.template):
        ours = list(records)
        for start in range(0, len(ours), _TOGETHER):
            portion = ours[start : start + _TOGETHER]
            found = writing.written(_asked(campaign, identities, template, portion))
            known = {**writing.states(found.keys() - leaving.keys()), **states}
            yield from _too_many(identities, portion, found, known, leaving)


def _asked(
    campaign: Campaign, identities: Identities, template: str, records: Sequence[LetterRecord]
) -> Asked:
    addressees: dict[str, None] = {}
    uids: dict[str, None] = {}
    senders: dict[str, None] = {}
    for record in records:
        office, person = campaign.recipient(record.key.addressee), identities.sender(record)
        addressees |= dict.fromkeys((record.key.addressee, *(office.ids if office else ())))
        uids |= dict.fromkeys((record.key.sender_uid, *(person.uids if person else ())))
        senders |= dict.fromkeys((record.sender, *(person.ids if person else ())))
    return Asked(template, addressees, uids, senders)


def _too_many(
    identities: Identities,
    portion: Iterable[LetterRecord],
    found: Mapping[str, LetterRecord],
    states: Mapping[str, LetterState],
    leaving: Mapping[str, LetterRecord],
) -> Iterator[tuple[str, Problem]]:
    families: dict[Said, list[Twin]] = {}
    for name, record in found.items():
        if name in leaving or states[name].is_out:
            now = identities.now(record)
            families.setdefault(said_by(now), []).append(Twin(record, now, states[name]))
    for record in portion:
        mine = Twin(record, identities.now(record), states[record.reference])
        for other in families.get(said_by(mine.now), ()):
            if other.reference != mine.reference and not _may_leave(mine, other):
                yield mine.reference, _said_already(mine, other)
                break


def _may_leave(mine: Twin, other: Twin) -> bool:
    """Whether a letter may leave beside another; of two that leave at once either may be second."""
    if mine.way.may_join(other.way):
        return True
    return not other.state.is_out and other.way.may_join(mine.way)


def _said_already(mine: Twin, other: Twin) -> Problem:
    way = "directly" if other.now.via == DIRECT else f"through {other.now.via}"
    day = f" on {other.state.delivery_on}" if other.state.delivery_on else ""
    stands = f"is marked {in_words(other.state.delivery)}{day}"
    if not other.state.is_out:
        stands = "would leave as well"
    return Problem(
        "already_sent",
        f"{mine.reference} says the same to {mine.now.addressee} as {other.reference},"
        f" which went {way} in {other.now.language}"
        f" and {stands}, and must not be sent twice",
        hint=f"give it up with `advocacy mark withdrawn {mine.reference}`; if both have left,"
        " enter it with --again",
    )
