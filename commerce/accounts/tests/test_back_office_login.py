"""Staff sign in to Wagtail and to the Oscar dashboard with their e-mail address."""

import pytest

from commerce.accounts.models import User
from commerce.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(channel):
    return User.objects.create_superuser("Boss@Example.com", PASSWORD)


@pytest.mark.parametrize(
    ("url", "field"), [("/cms/login/", "username"), ("/dashboard/login/", "username")]
)
@pytest.mark.parametrize("email", ["boss@example.com", "BOSS@example.com"])
def test_staff_log_in_by_address(client, staff, url, field, email):
    assert client.get(url).status_code == 200

    prefix = field.removesuffix("username")
    answer = client.post(
        url,
        {
            field: email,
            f"{prefix}password": PASSWORD,
            "login_submit": "Log in",
            f"{prefix}redirect_url": "",
        },
    )

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)


@pytest.mark.parametrize(
    "url", ["/dashboard/users/", "/dashboard/users/?email=boss", "/cms/users/"]
)
def test_the_lists_of_people_work_with_our_user(client, staff, url):
    client.force_login(staff)

    answer = client.get(url)

    assert answer.status_code == 200
    assert "boss@example.com" in answer.content.decode()


def test_one_person_can_be_looked_at(client, staff):
    client.force_login(staff)

    assert client.get(f"/dashboard/users/{staff.pk}/").status_code == 200
    assert client.get(f"/cms/users/edit/{staff.pk}/").status_code == 200
    assert client.get("/cms/account/").status_code == 200
