"""What has to be known of a service and of the model it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.addresses import is_address
from commerce.integrations.registry import setting

from .forms import Form
from .wire import MOST_DIMENSIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_CHARACTERS: Final = 500
LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "dimensions": (0, MOST_DIMENSIONS),
    "batch_size": (1, 2_048),
    "seconds": (0.1, 600),
    "budget": (0.05, 10),
}


@dataclass(frozen=True, slots=True)
class OpenAIEmbeddingsSettings:
    """`budget` is the seconds that a question may take, `seconds` what a batch of texts may."""

    address: str = setting(
        _("Address"),
        default="https://api.openai.com/v1",
        help=_("Of the service, up to “/v1”: “/embeddings” is added."),
    )
    key: str = setting(
        _("Key"),
        default="",
        is_secret=True,
        link="https://platform.openai.com/api-keys",
        help=_("A server of your own may need none."),
    )
    model: str = setting(
        _("Model"),
        default="text-embedding-3-small",
        help=_("Another model makes other vectors: “manage.py search rebuild” has to follow."),
    )
    dimensions: int = setting(
        _("Numbers per vector"),
        default=0,
        help=_("0 is as many as the model makes. Other vectors have to be made anew."),
    )
    query_prefix: str = setting(
        _("Before a question"),
        default="",
        help=_("For models that tell questions from products, such as “query: ” of E5."),
    )
    query_input_type: str = setting(
        _("Input type of a question"),
        default="",
        help=_("The same for services that take an “input_type”."),
    )
    passage_prefix: str = setting(
        _("Before a product"),
        default="",
        help=_("Such as “passage: ” of E5. Other vectors have to be made anew."),
    )
    passage_input_type: str = setting(
        _("Input type of a product"),
        default="",
        help=_("The same as “input_type”. Other vectors have to be made anew."),
    )
    batch_size: int = setting(
        _("Texts in one request"),
        default=64,
        help=_("A service that needs too long for them gets fewer at once."),
    )
    seconds: float = setting(
        _("Seconds for one request"),
        default=60.0,
        help=_("What the service may take while products are indexed."),
    )
    budget: float = setting(
        _("Seconds for a question"),
        default=0.3,
        help=_("What a shopper waits before words alone are looked for."),
    )

    def __post_init__(self) -> None:
        """Raise ValidationError with each setting that no service could do with."""
        errors = {name: sentence for name, is_right, sentence in self._rules() if not is_right}
        if errors:
            raise ValidationError(errors)

    def _rules(self) -> Iterator[tuple[str, bool, str | _StrPromise]]:
        between = _("Choose a number between %(least)s and %(most)s.")
        yield (
            "address",
            is_address(self.address),
            _("This is no address that begins with https://."),
        )
        yield "model", 0 < len(self.model) <= MOST_CHARACTERS, _("Which model makes the vectors?")
        for name, (least, most) in LIMITS.items():
            is_right = least <= getattr(self, name) <= most
            yield name, is_right, between % {"least": least, "most": most}

    @property
    def query(self) -> Form:
        return Form(_apart(self.query_prefix), self.query_input_type)

    @property
    def passage(self) -> Form:
        return Form(_apart(self.passage_prefix), self.passage_input_type)


def _apart(prefix: str) -> str:
    """Return the prefix with the space behind it that a form does not keep."""
    return f"{prefix} " if prefix and not prefix[-1].isspace() else prefix
