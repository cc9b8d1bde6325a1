"""What is written, and what is done about documents that the cluster does not take."""

from dataclasses import replace

import pytest

from search.engines.elasticsearch import writing
from search.errors import DocumentsRejectedError, EngineUnavailableError
from search.query.question import Sort
from search.tests.conformance.factories import document, question, variant
from search.tests.conformance.filling import fill


def ids(engine, index):
    engine.refresh(index)
    return [hit.product_id for hit in engine.search(question(index, sort=Sort.NAME)).hits]


@pytest.mark.elasticsearch
def test_a_document_that_is_never_taken_is_named_and_the_others_are_written(engine, index):
    fill(engine, index, [])
    poison = replace(document(2, "rug"), sort_name="x" * 40_000)

    with pytest.raises(DocumentsRejectedError) as refusal:
        engine.write(index, [document(1, "a"), poison, document(3, "c")])

    assert list(refusal.value.params["reasons"]) == ["2"]
    assert "[sort_name]" in refusal.value.params["reasons"]["2"]
    assert ids(engine, index) == [1, 3]


@pytest.mark.elasticsearch
def test_documents_come_in_batches_and_the_last_one_counts(engine, index, monkeypatch):
    monkeypatch.setattr(writing, "DOCUMENTS_AT_ONCE", 3)
    fill(engine, index, [])

    written = engine.write(index, (document(n, f"rug {n}", variant(price=n)) for n in range(1, 9)))
    engine.write(index, [document(4, "a carpet")])

    assert written == 8
    assert ids(engine, index) == [4, 1, 2, 3, 5, 6, 7, 8]


@pytest.mark.elasticsearch
def test_nothing_written_and_nothing_deleted_is_no_request(engine, index):
    fill(engine, index, [])

    assert engine.write(index, []) == 0
    engine.delete(index, [])
    engine.delete(index, [7])


class BusyClient:
    """Answers like a cluster that is too busy for some documents, for a while."""

    def __init__(self, *busy):
        self.busy = list(busy)
        self.asked = []

    def bulk(self, *, index, operations, filter_path, require_alias):
        self.asked.append([line.split(b"\n")[0] for line in operations])
        statuses = self.busy.pop(0) if self.busy else []
        items = [
            {"index": {"_id": f"main:{n}", "status": s, "error": {"reason": "busy"}}} if s else {}
            for n, s in enumerate(statuses)
        ]
        items = [item or {"index": {"status": 201}} for item in items]
        return type("Answer", (), {"body": {"errors": any(statuses), "items": items}})


def test_what_a_busy_cluster_did_not_take_is_sent_again(monkeypatch):
    monkeypatch.setattr(writing.time, "sleep", lambda seconds: None)
    client = BusyClient([None, 429, None, 503], [429, None])

    documents = [document(n, "rug") for n in (1, 2, 3, 4)]
    writing.Writer(client).write("main", "shop", documents, is_alias=True)

    assert [len(sent) for sent in client.asked] == [4, 2, 1]
    assert client.asked[2] == [b'{"index":{"_id":"main:2"}}']


def test_a_cluster_that_stays_busy_is_unavailable(monkeypatch):
    monkeypatch.setattr(writing.time, "sleep", lambda seconds: None)
    client = BusyClient([429], [429], [429])

    with pytest.raises(EngineUnavailableError):
        writing.Writer(client).write("main", "shop", [document(1, "rug")], is_alias=True)
    assert len(client.asked) == 3
