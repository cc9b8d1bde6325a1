"""A value that is taken is said at its field, whichever form of the dashboard it is typed into."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from commerce.cart.tests.goods import make_offer, make_voucher
from commerce.oscar.catalogue.models import AttributeOption, Product
from commerce.oscar.offer.models import ConditionalOffer, Range
from commerce.oscar.partner.models import Partner, StockRecord
from commerce.oscar.voucher.models import Voucher, VoucherSet

from .factories import make_attribute, make_category, make_product, make_product_class
from .test_dashboard import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def errors_of(answer):
    """Each error of the page with the name of the field it stands at, or none."""
    page = BeautifulSoup(answer.content, "html.parser")
    found = {}
    for error in page.select(".error-block, .errorlist"):
        group = error.find_parent(class_="form-group")
        field = group and group.find(["input", "select", "textarea"])
        if error.text.strip():
            found[field.get("name") if field else ""] = error.text.strip()
    return found


def submit(staff, path, **changes):
    return staff.post(path, {**form_data(staff.get(path)), **changes})


def test_the_code_and_the_name_of_a_voucher(staff, channel):
    offer = make_offer(channel, "Gift", offer_type="Voucher")
    taken = make_voucher(channel, "TAKEN")
    dates = {"start_datetime": "2026-01-01 00:00", "end_datetime": "2030-01-01 00:00"}
    body = {"usage": "Multi-use", "offers": [offer.pk], **dates}

    code = submit(staff, "/dashboard/vouchers/create/", name="New", code="taken", **body)
    name = submit(staff, "/dashboard/vouchers/create/", name=taken.name, code="NEW", **body)

    assert (code.status_code, name.status_code) == (200, 200)
    assert set(errors_of(code)) == {"code"}
    assert set(errors_of(name)) == {"name"}
    assert form_data(code)["name"] == "New"
    assert Voucher.objects.count() == 1


def test_the_name_of_a_voucher_set_and_of_its_vouchers(staff, channel):
    offer = make_offer(channel, "Gift", offer_type="Voucher")
    make_voucher(channel, "ONE", name="Spring - 2")
    dates = {"start_datetime": "2026-01-01 00:00", "end_datetime": "2030-01-01 00:00"}
    body = {"usage": "Multi-use", "offers": [offer.pk], "description": "Post", **dates}
    path = "/dashboard/vouchers/sets/create/"

    answer = submit(staff, path, name="Spring", count=3, code_length=8, **body)

    assert set(errors_of(answer)) == {"name"}
    assert not VoucherSet.objects.exists()
    assert submit(staff, path, name="Autumn", count=3, code_length=8, **body).status_code == 302
    again = submit(staff, path, name="Autumn", count=3, code_length=8, **body)
    assert set(errors_of(again)) == {"name"}
    assert Voucher.objects.count() == 4


STEPS = {
    "metadata": {"name": "Spring", "description": "", "offer_type": "Site"},
    "incentive": {"type": "Percentage", "value": 5},
    "condition": {"type": "Count", "value": 1},
    "restrictions": {"priority": 7, "exclusive": "on", "max_global_applications": 12},
}


def walk(staff, *steps, **changes):
    everything = Range.objects.first().pk
    for step in steps:
        body = {**STEPS[step], "range": everything, **changes}
        answer = staff.post(f"/dashboard/offers/new/{step}/", body)
    return answer


def test_the_name_of_an_offer_at_its_step(staff, channel):
    make_offer(channel, "Spring")

    answer = walk(staff, "metadata")

    assert answer.status_code == 200
    assert set(errors_of(answer)) == {"name"}


def test_a_name_that_is_taken_while_the_wizard_runs_loses_no_step(staff, channel):
    make_offer(channel, "Something")
    walk(staff, "metadata", "incentive", "condition")
    make_offer(channel, "Spring")

    refused = walk(staff, "restrictions")

    assert refused.status_code == 302
    first = staff.get(refused["Location"])
    assert set(errors_of(first)) == {"name"}
    assert form_data(first)["name"] == "Spring"
    assert ConditionalOffer.objects.count() == 2
    walk(staff, "metadata", name="Later spring")
    last = form_data(staff.get("/dashboard/offers/new/restrictions/"))
    assert (last["priority"], last["max_global_applications"]) == ("7", "12")
    assert staff.post("/dashboard/offers/new/restrictions/", last).status_code == 302
    offer = ConditionalOffer.objects.get(name="Later spring")
    assert (offer.benefit.value, offer.priority, offer.exclusive) == (5, 7, True)


def test_renaming_an_offer_to_a_name_that_is_taken(staff, channel):
    make_offer(channel, "Spring")
    other = make_offer(channel, "Summer")

    answer = submit(staff, f"/dashboard/offers/{other.pk}/metadata/", name="Spring", save="")

    assert set(errors_of(answer)) == {"name"}


def test_the_upc_of_a_product(staff, channel, tenant):
    make_product(channel, "Lamp", upc="4006381333931", categories=[make_category(tenant)])
    other = make_product(channel, "Other", categories=[make_category(tenant, "More")])

    answer = submit(
        staff, f"/dashboard/catalogue/products/{other.pk}/", upc="4006381333931", title="New"
    )

    assert answer.status_code == 200
    assert errors_of(answer)["upc"]
    assert form_data(answer)["title"] == "New"
    assert not Product.objects.get(pk=other.pk).upc


def test_the_sku_of_a_stock_record(staff, channel, tenant):
    lamp = make_product(channel, "Lamp", categories=[make_category(tenant)])
    other = make_product(channel, "Other", categories=[make_category(tenant, "More")])
    taken = lamp.stockrecords.get().partner_sku

    answer = submit(
        staff,
        f"/dashboard/catalogue/products/{other.pk}/",
        **{"stockrecords-0-partner_sku": taken},
    )

    assert answer.status_code == 200
    assert StockRecord.objects.filter(partner_sku=taken).count() == 1


def test_the_codes_of_attributes_and_options(staff, channel, tenant):
    product_class = make_product_class(tenant, name="Lamp")
    colour = make_attribute(product_class, "colour", "Moss", "Clay")
    make_attribute(product_class, "size")

    attribute = submit(
        staff,
        f"/dashboard/catalogue/product-type/{product_class.pk}/update/",
        **{"attributes-1-code": "colour"},
    )
    option = submit(
        staff,
        f"/dashboard/catalogue/attribute-option-group/{colour.option_group_id}/update/",
        **{"options-1-code": "moss"},
    )

    assert (attribute.status_code, option.status_code) == (200, 200)
    assert errors_of(option)
    assert set(AttributeOption.objects.values_list("code", flat=True)) == {"moss", "clay"}


def test_the_name_of_a_range(staff, channel):
    make_offer(channel, "Spring")
    taken = Range.objects.get().name

    answer = submit(staff, "/dashboard/ranges/create/", name=taken)

    assert set(errors_of(answer)) == {"name"}


def test_the_address_of_a_person_whatever_its_case(staff, channel, tenant):
    partner = Partner.objects.create(tenant=tenant, name="House", code="house")
    path = f"/dashboard/partners/{partner.pk}/users/add/"
    password = "correct horse battery"

    answer = submit(staff, path, email="BOSS@example.com", password1=password, password2=password)

    assert answer.status_code == 200
    assert set(errors_of(answer)) == {"email"}


def test_two_partners_and_two_categories_may_have_one_name(staff, channel, tenant):
    for _turn in range(2):
        assert submit(staff, "/dashboard/partners/create/", name="House").status_code == 302
        made = submit(staff, "/dashboard/catalogue/categories/create/", name="Light", slug="light")
        assert made.status_code == 302


def test_a_value_that_is_taken_between_check_and_save_is_a_form_error(staff, channel, monkeypatch):
    offer = make_offer(channel, "Gift", offer_type="Voucher")
    make_voucher(channel, "TAKEN")
    dates = {"start_datetime": "2026-01-01 00:00", "end_datetime": "2030-01-01 00:00"}
    body = {"name": "New", "code": "TAKEN", "usage": "Multi-use", "offers": [offer.pk], **dates}
    check, turns = Voucher.validate_constraints, []

    def check_too_early(voucher, exclude=None):
        turns.append(voucher)
        if len(turns) > 1:
            check(voucher, exclude)

    monkeypatch.setattr(Voucher, "validate_constraints", check_too_early)

    answer = staff.post("/dashboard/vouchers/create/", body)

    assert (answer.status_code, len(turns)) == (200, 2)
    assert set(errors_of(answer)) == {"code"}
    assert Voucher.objects.count() == 1
