"""What the contexts above hand to the services and selectors of carts."""

from .shoppers import Shopper as Shopper
