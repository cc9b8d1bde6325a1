"""What pictures of the media library may be asked for beyond Wagtail's own operations."""

from __future__ import annotations

from typing import Any

from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage

from commerce.core.pictures import in_srgb


class SrgbOperation(FilterOperation):
    """`srgb`: the colours that the picture's own profile means, as browsers without it show them."""

    def construct(self) -> None:
        """Take no arguments."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        return PillowImage(in_srgb(willow.image)) if isinstance(willow, PillowImage) else willow
