"""Pictures and videos that programs put into the media library."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Collection

from cms.models import HeronDocument, HeronImage
from cms.videos import validate_video


@transaction.atomic
def ensure_image(
    *,
    file_name: str,
    content: bytes,
    title: str,
    description: str = "",
    credit: str = "",
    collection: str = "",
    descriptions: Mapping[str, str] | None = None,
) -> HeronImage:
    """Return the picture with this content in the media library, uploaded if it is not there yet.

    `description` is what readers get who cannot see it, `descriptions` the same by further language;
    `collection` is made if it is missing. A picture that is there keeps the texts an editor may have
    given it. Raises what Pillow raises when the content is no picture.
    """
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    image = HeronImage.objects.filter(file_hash=digest).first()
    if image is not None:
        return image
    image = HeronImage(
        file=ImageFile(BytesIO(content), name=file_name),
        file_hash=digest,
        file_size=len(content),
        title=title,
        description=description,
        credit=credit,
        collection=_collection(collection),
        translations={
            locale: {"description": text} for locale, text in (descriptions or {}).items()
        },
    )
    image.save()
    return image


@transaction.atomic
def ensure_video(
    *, file_name: str, content: bytes, title: str, collection: str = ""
) -> HeronDocument:
    """Return the video with this content in the library, uploaded if it is not there yet.

    Raises ValidationError when the content is no video.
    """
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    found = HeronDocument.objects.filter(file_hash=digest).first()
    if found is not None:
        return found
    file = ContentFile(content, name=file_name)
    validate_video(file)
    video = HeronDocument(
        file=file,
        file_hash=digest,
        file_size=len(content),
        title=title,
        collection=_collection(collection),
    )
    video.save()
    return video


def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    if not name:
        return root
    found = root.get_children().filter(name=name).first()
    return found or root.add_child(name=name)
