"""Typst, its compiler kept from letter to letter; with --merged, one document of all letters.

Its files are tagged, as it makes them unless told otherwise, but do not claim PDF/UA.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst

from given import given

SOURCE = Path(__file__).with_name("letter.typ")


def main() -> None:
    """Set the letters."""
    asked = given(can_merge=True)
    layout = json.dumps(asked.layout())
    compiler = typst.Compiler(SOURCE)
    letters = list(asked.letters())
    parts = [letters] if asked.merged else [[letter] for letter in letters]
    for number, part in enumerate(parts):
        inputs = {"layout": layout, "letters": json.dumps(part, ensure_ascii=False)}
        compiler.compile(output=asked.file(number), sys_inputs=inputs)


if __name__ == "__main__":
    main()
