"""Search in the admin: synonyms and promoted results."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from commerce.storefront.models import PromotedSearch, SynonymGroup


class SearchTuningForm(WagtailAdminModelForm):
    """The store's default language stands chosen; the other languages of the store can be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and not self.initial.get("locale"):
            self.initial["locale"] = Locale.get_default().pk


class PrefilledCreateView(CreateView):
    """A new row that begins with the words of the report."""

    def get_initial_form_instance(self) -> Any:
        """With `?words=` and `?language=` of the address."""
        instance = self.model()
        instance.words = self.request.GET.get("words", "")[:200]
        language = self.request.GET.get("language", "")
        if locale := Locale.objects.filter(language_code=language[:20]).first():
            instance.locale = locale
        return instance


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same."""

    model = SynonymGroup
    icon = "order"
    list_display = ["words", Column("means", label=_("finds also")), Column("locale", label=_("Language"))]
    list_filter = ["locale"]
    search_fields = ["words", "means"]
    add_view_class = PrefilledCreateView
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "Shoppers use words that are not on your product pages. Write here which words mean the same; each finds "
                    "the products of the others."
                )
            ),
            FieldPanel("locale"),
            FieldPanel("words"),
            FieldPanel("means"),
        ],
        base_form_class=SearchTuningForm,
    )


class PromotedViewSet(SnippetViewSet):
    """What stands first."""

    model = PromotedSearch
    icon = "pick"
    list_display = ["words", Column("message", label=_("Message")), Column("locale", label=_("Language"))]
    list_filter = ["locale"]
    search_fields = ["words", "message"]
    add_view_class = PrefilledCreateView
    edit_handler = ObjectList(
        [
            HelpPanel(content=_("For these searches the products below stand first, marked “Recommended”, in this order.")),
            FieldRowPanel([FieldPanel("locale"), FieldPanel("words")]),
            InlinePanel("products", heading=_("Products"), label=_("Product"), panels=[FieldPanel("product")]),
            FieldRowPanel([FieldPanel("message"), FieldPanel("page")]),
        ],
        base_form_class=SearchTuningForm,
    )


class SearchViewSetGroup(SnippetViewSetGroup):
    """How the shop is searched."""

    items: Any = (SynonymViewSet, PromotedViewSet)
    menu_icon = "search"
    menu_label = _("Shop search")
    menu_name = "search-tuning"
    menu_order = 215
