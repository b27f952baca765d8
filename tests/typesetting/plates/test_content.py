from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.typesetting.plates.content import Content

_PIECES = st.lists(
    st.one_of(st.binary(max_size=30), st.binary(min_size=40, max_size=200), st.integers(0, 3)),
    max_size=12,
)
_TEXTS = st.lists(st.binary(max_size=120), min_size=4, max_size=4)


@given(_PIECES, _TEXTS, _TEXTS)
def test_what_is_packed_unpacks_to_the_pieces_with_the_texts_in_their_places(
    pieces: list[bytes | int], first: list[bytes], second: list[bytes]
) -> None:
    content = Content(pieces, long=40)
    for texts in (first, second):
        whole = b"".join(texts[piece] if isinstance(piece, int) else piece for piece in pieces)
        assert zlib.decompress(content.packed(texts)) == whole


def test_what_stays_is_not_compressed_again_for_each_letter() -> None:
    text = b"".join(b"%d " % number for number in range(2000))
    content = Content([b"before", 0, text])
    one, other = content.packed([b"a" * 300]), content.packed([b"b" * 300])
    assert one[-len(one) // 2 : -4] == other[-len(one) // 2 : -4]
