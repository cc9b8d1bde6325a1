"""Who may work on documents."""

from __future__ import annotations

SEE = "documents.view_orderdocument"
WORK = "documents.add_orderdocument"
