"""The roles every store starts with. Owner, Editor, Merchandiser, Order desk, Translator.

They belong to the platform: a new version may change them, and renews them in stores that are there already
(`renewal`). A store that wants other rights makes groups of its own.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from sites.provisioning.approval import seed_approval

OWNER, EDITOR, MERCHANDISER, ORDER_DESK, TRANSLATOR = "Owner", "Editor", "Merchandiser", "Order desk", "Translator"
CRUD = ("add", "change", "delete", "view")
# Words wait as drafts until somebody who may publish them does; product texts can be locked as well.
DRAFTED = ("productcopy", "menu", "notice")

# app label -> models; every role may enter the admin.
CATALOGUE = {
    "catalogue": ("product", "productcopy", "variant", "brand", "attribute", "producttype"),
    "pricing": ("pricelist", "price"),
    "stock": ("stockitem", "location"),
    "tax": ("taxclass",),
    "shipping": ("shippingmethod", "dispatchdays", "holiday"),
}
# What helps shoppers find things, and what they looked for.
SEARCH = {"storefront": ("synonymgroup", "promotedsearch")}
SEEN_SEARCHES = "storefront.view_searchcount"
# Who waits for what: counts for those who buy in, addresses for those who answer customers.
ALERTS, ALERT_PEOPLE = ("stock.view_stockalert",), "stock.see_people_stockalert"
ORDERS = {"orders": ("order",)}
# What shoppers wrote: read, approved, answered. How reviews are handled is a setting of its own.
REVIEWS = {"reviews": ("review", "question", "answer")}
REVIEW_SETTINGS = {"reviews": ("reviewsettings",)}
FURNITURE = {"content": ("menu", "notice")}
SETTINGS = {"content": ("storeidentity", "brandtokens", "searchengines")}
# What is asked for in vain, and where it leads.
ADDRESSES = {"wagtailredirects": ("redirect",), "content": ("missedaddress",)}
# Not the Site: it follows the domains that the platform knows, and without it the shop has not one page.
PEOPLE = {
    "users": ("user",),
    "auth": ("group",),
    "wagtailcore": ("locale", "workflow", "task"),
}

MODELS = {
    OWNER: (CATALOGUE, SEARCH, ORDERS, REVIEWS, REVIEW_SETTINGS, FURNITURE, SETTINGS, PEOPLE, ADDRESSES),
    EDITOR: (FURNITURE, SEARCH, {"catalogue": ("productcopy",)}, ADDRESSES),
    MERCHANDISER: (CATALOGUE, SEARCH, REVIEWS, REVIEW_SETTINGS),
    ORDER_DESK: (ORDERS, REVIEWS),
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
    OWNER: (
        "wagtail_localize.submit_translation",
        "legacy_import.view_importrun",
        "catalogue.lock_productcopy",
        "catalogue.unlock_productcopy",
        SEEN_SEARCHES,
        *ALERTS,
        ALERT_PEOPLE,
    ),
    EDITOR: ("wagtail_localize.submit_translation", SEEN_SEARCHES),
    MERCHANDISER: (
        SEEN_SEARCHES,
        "content.view_storeimage",
        *ALERTS,
    ),
    ORDER_DESK: ("catalogue.view_product", *ALERTS, ALERT_PEOPLE),
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
COLLECTIONS = tuple(f"wagtailcore.{verb}_collection" for verb in ("add", "change", "delete"))


def seed_roles() -> None:
    """Make the five groups with exactly their permissions, take away Wagtail's own two, and let the right people approve.

    Safe to repeat: what a role no longer has is taken away. What a store granted on a section or a collection stays.
    """
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    known = permissions_by_name()
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in MODELS}
    for role, group in groups.items():
        group.permissions.set(known[name] for name in permissions_of(role))
        grant_pages(group, [known[f"wagtailcore.{codename}"] for codename in PAGES.get(role, ())])
        grant_files(group, [known[name] for name in files_of(role)])
    seed_approval(approvers=[groups[OWNER], groups[EDITOR]])


def grant_pages(group: Group, permissions: list[Permission]) -> None:
    """Exactly these on the whole tree of pages."""
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__in=permissions).delete()
    GroupPagePermission.objects.bulk_create(
        (GroupPagePermission(group=group, page=root, permission=permission) for permission in permissions),
        ignore_conflicts=True,
    )


def grant_files(group: Group, permissions: list[Permission]) -> None:
    """Exactly these on all pictures and documents."""
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group, collection=root).exclude(permission__in=permissions).delete()
    GroupCollectionPermission.objects.bulk_create(
        (GroupCollectionPermission(group=group, collection=root, permission=permission) for permission in permissions),
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
            wanted |= {f"{app}.publish_{model}" for model in models if model in DRAFTED}
    return sorted(wanted)


def files_of(role: str) -> tuple[str, ...]:
    """What a role may do with all pictures and documents, as `app.codename`."""
    if role not in PAGES:
        return ()
    return (*FILES, *COLLECTIONS) if role == OWNER else FILES
