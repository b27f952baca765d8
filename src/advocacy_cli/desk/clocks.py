"""The clocks of letters: which terms are theirs, and whose working days count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from advocacy_cli.desk.working_days import working_days_of
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import NO_RULES, Clock, ClockRules, clock_of
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.procedures import rules_of


class Clocks:
    """Reads the clocks of one campaign's letters on one day.

    Args:
        records, states: letters that may belong to the ones asked for, and so answer their replies.
    """

    def __init__(
        self,
        campaign: Campaign,
        today: dt.date,
        records: Mapping[str, LetterRecord],
        states: Mapping[str, LetterState],
    ) -> None:
        self._campaign = campaign
        self._today = today
        self._answered: dict[str, dt.date] = {}
        for name, record in records.items():
            state = states.get(name)
            if state and state.sent_on and (record.key.about or state.links):
                for about in {record.key.about, *state.links} - {""}:
                    known = self._answered.get(about, state.sent_on)
                    self._answered[about] = max(known, state.sent_on)

    def of(self, record: LetterRecord, state: LetterState) -> Clock:
        """The clock of a letter as it stands today."""
        recipient = self._campaign.recipient(record.key.addressee)
        working_days = working_days_of(recipient.country if recipient else None)
        return clock_of(
            state,
            self._rules(record, state),
            self._today,
            working_days,
            self._answered_on(record, state),
        )

    def is_confidential(self, record: LetterRecord, state: LetterState, clock: Clock) -> bool:
        """Whether a letter must not be spoken of in public today.

        So it is until the day its clock gives, and as long as that is not counted since the letter
        has not left.
        """
        if state.sent_on is None:
            rules = self._rules(record, state)
            return rules.confidential is not None or rules.never_public
        return clock.is_confidential(self._today)

    def _answered_on(self, record: LetterRecord, state: LetterState) -> dt.date | None:
        """Asked only where it matters: a reference is a hash, and there may be many letters."""
        waits = any(reply.forwarded_on for reply in state.replies)
        return self._answered.get(record.reference) if waits else None

    def _rules(self, record: LetterRecord, state: LetterState) -> ClockRules:
        if state.communication:
            return rules_of(state.communication)
        template = self._campaign.templates.get(record.key.template)
        return template.clock if template and template.clock else NO_RULES
