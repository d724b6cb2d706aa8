"""What all tests share: effort, one reading of the bundled bank, no skips on CI."""

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from mlinterview.bank import _kept

# under --import-mode=importlib a test finds no module beside it; last, so that it hides nothing
sys.path.append(str(Path(__file__).parent))
from bundled import kept_bank
from effort import THOROUGH

# tests keep all cores busy; threads of linear algebra would only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# one cache of compiled banks for the whole run, and for what it starts
if "MLINTERVIEW_CACHE" not in os.environ:
    os.environ["MLINTERVIEW_CACHE"] = tempfile.mkdtemp(prefix="mlinterview-")
    atexit.register(shutil.rmtree, os.environ["MLINTERVIEW_CACHE"], ignore_errors=True)

# shared machines stall now and then, which says nothing about the code
settings.register_profile("quick", deadline=None, print_blob=True, max_examples=50)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("thorough" if THOROUGH else "quick")

_kept.kept_bank = kept_bank


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: the collector of garbage never looks at it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """On CI every test must have run: what a test needs is installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter is not None and reporter.stats.get("skipped")
    if os.environ.get("CI") and skipped and exitstatus == pytest.ExitCode.OK:
        reporter.write_line("skipped tests count as failures here (CI is set)", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
