"""python3 -m infra.launch: start the shop (`make run`)."""

import sys

# Before any import that an old Python could not even read.
if sys.version_info < (3, 11):  # noqa: UP036
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit("error: Python 3.11 or newer is needed, this is " + found + "; try PYTHON=python3.12.")

from infra.launch.options import parse_options
from infra.launch.start import launch

if __name__ == "__main__":
    sys.exit(launch(parse_options()))
