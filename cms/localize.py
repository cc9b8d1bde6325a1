"""What wagtail-localize needs to work beside an API that speaks JSON alone."""

from __future__ import annotations

from rest_framework.parsers import FormParser, MultiPartParser
from wagtail_localize.views import edit_translation


def let_translators_type() -> None:
    """Have the views that save a typed translation read forms, as the browser sends them.

    They are REST framework's and would take the project's parsers, which are for the API.
    """
    for view in (edit_translation.edit_string_translation, edit_translation.edit_override):
        view.cls.parser_classes = [FormParser, MultiPartParser]
