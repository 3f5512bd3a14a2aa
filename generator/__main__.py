"""``python -m generator``: the same as ``catalog``."""

import gc
import sys

from generator.cli import main

# A run builds much and drops nothing until it ends: looking for garbage in it only takes time.
gc.disable()
sys.exit(main())
