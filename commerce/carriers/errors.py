"""What can go wrong with labels, and with news of parcels."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class NoCarrierError(ConflictError):
    code = "no_carrier"
    message = _("No carrier is set up for this shop.")


class NotThisCarrierError(ConflictError):
    code = "not_this_carrier"
    message = _("This carrier is not in use here. Choose one of those that are.")


class ParcelNotPackedError(ConflictError):
    code = "parcel_not_packed"
    message = _("A label is made for a packed parcel: this one is %(state)s.")


class LabelUnderWayError(ConflictError):
    code = "label_under_way"
    message = _("The carrier is being asked for this label. Look again in a minute.")


class LabelRefusedError(ConflictError):
    """`reason` is the carrier's own."""

    code = "label_refused"
    message = _("No label was made. %(reason)s")


class CarrierAwayError(ConflictError):
    code = "carrier_away"
    message = _("The carrier cannot be reached. Nothing is lost: ask again, or send without it.")


class LabelUncertainError(ConflictError):
    """`reason` is the carrier's own. Nothing is asked for again before people say so."""

    code = "label_uncertain"
    message = _(
        "Nobody knows whether there is a label already. %(reason)s Ask again later, or say that another"
        " one may be made."
    )


class CustomsDataMissingError(ConflictError):
    """`missing` names each product with what it lacks."""

    code = "customs_data_missing"
    message = _(
        "This parcel crosses a customs border, and customs have to be told more of what is in it:"
        " %(missing)s. Complete the products first."
    )


class LabelNotFoundError(NotFoundError):
    code = "label_not_found"
    message = _("There is no such label.")


class LabelInUseError(ConflictError):
    code = "label_in_use"
    message = _("This parcel has left: its label cannot be cancelled any more.")


class UnknownCarrierError(NotFoundError):
    """Also for a configuration that is not in use."""

    code = "unknown_carrier"
    message = _("There is no such carrier.")


class ForgedNewsError(DomainError):
    code, status = "forged_news", 403
    message = _("This does not come from the carrier.")


class UnknownParcelError(NotFoundError):
    code = "unknown_parcel"
    message = _("No parcel has this tracking number.")
