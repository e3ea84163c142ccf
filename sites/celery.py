"""The Celery application: `celery -A sites.celery worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")

app = Celery("uplink", task_cls="sites.tenants.tasks:StoreTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
