"""Two stores with the same names and different secrets, for tests that look for one in the other."""

from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page

from commerce.storefront.links import product_url
from sites.content.images import StoreDocument
from sites.content.pages import ContactPage, HomePage, StandardPage
from sites.content.settings import StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.shop import category, sell
from tests.tenancy.orders import place
from tests.tenancy.pictures import picture


def secret(store: Store) -> str:
    """The word that must never be seen in the other store."""
    return f"{store.schema_name}-secret"


def furnish(store: Store) -> dict[str, str]:
    """Fill a store; addresses by what they show. Names, slugs and SKUs are the same in every store."""
    with in_store(store), translation.override(store.default_language):
        mark = secret(store)
        boss = User.objects.create_superuser("boss@example.com", None, first_name="Boss", last_name=mark, pk=900)
        User.objects.create_user("clerk@example.com", None, first_name=mark)
        image = picture(f"Same {mark}", pk=900)
        document = StoreDocument(title=f"Same {mark}", pk=900)
        document.file.save("same.pdf", ContentFile(mark.encode()))
        Collection.get_first_root_node().add_child(name=f"Same {mark}")
        # Not "Same" alone: its address would be the product's, which answers first.
        shelf = category("Same shelf")
        shelf.intro = mark
        shelf.save_revision(user=boss).publish()
        variant = sell("SAME", name=f"Same {mark}", category=shelf)
        home = HomePage.objects.get(locale=Locale.get_default())
        page = StandardPage(title=f"Same {mark}", slug="same-page", search_description=mark)
        home.add_child(instance=page)
        page.save_revision(user=boss).publish()
        Redirect.add_redirect("/same/", f"/{mark}/")
        contact = ContactPage.objects.filter(locale=Locale.get_default()).first()
        assert contact is not None
        FormSubmission.objects.create(
            page=Page.objects.get(pk=contact.pk), form_data={"name": mark, "email": "a@b.cd", "message": mark}
        )
        identity = StoreIdentity.load()
        identity.name = f"Shop {mark}"
        identity.save()
        order = place(mark, sku="SAME-ORDERED")
        return {
            "order": order,
            "product": product_url("same"),
            "category": shelf.url,
            "page": page.url,
            "image": f"/media/{image.file.name}",
            "document": document.url,
            "variant": str(variant.pk),
            "editing": f"/admin/pages/{home.pk}/",
        }
