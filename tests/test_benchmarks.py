"""The benchmark runs: a few letters through this program and its peers, and the report renders."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


@pytest.mark.slow
def test_all_sides_set_the_same_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bench
    import candidates
    import parts
    from mixes import Mix

    quick = [peer for peer in candidates.CANDIDATES if not peer.slow and peer.id != "pool"]
    monkeypatch.setattr(bench, "CANDIDATES", quick)
    advocacy = Path(sys.executable).with_name("advocacy")
    made = bench.Bench(advocacy, ROOT, tmp_path, rounds=1, limit=0.1)
    report = parts.letters(made, [Mix("en", 100, 3)])
    assert "### 3 letters, English, 100 % with own words" in report
    assert "| WeasyPrint, plain loop, `pdf/ua-1` | 3 |" in report
    assert "| `advocacy draft`, tagged, checked, recorded | 3 |" in report
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) == 0


def test_a_part_renews_its_own_section_only() -> None:
    import run

    known = run.document({run.HEADINGS["growth"]: "## Long runs\n\nold"})
    sections = run.sections_of(known + "\n## No longer written\n\nx\n")
    assert sections == {"## Long runs": "## Long runs\n\nold"}


def test_a_target_is_reached_or_not() -> None:
    from targets import Target, table

    shown = table([Target("fast", 20, 21.5), Target("small", 2, 2.5, at_least=False, unit="s")])
    assert "| fast | at least 20 times | 21.50 times | reached |" in shown
    assert "| small | at most 2 s | 2.50 s | **not reached** |" in shown
    assert "not measured" in table([Target("fast", 20, None)])
