"""What the website listens to: Wagtail's signals (its own way of telling), and its own events."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms import services
from cms.models import Banner, Menu


@receiver(page_published)
def tell_published_page(instance: Page, **_: Any) -> None:
    services.announce_published_page(page=instance)


@receiver(page_unpublished)
def tell_unpublished_page(instance: Page, **_: Any) -> None:
    services.announce_unpublished_page(page=instance)


@receiver(page_slug_changed)
def tell_renamed_page(instance: Page, instance_before: Page, **_: Any) -> None:
    services.announce_moved_page(page=instance, old_url_path=instance_before.url_path)


@receiver(post_page_move)
def tell_moved_page(instance: Page, url_path_before: str, **_: Any) -> None:
    services.announce_moved_page(page=instance, old_url_path=url_path_before)


@receiver([published, unpublished], sender=Menu)
def tell_menu(instance: Menu, **_: Any) -> None:
    services.announce_menu(menu=instance)


@receiver([published, unpublished], sender=Banner)
def tell_banner(instance: Banner, **_: Any) -> None:
    services.announce_banner(banner=instance)
