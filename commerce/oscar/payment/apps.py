from oscar.apps.payment import apps


class PaymentConfig(apps.PaymentConfig):
    name = "commerce.oscar.payment"
