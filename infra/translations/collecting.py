"""Finds every text that is marked for translation in our Python files and Django templates."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from infra.translations.catalogues import ROOT

PACKAGES = ("commerce", "cms", "search", "chatbot", "infra")
SKIPPED_FOLDERS = frozenset({"tests", "migrations", "__pycache__"})
TEMPLATES = frozenset({".html", ".txt"})
COMMENT_TAG = "Translators:"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Most files mark no text, and taking one apart costs a hundred times as much as looking for marks.
MARKED = re.compile(rf"\b({'|'.join(KEYWORDS)})\s*\(")


def collect_messages() -> Catalog:
    """All texts of the source, without translations."""
    messages = Catalog(charset="utf-8")
    for path in _source_files():
        for _line, texts, comments, context in extract_file(path):
            messages.add(texts, auto_comments=comments, context=context)
    return messages


def extract_file(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """The marked texts of a file: line, text or texts of the plural forms, comments, context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        source = _as_python(source, path)
    if not MARKED.search(source):
        return
    file = io.BytesIO(source.encode())
    yield from extract("python", file, KEYWORDS, (COMMENT_TAG,), {"encoding": "utf-8"}, True)


def take_over(known: Catalog, messages: Catalog) -> list[Message]:
    """The collected texts with the translations that are known for exactly them."""
    return [_translated(message, known) for message in messages if message.id]


def _source_files() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            is_source = path.suffix == ".py" or (
                path.suffix in TEMPLATES and "templates" in path.parts
            )
            if is_source and not SKIPPED_FOLDERS & set(path.relative_to(ROOT).parts):
                yield path


def _as_python(template: str, path: Path) -> str:
    """Django's form of a template for gettext, in brackets so that indentation means nothing."""
    return f"({templatize(template, origin=str(path))}\n)"


def _translated(message: Message, known: Catalog) -> Message:
    before = known.get(message.id, message.context)
    return Message(
        message.id,
        before.string if before and before.id == message.id else "",
        flags=message.flags,
        auto_comments=message.auto_comments,
        context=message.context,
    )
