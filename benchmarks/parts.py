"""The parts of the report: each measures something and says what it found, as Markdown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import ledger
import lists
from bench import LIMIT, OURS, Bench, Case, Row
from candidates import LOOP, MERGED, REPORTLAB, TYPST
from measuring import Use, empty, measure, median
from mixes import CHINESE, MIXED, Mix
from targets import Target, table

PLAN = (
    Mix("en", 0, 100),
    Mix("en", 0, 1000),
    Mix("en", 0, 10_000),
    Mix(CHINESE, 0, 1000),
    Mix(CHINESE, 0, 10_000),
    Mix(MIXED, 0, 1000),
    Mix("en", 10, 10_000),
    Mix("en", 100, 1000),
)
HELP_RUNS = 10


def letters(bench: Bench, mixes: Sequence[Mix]) -> str:
    """This program beside the others."""
    cases = [bench.compare(mix) for mix in mixes]
    reached = [target for case in cases for target in _of_case(case)]
    return f"""\
## Letters as separate files

`advocacy draft` is the whole command: it reads the campaign, plans, composes, typesets, checks
each letter, writes the files and records them in the ledger. The others find the same words ready
composed, in the same sizes and faces, and check and record nothing; their start counts once. Those
that are slow set fewer letters, a fair sample. The limit is the time to deflate the page content
that our files have, to write all their bytes and to bring them to the disk. Medians of
{bench.rounds} rounds; all took turns. Memory is the most in any round, the sum over all
processes, in which pages that they share count once for each.

{chr(10).join(map(_case, cases))}
{table(reached)}"""


def growth(bench: Bench, small: int, large: int) -> str:
    """What a letter costs in a long run beside a short one."""
    uses = {}
    for count, rounds in ((small, bench.rounds), (large, 1)):
        mix = Mix("en", 0, count)
        print(f"Growth: {mix}", file=sys.stderr)
        uses[count] = median([_drafting(bench, mix) for _ in range(rounds)])
    few, many = uses[small], uses[large]
    reached = [
        Target(
            f"cost of a letter at {large:,} beside {small:,}",
            1.2,
            (many.wall / large) / (few.wall / small),
            at_least=False,
        ),
        Target("memory more", 100, (many.memory - few.memory) / 1e6, at_least=False, unit="MB"),
    ]
    return f"""\
## Long runs

| letters | wall time | processor time | a letter | memory |
|---:|---:|---:|---:|---:|
{_growth_row(small, few)}
{_growth_row(large, many)}

{table(reached)}"""


def printing(bench: Bench, count: int) -> str:
    """One file of all letters, and a second run in which nothing has changed."""
    mix = Mix("en", 0, count)
    folder = bench.given(mix)
    ours = Row("`advocacy draft --merge`, separate files as well", count)
    typst = Row(MERGED.name, min(count, 10_000))
    drafting, again = [], []
    for _ in range(bench.rounds):
        print(f"One file: {mix}", file=sys.stderr)
        root = bench.campaign(mix)
        drafting.append(bench.draft(root, mix))
        again.append(bench.draft(root, mix))
        empty(root)
        root = bench.campaign(mix)
        file = root / "all.pdf"
        ours.uses.append(bench.draft(root, mix, "--merge", file))
        ours.size = file.stat().st_size / count
        empty(root)
        if not MERGED.absent(mix):
            bench.turn(MERGED, folder, typst)
    first, second = median(drafting), median(again)
    rows = [ours, *([typst] if typst.uses else [])]
    reached = [
        Target("one file: letters a second beside Typst's", 1, _over(ours, typst)),
        Target(
            "one file: bytes a letter beside Typst's",
            0.1,
            ours.size / typst.size if typst.size else None,
            at_least=False,
        ),
        Target(f"{count:,} letters unchanged", 2, second.wall, at_least=False, unit="s"),
        Target("unchanged beside drafting", 0.1, second.wall / first.wall, at_least=False),
    ]
    return f"""\
## One file for the printer, and a second run

{_HEAD}
{chr(10).join(_row(row, None) for row in rows)}

Drafting {count:,} letters took {first.wall:.1f} s; the same command again, with nothing changed,
{second.wall:.1f} s.

{table(reached)}"""


def answering(bench: Bench, count: int) -> str:
    """How soon a short command has answered."""
    mix = Mix("en", 0, count)
    root = bench.campaign(mix)
    bench.draft(root, mix)
    commands: dict[str, list[str | Path]] = {
        "bare Typer program, `--help`": [
            sys.executable,
            Path(__file__).with_name("bare.py"),
            "--help",
        ],
        "`advocacy --help`": [bench.advocacy, "--help"],
        f"`advocacy status`, {count:,} letters": [bench.advocacy, "-C", root, "status"],
    }
    uses: dict[str, list[Use]] = {name: [] for name in commands}
    for _ in range(HELP_RUNS):
        for name, command in commands.items():
            uses[name].append(measure(command))
    walls = {name: median(found).wall for name, found in uses.items()}
    bare, help_, status = walls.values()
    reached = [
        Target("`--help` beside the bare program", 1.5, help_ / bare, at_least=False),
        Target("`status` beside the bare program", 4, status / bare, at_least=False),
    ]
    lines = "\n".join(f"| {name} | {wall * 1000:.0f} ms |" for name, wall in walls.items())
    return f"""\
## Answering

Medians of {HELP_RUNS} runs, taken in turns.

| | wall time |
|---|---:|
{lines}

{table(reached)}"""


def long_lists(bench: Bench, sample: Path, size: int) -> str:
    """Long lists and petitions."""
    return lists.report(lists.measure_all(bench.advocacy, bench.new_folder(), sample, size))


def large_ledger(bench: Bench, sample: Path, entries: int) -> str:
    """A ledger that has grown for years."""
    folder = bench.new_folder()
    return ledger.report(ledger.measure_all(bench.advocacy, folder, sample, entries))


def _drafting(bench: Bench, mix: Mix) -> Use:
    root = bench.campaign(mix)
    use = bench.draft(root, mix)
    empty(root)
    return use


def _of_case(case: Case) -> list[Target]:
    """What is asked of that case."""
    mix, loop = case.mix, case.ratio(LOOP)
    if mix == Mix("en", 0, 10_000):
        return [
            Target(f"{mix}: letters a second beside Typst", 20, case.ratio(TYPST)),
            Target(f"{mix}: beside ReportLab", 10, case.ratio(REPORTLAB)),
            Target(f"{mix}: beside the plain loop", 60, loop),
            Target(
                f"{mix}: time beside the limit",
                4,
                case.rows[OURS].use.wall / case.rows[LIMIT].use.wall,
                at_least=False,
            ),
        ]
    asked = {Mix("en", 0, 1000): 12, Mix(CHINESE, 0, 10_000): 20, Mix("en", 100, 1000): 1.8}
    return [Target(f"{mix}: beside the plain loop", asked[mix], loop)] if mix in asked else []


_HEAD = """\
| | letters | a second | wall time | processor time a letter | memory | bytes a letter | ours |
|---|---:|---:|---:|---:|---:|---:|---:|"""


def _case(case: Case) -> str:
    rows = "\n".join(_row(row, case.ratio(name)) for name, row in case.rows.items())
    absent = "".join(f"\n- Left out: {name}: {reason}." for name, reason in case.absent.items())
    return f"### {case.mix}\n\n{_HEAD}\n{rows}\n{absent}\n"


def _row(row: Row, ratio: float | None) -> str:
    use = row.use
    beside = f"{ratio:.2f} times" if ratio else ""
    return (
        f"| {row.name} | {row.letters:,} | {row.rate:,.0f} | {use.wall:.1f} s"
        f" | {use.cpu / row.letters * 1000:.2f} ms | {_mib(use.memory)} | {row.size:,.0f}"
        f" | {beside} |"
    )


def _over(one: Row, other: Row) -> float | None:
    return one.rate / other.rate if other.uses else None


def _growth_row(count: int, use: Use) -> str:
    each = use.wall / count * 1000
    return (
        f"| {count:,} | {use.wall:.1f} s | {use.cpu:.1f} s | {each:.2f} ms | {_mib(use.memory)} |"
    )


def _mib(size: int) -> str:
    return f"{size / 1024**2:,.0f} MiB"
