from oscar.apps.address.models import *
from oscar.apps.address.models import Country, UserAddress
