"""What happened to what editors write."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PagePublished(Event):
    """A page went live, or a live page got new content, a new address or other readers."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("page_id",)

    page_id: int
    channel_id: int
    locale: str
    path: str


@dataclass(frozen=True, kw_only=True)
class PageUnpublished(Event):
    """A page can no longer be read at this address."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("page_id",)

    page_id: int
    channel_id: int
    locale: str
    path: str


@dataclass(frozen=True, kw_only=True)
class MenuChanged(Event):
    """What shoppers see of a menu changed."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("channel_id",)

    channel_id: int
    locale: str
    key: str


@dataclass(frozen=True, kw_only=True)
class BannerChanged(Event):
    """A banner appeared, changed or went."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("channel_id",)

    channel_id: int
    locale: str


@dataclass(frozen=True, kw_only=True)
class ReusableContentChanged(Event):
    """Content that stands on many pages appeared, changed or went."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("channel_id",)

    channel_id: int
    locale: str


@dataclass(frozen=True, kw_only=True)
class ImageChanged(Event):
    """A picture that may be in use got another file, description or focal point."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("image_id",)

    image_id: int


@dataclass(frozen=True, kw_only=True)
class FormSubmitted(Event):
    """Somebody has sent a form."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("submission_id",)

    submission_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class ReleasePublished(Event):
    """Everything in a release went live at once."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("release_id",)

    release_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class ReleaseRolledBack(Event):
    """What was live before a release is live again."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("release_id",)

    release_id: int
    channel_id: int
