"""A trial of the whole way to paper, for `advocacy doctor`: the starter's letter is made."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.starter import starter_folder
from advocacy_cli.composing.compose import Composer
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.errors import Problem
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.senders import Sender
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.warnings import unfit_problem

_TEMPLATE, _ADDRESSEE, _VIA = "call-on-xi-jinping", "xi-jinping", "cn-embassy-london"
_LAYOUT = "uk-dl"
_DAY = dt.date(2026, 1, 1)
_SENDER = Sender.model_validate(
    {
        "id": "example",
        "uid": "example-of-the-doctor",
        "name": "Ada Example",
        "address": {"country": "GB", "lines": ["1 Example Street", "London N1 1AA"]},
    }
)


def trial_problems() -> list[Problem]:
    """What keeps the installed libraries from making the starter's letter."""
    campaign, problems = load_campaign(starter_folder())
    if campaign is None:
        return [problem for problem in problems if problem.is_error]
    key = LetterKey(
        campaign.settings.code, _TEMPLATE, _ADDRESSEE, _VIA, _SENDER.uid, "", "en", round=1
    )
    letter = letter_from(campaign, key, _SENDER, layout=_LAYOUT, date=_DAY)
    composed = Composer(campaign).compose(letter)
    try:
        return list(Typesetter(None).typeset(composed, layouts()[_LAYOUT]).problems)
    except Exception as error:  # noqa: BLE001 - Other versions of the typesetter fail in any way.
        return [unfit_problem(f"{type(error).__name__}: {error}")]
