"""Typst, which sets what the shop writes on paper or into pictures, in fonts of its own."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import typst

# What a process does that is made for one document.
ALONE: Final = """
import pickle, sys, typst
template, options = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(typst.compile(template, **options))
"""
FONTS: Final = "fontpkg_ibm_plex_sans_arabic"


def set_by_typst(template: bytes, *, fonts: Sequence[str] = (), **options: Any) -> bytes:
    """Return the file of a document of one page or of a PDF; raise typst.TypstError.

    `fonts` are folders with further ones. Nothing is fetched, and no font of the machine is used.
    Typst has threads, which a fork of the process that began them lacks, and would wait for for
    ever: such a fork has it done by a process that is none.
    """
    options = {"font_paths": [_fonts(), *fonts], "ignore_system_fonts": True, **options}
    if _begun_by() == os.getpid():
        return cast("bytes", typst.compile(template, **options))
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        input=pickle.dumps((template, options)),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        told = done.stderr.decode(errors="replace")
        raise typst.TypstError(told.rpartition("\n")[2], told)
    return done.stdout


@cache
def _begun_by() -> int:
    """The process that has set the first document, and whose forks know so."""
    return os.getpid()


@cache
def _fonts() -> str:
    return str(files(FONTS) / "files")
