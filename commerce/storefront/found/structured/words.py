"""Articles, questions and answers, the way to a page, the rows of a list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from commerce.storefront.context import ShopView
from commerce.storefront.found.plain import one_line, plain_text
from commerce.storefront.found.structured.product import Absolute
from sites.content.pages import ArticlePage
from sites.content.pages.base import Crumb, Seo

HEADLINE = 110


def breadcrumbs_document(crumbs: Sequence[Crumb], here: str, absolute: Absolute) -> dict[str, Any] | None:
    """The way to the page; None for a page that has none above it."""
    if len(crumbs) < 2:
        return None
    steps = [(crumb.title, absolute(crumb.url) if crumb.url else here) for crumb in crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": address}
            for place, (title, address) in enumerate(steps, 1)
        ],
    }


def article_document(page: ArticlePage, seo: Seo, shop: ShopView, absolute: Absolute) -> dict[str, Any]:
    """An article; the store stands for it where no author is named."""
    publisher = {"@type": "Organization", "name": shop.name, "url": absolute("/"), "logo": logo(shop, absolute)}
    changed = page.last_published_at or page.latest_revision_created_at
    return {
        "@type": "Article",
        "headline": one_line(page.title, most=HEADLINE),
        "description": plain_text(page.intro or seo.description),
        "datePublished": page.date.isoformat(),
        # Never before it appeared, which an article that is dated ahead would say.
        "dateModified": max(changed.date(), page.date).isoformat() if changed else page.date.isoformat(),
        "author": {"@type": "Person", "name": page.author} if page.author else publisher,
        "publisher": publisher,
        "image": seo.image,
        "mainEntityOfPage": seo.canonical,
        "inLanguage": page.locale.language_code,
    }


def logo(shop: ShopView, absolute: Absolute) -> str:
    """The address of the logo, or nothing."""
    return absolute(shop.logo.src) if shop.logo else ""


def questions_document(entries: Iterable[tuple[str, Any]]) -> dict[str, Any] | None:
    """(question, answer) as a page of questions; None without any."""
    answered = [(one_line(str(question)), plain_text(str(answer))) for question, answer in entries]
    rows = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in answered
        if question and answer
    ]
    return {"@type": "FAQPage", "mainEntity": rows} if rows else None


def questions_in(blocks: Any) -> Iterator[tuple[str, Any]]:
    """The questions of the blocks of questions in a body."""
    for child in blocks or ():
        if getattr(child, "block_type", "") == "faq":
            for entry in child.value["entries"]:
                yield entry["question"], entry["answer"]


def list_document(addresses: Sequence[str], first: int) -> dict[str, Any] | None:
    """The rows of a list in their order, counted from `first`; None for an empty one."""
    if not addresses:
        return None
    rows = [{"@type": "ListItem", "position": place, "url": address} for place, address in enumerate(addresses, first)]
    return {"@type": "ItemList", "numberOfItems": len(rows), "itemListElement": rows}
