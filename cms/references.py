"""What the blocks of a page refer to, and what was found for it.

Blocks name their references first; `cms.selectors.references` looks all of them up with a fixed
number of queries; then the blocks write their public form from what was found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

Json = Any


class Kind(Enum):
    IMAGE = auto()
    PAGE = auto()
    PRODUCT = auto()
    CATEGORY = auto()
    VIDEO = auto()
    REUSABLE = auto()
    COMPARED = auto()
    FORM = auto()
    SEGMENT = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that was chosen, by its key in the database; COMPARED are products with their facts."""

    kind: Kind
    key: int


@dataclass(frozen=True, slots=True)
class Rail:
    """Products that are found anew: of a category, the newest, those on sale, or best sellers."""

    source: str
    limit: int
    category: int | None = None


@dataclass(frozen=True, slots=True)
class FoundProduct:
    slug: str
    card: Json
    attributes: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class FoundCategory:
    slug: str
    name: str
    image: Json


class ShownImage(dict[str, Any]):
    """The public form of a picture, and what the media library offers to whoever places it.

    `offered` is Wagtail's suggestion of an alternative text: the library's in the shop's first
    language, or the title of a picture without one.
    """

    offered: str = ""
    is_decorative: bool = False

    def words(self, written: str) -> str:
        """Return what is read aloud where `written` stands beside the picture.

        Who changed the suggestion meant it; else the library's words in the reader's language are
        better.
        """
        if written and written != self.offered:
            return written
        return "" if self.is_decorative else str(self["alt"]) or written


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a reader of one channel and language may see of all references; the rest is missing.

    Pages are storefront paths without the language, such as `/about`; reusable contents are stored
    streams. `place` is the channel and page that readers get, unless it is a draft; `segment` and
    `visitor` are whose eyes a draft is looked at with.
    """

    images: Mapping[int, ShownImage] = field(default_factory=dict)
    pages: Mapping[int, str] = field(default_factory=dict)
    products: Mapping[int, FoundProduct] = field(default_factory=dict)
    categories: Mapping[int, FoundCategory] = field(default_factory=dict)
    rails: Mapping[Rail, Sequence[Json]] = field(default_factory=dict)
    videos: Mapping[int, Json] = field(default_factory=dict)
    reusables: Mapping[int, Sequence[Json]] = field(default_factory=dict)
    forms: Mapping[int, Json] = field(default_factory=dict)
    locale: str = ""
    place: tuple[int, int] | None = None
    segment: int | None = None
    visitor: str = ""


@dataclass(frozen=True)
class References:
    """References sorted by what they point to."""

    keys: Mapping[Kind, frozenset[int]]
    rails: frozenset[Rail]

    @classmethod
    def collect(cls, references: Iterable[Reference | Rail]) -> "References":
        keys: dict[Kind, set[int]] = {kind: set() for kind in Kind}
        rails: set[Rail] = set()
        for reference in references:
            if isinstance(reference, Rail):
                rails.add(reference)
                keys[Kind.CATEGORY] |= {reference.category} - {None}  # type: ignore[arg-type]
            else:
                keys[reference.kind].add(reference.key)
        return cls({kind: frozenset(found) for kind, found in keys.items()}, frozenset(rails))
