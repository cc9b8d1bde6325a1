"""What a release can hold: each kind of thing is one object, registered at start-up.

A kind says which rows there are, who may publish them, what is live of one now, and how that is
changed and brought back. What a change says is JSON and belongs to the kind alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.forms import Field
    from django_stubs_ext import StrOrPromise

    from commerce.tenancy.models import Channel

Change = Mapping[str, Any]


class ReleaseKind(ABC):
    """One kind of thing that goes live with a release and is taken back with it."""

    code: ClassVar[str]
    label: ClassVar[StrOrPromise]
    icon: ClassVar[str] = "doc-empty"
    searched: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def rows(self, channel: Channel) -> QuerySet[Any]:
        """Return what of the channel can be in a release."""

    def find(self, channel: Channel, words: str) -> QuerySet[Any]:
        """Return those of `rows` that have all of these words in one of the `searched` fields."""
        rows = self.rows(channel)
        for word in words.split():
            found = Q(pk__in=())
            for field in self.searched:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows

    def load(self, channel: Channel, keys: Sequence[int]) -> dict[int, Any]:
        """Return the rows of these keys that are still there, locked until the transaction ends."""
        rows = self.rows(channel).filter(pk__in=keys).order_by("pk")
        return {row.pk: row for row in rows}

    def lock(self, keys: Sequence[int]) -> None:  # noqa: B027 most have rows to lock, not all
        """Keep others from writing these rows until the transaction ends."""

    def name(self, row: Any) -> str:
        """Return what people call it."""
        return str(row)

    @abstractmethod
    def may_publish(self, user: Any, row: Any) -> bool:
        """Whether that person may put it live, without any release."""

    def may_edit(self, user: Any, row: Any) -> bool:
        """Whether that person may put it into a release."""
        return self.may_publish(user, row)

    @abstractmethod
    def first_change(self, row: Any) -> Change:
        """Return what a release does with it unless somebody says something else."""

    def pinned(self, row: Any, change: Change) -> Change:
        """Return the change as it is decided now; what is drafted later does not count."""
        return change

    @abstractmethod
    def describe(self, row: Any, change: Change) -> str:
        """Say in a few words what the release does with it."""

    def obstacle(self, row: Any, change: Change, user: Any) -> str:
        """Say why it cannot go live; nothing where it can."""
        return ""

    def prepare(self, row: Any) -> None:  # noqa: B027 only what has versions needs it
        """Make sure that what is live now can be brought back."""

    @abstractmethod
    def state(self, row: Any) -> Change:
        """Return what is live of it, as far as a release changes it."""

    @abstractmethod
    def apply(self, row: Any, change: Change, user: Any) -> None:
        """Put it live. Raises ValidationError when it is not valid."""

    @abstractmethod
    def restore(self, row: Any, state: Change, user: Any) -> None:
        """Bring back what was live. Raises ValidationError where that is impossible by now."""

    def tell(self, channel: Channel, rows: Sequence[Any]) -> None:  # noqa: B027 most tell themselves
        """Tell the house that all of these were written; called once, in the same transaction."""

    def fields(self, row: Any, change: Change) -> Mapping[str, Field]:
        """Return the fields of a form about the change; none where there is nothing to decide."""
        return {}

    def read(self, cleaned: Mapping[str, Any]) -> Change:
        """Return the change that the fields of such a form say."""
        return cleaned

    def edit_url(self, user: Any, row: Any) -> str:
        """Return where it is written in a back office; nothing where there is no such place."""
        return ""


class FieldsKind(ReleaseKind):
    """Things without versions: a release sets some of their fields, and sets them back."""

    model: ClassVar[type[Model]]
    live_fields: ClassVar[tuple[str, ...]]

    def state(self, row: Any) -> Change:
        return {name: self._written(row, name) for name in self.live_fields}

    def apply(self, row: Any, change: Change, user: Any) -> None:
        for name, value in change.items():
            field: Any = self.model._meta.get_field(name)
            setattr(row, name, field.to_python(value))
        row.full_clean(validate_unique=False)
        row.save()

    def restore(self, row: Any, state: Change, user: Any) -> None:
        self.apply(row, state, user)

    def _written(self, row: Any, name: str) -> str | None:
        field: Any = self.model._meta.get_field(name)
        value = field.to_python(getattr(row, name))
        return None if value is None else str(field.value_to_string(row))


_kinds: dict[str, ReleaseKind] = {}


def register_release_kind(kind: ReleaseKind) -> None:
    """Let releases hold that kind of thing. Registering it twice changes nothing."""
    _kinds[kind.code] = kind


def list_release_kinds() -> Sequence[ReleaseKind]:
    """Return all kinds, in the order in which a release publishes them."""
    return [*_kinds.values()]


def find_release_kind(code: str) -> ReleaseKind | None:
    """Return the kind of that code; None for one that is not registered."""
    return _kinds.get(code)
