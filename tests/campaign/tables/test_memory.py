from __future__ import annotations

import json

import pytest

from advocacy_cli.campaign.tables.memory import Memory, Said, Source

SAID = Said({"name": "Ada"}, "7")
TWIN = Said({"name": "Twin"}, "8")
MEMORY = Memory().with_source("a", "people", Source("Nr", {"ada": (SAID,), "twin": (TWIN,)}))


def test_what_was_said_follows_an_entry_that_is_renamed_merged_or_removed() -> None:
    assert MEMORY.renamed("ada", "eve").source("a").said == {"eve": (SAID,), "twin": (TWIN,)}
    merged = MEMORY.merged_into("ada", "twin", {"name": "Twin"})
    assert merged.source("a").said == {"ada": (SAID, TWIN)}
    assert merged.merged == {"ada": ({"name": "Twin"},)}
    assert merged.renamed("ada", "eve").merged == {"eve": ({"name": "Twin"},)}
    assert merged.without(["ada"]) == Memory({"a": Source("Nr")}, files={"people": "a"})


def test_it_is_written_and_read_again() -> None:
    merged = MEMORY.merged_into("ada", "twin", {"name": "Twin"})
    assert Memory.from_data(json.loads(json.dumps(merged.data()))) == merged


@pytest.mark.parametrize("data", [None, [], {}, {"version": 2}, {"version": 1, "sources": 3}])
def test_what_nobody_wrote_is_refused(data: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says of which file
        Memory.from_data(data)
