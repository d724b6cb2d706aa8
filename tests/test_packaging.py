"""What is shipped: file lists of wheel and sdist, and the installed package on its own."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import mlinterview
from mlinterview._resources import bundled_root

ROOT = Path(__file__).resolve().parent.parent
DATA = ("questions/", "graders/", "bank.yaml")


def tracked() -> set[str]:
    """Paths that git tracks."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return {name for name in listed.stdout.split("\0") if name}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist made from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return folder


def test_the_tests_run_on_the_installed_package() -> None:
    """`mlinterview` comes from site-packages, not from the checkout beside the tests."""
    assert "site-packages" in Path(mlinterview.__file__).parts


def test_the_wheel_holds_what_git_tracks(built: Path) -> None:
    """The wheel's data equal the tracked files byte for byte; its code is the package alone."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        data = {
            name.removeprefix("mlinterview/_data/"): wheel.read(name)
            for name in names
            if name.startswith("mlinterview/_data/")
        }
    files = tracked()
    expected = {name for name in files if name.startswith(DATA)}
    assert set(data) == expected
    for name, content in data.items():
        assert content == (ROOT / name).read_bytes(), name
    code = {name for name in files if name.startswith("mlinterview/")}
    assert names - {f"mlinterview/_data/{name}" for name in data} == code


def test_the_sdist_holds_the_sources(built: Path) -> None:
    """The sdist has package, bank, tests, docs and licences; nothing that git does not track."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    files = tracked()
    folders = ("mlinterview/", "tests/", "docs/", "tools/")
    top = (*folders, *DATA, "mkdocs.yml", "README.md", "CHANGELOG.md", "LICENSE")
    assert {name for name in files if name.startswith(top)} <= names
    assert names - files <= {"PKG-INFO"}


def test_the_bundled_bank_is_found() -> None:
    """The locator finds questions, graders and bank.yaml."""
    root = bundled_root()
    assert (root / "bank.yaml").is_file()
    assert (root / "questions" / "taxonomy.yaml").is_file()
    assert (root / "graders" / "schemes" / "standard.yaml").is_file()
