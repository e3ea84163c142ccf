"""People who work for a store, and pictures they upload."""

import io
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as PillowImage

from sites.content.images import StoreImage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User

PASSWORD = "a long enough phrase"


def person(role: str, *, email: str = "") -> Any:
    """Somebody of that role in the active store."""
    address = email or f"{role.lower().replace(' ', '-')}@staff.test"
    user = User.objects.create_user(email=address, password=PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    return user


def staff(store: Store, role: str = "Owner") -> Client:
    """A browser in which somebody of that role is logged in to that store."""
    client = Client(headers={"host": store.domains.get(is_primary=True).domain})
    with in_store(store):
        client.force_login(person(role))
    return client


def png(width: int = 40, height: int = 30, colour: str = "#2a7") -> bytes:
    """A picture of one colour."""
    target = io.BytesIO()
    PillowImage.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


def picture(title: str = "A picture", **size: int) -> StoreImage:
    """A picture in the active store."""
    return StoreImage.objects.create(title=title, file=ImageFile(io.BytesIO(png(**size)), name="picture.png"))
