"""What the dashboard's frame says of notices."""

from __future__ import annotations

from typing import Any

from django import template

from commerce.notifications.selectors.centre import count_unread_at_work
from commerce.tenancy.selectors import current_tenant_id

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """Return how much the member of staff has not read; nothing where nobody has signed in."""
    user = context["request"].user
    if not user.is_authenticated:
        return 0
    return count_unread_at_work(user=user, tenant_id=current_tenant_id())
