"""The dashboard's changes of an order go through the shop's own service."""

from django.conf import settings
from django.utils.module_loading import import_string
from oscar.apps.order import exceptions, processing

from commerce.core.errors import DomainError


class EventHandler(processing.EventHandler):
    def handle_order_status_change(self, order, new_status, note_msg=None):
        """Let ORDER_STATUS_SERVICE change the status; its refusals become upstream's own error."""
        change_status = import_string(settings.ORDER_STATUS_SERVICE)
        try:
            change_status(order_id=order.pk, status=new_status, actor=self.user)
        except DomainError as error:
            raise exceptions.InvalidOrderStatus(error.detail) from error
        order.refresh_from_db()
        if note_msg:
            self.create_note(order, note_msg)
