from django.contrib import admin
from oscar.apps.shipping.admin import *

from .models import ShippingRate


@admin.register(ShippingRate)
class ShippingRateAdmin(admin.ModelAdmin):
    list_display = ("name", "channel", "currency", "price", "free_from", "countries", "is_active")
    list_filter = ("channel", "currency", "is_active")
    list_editable = ("is_active",)
