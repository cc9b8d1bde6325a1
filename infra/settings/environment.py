"""The one reader of environment variables, shared by the settings files."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Everything the running shop keeps on this machine: database, media, broker, logs.
VAR_DIR = Path(env.str("HERON_VAR_DIR", default=str(BASE_DIR / "var")))
