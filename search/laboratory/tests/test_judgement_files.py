"""Judgements go in and out as CSV; a file with a mistake changes nothing and says where it is."""

import csv
import io
from pathlib import Path

import pytest

import search.laboratory.services.judging as files
from search.laboratory.errors import InvalidJudgementsError
from search.laboratory.models import JudgedSet
from search.laboratory.selectors import count_queries, get_judgements
from search.laboratory.services.judging import (
    export_judgements,
    import_judgements,
    read_judgements,
    write_judgements,
)
from search.laboratory.tests import judgements as judged

GOOD = b"query,sku,grade\nblue rug,RUG-1,3\nblue rug,RUG-2,0\nsofa,SOFA-1,2\n"


@pytest.fixture
def judged_set(channel):
    return JudgedSet.objects.create(channel=channel, name="Ours", locale="en")


def problems_of(content):
    with pytest.raises(InvalidJudgementsError) as caught:
        read_judgements(content)
    return caught.value.params["problems"]


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b",", b";"),
        GOOD.replace(b",", b"\t"),
        b"Grade, SKU ,note,Query\n3,RUG-1,x,blue  rug \n0,RUG-2,,blue rug\n\n2,SOFA-1,,sofa\n",
    ],
)
def test_files_of_usual_programs_are_read(content):
    found = read_judgements(content)

    assert found == {"blue rug": {"RUG-1": 3, "RUG-2": 0}, "sofa": {"SOFA-1": 2}}
    assert list(found) == ["blue rug", "sofa"]


def test_spellings_of_one_query_are_one_query():
    content = b"query,sku,grade\nBlue rug,A,3\nblue RUG,B,1\n"

    assert read_judgements(content) == {"Blue rug": {"A": 3, "B": 1}}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Line 1: The first line lacks the columns query, sku, grade."),
        (b"query,sku\nx,y\n", "Line 1: The first line lacks the columns grade."),
        (b"query,sku,grade\n", "The file has no judgements."),
        (b"query,sku,grade\nx,y,4\n", "Line 2: The grade has to be 0, 1, 2 or 3, not “4”."),
        (b"query,sku,grade\nx,y,\n", "Line 2: The grade has to be 0, 1, 2 or 3, not “”."),
        (b"query,sku,grade\n,y,1\n", "Line 2: The query has to have 1 to 200 characters."),
        (b"query,sku,grade\nx,,1\n", "Line 2: The SKU has to have 1 to 128 characters."),
        (b"query,sku,grade\nx\n", "Line 2: The SKU has to have 1 to 128 characters."),
        (
            b"query,sku,grade\nx,y,1\nz,y,1\nX,y,2\n",
            "Line 4: “X” and y stand in line 2 already.",
        ),
        (b"query,sku,grade\n\xff,y,1\n", "The file is not in UTF-8."),
    ],
)
def test_mistakes_are_named_with_their_line(content, problem):
    assert problems_of(content) == problem


def test_ten_mistakes_are_shown_and_the_rest_counted():
    problems = problems_of(b"query,sku,grade\n" + b"x,y,9\n" * 12)

    assert problems.count("Line ") == 10
    assert problems.endswith("And 2 more problems.")


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("MAX_BYTES", "The file is larger than"),
        ("MAX_ROWS", "There are more than 1 rows."),
        ("MAX_QUERIES", "There are more than 1 queries."),
    ],
)
def test_files_that_are_too_large_are_refused(monkeypatch, limit, problem):
    monkeypatch.setattr(files, limit, 1)

    assert problem in problems_of(GOOD)


def test_cells_that_spreadsheets_would_run_come_back_as_they_were():
    judgements = {"=1+1": {"-A": 1}, "'quoted'": {"a,b": 2}}

    text = "".join(write_judgements(judgements))

    assert text.splitlines()[1] == "'=1+1,'-A,1"
    assert read_judgements(text.encode()) == judgements


@pytest.mark.django_db
def test_a_set_is_replaced_by_a_file_and_exported_again(judged_set):
    assert import_judgements(judged_set=judged_set, content=b"query,sku,grade\nold,X,1\n") == 1

    assert import_judgements(judged_set=judged_set, content=GOOD) == 3

    assert get_judgements(judged_set=judged_set) == {
        "blue rug": {"RUG-1": 3, "RUG-2": 0},
        "sofa": {"SOFA-1": 2},
    }
    assert count_queries(channel=judged_set.channel) == 2
    exported = "".join(export_judgements(judged_set=judged_set))
    assert list(csv.reader(io.StringIO(exported))) == list(csv.reader(io.StringIO(GOOD.decode())))


@pytest.mark.django_db
def test_a_bad_file_leaves_the_set_as_it_is(judged_set):
    import_judgements(judged_set=judged_set, content=GOOD)

    with pytest.raises(InvalidJudgementsError):
        import_judgements(judged_set=judged_set, content=b"query,sku,grade\nx,y,7\n")

    assert judged_set.judgements.count() == 3


def test_the_sets_of_the_repository_can_be_read():
    content = Path(judged.__file__).with_name("retail_demo_store.csv").read_bytes()

    assert len(read_judgements(content)) >= 80
