"""Everything an import does, for the command and for code that has its rows at hand."""

from .files import import_file
from .imports import BATCH_SIZE, MAX_ERRORS, Progress, import_rows

__all__ = ["BATCH_SIZE", "MAX_ERRORS", "Progress", "import_file", "import_rows"]
