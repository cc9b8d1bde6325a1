"""What the laboratory plugs into the search."""

from __future__ import annotations

from search.registry import COMMANDS, GATES, STEERED

from .services.gate import judge

GATES.append(judge)
COMMANDS["evaluate"] = "search.laboratory.management.evaluate"
STEERED.append(("search_laboratory", "judgedset"))
