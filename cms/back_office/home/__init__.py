"""The first page of the back office: what there is to know and to do today."""

from .content import ContentPanel, PlannedPanel
from .figures import FiguresPanel
from .first_steps import FirstStepsPanel
from .shops import ShopsPanel

PANELS = (FirstStepsPanel, FiguresPanel, ShopsPanel, PlannedPanel, ContentPanel)

__all__ = ["PANELS"]
