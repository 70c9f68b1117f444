"""``python -m resnet``: the same as the command ``resnet``."""

from __future__ import annotations

import sys

from resnet.cli import main

if __name__ == "__main__":
    sys.exit(main())
