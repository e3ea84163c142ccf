"""The tests' settings, with what a server does to be quick: it keeps whole pages, and looks for its static files once."""

from sites.settings.test import *  # noqa: F403
from sites.settings.test import VAR

PAGE_CACHE = True
WHITENOISE_AUTOREFRESH = False
# Drawn coarsely, see `tests.browser.stores`: nothing to show to anybody.
DEMO_PICTURES = VAR / "test-demo" / "pictures"
