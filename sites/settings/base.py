"""One settings file for laptop and server: what differs comes from the environment.

DATABASE_URL, REDIS_URL   the servers; without them `sites.services` starts embedded ones and sets these variables
SECRET_KEY                required unless UPLINK_LOCAL is set (`make run`, `make dev`, tests)
UPLINK_PLATFORM_HOSTS     host names of the operators' console, comma separated
UPLINK_DEBUG              1 for debug pages
UPLINK_SCHEME, UPLINK_PORT  how the outside world reaches the stores (https, 443)
UPLINK_PG_DUMP            a pg_dump 18 that speaks TLS, where the database demands it
UPLINK_MIGRATION_LOCK_TIMEOUT  how long a migration waits for a lock; `migrate_stores` sets it for the processes it starts
UPLINK_TRUSTED_PROXIES    how many proxies of our own stand before the web process (0)
UPLINK_CDN_SECONDS        how old a page may be that a CDN gives to shoppers without a session (0: it asks each time)
EMAIL_URL parts           EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD; else mail is kept as files
"""

import os
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from sites.settings.databases import database_options
from sites.settings.redis import broker_address, redis_address
from sites.settings.release import release
from sites.settings.secret import secret_key
from sites.tenants import queues

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("UPLINK_VAR", ROOT / "var"))
LOCAL = os.environ.get("UPLINK_LOCAL") == "1"
DEBUG = os.environ.get("UPLINK_DEBUG") == "1"
SECRET_KEY = secret_key(VAR, local=LOCAL)

PLATFORM_HOSTS = os.environ.get("UPLINK_PLATFORM_HOSTS", "localhost,127.0.0.1,platform.localhost").split(",")
STORE_SCHEME = os.environ.get("UPLINK_SCHEME", "http" if LOCAL else "https")
STORE_PORT = int(os.environ.get("UPLINK_PORT", "8000" if LOCAL else "443"))
# Hosts are looked up in the Domain table by the first middleware, which answers 404 to the rest.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False
# As many entries from the right of X-Forwarded-For are believed (sites.tenants.visitors).
TRUSTED_PROXIES = int(os.environ.get("UPLINK_TRUSTED_PROXIES", "0"))
CDN_SECONDS = int(os.environ.get("UPLINK_CDN_SECONDS", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

WAGTAIL_APPS = [
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "wagtail_localize",
    "wagtail_localize.locales",
]
COMMERCE_APPS = [
    "commerce.catalogue",
    "commerce.tax",
    "commerce.stock",
    "pricing",
    "commerce.shipping",
    "commerce.cart",
    "commerce.orders",
    "commerce.payments",
    "commerce.fulfilment",
    "commerce.reviews",
    "commerce.wishlists",
    "commerce.storefront",
    "commerce.notifications",
    "commerce.backoffice",
    "legacy_import",
]
BOTH_SCHEMAS = [
    "sites.users",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
]
SHARED_APPS = [
    "django_tenants",
    "sites.tenants",
    *BOTH_SCHEMAS,
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "sites.ops",
    "sites.provisioning",
]
TENANT_APPS = [*BOTH_SCHEMAS, "sites.content", *COMMERCE_APPS, *WAGTAIL_APPS]
INSTALLED_APPS = [
    *SHARED_APPS,
    *(app for app in TENANT_APPS if app not in SHARED_APPS),
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
]
TENANT_MODEL = "tenants.Store"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
AUTH_USER_MODEL = "users.User"

MIDDLEWARE = [
    "sites.tenants.middleware.StoreMiddleware",
    "sites.content.page_cache.PageCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sites.tenants.languages.StoreLanguageMiddleware",
    "sites.tenants.clock.StoreClockMiddleware",
    "commerce.storefront.facets.former.FormerChoiceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sites.content.found.middleware.MissedAddressMiddleware",
    "sites.tenants.middleware.StoreRedirectMiddleware",
]
ROOT_URLCONF = "sites.urls.store"
PUBLIC_SCHEMA_URLCONF = "sites.urls.platform"
WSGI_APPLICATION = "sites.wsgi.application"

THEMES_DIR = ROOT / "themes"
_LOADERS: list[Any] = [
    "sites.tenants.templates.ThemeLoader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [THEMES_DIR / "platform" / "templates"],
        "OPTIONS": {
            "builtins": ["sites.content.templatetags.icons"],
            "loaders": _LOADERS if DEBUG else [("sites.tenants.templates.CachedThemeLoader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commerce.storefront.context.shop",
            ],
        },
    }
]

DATABASES = {"default": database_options(os.environ.get("DATABASE_URL", ""))}
# For how long a migration of a store waits for a lock (`3s`); for ever where it is empty. Set by `migrate_stores`.
MIGRATION_LOCK_TIMEOUT = os.environ.get("UPLINK_MIGRATION_LOCK_TIMEOUT", "")
# The pg_dump that writes blueprints and archives; the wheel's where it is empty, which does not speak TLS.
PG_DUMP = os.environ.get("UPLINK_PG_DUMP", "")
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")


def _cache(key_function: str, timeout: int, prefix: str) -> dict[str, Any]:
    return {
        "BACKEND": "sites.tenants.cache.StoreRedisCache",
        "LOCATION": redis_address(REDIS_URL, 1),
        "KEY_FUNCTION": f"sites.tenants.cache.{key_function}",
        "KEY_PREFIX": prefix,
        "TIMEOUT": timeout,
    }


CACHES = {
    "default": _cache("make_key", 300, "d"),
    "renditions": _cache("make_key", 86400, "r"),
    "sessions": _cache("make_session_key", 86400, "s"),
    "platform": _cache("make_platform_key", 300, "p"),
}
# What is cached is an object of this code; the number that says whether it is fresh is not.
RELEASE = release(ROOT)
# Whole pages for shoppers without a session (docs/page-cache.md); off to see what a page costs.
PAGE_CACHE = os.environ.get("PAGE_CACHE", "on") != "off"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_CACHE_ALIAS = "sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Host-only cookies: without Domain no shop can set one for its neighbour. The __Host- prefix needs HTTPS.
_SECURE = STORE_SCHEME == "https"
SESSION_COOKIE_NAME = "__Host-sid" if _SECURE else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "commerce.storefront.views.errors.csrf_failure"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

LANGUAGE_CODE = "en"
# The superset; a store speaks what its Locale rows say. A language with a regional form is listed in its plain form.
LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("nl", _("Dutch")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("pl", _("Polish")),
    ("sv", _("Swedish")),
    ("da", _("Danish")),
    ("nb", _("Norwegian")),
    ("fi", _("Finnish")),
    ("cs", _("Czech")),
    ("af", _("Afrikaans")),
    ("ja", _("Japanese")),
]
LANGUAGE_CODES = frozenset(code for code, _name in LANGUAGES)
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("nl", "Nederlands")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
# Moments are kept in UTC; each store shows them on its own clock (sites.tenants.clock).
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = ["sites.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [str(path) for path in sorted(THEMES_DIR.glob("*/static"))]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# Where the demo stores' pictures are kept as they were drawn.
DEMO_PICTURES = VAR / "demo" / "pictures"
STORAGES = {
    "default": {"BACKEND": "sites.tenants.storage.StoreFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

WAGTAIL_SITE_NAME = "Uplink"
# Nothing of our people is asked of a service elsewhere.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "content.StoreImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "sites.content.image_form.StoreImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Sizes of pictures are made by tasks (sites.content.renditions); off, pages show what there is.
MAKE_RENDITIONS = True
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp", "gif": "gif", "avif": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "content.StoreDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "key", "mp4", "odt", "pdf", "pptx", "rtf", "txt", "webm", "xlsx", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "sites.content.search_index"}}
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []
WAGTAIL_MODERATION_ENABLED = True
# Packages are pinned here: who edits a shop can do nothing about a new release, and their browser need not ask for one.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "shop/password_required.html"  # noqa: S105 - a file
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
# What is sent for translation shows when its words are published, not in the source's language until then.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_JOBS = {"BACKEND": "sites.tenants.background.LocalizeJobBackend"}
TASKS = {"default": {"BACKEND": "sites.tenants.background.CeleryTaskBackend", "QUEUES": ["default"]}}
PAYMENT_PROVIDERS = ["commerce.payments.providers.bank_transfer"]
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

CELERY_BROKER_URL = broker_address(REDIS_URL, 0)
CELERY_TASK_DEFAULT_QUEUE = queues.DEFAULT
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in queues.QUEUES]
CELERY_TASK_ROUTES = [queues.route]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "run" / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {"every store's due work": {"task": "sites.tenants.run_due_jobs", "schedule": crontab()}}

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "no-reply@localhost")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_BACKEND = "sites.content.mail.StoreMailBackend"
# What really sends, or keeps.
MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "sites.ops.mail.FolderBackend"
# A mail server that hangs must not hold a worker for ever.
EMAIL_TIMEOUT = 30
MAIL_FOLDER = VAR / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"store": {"()": "sites.tenants.logs.StoreFilter"}},
    "formatters": {"line": {"format": "%(levelname)-7s %(store)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["store"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("UPLINK_LOG_LEVEL", "INFO")},
    # Wagtail writes a line for each page and text it saves, which is also in its history: an import would drown its progress.
    "loggers": {"httpx": {"level": "WARNING"}, "PIL": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
