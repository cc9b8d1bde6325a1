"""What has moved says where it is: pages that were renamed, and what editors redirect."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.services import PageContent, ensure_page

PAGE = "/api/v1/content/page/"


def where(api, path, locale="en"):
    answer = api.get(PAGE, {"path": path, "locale": locale})
    assert answer.status_code == 404
    return answer.json()["redirect_to"]


def redirect(old, link="", page=None):
    return Redirect.objects.create(
        old_path=Redirect.normalise_path(old), redirect_link=link, redirect_page=page
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/products?sort=discount", "/products?sort=discount"),
        ("https://example.com/sale?from=heron", "https://example.com/sale?from=heron"),
        ("http://example.com/", "http://example.com/"),
        ("//evil.example/", None),
        ("/\\evil.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_editor_sends_readers_on_to_a_safe_address(api, home, link, target):
    redirect("/sale", link)

    assert where(api, "/sale/") == target


def test_an_address_with_a_query_goes_before_the_one_without(api, home):
    redirect("/sale?year=2025", "/products?sort=newest")
    redirect("/sale", "/products")

    assert where(api, "/sale?year=2025") == "/products?sort=newest"
    assert where(api, "/sale?year=2026") == "/products"
    assert where(api, "/sale") == "/products"


def test_an_address_of_a_product_that_is_gone_can_be_redirected(api, home):
    redirect("/products/old-sofa", "/categories/sofas")

    assert where(api, "/products/old-sofa") == "/categories/sofas"


def test_a_chain_leads_to_its_end(api, home, about):
    redirect("/a", "/b")
    redirect("/b", "/en/c")
    redirect("/c", page=about)

    assert where(api, "/a") == "/about/"


def test_a_chain_ends_at_the_first_page_readers_can_see(api, home, about):
    redirect("/a", "/about")
    redirect("/about", "/elsewhere")

    assert where(api, "/a") == "/about"


@pytest.mark.parametrize("links", [{"/a": "/a"}, {"/a": "/b", "/b": "/a"}, {"/a": "/en/a/"}])
def test_a_circle_leads_nowhere(api, home, links):
    for old, link in links.items():
        redirect(old, link)

    assert where(api, "/a") is None


def test_a_chain_into_a_circle_leads_nowhere(api, home):
    for old, link in {"/a": "/b", "/b": "/c", "/c": "/b"}.items():
        redirect(old, link)

    assert where(api, "/a") is None


def test_a_redirect_for_all_languages_leads_to_the_page_in_the_readers_own(
    api, about, german_about
):
    redirect("/who", page=about)

    assert where(api, "/who") == "/about/"
    assert where(api, "/who", locale="de") == "/ueber-uns/"


def test_an_address_that_moved_twice_leads_to_where_the_page_is(
    api, home, about, django_capture_on_commit_callbacks
):
    for slug in ("team", "people"):
        about.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            about.save_revision().publish()
    ensure_page(parent=home, slug="unrelated", content=PageContent(title="Unrelated"))

    assert where(api, "/about/") == "/people/"
    assert where(api, "/team/") == "/people/"


def save(back_office, old, link, **fields):
    form = {"old_path": old, "redirect_link": link, "is_permanent": "on", **fields}
    return back_office.post("/cms/redirects/add/", form)


@pytest.mark.parametrize("link", ["/c", "/en/c", "/c/", "/a", "/de/a/"])
def test_a_redirect_that_leads_back_is_refused(back_office, home, link):
    redirect("/a", "/b")
    redirect("/d", "/a")
    Redirect.objects.filter(old_path="/a").update(redirect_link="/c")

    answer = save(back_office, "/c", link) if "c" in link else save(back_office, "/a", link)

    assert answer.status_code == 200
    assert not Redirect.objects.filter(old_path="/c").exists()


def test_a_circle_by_way_of_others_is_refused_and_a_chain_is_not(back_office, home):
    redirect("/a", "/b")
    redirect("/b", "/de/c")

    assert save(back_office, "/c", "/en/a").status_code == 200
    assert save(back_office, "/c", "/products").status_code == 302
    assert save(back_office, "/z", "/a").status_code == 302
    assert Redirect.objects.count() == 4


def test_a_redirect_may_be_saved_again_as_it_is(back_office, home):
    row = redirect("/a", "/b")
    form = {"old_path": "/a", "redirect_link": "/b", "is_permanent": "on"}

    assert back_office.post(f"/cms/redirects/{row.pk}/", form).status_code == 302
