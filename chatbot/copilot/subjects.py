"""What can be written about: products, pages of the website, pictures of the media library and more."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from chatbot.enums import Writing
from chatbot.errors import NothingToWriteError, SubjectNotFoundError

from .readings import Offer, Reading

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class Source(ABC):
    """One thing that texts are proposed for. `channel` is whose models and tone are used."""

    channel: Channel

    @property
    @abstractmethod
    def pk(self) -> int: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def offers(self) -> list[Offer]:
        """Return what can be written about it now."""

    @abstractmethod
    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        """Return the thing as it is now. Raises NothingToWriteError where there is nothing to go by."""

    def check(self, writing: Writing, locale: str, part: str) -> None:
        """Raise NothingToWriteError for what is not offered."""
        offered = (each for each in self.offers() if each.writing == writing)
        if not any(
            locale in each.locales and part in {key for key, _name in each.parts}
            for each in offered
        ):
            raise NothingToWriteError


class Subject(Source):
    """One thing, for a person who may change it, and who accepts what is proposed."""

    kind: ClassVar[str]
    writings: ClassVar[frozenset[Writing]]

    @property
    @abstractmethod
    def address(self) -> str:
        """The page where the thing is edited."""

    def picture_address(self, part: str) -> str:
        """Return where the picture is shown that a part is about, or nothing."""
        return ""

    @abstractmethod
    def lock(self) -> None:
        """Keep it as it is until the transaction ends. Raises SubjectNotFoundError when it is gone."""

    @abstractmethod
    def write(self, user: Any, reading: Reading, part: str, texts: Mapping[str, str]) -> None:
        """Write texts in the way in which staff do. `reading` is how it was under the lock."""


Finder = Callable[[Any, int], "Subject | None"]
_finders: Final[dict[str, tuple[frozenset[Writing], Finder]]] = {}


def register_subject(subject: type[Subject], find: Finder) -> None:
    """Let texts be proposed for things of that kind. `find` returns None for what is not the person's."""
    _finders[subject.kind] = (subject.writings, find)


def find_subject(*, kind: str, pk: int, user: Any) -> Subject:
    """Return the thing if the person may change it. Raises SubjectNotFoundError."""
    _writings, find = _finders.get(kind, (frozenset(), lambda _user, _pk: None))
    if (found := find(user, pk)) is None:
        raise SubjectNotFoundError
    return found


def kind_of(writing: str) -> str:
    """Return the kind of thing that a writing is accepted for; nothing where it is decided elsewhere."""
    found = (kind for kind, (writings, _find) in _finders.items() if writing in writings)
    return next(found, "")
