"""The tests' settings, with what a server does to be quick: it keeps whole pages, and looks for its static files once."""

from sites.settings.test import *  # noqa: F403

PAGE_CACHE = True
WHITENOISE_AUTOREFRESH = False
