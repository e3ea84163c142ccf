"""What the content app adds to the admin."""

from wagtail.snippets.models import register_snippet

from sites.content.viewsets import FurnitureViewSetGroup

register_snippet(FurnitureViewSetGroup)
