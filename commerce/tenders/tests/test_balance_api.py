import pytest
from django.utils import timezone

from commerce.tenders.models import PurseAccount

from .conftest import CODE

pytestmark = pytest.mark.django_db
PATH = "/api/v1/gift-cards/balance/"


def test_whoever_has_the_code_sees_what_is_left(client, api, make_card, pay_with):
    card = make_card()
    pay_with(card, "12.50")

    answer = api.post(PATH, {"code": " 7k2m 09xd q4tl-hbz5 "})

    assert answer.status_code == 200
    assert answer.json() == {
        "balance": {"amount": "37.50", "currency": "EUR"},
        "expires_at": None,
        "last_four": "HBZ5",
    }
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("wrong", ["unknown", "blocked", "over", "elsewhere"])
def test_whatever_is_wrong_is_answered_alike_and_costs_the_same(
    api, make_card, other_channel, django_assert_num_queries, wrong
):
    make_card()
    changes = {
        "unknown": {"digest": "x"},
        "blocked": {"is_blocked": True},
        "over": {"expires_at": timezone.now()},
        "elsewhere": {"channel": other_channel},
    }
    PurseAccount.objects.update(**changes[wrong])
    api.post(PATH, {"code": "warm"})

    with django_assert_num_queries(1):
        answer = api.post(PATH, {"code": CODE})

    assert (answer.status_code, answer.json()["code"]) == (404, "gift_card_not_found")


def test_codes_cannot_be_found_by_trying(api):
    answers = [api.post(PATH, {"code": f"guess-{n}"}).status_code for n in range(11)]

    assert answers == [404] * 10 + [429]
