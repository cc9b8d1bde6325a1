"""Everything the assistant says, by id: stored answers hold ids, and are told in any language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

SAYS: Final = {
    "greeting": _("Hello! I can find products, fill your cart and tell you about your orders."),
    "thanks": _("You are welcome."),
    "goodbye": _("Goodbye, and see you soon."),
    "capabilities": _(
        "I am the shop's assistant, a program. I find products, show and change your cart, look up"
        " orders, and answer from the pages of the shop. I never place an order."
    ),
    "unknown": _("I do not know that. These people can help you:"),
    "unknown_alone": _(
        "I do not know that. I can help with products, orders, delivery and returns."
    ),
    "products": _("This is what I found:"),
    "products_near": _("Nothing has all of that. This comes nearest:"),
    "here": _("This is what you are looking at:"),
    "here_variants": _("It comes like this:"),
    "here_other": _("I find no such variant of it. It comes like this:"),
    "here_facts": _("This is what the shop says about it:"),
    "compared": _("This is how they compare:"),
    "similar": _("These are similar:"),
    "no_products": _("I found no product for that."),
    "which_product": _("Which product do you mean? Ask for products first."),
    "choose_variant": _("This product comes in several variants. Please choose one on its page."),
    "pages": _("This is what the shop says about it:"),
    "cart": _("This is in your cart:"),
    "cart_empty": _("Your cart is empty."),
    "cart_changed": _("Your cart has changed:"),
    "cart_same": _("Nothing in your cart has changed."),
    "voucher_applied": _("The voucher counts in your cart:"),
    "voucher_removed": _("The voucher is out of your cart:"),
    "nothing_to_undo": _("There is nothing to undo."),
    "order": _("This is your order:"),
    "order_ask": _(
        "Please give me the number of the order and the e-mail address it was placed with, in one"
        " message. The number is in the confirmation."
    ),
    "order_none": _("You have no orders in this shop yet."),
    "order_not_found": _("I find no order with this number and address. Please check both."),
    "too_often": _("That was tried too often. Please wait a minute."),
    "order_people": _(
        "I cannot change an order myself. Our people can, as long as it is not sent:"
    ),
    "cancel_ask": _("Do you want to cancel this order? What was paid goes back."),
    "cancel_which": _(
        "Which order? Please give me its number and the e-mail address it was placed with, in one"
        " message. The number is in the confirmation."
    ),
    "cancelled": _("This order is cancelled:"),
    "return_offer": _("On the page of the order you choose what you send back, and why:"),
    "return_which": _(
        "Which order is it about? Please give me its number and the e-mail address it was placed with,"
        " in one message."
    ),
    "refund_people": _("I cannot pay money back myself. Our people look into it:"),
    "human": _("You reach a person here:"),
    "human_alone": _("You reach a person by answering any letter of the shop."),
    "joined": _("%(name)s of the shop is with you now."),
    "left": _("The assistant is back. Ask it, or ask for a person again."),
    "waiting": _("Somebody of the shop will answer you here. You can go on asking me until then."),
    "complaint": _("I am sorry to hear that. Please tell our people, who can put it right:"),
    "account": _("You can do that in your account."),
    "register": _("You can open an account with your e-mail address and a password."),
    "registration": _(
        "Please check that the e-mail address is spelt correctly and not registered yet, and that the"
        " password has at least eight characters."
    ),
    "password": _("You can choose a new password: a letter with a link comes to your address."),
    "place_order": _(
        "Put what you like into the cart and go to the checkout. I never place an order for you."
    ),
    "review": _("You can write a review on the page of the product."),
    "payment": _("The checkout shows the ways to pay for your cart."),
    "payment_problem": _(
        "Nothing is ordered before you see a confirmation. Please try again or choose another way to"
        " pay; if money was taken, our people look into it:"
    ),
    "voucher": _("Enter the code in your cart. If it is refused, the cart says exactly why."),
    "shipping": _("These are the ways to send your cart:"),
    "shipping_later": _(
        "The checkout shows ways and prices of delivery once it knows the address."
    ),
    "interrupted": _(
        "I was interrupted and have no answer. Nothing has changed; please ask again."
    ),
    "interrupted_changed": _("I was interrupted, but this has changed before:"),
    "refused": _("That is not possible:"),
    "spoken": _("I cannot say that for certain. The pages of the shop and our people can."),
    "budget": _("I have talked a lot today, so I answer from the shop's own texts now."),
    "silent": _("I answer from the shop's own texts now."),
}

QUICK: Final = {
    "find": _("Show me lamps"),
    "cart": _("What is in my cart?"),
    "order": _("Where is my order?"),
    "returns": _("What is the return policy?"),
    "delivery": _("How long does delivery take?"),
    "human": _("I want to talk to a person"),
    "undo": _("Undo that"),
    "cancel": _("Cancel order %(number)s"),
}

# Pages of the storefront, below the language.
LINKS: Final = {
    "account": (_("Your account"), "/account"),
    "preferences": (_("Your messages"), "/account/preferences"),
    "register": (_("Open an account"), "/register"),
    "password": (_("Forgot your password?"), "/forgot-password"),
    "cart": (_("Your cart"), "/cart"),
}

# Lines below a text: a variant with its availability, and a fact.
IN_STOCK: Final = _("%(variant)s: in stock")
SOLD_OUT: Final = _("%(variant)s: not available")
HOURS: Final = _("Somebody answers here: %(hours)s.")
FACT: Final = _("%(name)s: %(fact)s")
# Lines below a text: what can be sent back.
RETURNABLE: Final = _("%(name)s, %(left)s at most")
RETURNABLE_UNTIL: Final = _("%(name)s, %(left)s at most, until %(until)s")
