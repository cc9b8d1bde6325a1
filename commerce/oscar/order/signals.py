from oscar.apps.order.signals import *
from oscar.apps.order.signals import order_placed
