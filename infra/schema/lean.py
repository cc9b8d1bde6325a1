"""Runs Django's real migrations in a fraction of the time, by rendering fewer model classes.

After each operation Django renders anew every model that is connected with the changed one in
either direction; with Oscar and Wagtail around one user model that is nearly all of them, some
38,000 times in a first `migrate`. Only models that refer to the changed one hold on to its old
class, so only they are rendered here, always: what is rendered is never behind, so data migrations
need no complete new set of classes either. Besides, whatever is rendered: whether a model can be
swapped for another is asked 27,000 times, which Django answers anew after each rendering, and the
collector of garbage walks again and again over classes that stay.

For new databases only. A test holds the result against that of plain `migrate`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.db.migrations.state import ProjectState
from django.db.models import Model

ModelKey = tuple[str, str]
# New objects between two rounds of the collector: a thousand renderings make that many.
NEW_OBJECTS = 200_000


@contextmanager
def lean_rendering() -> Iterator[None]:
    """Let every migration that runs inside the block render only what a change touches."""
    original = ProjectState._find_reload_model  # type: ignore[attr-defined]
    ProjectState._find_reload_model = find_models_to_render  # type: ignore[attr-defined]
    with quick_rendering():
        try:
            yield
        finally:
            ProjectState._find_reload_model = original  # type: ignore[attr-defined]


@contextmanager
def quick_rendering() -> Iterator[None]:
    """Let migrations inside the block render what Django says, in less time."""
    find = type(apps).get_swappable_settings_name.__wrapped__  # type: ignore[attr-defined]
    thresholds = gc.get_threshold()
    # The real models do not change while migrations run.
    apps.get_swappable_settings_name = cache(partial(find, apps))  # type: ignore[method-assign]
    gc.set_threshold(NEW_OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        del apps.get_swappable_settings_name


def find_models_to_render(
    state: Any, app_label: str, model_name: str, delay: bool = False
) -> set[ModelKey]:
    """The changed model and, one after the other, all models that refer to one already found."""
    found = {(app_label, model_name)}
    queue = [(app_label, model_name)]
    while queue:
        referring = _referring_models(state, queue.pop()) - found
        found |= referring
        queue.extend(referring)
    return found


def _referring_models(state: Any, key: ModelKey) -> set[ModelKey]:
    try:
        model = state.apps.get_model(*key)
    except LookupError:  # it is being created
        return set()
    return {_key_of(each) for each in (*model.__subclasses__(), *_relation_owners(model))}


def _relation_owners(model: type[Model]) -> list[Any]:
    fields = model._meta.get_fields(include_parents=False, include_hidden=True)
    reverse = [each for each in fields if each.auto_created and not each.concrete]
    return [each.related_model for each in reverse]


def _key_of(model: type[Model]) -> ModelKey:
    return model._meta.app_label, str(model._meta.model_name)
