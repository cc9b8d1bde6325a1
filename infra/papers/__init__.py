"""Papers that are written from the code: `make papers`, held to it by infra/tests/test_papers.py."""
