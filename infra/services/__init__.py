"""PostgreSQL, Redis, Elasticsearch and stripe-mock on loopback, for development and for tests.

They come from Docker Compose where a Docker engine answers, else from local binaries. Standard
library only, so that `make services` works on a machine on which nothing is installed yet.
"""
