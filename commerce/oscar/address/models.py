from oscar.apps.address.models import *
from oscar.apps.address.models import Country, UserAddress

# Five digits, and four more for the building.
UserAddress.POSTCODES_REGEX["SA"] = r"^[0-9]{5}(-?[0-9]{4})?$"
