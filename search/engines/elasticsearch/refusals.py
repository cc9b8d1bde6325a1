"""Why Elasticsearch did not do what it was asked."""


class RequestRefusedError(Exception):
    """Elasticsearch works, but does not understand this request."""
