"""The wheel holds all it needs, and what is installed from it works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from advocacy_cli import __version__

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist alone."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, cwd=ROOT)
    return target


@pytest.fixture(scope="module")
def contents(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def advocacy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel; the dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    (wheel,) = built.glob("*.whl")
    python = folder / "bin" / "python"
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    run(sys.executable, *install, wheel, cwd=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    # A path file only adds the folder itself: the path file of the editable install that lies
    # in it is not read, so the checkout stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "advocacy"


def test_the_wheel_brings_the_starter(contents: set[str]) -> None:
    starter = {name for name in contents if name.startswith("advocacy_cli/starter/")}
    assert "advocacy_cli/starter/campaign.yaml" in starter
    assert "advocacy_cli/starter/recipients.yaml" in starter
    assert "advocacy_cli/starter/senders.yaml" not in starter
    templates = {
        "advocacy_cli/starter/" + str(file.relative_to(ROOT))
        for file in (ROOT / "letter_templates").rglob("*")
        if file.is_file()
    }
    assert templates <= starter


def test_the_wheel_brings_every_file_of_the_package(contents: set[str]) -> None:
    package = {
        str(file.relative_to(ROOT / "src"))
        for file in (ROOT / "src" / "advocacy_cli").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert package <= contents
    assert "advocacy_cli/py.typed" in contents


def test_the_wheel_brings_nothing_else(contents: set[str]) -> None:
    tops = {name.split("/")[0] for name in contents}
    assert tops == {"advocacy_cli", f"advocacy_cli-{__version__}.dist-info"}
    assert not [name for name in contents if "__pycache__" in name or "ledger.sqlite" in name]


def test_the_installed_command_answers(advocacy: Path, tmp_path: Path) -> None:
    assert __version__ in run(advocacy, "--version", cwd=tmp_path)
    where = run(
        advocacy.parent / "python",
        "-c",
        "import advocacy_cli as a; print(a.__file__)",
        cwd=tmp_path,
    )
    assert Path(where.strip()).is_relative_to(advocacy.parents[1])


def test_the_installed_command_starts_a_campaign_that_is_sound(
    advocacy: Path, tmp_path: Path
) -> None:
    campaign = tmp_path / "mine"
    name = ("--name", "Ada Example", "--country", "GB", "--region", "GB-ENG", "--language", "en")
    address = ("--address-line", "1 Example Street", "--address-line", "London N1 1AA")
    run(advocacy, "init", campaign, *name, *address, cwd=tmp_path)
    assert (campaign / "senders.yaml").read_text().count("Ada Example") == 1
    run(advocacy, "-C", campaign, "check", cwd=tmp_path)
    run(advocacy, "-C", campaign, "draft", "call-on-xi-jinping", cwd=tmp_path)
    assert len(list((campaign / "letters").glob("*.pdf"))) == 1
