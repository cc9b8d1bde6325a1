"""python -m infra.translations collect|compile: bring the `.po` or the `.mo` files up to date."""

import sys
from collections.abc import Sequence

from babel.messages.catalog import Message

from infra.translations.catalogues import LANGUAGES, compile_all, read_catalogue, write_catalogue
from infra.translations.collecting import collect_messages, take_over

USAGE = "usage: python -m infra.translations collect|compile"


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for. Returns the exit code."""
    if list(arguments) == ["collect"]:
        collect()
    elif list(arguments) == ["compile"]:
        compile_all()
    else:
        print(USAGE, file=sys.stderr)
        return 2
    return 0


def collect() -> None:
    """Write the texts of the source into every language's file and say what is left to translate."""
    messages = collect_messages()
    for language in LANGUAGES:
        catalogue = take_over(read_catalogue(language), messages)
        write_catalogue(language, catalogue)
        missing = [message for message in catalogue if message.id and not _is_translated(message)]
        print(f"{language}: {len(catalogue)} texts, {len(missing)} to translate")


def _is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return len(texts) > 0 and all(texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
