"""Making, cancelling and printing labels. Parcels and labels of others are not found."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import generic

from commerce.carriers.enums import LabelState
from commerce.carriers.errors import LabelNotFoundError
from commerce.carriers.models import Label
from commerce.carriers.selectors import get_label, list_carriers
from commerce.carriers.services.labels import cancel_label, make_label
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError
from commerce.ordering.selectors.fulfilments import get_fulfilment_of
from commerce.oscar.order.models import Order

from .forms import LabelForm

ENDINGS = {"image/gif": "gif", "application/zpl": "zpl", "application/pdf": "pdf"}


# The carrier is asked between two transactions: a lost answer leaves a row that tells of the question.
@method_decorator(asking_outside, name="dispatch")
class MakeLabelView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: str, parcel: str) -> HttpResponse:
        order = get_object_or_404(Order.objects.all(), number=number)
        form = LabelForm(request.POST, carriers=list_carriers(order.channel_id), is_uncertain=True)
        try:
            found = get_fulfilment_of(order, parcel)
            if form.is_valid():
                make_label(fulfilment_id=found.pk, **form.cleaned_data)
                messages.success(request, _("The label is ready."))
            else:
                messages.error(request, _in_one_line(form))
        except DomainError as refused:
            messages.error(request, refused.detail)
        return _back(number)


@method_decorator(asking_outside, name="dispatch")
class CancelLabelView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, label: str) -> HttpResponse:
        found = _find(label)
        try:
            cancel_label(public_id=label)
            messages.success(request, _("The label is cancelled."))
        except DomainError as refused:
            messages.error(request, refused.detail)
        return _back(found.order.number)


class PrintLabelView(generic.View):
    """The label itself: it has somebody's address, so nobody keeps it."""

    def get(self, request: HttpRequest, label: str) -> HttpResponse:
        found = _find(label)
        if found.state != LabelState.MADE:
            raise Http404
        ending = ENDINGS.get(found.media_type, "bin")
        return _shown(found.content, found.media_type, f"{found.tracking_number}.{ending}")


class PrintCustomsView(generic.View):
    """What customs want to see beside the label."""

    def get(self, request: HttpRequest, label: str) -> HttpResponse:
        found = _find(label)
        if found.state != LabelState.MADE or not found.customs_papers:
            raise Http404
        name = f"{found.tracking_number}-customs.pdf"
        return _shown(found.customs_papers, "application/pdf", name)


def _shown(content: bytes | memoryview[int], media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(bytes(content), content_type=media_type)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _find(public_id: str) -> Label:
    try:
        return get_label(public_id)
    except LabelNotFoundError:
        raise Http404 from None


def _in_one_line(form: LabelForm) -> str:
    return " ".join(str(each) for told in form.errors.values() for each in told)


def _back(number: str) -> HttpResponse:
    return redirect(f"{reverse('dashboard:order-detail', args=[number])}#labels")
