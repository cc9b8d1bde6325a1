"""Checks the programs that must be on the machine before anything can be installed."""

import re
import shutil
import subprocess
from functools import cache

from infra.launch.errors import LaunchError

NODE_MINIMUM = (20, 11)


def check_node() -> None:
    """Fail unless a recent enough Node and its npm are on the path."""
    wanted = ".".join(map(str, NODE_MINIMUM))
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise LaunchError(f"{program} was not found; please install Node.js {wanted} or newer.")
    match = re.match(r"v(\d+)\.(\d+)", node_version())
    if match is None:
        raise LaunchError("`node --version` did not answer with a version.")
    if (int(match[1]), int(match[2])) < NODE_MINIMUM:
        raise LaunchError(
            f"Node.js {wanted} or newer is needed; the one found is {node_version()}."
        )


@cache
def node_version() -> str:
    """What `node --version` answers."""
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
