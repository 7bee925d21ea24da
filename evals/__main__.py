"""Run one evaluation: ``python -m evals NAME … [--json PATH]``.

``NAME`` is a module of this package, ``personal-data`` for ``evals/personal_data.py``. Such a module has

``def run(arguments: list[str]) -> dict[str, object]``

which gets the words after the name without ``--json PATH``, parses them with its own ``argparse`` parser, tells its
progress with ``evals.report.progress`` and returns the result. The result is printed as one JSON object, the last line
on stdout; floats are rounded to four places. For input that cannot be used it raises ``evals.report.UnusableInput``
with one clear sentence: exit status 2. Modules without a ``run`` (metrics, readers) are not evaluations.
Heavy libraries are imported inside functions, because a wrong name imports every module to list the right ones.
"""

import sys

from evals.running import main

if __name__ == "__main__":
    sys.exit(main("evals", sys.argv[1:]))
