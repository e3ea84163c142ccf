"""The WSGI application: `gunicorn sites.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from sites.collecting import spare_what_stays
from sites.services import provide_services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")
provide_services()
application = get_wsgi_application()
spare_what_stays()
