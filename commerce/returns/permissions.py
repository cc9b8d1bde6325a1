"""Who may work on returns."""

from __future__ import annotations

SEE = "returns.view_returnrequest"
WORK = "returns.change_returnrequest"
