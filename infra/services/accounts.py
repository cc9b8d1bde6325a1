"""Which system user runs a server: root hands over to an unprivileged one, anybody else stays."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.services.errors import ServiceError

FALLBACK = "nobody"


@dataclass(frozen=True)
class Account:
    """The user and group a server runs as; nothing to switch when `uid` is None."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_server(cls, *preferred: str) -> "Account":
        """The first of the preferred users that exists, when started as root."""
        if os.getuid() != 0:
            return cls()
        for name in (*preferred, FALLBACK):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        message = (
            f"No unprivileged user ({', '.join((*preferred, FALLBACK))}) exists to run a server as."
        )
        raise ServiceError(message)

    def popen_arguments(self) -> dict[str, Any]:
        """Arguments of subprocess that switch to this user, without root's other groups."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give a folder and all in it to this user."""
        if self.uid is None or self.gid is None:
            return
        os.chown(folder, self.uid, self.gid)
        for parent, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(parent, name), self.uid, self.gid, follow_symlinks=False)
