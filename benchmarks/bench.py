"""Measures one mix of letters: this program and its peers, taking turns."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import disk_limit
from candidates import CANDIDATES, Candidate
from letters import write_letters
from measuring import Use, empty, measure, measure_all, median
from mixes import Mix, draft_commands, write_campaign

OURS, LIMIT = "advocacy", "limit"
PROBE = 50
MOST = 10_000
"""Letters that are composed for the peers; none does more within its time."""


@dataclass(slots=True)
class Row:
    """How one candidate did: uses by round, letters set each time, bytes of each letter."""

    name: str
    letters: int
    uses: list[Use] = field(default_factory=list)
    size: float = 0.0

    @property
    def use(self) -> Use:
        """The median."""
        return median(self.uses)

    @property
    def rate(self) -> float:
        """Letters a second."""
        return self.letters / self.use.wall


@dataclass(slots=True)
class Case:
    """What was measured of a mix, by candidate, and why others were not."""

    mix: Mix
    rows: dict[str, Row] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def ratio(self, peer: str) -> float | None:
        """How many times the peer's letters a second this program makes."""
        row = self.rows.get(peer)
        return self.rows[OURS].rate / row.rate if row else None


class Bench:
    """Measures cases in a folder.

    Args:
        limit: about how many seconds a measurement of a peer may take.
    """

    def __init__(
        self, advocacy: Path, sample: Path, folder: Path, rounds: int, limit: float
    ) -> None:
        self.advocacy, self.rounds = advocacy, rounds
        self._sample, self._folder, self._limit = sample, folder, limit
        self._number = 0

    def new_folder(self) -> Path:
        """A folder that is not there yet."""
        self._number += 1
        return self._folder / f"{self._number}"

    def campaign(self, mix: Mix) -> Path:
        """A new campaign for `mix`."""
        root = self.new_folder()
        root.mkdir()
        write_campaign(self.advocacy, root, self._sample, mix)
        return root

    def given(self, mix: Mix) -> Path:
        """The letters of `mix`, or a fair sample of them, as the peers get them."""
        fewer = Mix(mix.language, mix.own, min(mix.letters, MOST))
        root, folder = self.campaign(fewer), self.new_folder()
        write_letters(root, folder, fewer)
        empty(root)
        return folder

    def draft(self, root: Path, mix: Mix, *more: str | Path) -> Use:
        """Draft all letters of a campaign with the whole command."""
        commands = draft_commands(self.advocacy, root, mix)
        return measure_all([[*command, *more] for command in commands])

    def compare(self, mix: Mix) -> Case:
        """Measure this program, the peers and the limit of the disk."""
        case, folder = Case(mix), self.given(mix)
        case.rows[OURS] = Row("`advocacy draft`, tagged, checked, recorded", mix.letters)
        peers = []
        for peer in CANDIDATES:
            if reason := peer.absent(mix):
                case.absent[peer.name] = reason
            else:
                peers.append(peer)
                case.rows[peer.id] = Row(peer.name, self._affordable(peer, folder, mix))
        case.rows[LIMIT] = Row("limit: deflate and write, all cores", mix.letters)
        for number in range(self.rounds):
            print(f"{mix}: round {number + 1} of {self.rounds}", file=sys.stderr)
            self._draft_once(case)
            for peer in peers:
                self.turn(peer, folder, case.rows[peer.id])
        empty(folder)
        return case

    def turn(self, peer: Candidate, folder: Path, row: Row) -> None:
        """Measure a peer once."""
        out = self.new_folder()
        out.mkdir()
        row.uses.append(measure(peer.command(folder, row.letters, out)))
        sizes = [file.stat().st_size for file in out.glob("*.pdf")]
        expected = 1 if "--merged" in peer.options else row.letters
        if len(sizes) != expected or not all(sizes):
            raise RuntimeError(f"{peer.name} made {len(sizes)} files of {expected}")
        row.size = sum(sizes) / row.letters
        empty(out)

    def _draft_once(self, case: Case) -> None:
        row, root = case.rows[OURS], self.campaign(case.mix)
        row.uses.append(self.draft(root, case.mix))
        made = root / "letters"
        sizes = [file.stat().st_size for file in made.glob("*.pdf")]
        if len(sizes) != row.letters:
            raise RuntimeError(f"advocacy drafted {len(sizes)} letters of {row.letters}")
        row.size = sum(sizes) / len(sizes)
        apart, out = self.new_folder(), self.new_folder()
        disk_limit.prepare(made, apart)
        out.mkdir()
        empty(root)
        case.rows[LIMIT].uses.append(measure([sys.executable, disk_limit.__file__, apart, out]))
        case.rows[LIMIT].size = row.size
        empty(apart)
        empty(out)

    def _affordable(self, peer: Candidate, folder: Path, mix: Mix) -> int:
        """How many letters the peer sets within the time; at least those of the probe."""
        most = min(mix.letters, MOST)
        probe = Row(peer.name, min(PROBE, most))
        self.turn(peer, folder, probe)
        within = max(1, int(probe.rate * self._limit))
        rounding = int("1".ljust(len(str(within)), "0"))
        return min(most, max(probe.letters, within // rounding * rounding))
