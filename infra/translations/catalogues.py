"""One `.po` file per language, in one exact form: no dates, no names, no places, sorted."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "infra" / "locale"
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;",
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
}
LANGUAGES = tuple(PLURALS)
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def source_file(language: str) -> Path:
    """The committed file, written by people."""
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def compiled_file(language: str) -> Path:
    """The file Django reads; a product of the committed one."""
    return source_file(language).with_suffix(".mo")


def empty_catalogue(language: str) -> Catalog:
    """A catalogue that knows the language's plural forms and nothing else."""
    return _parse(language, b"")


def read_catalogue(language: str) -> Catalog:
    """The committed texts of a language; an empty catalogue when there are none yet."""
    file = source_file(language)
    return _parse(language, file.read_bytes()) if file.exists() else empty_catalogue(language)


def write_catalogue(language: str, messages: Iterable[Message]) -> None:
    """Replace the committed texts of a language."""
    source_file(language).parent.mkdir(parents=True, exist_ok=True)
    source_file(language).write_bytes(as_text(language, messages))


def as_text(language: str, messages: Iterable[Message]) -> bytes:
    """The file's one form: the same texts always give the same bytes."""
    catalogue = empty_catalogue(language)
    for message in messages:
        if message.id:
            catalogue[message.id] = message
    body = io.BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    return _header(language) + body.getvalue().strip() + b"\n"


def compile_all() -> None:
    """Make the files Django reads. Safe to run in several processes at once."""
    for language in LANGUAGES:
        compiled = io.BytesIO()
        write_mo(compiled, read_catalogue(language))
        target = compiled_file(language)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        draft.write_bytes(compiled.getvalue())
        draft.replace(target)


def compile_outdated() -> None:
    """Make the files Django reads where they are missing or older than their source."""
    if any(_is_outdated(language) for language in LANGUAGES):
        compile_all()


def _is_outdated(language: str) -> bool:
    compiled = compiled_file(language)
    age = source_file(language).stat().st_mtime_ns
    return not compiled.exists() or compiled.stat().st_mtime_ns < age


def _parse(language: str, content: bytes) -> Catalog:
    text = content if content.startswith(b'msgid ""') else _header(language) + content
    return read_po(io.BytesIO(text), locale=language, abort_invalid=True)


def _header(language: str) -> bytes:
    return HEADER.format(language=language, plurals=PLURALS[language]).encode()
