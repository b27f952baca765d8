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
from advocacy_cli.typesetting.plates.slots import (
    PlateKey,
    identifier_of,
    is_paragraph,
    loose_texts,
    plate_key,
)

_KINDS, _OF_A_KIND = 16, 6
"""Keys of which plates are kept, and plates of each. A plate holds a letter's file and fonts."""
_PROOFS = 2048
"""One in so many stamped letters is also typeset as a whole, beside the first of each plate."""


class Press:
    """Prints letters of one campaign, one after the other.

    A letter is typeset as a whole when there is no plate for it, and serves as the plate for
    those that differ from it only in single lines, and in paragraphs that come to as many lines.
    Its file is the same whichever way it is made; that is looked at in a few letters of each run,
    and where it is not so, no plate for that kind of letter is used again.

    Args:
        assets: the only folder that pictures may come from, or None for no pictures.
        on_plates: False to typeset every letter as a whole.
    """

    def __init__(self, assets: Path | None, *, on_plates: bool = True) -> None:
        self._typesetter = Typesetter(assets)
        self._on_plates = on_plates
        self._kept: OrderedDict[PlateKey, list[_Kept]] = OrderedDict()
        self._spoilt: set[PlateKey] = set()

    def print(self, letter: ComposedLetter, layout: Layout) -> TypesetLetter:
        """The letter as a tagged PDF/UA-1, checked.

        The same letter gives the same bytes, with the same versions of libraries and fonts.
        What is wrong with it is in `problems`; then there are no bytes.
        """
        texts = loose_texts(letter, layout)
        key = plate_key(letter, layout, texts)
        stamped, kept = self._stamped(key, texts)
        if stamped is None or kept is None:
            return self._typeset(letter, layout, key)
        if not kept.wants_proof(stamped, texts):
            return stamped
        proof = self._typesetter.typeset(letter, layout)
        if proof.sha256 == stamped.sha256:
            return stamped
        del self._kept[key]
        self._spoilt.add(key)
        return replace(proof, spoilt=stamped.plate)

    def _stamped(
        self, key: PlateKey, texts: Mapping[str, str]
    ) -> tuple[TypesetLetter | None, _Kept | None]:
        """The letter on the plate that serves it, the last that was used first."""
        plates = self._kept.get(key, [])
        identifier = identifier_of(plates[0].name, texts) if plates else ""
        for number, kept in enumerate(plates):
            stamped = kept.plate.stamp(texts, identifier)
            if stamped:
                plates.insert(0, plates.pop(number))
                self._kept.move_to_end(key)
                return replace(stamped, plate=kept.name), kept
        return None, None

    def _typeset(self, letter: ComposedLetter, layout: Layout, key: PlateKey) -> TypesetLetter:
        try:
            plate = self._typesetter.plate(letter, layout)
        except AdvocacyError as error:
            return TypesetLetter(b"", 0, error.problems)
        if self._on_plates and plate.serves_others and key not in self._spoilt:
            plates = self._kept.setdefault(key, [])
            plates.insert(0, _Kept(plate, key.name))
            del plates[_OF_A_KIND:]
            if len(self._kept) > _KINDS:
                self._kept.popitem(last=False)
        return plate.letter


class _Kept:
    """A plate that is kept, the name of its key, and what it has proven of itself."""

    def __init__(self, plate: Plate, name: str) -> None:
        self.plate = plate
        self.name = name
        self._proven: set[bool] = set()

    def wants_proof(self, stamped: TypesetLetter, texts: Mapping[str, str]) -> bool:
        """Whether this letter is one of those that are looked at.

        The first always is, and the first in which a paragraph is another than the plate's.
        """
        has_others = any(
            text != self.plate.texts[name] for name, text in texts.items() if is_paragraph(name)
        )
        if has_others in self._proven:
            return int(stamped.sha256[:8], 16) % _PROOFS == 0
        self._proven.add(has_others)
        return True
