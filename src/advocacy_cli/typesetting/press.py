"""The press: prints each letter, on a plate where there is one for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.letters import ComposedLetter, TypesetLetter
from advocacy_cli.typesetting.layouts import Layout
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.plates.plate import Plate
from advocacy_cli.typesetting.plates.slots import PlateKey, identifier_of, loose_lines, plate_key

_PLATES = 32
"""Plates kept; each holds a letter's file and its fonts."""
_PROOFS = 2048
"""One in so many stamped letters is also typeset as a whole, beside the first of each plate."""


class Press:
    """Prints letters of one campaign, one after the other.

    A letter is typeset as a whole when there is no plate for it, and serves as the plate for
    those that differ from it in single lines only. Its file is the same whichever way it is
    made; that is looked at in a few letters of each run, and a plate that fails is not used again.

    Args:
        assets: the only folder that pictures may come from, or None for no pictures.
        on_plates: False to typeset every letter as a whole.
    """

    def __init__(self, assets: Path | None, *, on_plates: bool = True) -> None:
        self._typesetter = Typesetter(assets)
        self._on_plates = on_plates
        self._plates: OrderedDict[PlateKey, _Kept] = OrderedDict()
        self._spoilt: set[PlateKey] = set()

    def print(self, letter: ComposedLetter, layout: Layout) -> TypesetLetter:
        """The letter as a tagged PDF/UA-1, checked.

        The same letter gives the same bytes, with the same versions of libraries and fonts.
        What is wrong with it is in `problems`; then there are no bytes.
        """
        lines = loose_lines(letter, layout)
        key = plate_key(letter, layout, lines)
        kept = self._plates.get(key)
        stamped = kept.stamp(lines) if kept else None
        if kept is None or stamped is None:
            return self._typeset(letter, layout, key)
        self._plates.move_to_end(key)
        if not kept.wants_proof(stamped):
            return stamped
        proof = self._typesetter.typeset(letter, layout)
        if proof.sha256 == stamped.sha256:
            return stamped
        del self._plates[key]
        self._spoilt.add(key)
        return replace(proof, spoilt=stamped.plate)

    def _typeset(self, letter: ComposedLetter, layout: Layout, key: PlateKey) -> TypesetLetter:
        try:
            plate = self._typesetter.plate(letter, layout)
        except AdvocacyError as error:
            return TypesetLetter(b"", 0, error.problems)
        if self._on_plates and plate.serves_others and key not in self._spoilt:
            self._plates[key] = _Kept(plate, key.name)
            if len(self._plates) > _PLATES:
                self._plates.popitem(last=False)
        return plate.letter


class _Kept:
    """A plate that is kept, with its name and whether it has proven itself."""

    def __init__(self, plate: Plate, name: str) -> None:
        self._plate = plate
        self._name = name
        self._is_proven = False

    def stamp(self, lines: Mapping[str, str]) -> TypesetLetter | None:
        """The letter with these lines, or None where it must be typeset as a whole."""
        made = self._plate.stamp(lines, identifier_of(self._name, lines))
        return replace(made, plate=self._name) if made else None

    def wants_proof(self, stamped: TypesetLetter) -> bool:
        """Whether this letter is one of those that are looked at; the first always is."""
        if self._is_proven:
            return int(stamped.sha256[:8], 16) % _PROOFS == 0
        self._is_proven = True
        return True
