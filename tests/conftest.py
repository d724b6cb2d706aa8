"""What all tests share: Hypothesis without deadlines, and modules that hold no tests."""

import sys
from pathlib import Path

from hypothesis import settings

# under --import-mode=importlib a test finds no module beside it; last, so that it hides nothing
sys.path.append(str(Path(__file__).parent))

# shared machines stall now and then, which says nothing about the code
settings.register_profile("mlinterview", deadline=None, print_blob=True)
settings.load_profile("mlinterview")
