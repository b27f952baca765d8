"""What digests of letters hold of this program: the editions of composing and of the layout.

Not its version and not its source: an upgrade, a comment, or a new layout makes no draft stale.
"""

from __future__ import annotations

from advocacy_cli.composing.editions import composing_edition
from advocacy_cli.typesetting.layouts import layouts

_FIRST_COMPOSING = "0.1.0"
_FIRST_LAYOUT = "da7a188ea3746bba260bfecbe3ac7c1aa5224433b22f840b43bd34b303b539af"
"""What digests held before there were editions, of the version and of the typesetting's source.
They stand for the first edition, so that the digests in ledgers of that time go on to hold."""


def editions_of(layout: str, language: str) -> tuple[str, str]:
    """The tokens of the editions in which a letter of that layout and language is made now."""
    composing = composing_edition(language)
    known = layouts().get(layout)
    typesetting = known.edition if known else 1
    return (
        _FIRST_COMPOSING if composing == 1 else f"composing {language} {composing}",
        _FIRST_LAYOUT if typesetting == 1 else f"layout {layout} {typesetting}",
    )
