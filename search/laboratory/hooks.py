"""What the laboratory plugs into the search."""

from __future__ import annotations

from cms.registry import register_rights
from search.registry import COMMANDS, GATES

from .services.gate import judge

GATES.append(judge)
COMMANDS["evaluate"] = "search.laboratory.management.evaluate"
register_rights(
    f"search_laboratory.{verb}_judgedset" for verb in ("view", "add", "change", "delete")
)
