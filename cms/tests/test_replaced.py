"""What of Wagtail and wagtail-localize is replaced where they have no place for it.

Each is written for their code as it is. Where an upgrade changes that code, the test says whose
replacement is to be looked at; once it fits, the new fingerprint is written down here.
"""

import inspect
from hashlib import sha256

import pytest
from django.urls import resolve
from rest_framework.decorators import api_view
from rest_framework.parsers import FormParser, MultiPartParser
from wagtail import hooks
from wagtail.contrib.redirects import views as redirects
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager
from wagtail.models.reference_index import ReferenceGroups
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail_localize import wagtail_hooks
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.views import edit_translation, update_translations
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from cms import localize
from cms.back_office import history, logs, usages
from cms.back_office.redirects import TargetForm

# By the module of ours that is written for it: code of theirs, and the fingerprint of its text.
WRITTEN_FOR = {
    "cms/back_office/history.py": (
        (history._all_viewable, "b5aa2c1db5f5"),
        (history._viewable_of_pages, "7989589cd448"),
        (PagePermissionPolicy.explorable_instances, "c7c1bd004eb5"),
    ),
    "cms/back_office/logs.py": (
        (BaseLogEntry, "735075b796c0"),
        (BaseLogEntryManager.log_action, "d0fcaeb35ee5"),
    ),
    "cms/back_office/usages.py": ((ReferenceGroups, "356ed0926e81"),),
    "cms/back_office/translating/machine.py": (
        (edit_translation.apply_machine_translation, "dd14eb12969a"),
        (edit_translation.machine_translate, "ab033dc33a3f"),
        (UpdateTranslationsForm, "1dcc298c8881"),
    ),
    "cms/back_office/translating/report.py": (
        (TranslationsReportView, "d12a6a632c80"),
        (Translation.get_progress, "18842f68a3ab"),
        (TranslationSource.get_source_instance_edit_url, "003ffc258661"),
    ),
    "cms/back_office/redirects.py": (
        (redirects.CreateView, "d71bc3a76c38"),
        (redirects.EditView, "78080535462c"),
        (redirects.IndexView, "1b8afc25bc49"),
    ),
    "cms/localize.py": (
        (hooks.register, "10157a530c2a"),
        (hooks.get_hooks, "2ccdad40df73"),
        (wagtail_hooks.page_listing_more_buttons, "8a1d4a645725"),
        (api_view, "d398eb0bf97c"),
        (localize._location, "c964602343bd"),
    ),
    "cms/blocks/choosers.py": ((ImageBlock, "67c2f3935fa9"),),
    "cms/blocks/base.py": ((StreamFieldSegmentExtractor.handle_block, "ba9c5ec8270e"),),
}
CASES = [
    pytest.param(module, code, known, id=f"{module}-{code.__qualname__}")
    for module, told in WRITTEN_FOR.items()
    for code, known in told
]


@pytest.mark.parametrize(("module", "code", "known"), CASES)
def test_what_ours_is_written_for_is_as_it_was(module, code, known):
    text = " ".join(inspect.getsource(code).split())
    found = sha256(text.encode()).hexdigest()[:12]
    assert found == known, (
        f"{code.__module__}.{code.__qualname__} has changed: see whether {module} still fits it,"
        f" then write {found!r} down here."
    )


def test_what_is_replaced_is_in_its_place():
    listed = [each for each, _order in hooks._hooks[localize.LISTED]]
    assert localize.known_buttons in listed, "Lists of pages ask twice for each page."
    assert wagtail_hooks.page_listing_more_buttons not in listed, "Buttons stand there twice."
    assert BaseLogEntry.full_clean is logs._judge, "Entries of the log look up what they name."
    policy = policy_registry.get_by_type(Page)
    assert isinstance(policy, history.OwnPagesPolicy), (
        "Search and log tell of other tenants' pages."
    )
    assert ReferenceGroups.__getitem__ is usages._usages_of, "Usages are read one by one."
    told = edit_translation.get_segment_location_info
    assert told is localize.location_by_name, "Texts are named by their outermost field."
    for view in (edit_translation.edit_string_translation, edit_translation.edit_override):
        read = view.cls.parser_classes
        assert read == [FormParser, MultiPartParser], "What translators type is not read."
    assert StringTranslation.get_error.__module__ == localize.__name__, "No term is marked."
    assert update_translations.get_machine_translator() is None, "Many pages are asked for at once."
    place = resolve("/cms/localize/translate/1/machine_translate/")
    assert place.url_name == "cms_translate_page", (
        "A refusal of the model is an error of the server."
    )
    forms = {redirects.CreateView.form_class, redirects.EditView.form_class}
    assert forms == {TargetForm}, "Redirects take full addresses only."
