"""Joins parts of one tagged PDF so that the whole is tagged, too."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf


def join_tagged(parts: Iterable[bytes]) -> tuple[bytes, int]:
    """One PDF out of several that were set alike, in order, and how many pages it has.

    What a reader hears of the pages is joined as well: the structure trees of all parts stand in
    the first one's, one after the other.
    """
    import pikepdf

    supply = iter(parts)
    whole = pikepdf.Pdf.open(BytesIO(next(supply)))
    for part in supply:
        # Not closed but let go of: what was copied is read from it when the whole is written.
        _append(whole, pikepdf.Pdf.open(BytesIO(part)))
    content, pages = BytesIO(), len(whole.pages)
    whole.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    whole.close()
    return content.getvalue(), pages


def _append(whole: Pdf, part: Pdf) -> None:
    """Pages come before the tree, so that what the tree says of a page is said of its copy."""
    import pikepdf

    first = len(whole.pages)
    whole.pages.extend(part.pages)
    tree, more = whole.Root.StructTreeRoot, whole.copy_foreign(part.Root.StructTreeRoot)
    numbers, added = tree.ParentTree.Nums, more.ParentTree.Nums
    shift = int(tree.get("/ParentTreeNextKey", 0)) or _next_key(numbers)
    for at in range(0, len(added), 2):
        numbers.append(int(added[at]) + shift)
        numbers.append(added[at + 1])
    for page in whole.pages[first:]:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + shift
    tree.ParentTreeNextKey = _next_key(numbers)
    kept = _children(tree)
    for child in _children(more):
        child.P = tree
        kept.append(child)
    tree.K = pikepdf.Array(kept)


def _children(tree: Any) -> list[Any]:
    import pikepdf

    return list(tree.K) if isinstance(tree.K, pikepdf.Array) else [tree.K]


def _next_key(numbers: Any) -> int:
    return max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1) + 1
