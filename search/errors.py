"""What can go wrong with a search."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class EngineUnavailableError(DomainError):
    """The engine does not answer, or not in time."""

    code, status, retry_after = "search_unavailable", 503, 5
    message = _("The search cannot be reached at the moment.")


class IndexMissingError(DomainError):
    """Nothing was indexed for this channel and language yet."""

    code, status, retry_after = "search_index_missing", 503, 30
    message = _("The search is being prepared.")


class EmbeddingsUnavailableError(DomainError):
    """The provider of embeddings gives no usable answer, or not in time. Shoppers never see it."""

    code, status, retry_after = "embeddings_unavailable", 503, 5
    message = _("The meaning of texts cannot be asked for at the moment.")


class DocumentsKeepChangingError(DomainError):
    """What was read was out of date each time it had been written."""

    code, status, retry_after = "documents_keep_changing", 503, 5
    message = _("These products change faster than they can be indexed.")


class BuildTakenOverError(DomainError):
    """Another process goes on with the build of this index."""

    code, status = "search_build_taken_over", 409
    message = _("Another process rebuilds this index now.")


class SavedSearchNotFoundError(NotFoundError):
    code = "saved_search_not_found"
    message = _("There is no such saved search.")


class EmptySavedSearchError(DomainError):
    """Neither words nor filters: every product would be told."""

    code, status = "empty_saved_search", 422
    message = _("Save a search with words or filters.")


class TooManySavedSearchesError(ConflictError):
    code = "too_many_saved_searches"
    message = _("You can save at most %(maximum)d searches. Delete one of them first.")


class PointInTimeGoneError(DomainError):
    """The state that a cursor belongs to is no longer kept."""

    code, status = "cursor_expired", 410
    message = _("This list is no longer kept. Begin again at its first page.")


class InvalidCursorError(DomainError):
    code, status = "invalid_cursor", 400
    message = _("This cursor does not belong to this search.")


class QueryTooLongError(DomainError):
    code, status = "query_too_long", 400
    message = _("Search for at most %(maximum)d characters.")


class PageTooDeepError(DomainError):
    """The problem names the way on: every answer's `next_cursor`."""

    code, status = "page_too_deep", 400
    message = _("Pages end at %(maximum)d products. Follow “next_cursor” to go on.")


class InvalidReceiptError(DomainError):
    code, status = "invalid_receipt", 400
    message = _("This receipt does not come from a search in this shop.")


class NothingToPublishError(DomainError):
    code, status = "nothing_to_publish", 409
    message = _("The draft is in force already.")


class DateOfPublicationError(DomainError):
    code, status = "date_of_publication_past", 422
    message = _("Choose a date and a time that are still to come.")


class PublisherGoneError(DomainError):
    """Whoever planned it has no account any more, or no right to publish."""

    code, status = "publisher_gone", 403
    message = _("Who planned this may not publish any more.")


class QuestionTooLargeError(DomainError):
    """More words, filter values or pages than a search may cost."""

    code, status = "search_too_large", 400
    message = _("This search asks for too much at once.")


class DocumentsRejectedError(DomainError):
    """The engine took all documents of a batch but these; `reasons` are by product id."""

    code, status = "documents_rejected", 422
    message = _("The search engine rejected documents: %(reasons)s")
