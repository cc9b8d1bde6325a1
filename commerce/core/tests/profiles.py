"""Colour profiles for tests, built from the tables of ICC.1:2001-04 (version 2 of the format)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_D50 = (0.9642, 1.0, 0.8249)


def adobe_rgb() -> bytes:
    """Adobe RGB (1998): its primaries adapted to D50, and its gamma of 563/256."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, 563) + bytes(2)
    return _profile(
        b"mntr",
        b"RGB ",
        b"XYZ ",
        {
            b"wtpt": _xyz(*_D50),
            b"rXYZ": _xyz(0.60974, 0.31111, 0.01947),
            b"gXYZ": _xyz(0.20528, 0.62567, 0.06087),
            b"bXYZ": _xyz(0.14919, 0.06322, 0.74457),
            b"rTRC": curve,
            b"gTRC": curve,
            b"bTRC": curve,
        },
    )


def printer() -> bytes:
    """A press whose cyan is a muted blue (L 55, a -37, b -50); other inks only darken."""
    cells = b"".join(
        bytes((round(2.55 * (100 - 45 * c) * (1 - 0.3 * (m + y) / 2) * (1 - k)),))
        + bytes((128 - 37 * c * (1 - k), 128 - 50 * c * (1 - k)))
        for c in (0, 1)
        for m in (0, 1)
        for y in (0, 1)
        for k in (0, 1)
    )
    ramp = bytes(range(256))
    identity = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + ramp * 4 + cells + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(*_D50), b"A2B0": table})


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _profile(kind: bytes, colours: bytes, space: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    text = b"test"
    description = b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 78)
    tags = {b"desc": description, b"cprt": b"text" + bytes(4) + text + bytes(1), **tags}
    index, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        index += struct.pack(">4sII", name, offset + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    illuminant = struct.pack(">3i", *(round(value * 65536) for value in _D50))
    head = struct.pack(
        ">I4sI4s4s4s12s4s", offset + len(body), bytes(4), 0x02400000, kind, colours, space,
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp",
    )  # fmt: skip
    head = head.ljust(68, b"\0") + illuminant
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body
