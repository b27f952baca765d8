"""A report as HTML: the only user of Jinja2 beside letters.

Each page stands alone: it asks nothing of the network, and a policy in it forbids that it could.
Its text is whole without script; with it, tables can be sorted and filtered.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from advocacy_cli.model.events import Delivery
from advocacy_cli.model.marks import in_words
from advocacy_cli.reporting import wording
from advocacy_cli.reporting.charts import bars_chart, timeline_chart
from advocacy_cli.reporting.report import Cell, Report

if TYPE_CHECKING:
    from jinja2 import Template

LANGUAGE = "en"
"""BCP 47 tag of the words around what people wrote."""

_MOST_BARS = 10


def page(report: Report) -> str:
    """The report for a browser, in one file."""
    return _rendered(report, style=_text("base.css") + _text("screen.css"), script=_text("sort.js"))


def paper(report: Report) -> tuple[str, str, str]:
    """The report to be typeset: HTML, its style sheet, and its language."""
    return _rendered(report, style="", script=""), _text("base.css") + _text("paper.css"), LANGUAGE


def _rendered(report: Report, style: str, script: str) -> str:
    from markupsafe import Markup

    has_timeline = len(report.timeline.periods) > 1
    states = [(in_words(delivery), number) for delivery, number in report.deliveries]
    countries = [(line.name, line.numbers.letters) for line in report.countries[:_MOST_BARS]]
    return _template().render(
        report=report,
        words=wording,
        cells=list(reversed(Cell)),
        in_words=in_words,
        style=Markup(style),  # noqa: S704  ours, as the script; the charts escape what they print
        script=Markup(script),  # noqa: S704
        charts={
            "timeline": Markup(timeline_chart(report.timeline)) if has_timeline else "",  # noqa: S704
            "states": Markup(bars_chart(states)) if states else "",  # noqa: S704
            "countries": Markup(bars_chart(countries)) if len(countries) > 1 else "",  # noqa: S704
        },
        figures=_figures(report),
    )


def _figures(report: Report) -> list[tuple[str, str]]:
    """The numbers to be seen first, each with its name."""
    numbers = report.numbers
    shown = [
        ("letters sent", f"{numbers.sent:,}"),
        ("with a reply", f"{numbers.replied:,}"),
        ("with a final reply", f"{numbers.decided:,}"),
        ("replies overdue", f"{numbers.overdue:,}"),
    ]
    drafted = dict(report.deliveries).get(Delivery.DRAFTED)
    if drafted:
        shown.insert(0, ("letters drafted", f"{drafted:,}"))
    asked = sum(found.asked for found in report.questions)
    if asked:
        answered = sum(found.answered for found in report.questions)
        shown.append(("questions answered", f"{answered:,} of {asked:,}"))
    return shown


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("report.html"))


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")
