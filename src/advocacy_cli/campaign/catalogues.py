"""The law that letters cite and the UN mandates they turn to."""

from __future__ import annotations

from advocacy_cli.campaign.registers import Register
from advocacy_cli.model.law import Law
from advocacy_cli.model.mandates import Mandate

LAW = Register("law.yaml", "law", Law)
MANDATES = Register("mandates.yaml", "mandates", Mandate)
