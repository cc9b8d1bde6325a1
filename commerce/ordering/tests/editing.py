"""Changing an order in the dashboard, in a few words."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.oscar.order.models import Order


class Editor:
    """Somebody of the staff, with an order's page of changes open."""

    def __init__(self, client: Any, channel: Any, *, without: tuple[str, ...] = ()) -> None:
        self.user = make_user("staff@example.com", is_staff=True)
        rights = Permission.objects.exclude(codename__in=without)
        self.user.user_permissions.set(rights)
        ensure_membership(user=self.user, tenant_id=channel.tenant_id)
        client.force_login(self.user)
        self.client = client

    def url(self, order: Order) -> str:
        return f"/dashboard/orders/{order.number}/edit/"

    def filled(self, order: Order, **changes: Any) -> dict[str, Any]:
        """What the form holds, with these fields changed; a line's is `quantity_of_LAMP`."""
        form = self.client.get(self.url(order)).context["form"]
        values = {
            name: "" if (value := form[name].value()) is None else value for name in form.fields
        }
        lines = {row.line.partner_sku: row.key for row in form.lines}
        for name, value in changes.items():
            what, found, sku = name.partition("_of_")
            values[f"{what}-{lines[sku]}" if found else name.replace("__", "-")] = value
        return values

    def look(self, order: Order, **changes: Any) -> Any:
        return self.client.post(self.url(order), self.filled(order, **changes))

    def save(self, order: Order, **changes: Any) -> Any:
        """Look, and then mean it. The answer is the page of the order."""
        values = self.filled(order, **changes)
        shown = self.client.post(self.url(order), values)
        assert "plan" in shown.context, said(shown)
        return self.confirm(order, values, shown)

    def confirm(self, order: Order, values: dict[str, Any], shown: Any) -> Any:
        body = {**values, "is_confirmed": "1", "fingerprint": shown.context["plan"].fingerprint}
        return self.client.post(self.url(order), body, follow=True)


def said(page: Any) -> list[str]:
    """What a form or a page tells of what went wrong, or right."""
    form = page.context.get("form")
    told = [str(each) for each in page.context.get("messages", ())]
    return told + [str(e) for rows in (form.errors if form else {}).values() for e in rows]
