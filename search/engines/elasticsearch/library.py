"""Loads the client library without what it only takes along.

Where aiohttp is installed, the library imports it for asynchronous calls, which nobody makes here: a
tenth of a second and 6 MiB of each process. The libraries of providers bring it.
"""

import sys

if "aiohttp" not in sys.modules:
    sys.modules["aiohttp"] = None  # type: ignore[assignment]  # which makes its import fail
    try:
        import elasticsearch  # noqa: F401
    finally:
        del sys.modules["aiohttp"]
