"""Articles over HTTP: what lists tell of them, and how few queries a page takes."""

from datetime import date

import pytest

from cms.models import ArticlePage, BlogPage, FaqPage
from cms.services import PageContent, ensure_page, raise_content_version
from commerce.catalogue.tests.factories import make_category, make_product

from .test_page_api import body_of, write

ARTICLES = "/api/v1/content/articles/"


@pytest.fixture
def blog(home):
    return ensure_page(
        parent=home, slug="journal", content=PageContent(title="Journal"), model=BlogPage
    )


def article(blog, slug, day, tags="", **fields):
    page = ArticlePage(
        title=slug.title(),
        slug=slug,
        lead=f"About {slug}.",
        tags=tags,
        locale=blog.locale,
        published_on=date(2026, 3, day),
        live=False,
        **fields,
    )
    blog.refresh_from_db()
    blog.add_child(instance=page)
    page.save_revision().publish()
    return page


def listed(api, **query):
    answer = api.get(ARTICLES, {"path": "/journal/", **query})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_blog_lists_its_articles_the_newest_first(api, blog, picture):
    article(blog, "oil", 2, tags="Care, Wood", authors="Ada Reed, Tom Rook", picture=picture)
    article(blog, "wax", 9, tags="Care")
    draft = article(blog, "secret", 10)
    ArticlePage.objects.get(pk=draft.pk).unpublish()

    answer = listed(api)

    assert [one["path"] for one in answer["results"]] == ["/journal/wax/", "/journal/oil/"]
    assert answer["tags"] == [
        {"code": "care", "name": "Care", "count": 2},
        {"code": "wood", "name": "Wood", "count": 1},
    ]
    facts = answer["results"][1]["article"]
    assert facts.pop("picture")["id"] == picture.public_id
    assert facts == {
        "lead": "About oil.",
        "authors": ["Ada Reed", "Tom Rook"],
        "tags": [{"code": "care", "name": "Care"}, {"code": "wood", "name": "Wood"}],
        "published_on": "2026-03-02",
    }
    assert body_of(api, "/journal/oil/")["article"]["authors"] == ["Ada Reed", "Tom Rook"]
    assert body_of(api, "/journal/")["article"] is None


def test_a_list_is_narrowed_down_by_tag_and_paged(api, blog):
    for day in range(1, 5):
        article(blog, f"a{day}", day, tags="Care" if day % 2 else "Carefree")

    assert [one["title"] for one in listed(api, tag="care")["results"]] == ["A3", "A1"]
    assert listed(api, tag="nothing")["results"] == []
    assert [one["title"] for one in listed(api, page_size=3, page=2)["results"]] == ["A1"]
    assert api.get(ARTICLES, {"path": "/journal/", "page": 9}).status_code == 404
    assert api.get(ARTICLES, {"path": "/nowhere/"}).json()["code"] == "page_not_found"
    assert listed(api, path="/")["results"] == []


def test_the_number_of_queries_does_not_grow_with_the_list(
    api, blog, picture, django_assert_num_queries
):
    for day in range(1, 8):
        article(blog, f"a{day}", day, tags="Care", picture=picture)
    listed(api, page_size=1)

    for size in (2, 7):
        with django_assert_num_queries(7):
            listed(api, page_size=size)


def test_a_page_of_questions_is_told_as_one(api, home):
    items = [{"question": "Why?", "html": "<p>So.</p>"}]
    content = PageContent(title="Help", body=[("accordion", {"heading": "A", "items": items})])
    ensure_page(parent=home, slug="help", content=content, model=FaqPage)

    answer = body_of(api, "/help/")

    assert (answer["type"], answer["body"][0]["value"]["items"]) == ("faq", items)


def test_a_page_of_twelve_blocks_is_kept_until_something_changes(
    api, channel, home, about, picture, django_assert_num_queries
):
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Lamp", categories=[lamps])
    text = ("rich_text", {"html": "<p>x</p>"})
    write(
        home,
        *[("image_text", {"image": picture, "html": "<p>x</p>", "link": {"page": about}})] * 3,
        *[("product_rail", {"products": [lamp]})] * 3,
        *[("category_tiles", {"tiles": [{"category": lamps}]})] * 3,
        *[text] * 3,
    )
    body_of(api)  # renders the pictures
    raise_content_version()

    with django_assert_num_queries(6):  # versions, places, page, pictures, links, goods
        first = api.get("/api/v1/content/page/", {"path": "/"})
    with django_assert_num_queries(1):
        again = api.get("/api/v1/content/page/", {"path": "/"})
    with django_assert_num_queries(1):
        held = api.get(
            "/api/v1/content/page/", {"path": "/"}, headers={"If-None-Match": first["ETag"]}
        )
    assert (again.content, held.status_code) == (first.content, 304)

    write(home, ("rich_text", {"html": "<p>New.</p>"}))
    assert [one["value"] for one in body_of(api)["body"]] == [{"html": "<p>New.</p>"}]
