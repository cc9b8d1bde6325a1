"""The dashboard's filters of statuses: codes in words."""

from __future__ import annotations

from django import template

from commerce.oscar.order.models import status_label

register = template.Library()
register.filter("status_label", status_label)
