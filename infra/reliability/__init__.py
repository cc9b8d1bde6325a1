"""Proof that no cent and no piece of stock is lost or doubled, whoever dies and whatever comes twice."""
