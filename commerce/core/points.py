"""Named moments at which a process can be made to end at once, to prove that nothing is lost there."""

from __future__ import annotations

import logging
import os
import signal

VARIABLE = "HERON_END_AT"
LOG = logging.getLogger(__name__)


def reach(name: str) -> None:
    """Do nothing, unless the process was started to end here as if its power had failed.

    `HERON_END_AT` holds one name. It is read each time: a test may set it in a running process. Who
    listens to this module's log at DEBUG sees which points are passed.
    """
    LOG.debug(name)
    if os.environ.get(VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
