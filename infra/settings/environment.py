"""The one reader of environment variables, shared by the settings files.

The comment above the first reading of a variable tells what it is for: `make papers` writes
docs/settings.md from it.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Everything the running shop keeps on this machine: database, media, broker, logs.
VAR_DIR = Path(env.str("HERON_VAR_DIR", default=str(BASE_DIR / "var")))
