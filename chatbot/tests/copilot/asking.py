"""How texts are asked for and decided on, by HTTP; and what a model is scripted to write."""

from __future__ import annotations

import json

from django.urls import reverse

from infra.fakes.models.scripts import Spoken


def wrote(**texts):
    return Spoken(calls=(("write_texts", texts),))


def ask(client, product, writing="product_description", **values):
    address = reverse("copilot:product", args=[product.pk])
    return client.post(address, {"writing": writing, "locale": "en", **values})


def told(models, number=0):
    return json.dumps(models[0].received[number]["messages"], ensure_ascii=False)


def decide(client, proposal, verdict="accept", **texts):
    given = proposal.proposed | texts
    body = {f"text-{name}": text for name, text in given.items()}
    address = reverse("copilot:proposal", args=[proposal.public_id])
    return client.post(address, {"verdict": verdict, **body})


def decide_in_wagtail(client, proposal, **texts):
    body = {f"text-{name}": text for name, text in (proposal.proposed | texts).items()}
    address = reverse("copilot_proposal", args=[proposal.public_id])
    return client.post(address, {"verdict": "accept", **body})
