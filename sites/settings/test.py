"""Settings of the test run: tasks at once, mail and cache in memory, quick passwords, no compression of static files."""

import os

os.environ.setdefault("UPLINK_LOCAL", "1")

from sites.settings.base import *  # noqa: F403
from sites.settings.base import CACHES, DATABASES, STORAGES, VAR

SECRET_KEY = "the tests' own key, of no use anywhere else"  # noqa: S105
DEBUG = False
STORE_PORT = 80
PLATFORM_HOSTS = ["platform.test", "localhost"]
TRUSTED_PROXIES = 0
# Tests look at what pages are made of; those of the cache itself switch it on (`kept_pages`).
PAGE_CACHE = False
# Most tests look at no picture; making six sizes of each would be a third of the run.
MAKE_RENDITIONS = False
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each process has files of its own, as it has a database of its own: it deletes them when it ends, and another may be at work
# in this folder. The served demo stores are several processes with the same files.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
MEDIA_ROOT = VAR / "test-media" / (_WORKER if _WORKER == "browser" else f"{_WORKER}-{os.getpid()}")
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# One process, one cache: keys keep their store, and a rolled-back test can empty its own.
CACHES = {
    alias: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": alias,
        "KEY_FUNCTION": conf["KEY_FUNCTION"],
        "KEY_PREFIX": conf["KEY_PREFIX"],
    }
    for alias, conf in CACHES.items()
}
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
