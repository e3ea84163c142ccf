"""The roles every store starts with. Owner, Editor, Merchandiser, Order desk, Translator."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

OWNER, EDITOR, MERCHANDISER, ORDER_DESK, TRANSLATOR = "Owner", "Editor", "Merchandiser", "Order desk", "Translator"
CRUD = ("add", "change", "delete", "view")

# app label -> models; every role may enter the admin.
CATALOGUE = {
    "catalogue": ("product", "productcopy", "variant", "brand", "attribute", "producttype"),
    "pricing": ("pricelist", "price"),
    "stock": ("stockitem", "location"),
    "tax": ("taxclass",),
    "shipping": ("shippingmethod",),
}
ORDERS = {"orders": ("order",)}
FURNITURE = {"content": ("menu", "notice")}
SETTINGS = {"content": ("storeidentity", "brandtokens")}
PEOPLE = {
    "users": ("user",),
    "auth": ("group",),
    "wagtailcore": ("site", "locale", "workflow", "task"),
    "wagtailredirects": ("redirect",),
}

MODELS = {
    OWNER: (CATALOGUE, ORDERS, FURNITURE, SETTINGS, PEOPLE),
    EDITOR: (FURNITURE, {"catalogue": ("productcopy",)}, {"wagtailredirects": ("redirect",)}),
    MERCHANDISER: (CATALOGUE,),
    ORDER_DESK: (ORDERS,),
    TRANSLATOR: (),
}
ONLY = {
    TRANSLATOR: (
        "wagtailadmin.access_admin",
        "catalogue.change_productcopy",
        "catalogue.view_productcopy",
        "content.change_menu",
        "content.view_menu",
        "content.change_notice",
        "content.view_notice",
        "wagtail_localize.submit_translation",
    ),
}
EXTRA = {
    OWNER: ("wagtail_localize.submit_translation", "legacy_import.view_importrun"),
    EDITOR: ("wagtail_localize.submit_translation",),
    MERCHANDISER: ("content.view_storeimage",),
    ORDER_DESK: ("catalogue.view_product",),
}
PAGES = {
    OWNER: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
    EDITOR: ("add_page", "change_page", "publish_page"),
    MERCHANDISER: ("add_page", "change_page", "publish_page"),
    TRANSLATOR: ("change_page",),
}
# Wagtail asks for the permissions of its own models, also where a store's pictures and documents are ours.
FILES = tuple(
    f"{app}.{verb}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)


def seed_roles() -> None:
    """Make the five groups with their permissions, and take away Wagtail's own two; safe to repeat."""
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    known = permissions_by_name()
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    for role in MODELS:
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(known[name] for name in permissions_of(role))
        on_pages = [known[f"wagtailcore.{codename}"] for codename in PAGES.get(role, ())]
        GroupPagePermission.objects.bulk_create(
            (GroupPagePermission(group=group, page=root, permission=permission) for permission in on_pages),
            ignore_conflicts=True,
        )
        on_files = [known[name] for name in FILES] if role in PAGES else []
        GroupCollectionPermission.objects.bulk_create(
            (GroupCollectionPermission(group=group, collection=collection, permission=permission) for permission in on_files),
            ignore_conflicts=True,
        )


def permissions_by_name() -> dict[str, Permission]:
    """Every permission of the store by `app.codename`, in one query."""
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def permissions_of(role: str) -> list[str]:
    """The Django permissions of a role, as `app.codename`."""
    wanted = {"wagtailadmin.access_admin", *ONLY.get(role, ()), *EXTRA.get(role, ())}
    for part in MODELS[role]:
        for app, models in part.items():
            wanted |= {f"{app}.{verb}_{model}" for model in models for verb in CRUD}
    return sorted(wanted)
