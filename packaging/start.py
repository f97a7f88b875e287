"""Where the frozen program starts."""

import os
import sys

# The bootloader lets the program find its own libraries by this variable. What the program starts in its turn, the
# player of tones, belongs to the system and must find the system's.
if sys.platform == "linux":
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before

from bodymap.__main__ import main

sys.exit(main())
