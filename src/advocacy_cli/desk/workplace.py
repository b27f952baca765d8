"""Where the work is done: the campaign's folder, and the facts of the world, passed in."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advocacy_cli.campaign.case_checks import case_findings
from advocacy_cli.campaign.folder import LEDGER, load_campaign
from advocacy_cli.disk.folders import LinkedError
from advocacy_cli.disk.locking import locked
from advocacy_cli.disk.writing import sweep
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import Event
from advocacy_cli.model.ids import UUID_RANDOM_BYTES, uuid7
from advocacy_cli.model.petitions import PetitionCounts
from advocacy_cli.petition.store import read_store
from advocacy_cli.petition.tally import tally

LETTERS = "letters"
SIGNATURES = "signatures"
REPLIES = "replies"
TEMPLATES = "letter_templates"
CASES = "cases"
PRIVATE = ".advocacy"
LOCK = ".advocacy.lock"
LOCK_SECONDS = 60

_WRONG_PLACE = {
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG),
}


@dataclass(frozen=True)
class Workplace:
    """A campaign folder and what the work needs to know of the world.

    Attributes:
        root: the campaign's folder.
        now: tells the time, with its zone. Its date is what the tool calls today.
        random: gives that many random bytes.
        actor: who is entered as the author of events; may be empty.
    """

    root: Path
    now: Callable[[], dt.datetime]
    random: Callable[[int], bytes]
    actor: str = ""

    @property
    def today(self) -> dt.date:
        """The day it is for the user."""
        return self.now().date()

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / LEDGER

    @property
    def letters(self) -> Path:
        """The folder of the PDFs."""
        return self.root / LETTERS

    def event_ids(self, after: str) -> Iterator[str]:
        """Ids for events that happen now, each greater than the one before and than `after`."""
        milliseconds = int(self.now().timestamp() * 1000)
        while True:
            after = uuid7(milliseconds, self.random(UUID_RANDOM_BYTES), after=after)
            yield after

    def event(
        self,
        name: str,
        reference: str,
        kind: str,
        *,
        on: dt.date | None = None,
        data: Mapping[str, Any],
    ) -> Event:
        """A new event of a letter, entered now; it happened today, unless `on` says otherwise."""
        return Event(
            id=name,
            reference=reference,
            kind=kind,
            on=on or self.today,
            recorded_at=self.now(),
            actor=self.actor,
            data=data,
        )

    def campaign(self) -> tuple[Campaign, list[Problem]]:
        """The campaign, and what is wrong with its files.

        Raises:
            AdvocacyError: there is no usable campaign.yaml.
        """
        campaign, problems = load_campaign(self.root)
        if campaign is None:
            raise AdvocacyError([problem for problem in problems if problem.is_error])
        problems += [
            finding
            for case in campaign.cases.values()
            for finding in case_findings(case, self.today)
        ]
        counts, found = self._petition_counts(campaign)
        if counts:
            campaign = campaign.model_copy(update={"petitions": counts})
        return campaign, [*problems, *found]

    def _petition_counts(
        self, campaign: Campaign
    ) -> tuple[dict[str, PetitionCounts], list[Problem]]:
        counts: dict[str, PetitionCounts] = {}
        problems: list[Problem] = []
        for name, template in campaign.templates.items():
            if template.petition is None:
                continue
            file = f"{SIGNATURES}/{name}.jsonl"
            try:
                counts[name] = tally(read_store(self.root / file, file)).counts
            except AdvocacyError as error:
                problems += error.problems
        return counts, problems

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the campaign for one run of drafting; a second run waits for the first.

        What a killed process left half written is removed.

        Raises:
            AdvocacyError: another run still holds it after a minute, or the folder is not writable.
        """
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self.root / LOCK, LOCK_SECONDS))
            except TimeoutError:
                raise AdvocacyError(
                    Problem(
                        "already_drafting",
                        "another `advocacy` is at work in this campaign",
                        hint="wait until it has ended, then run this again",
                    )
                ) from None
            except OSError as error:
                raise cannot_write(error, LOCK) from None
            for folder in ("", SIGNATURES, REPLIES, CASES, PRIVATE):
                sweep(self.root / folder)
            yield


def cannot_write(error: OSError, what: str) -> AdvocacyError:
    """The problem behind an `OSError` met while writing `what`.

    Raises:
        OSError: the error itself, if it is none that a person can mend.
    """
    if isinstance(error, LinkedError):
        return AdvocacyError(
            Problem(
                "linked_file",
                f"{what} cannot be written: {error.filename} is a link, and a campaign's links are"
                " not followed",
                hint="remove the link, and put what is to be written to there; if you did not make"
                " it, somebody may have meant to overwrite a file of yours",
            )
        )
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return AdvocacyError(
            Problem(
                "disk_full",
                f"there is no room left on the disk for {what}",
                hint="make room, then run the same command again: it finishes the rest",
            )
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return AdvocacyError(
            Problem(
                "cannot_write",
                f"{what} may not be written ({error.strerror})",
                hint="make the folder writable for you, or work in a copy of it",
            )
        )
    if error.errno in _WRONG_PLACE:
        return AdvocacyError(
            Problem(
                "cannot_write",
                f"{what} cannot be written ({error.strerror})",
                hint="name a file in a folder that is there",
            )
        )
    raise error
