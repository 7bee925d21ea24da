"""Choosing a module by its command-line name and running it under the rules every evaluation follows."""

import argparse
import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from evals.report import UnusableInput, write_result

Run = Callable[[list[str]], dict[str, object]]

EXIT_UNUSABLE = 2


def names(package: str) -> list[str]:
    """The command-line names of all modules in ``package`` that have a ``run``."""
    found = pkgutil.iter_modules(import_module(package).__path__)
    modules = [module.name for module in found if module.name != "__main__"]
    return [name.replace("_", "-") for name in modules if hasattr(import_module(f"{package}.{name}"), "run")]


def find_run(package: str, name: str) -> Run:
    """The ``run`` of the module called ``name``; raises UnusableInput for any other name."""
    module = name.replace("-", "_")
    if module.isidentifier() and find_spec(f"{package}.{module}"):
        run = getattr(import_module(f"{package}.{module}"), "run", None)
        if run:
            return run
    raise UnusableInput(f"There is no {name!r} here. Choose one of: {', '.join(names(package))}.")


def main(package: str, arguments: list[str]) -> int:
    """Run one module of ``package``; the exit status is 0, or 2 for unusable input."""
    try:
        options, rest = _parser(package).parse_known_args(arguments)
        result = find_run(package, options.name)(rest)
        write_result(result, options.json)
    except (UnusableInput, OSError, UnicodeDecodeError) as problem:
        sys.stderr.write(f"{problem}\n")
        return EXIT_UNUSABLE
    return 0


def _parser(package: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {package}", add_help=False)
    parser.add_argument("name", help="which one to run")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the result here")
    return parser
