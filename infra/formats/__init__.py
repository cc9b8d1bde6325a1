"""How dates are written where Django's own formats of a language leave one out."""
