"""Run one benchmark: ``python -m evals.bench NAME … [--json PATH]``, under the same rules as ``python -m evals``."""

import sys

from evals.running import main

if __name__ == "__main__":
    sys.exit(main("evals.bench", sys.argv[1:]))
