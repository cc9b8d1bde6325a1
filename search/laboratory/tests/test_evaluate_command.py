"""`manage.py search evaluate` measures the search that shoppers have."""

import csv
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from commerce.core.process_cache import forget_everything
from infra.services.addresses import ADDRESSES
from search.engines.choice import get_engine
from search.indexing.sources import ProductSource
from search.laboratory.models import JudgedSet
from search.laboratory.services.judging import import_judgements
from search.models import SynonymSet
from search.services.publishing import publish_configuration
from search.services.rebuilding import rebuild


def run(*arguments):
    out = StringIO()
    call_command("search", "evaluate", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def judged_file(tmp_path, sku_of):
    """Both sofas answer "sofa", though one has a name that nobody knows; one SKU is not sold here."""
    path = tmp_path / "sofas.csv"
    rows = [("sofa", sku_of("Blue sofa"), 3), ("sofa", sku_of("Linen quibble"), 3)]
    lines = [*rows, ("lamp", sku_of("Brass lamp"), 3), ("lamp", "GONE", 0)]
    text = "".join(f"{query},{sku},{grade}\n" for query, sku, grade in lines)
    path.write_text(f"query,sku,grade\n{text}", encoding="utf-8")
    return path


def figures(line):
    return [cell.strip() for cell in line.strip("│ \n").split("│")]


def row(text, label):
    return next(figures(line) for line in text.splitlines() if line.startswith(f"│ {label} "))


def want_a_synonym(channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")


@pytest.mark.django_db
def test_a_file_is_measured_and_unknown_skus_are_named(judged_file):
    text = run(str(judged_file))

    assert "sofas.csv: 2 queries, 4 SKUs, channel reed-and-rook, language en." in text
    assert "1 SKUs are not in the catalogue and count as not found: GONE" in text
    # One of two sofas is found: 1 / (1 + 1 / log2(3)) = 0.6131; the lamp is: 1.
    assert row(text, "search, published") == [
        "search, published",
        "0.8066",
        "1.0000",
        "0.7500",
        "0.0000",
    ]


@pytest.mark.django_db
def test_a_draft_is_compared_with_what_is_in_force(judged_file, channel):
    want_a_synonym(channel)

    text = run(str(judged_file), "--configuration", "draft", "--compare", "published", "--verbose")

    assert row(text, "search, draft")[1:] == ["1.0000", "1.0000", "1.0000", "0.0000"]
    assert row(text, "search, published")[1] == "0.8066"
    assert row(text, "change")[1] == "+0.1934 (+24.0%)"
    assert row(text, "sofa")[1:] == ["0.613", "1.000", "+0.387", "1 → 2"]
    assert "not worse beyond noise" in text


@pytest.mark.django_db
def test_publications_are_found_by_their_number(judged_file, channel):
    want_a_synonym(channel)
    publish_configuration(channel, None)

    first, now = (run(str(judged_file), "--configuration", name) for name in ("0", "published"))

    assert row(first, "search, 0")[1] == "0.8066"
    assert row(now, "search, published")[1] == "1.0000"
    with pytest.raises(CommandError, match="reed-and-rook has no configuration 9"):
        run(str(judged_file), "--configuration", "9")


@pytest.mark.django_db
def test_the_baseline_knows_no_synonyms(judged_file, channel):
    want_a_synonym(channel)

    text = run(str(judged_file), "--configuration", "draft", "--compare", "baseline")

    assert row(text, "baseline")[1:] == ["0.8066", "1.0000", "0.7500", "0.0000"]
    assert row(run(str(judged_file), "--engine", "baseline"), "baseline")[1] == "0.8066"


@pytest.mark.django_db
def test_a_stored_set_is_measured_in_its_own_language(judged_file, channel):
    judged_set = JudgedSet.objects.create(channel=channel, name="Sofas", locale="en")
    import_judgements(judged_set=judged_set, content=judged_file.read_bytes())

    text = run("Sofas", "--engine", "embedded")

    assert "Sofas: 2 queries" in text
    assert row(text, "embedded, published")[1] == "0.8066"


@pytest.mark.django_db
def test_figures_are_written_to_a_file(judged_file, tmp_path):
    target = tmp_path / "figures.csv"

    run(str(judged_file), "--csv", str(target))

    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {
            "query": "sofa",
            "ndcg_at_10": "0.613147",
            "reciprocal_rank": "1.0",
            "recall_at_50": "0.5",
            "total": "1",
        },
        {
            "query": "lamp",
            "ndcg_at_10": "1.0",
            "reciprocal_rank": "1.0",
            "recall_at_50": "1.0",
            "total": "1",
        },
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Nowhere"], "There is neither a file Nowhere nor a judged set of that name"),
        (["{file}", "--locale", "de"], "Nothing is indexed for reed-and-rook in de; run `manage"),
        (["{file}", "--configuration", "x"], "“x” is neither draft, published, an engine nor"),
        (["{file}", "--channel", "nowhere"], "No channel answers to nowhere."),
        (["{file}", "--engine", "elasticsearch"], "There is no Elasticsearch here; set ELASTIC"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_measured_is_said_plainly(judged_file, arguments, message):
    with pytest.raises(CommandError) as caught:
        run(*(argument.format(file=judged_file) for argument in arguments))

    assert message in str(caught.value)


@pytest.mark.django_db
def test_judgements_about_another_catalogue_are_refused(tmp_path, shop):
    path = tmp_path / "theirs.csv"
    path.write_text("query,sku,grade\nsofa,THEIRS,3\n", encoding="utf-8")

    with pytest.raises(CommandError, match="None of the 1 SKUs that were judged is in the"):
        run(str(path))


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_both_engines_are_measured_where_elasticsearch_is_in_use(judged_file, channel, settings):
    settings.ELASTICSEARCH_URL = ADDRESSES["elasticsearch"].url
    settings.SEARCH_INDEX_PREFIX = f"heron-evaluate-{uuid4().hex[:8]}"
    forget_everything()
    source = ProductSource(channel, "en")
    try:
        with pytest.raises(CommandError, match="Nothing is indexed"):
            run(str(judged_file), "--engine", "embedded")
        rebuild(source=source)
        texts = [run(str(judged_file), "--engine", name) for name in ("elasticsearch", "embedded")]
    finally:
        get_engine().drop(source.index)

    assert row(texts[0], "elasticsearch, published")[1] == "0.8066"
    assert row(texts[1], "embedded, published")[1] == "0.8066"
