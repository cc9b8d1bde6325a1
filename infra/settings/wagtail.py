"""Wagtail: one page tree per locale, our own image and document models."""

from django.utils.translation import gettext_lazy as _

from .engines import PUBLIC_URL
from .environment import env

LANGUAGES = [("en", _("English")), ("de", _("German")), ("fr", _("French")), ("ar", _("Arabic"))]
WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
WAGTAIL_I18N_ENABLED = True
# "Translate" makes drafts: what is not translated yet is not for readers.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "cms.back_office.translating.machine.ShopTranslator"}
WAGTAILADMIN_USER_LOGIN_FORM = "commerce.accounts.forms.WebsiteLoginForm"
# There is one way back into an account, the storefront's; its limits hold for staff, too.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_SITE_NAME = "Heron"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
# The domain that back office and storefronts share, such as `example.com`: with it editors who visit
# the shop have a bar that leads to where its pages are written. Empty: only on the same host.
EDITOR_HINT_DOMAIN = env.str("EDITOR_HINT_DOMAIN", default="") or None
WAGTAILIMAGES_IMAGE_MODEL = "cms.HeronImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.HeronDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.WholeImageForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "cms.back_office.rich_text.CarefulRichTextArea"}
}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.WholeDocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"),
    *("mp4", "webm"),
]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "cms.indexing.BackOfficeTasks"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
TAGGIT_CASE_INSENSITIVE = True
