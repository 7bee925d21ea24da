"""``python -m content.checks PATH [--lang en] [--strict]``: a line per finding, exit 1 when one blocks approval."""

import argparse
import sys
from pathlib import Path

from content.checks import check_folder
from content.problems import Severity, blocking
from tutor.language import LANGUAGES
from tutor.texts import text


def main(arguments: list[str] | None = None) -> int:
    """Print every finding as ``file:line: sentence``."""
    parser = argparse.ArgumentParser(prog="python -m content.checks")
    parser.add_argument("path", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--strict", action="store_true", help="advice counts as well")
    options = parser.parse_args(arguments)
    problems = check_folder(options.path)
    for problem in problems:
        label = "" if problem.severity is Severity.ERROR else text("content.advice_label", options.lang) + " "
        sys.stdout.write(f"{problem.file}:{problem.line}: {label}{problem.sentence(options.lang)}\n")
    errors = len(blocking(problems))
    summary = text("content.checked", options.lang, errors=errors, advice=len(problems) - errors)
    sys.stderr.write(summary + "\n")
    return 1 if errors or (options.strict and problems) else 0


if __name__ == "__main__":
    sys.exit(main())
