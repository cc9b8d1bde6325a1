"""What costs less during a campaign: prices, offers and vouchers. They have no versions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.registry import FieldsKind
from commerce.accounts.permissions import works_in
from commerce.catalogue.services.catalogue import set_price
from commerce.core.money import Money, smallest_unit
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.partner.models import StockRecordPrice
from commerce.oscar.voucher.models import Voucher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from django.db.models import QuerySet

    from cms.registry.releases import Change
    from commerce.tenancy.models import Channel


class GoodsKind(FieldsKind):
    """Rows of the dashboard: for its staff, and for who was given Django's right on them."""

    right: ClassVar[str]

    def rows(self, channel: Channel) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(channel_id=channel.pk)
        return rows.select_related("channel").order_by("pk")

    def lock(self, keys: Sequence[int]) -> None:
        rows = self.model._default_manager.select_for_update().filter(pk__in=keys)
        list(rows.order_by("pk").values("pk"))

    def may_publish(self, user: Any, row: Any) -> bool:
        has_right = user.is_staff or user.has_perm(self.right)
        return bool(has_right and works_in(user, row.channel))

    def page(self, user: Any, name: str, key: int) -> str:
        """The page of the dashboard, for who gets in there."""
        return reverse(name, args=[key]) if user.is_staff else ""


class PriceKind(GoodsKind):
    code = "price"
    label = gettext_lazy("Prices")
    icon = "tag"
    model = StockRecordPrice
    live_fields = ("amount", "compare_at")
    right = "partner.change_stockrecordprice"
    searched = (
        "stockrecord__partner_sku",
        "stockrecord__product__title",
        "stockrecord__product__parent__title",
    )

    def rows(self, channel: Channel) -> QuerySet[Any]:
        return super().rows(channel).select_related("stockrecord__product__parent")

    def name(self, row: Any) -> str:
        stock = row.stockrecord
        return f"{stock.product.get_title()} – {stock.partner_sku} – {row.currency}"

    def first_change(self, row: Any) -> Change:
        return {"amount": str(row.amount), "compare_at": self._written(row, "compare_at")}

    def describe(self, row: Any, change: Change) -> str:
        numbers = {"now": row.amount, "then": change.get("amount"), "currency": row.currency}
        if self._written(row, "amount") == change.get("amount"):
            return _("%(now)s %(currency)s: no new price was entered yet.") % numbers
        return _("%(now)s → %(then)s %(currency)s") % numbers

    def apply(self, row: Any, change: Change, user: Any) -> None:
        amount, former = (self._amount(change.get(name)) for name in ("amount", "compare_at"))
        if amount is None:
            raise ValidationError(_("has no price"))
        if former is not None and former <= amount:
            raise ValidationError(_("The former price has to be above the price."))
        set_price(
            stockrecord=row.stockrecord,
            channel=row.channel,
            price=Money(amount, row.currency),
            compare_at=None if former is None else Money(former, row.currency),
        )

    def fields(self, row: Any, change: Change) -> Mapping[str, forms.Field]:
        places = max(0, -int(smallest_unit(row.currency).as_tuple().exponent))
        bounds: dict[str, Any] = {"min_value": 0, "max_digits": 12, "decimal_places": places}
        now = self._amount(change.get("amount"))
        former = self._amount(change.get("compare_at"))
        return {
            "amount": forms.DecimalField(
                label=_("Price during the release (%(currency)s)") % {"currency": row.currency},
                initial=now,
                **bounds,
            ),
            "compare_at": forms.DecimalField(
                label=_("Former price"), initial=former, required=False, **bounds
            ),
        }

    def read(self, cleaned: Mapping[str, Any]) -> Change:
        amount, former = cleaned["amount"], cleaned["compare_at"]
        if former is not None and former <= amount:
            raise ValidationError({"compare_at": _("The former price has to be above the price.")})
        return {"amount": str(amount), "compare_at": None if former is None else str(former)}

    def edit_url(self, user: Any, row: Any) -> str:
        product = row.stockrecord.product
        return self.page(user, "dashboard:catalogue-product", product.parent_id or product.pk)

    def _amount(self, text: Any) -> Decimal | None:
        number: Decimal | None = self.model._meta.get_field("amount").to_python(text)
        return number


class OfferKind(GoodsKind):
    code = "offer"
    label = gettext_lazy("Offers")
    icon = "pick"
    model = ConditionalOffer
    live_fields = ("status",)
    right = "offer.change_conditionaloffer"
    searched = ("name",)

    def first_change(self, row: Any) -> Change:
        return {"status": row.OPEN if row.is_suspended else row.SUSPENDED}

    def describe(self, row: Any, change: Change) -> str:
        return _("Is suspended") if change.get("status") == row.SUSPENDED else _("Begins")

    def obstacle(self, row: Any, change: Change, user: Any) -> str:
        if change.get("status") == row.SUSPENDED or row.end_datetime is None:
            return ""
        return _("has ended by its own dates") if row.end_datetime <= timezone.now() else ""

    def fields(self, row: Any, change: Change) -> Mapping[str, forms.Field]:
        choices = [(row.OPEN, _("Begins")), (row.SUSPENDED, _("Is suspended"))]
        label, initial = _("What happens"), change.get("status")
        return {"status": forms.ChoiceField(label=label, choices=choices, initial=initial)}

    def edit_url(self, user: Any, row: Any) -> str:
        return self.page(user, "dashboard:offer-detail", row.pk)


class VoucherKind(GoodsKind):
    code = "voucher"
    label = gettext_lazy("Vouchers")
    icon = "key"
    model = Voucher
    live_fields = ("start_datetime", "end_datetime")
    right = "voucher.change_voucher"
    searched = ("name", "code")

    def first_change(self, row: Any) -> Change:
        return {"end_datetime": row.end_datetime.isoformat()}

    def describe(self, row: Any, change: Change) -> str:
        until = _read(change)
        shown = timezone.localtime(until).strftime("%Y-%m-%d %H:%M") if until else "–"
        return _("Is valid from the release until %(date)s") % {"date": shown}

    def obstacle(self, row: Any, change: Change, user: Any) -> str:
        until = _read(change)
        return "" if until and until > timezone.now() else _("would have ended already")

    def apply(self, row: Any, change: Change, user: Any) -> None:
        begins = min(row.start_datetime, timezone.now())
        dates = {"start_datetime": begins, "end_datetime": change["end_datetime"]}
        super().apply(row, dates, user)

    def restore(self, row: Any, state: Change, user: Any) -> None:
        FieldsKind.apply(self, row, state, user)

    def fields(self, row: Any, change: Change) -> Mapping[str, forms.Field]:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        label, initial = _("Valid until"), _read(change)
        return {"end_datetime": forms.DateTimeField(label=label, initial=initial, widget=widget)}

    def read(self, cleaned: Mapping[str, Any]) -> Change:
        return {"end_datetime": cleaned["end_datetime"].isoformat()}

    def edit_url(self, user: Any, row: Any) -> str:
        return self.page(user, "dashboard:voucher-stats", row.pk)


def _read(change: Change) -> datetime | None:
    text = change.get("end_datetime")
    return parse_datetime(text) if text else None
