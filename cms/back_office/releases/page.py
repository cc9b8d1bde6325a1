"""One release: what is in it, what stands in its way, and its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from cms import selectors, services
from cms.back_office.previewing import send_to_storefront
from cms.enums import ChangedSince
from cms.errors import ReleaseChangedSinceError
from cms.models import HeronPage
from cms.registry import list_release_kinds
from commerce.core.errors import DomainError

from .base import OfRelease


class ReleaseView(OfRelease, TemplateView):
    template_name = "cms/back_office/releases/release.html"
    page_title = gettext_lazy("Release")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {
            "publish": self._publish,
            "plan": self._plan,
            "reopen": self._reopen,
            "roll_back": self._roll_back,
            "take_out": self._take_out,
        }
        act = acts.get(request.POST.get("action", ""))
        if act is None:
            raise Http404
        try:
            act()
        except ReleaseChangedSinceError as error:
            self.tell(error)
            return self.render_to_response(self.get_context_data(asks=True))
        except DomainError as error:
            self.tell(error)
        return redirect(self.address)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        release = self.release
        held = selectors.list_held(release=release)
        return super().get_context_data(
            release=release,
            rows=self._rows(held),
            kinds=list_release_kinds(),
            locales=release.channel.locales,
            may_publish=self.may_publish,
            changed_choices=[one for one in ChangedSince if one != ChangedSince.REFUSE],
            **context,
        )

    def _rows(self, held: list[selectors.Held]) -> list[Mapping[str, Any]]:
        conflicts = selectors.list_conflicts(release=self.release)
        user = self.request.user
        before = self.release.state in ("open", "planned")
        obstacles = selectors.list_obstacles(held=held, user=user) if before else {}
        return [
            {
                "held": each,
                "does": each.kind.describe(each.row, each.item.change)
                if each.kind and each.row
                else "",
                "edit_url": each.kind.edit_url(user, each.row) if each.kind and each.row else "",
                "is_decided": bool(
                    each.kind and each.row and each.kind.fields(each.row, each.item.change)
                ),
                "is_page": isinstance(each.row, HeronPage),
                "obstacle": obstacles.get(each.item.pk, ""),
                "conflicts": conflicts.get(each.item.pk, ()),
                "is_changed": self.release.is_published and each.is_changed,
            }
            for each in held
        ]

    def _publish(self) -> None:
        self._need_right()
        services.publish_release(release=self.release, actor=self.request.user)
        messages.success(self.request, _("“%(name)s” is live.") % {"name": self.release.name})

    def _plan(self) -> None:
        self._need_right()
        services.plan_release(release=self.release, actor=self.request.user)
        messages.success(
            self.request, _("It goes live by itself, with the drafts as they are now.")
        )

    def _reopen(self) -> None:
        self._need_right()
        services.reopen_release(release=self.release, actor=self.request.user)
        messages.success(self.request, _("It is not planned any more and can be changed."))

    def _roll_back(self) -> None:
        self._need_right()
        asked = self.request.POST.get("changed", "")
        changed = ChangedSince(asked) if asked in ChangedSince.values else ChangedSince.REFUSE
        left = services.roll_back_release(
            release=self.release, actor=self.request.user, changed=changed
        )
        messages.success(self.request, _("What was live before is live again."))
        if left:
            text = _("Left as they are: %(names)s.") % {"names": ", ".join(left[:20])}
            messages.warning(self.request, text)

    def _take_out(self) -> None:
        key = self.request.POST.get("item", "")
        item = get_object_or_404(self.release.items, pk=key if key.isdecimal() else None)
        services.take_out_of_release(item=item)
        messages.success(self.request, _("“%(name)s” was left out.") % {"name": item.title})

    def _need_right(self) -> None:
        if not self.may_publish:
            raise PermissionDenied


class PreviewReleaseView(OfRelease, View):
    """Sends to the storefront, which shows the shop as of the day of the release."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        page = self._page(request.GET.get("item", ""))

        def keep(viewing: Any) -> str:
            return services.keep_release_preview(
                user=user, release=self.release, viewing=viewing, page=page
            )

        return send_to_storefront(keep, f"locale={request.GET.get('locale', '')[:16]}")

    def _page(self, key: str) -> HeronPage | None:
        if not key:
            return None
        item = get_object_or_404(self.release.items, pk=key if key.isdecimal() else None)
        drafts = selectors.list_release_drafts(release=self.release)
        pages = (one for one in drafts if isinstance(one, HeronPage) and one.pk == item.object_id)
        if item.kind != "page" or (page := next(pages, None)) is None:
            raise Http404
        return page


class ItemView(OfRelease, FormView[forms.Form]):
    """What the release does with one thing, where there is something to decide."""

    template_name = "cms/back_office/releases/item.html"
    page_title = gettext_lazy("In the release")

    @cached_property
    def held(self) -> selectors.Held:
        held = selectors.list_held(release=self.release)
        found = (each for each in held if each.item.pk == self.kwargs["item"])
        each = next(found, None)
        if each is None or each.kind is None or each.row is None:
            raise Http404
        if not each.kind.may_edit(self.request.user, each.row):
            raise PermissionDenied
        return each

    def get_form(self, form_class: Any = None) -> forms.Form:
        assert self.held.kind is not None  # noqa: S101 settled when it was found
        form = forms.Form(**self.get_form_kwargs())
        form.fields.update(self.held.kind.fields(self.held.row, self.held.item.change))
        if not form.fields:
            raise Http404
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        assert self.held.kind is not None  # noqa: S101 settled when it was found
        try:
            change = self.held.kind.read(form.cleaned_data)
            services.decide_change(item=self.held.item, change=change)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except DomainError as error:
            self.tell(error)
        return redirect(self.address)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(held=self.held, back=self.address, **context)


def told_count(count: int) -> str:
    """Say how many things were put in."""
    text = ngettext(
        "%(count)d thing was put into the release.",
        "%(count)d things were put into the release.",
        count,
    )
    return text % {"count": count}
