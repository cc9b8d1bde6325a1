"""What every illustration is: a thing that can draw itself onto a sheet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from infra.demo.illustrations.svg import Sheet


class Drawing(ABC):
    """A thing drawn in centimetres; its origin is where it stands, hangs or lies."""

    anchor: ClassVar[str] = "ground"
    """`ground` stands on the floor, `centre` hangs on the wall or lies flat, `ceiling` hangs down."""

    glows: ClassVar[bool] = False
    """Whether its light reaches beyond its outline."""

    @abstractmethod
    def draw(self, sheet: Sheet) -> None:
        """Paint the thing with its own shadow."""
