"""Ranges are what offers are about; there is no page of a range in the shop."""

from oscar.apps.dashboard.ranges import forms as upstream
from oscar.apps.dashboard.ranges.forms import *


class RangeForm(upstream.RangeForm):
    class Meta(upstream.RangeForm.Meta):
        fields = [name for name in upstream.RangeForm.Meta.fields if name != "is_public"]
