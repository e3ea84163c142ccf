"""What a demo store says: identity, brand, pages, articles, questions, contact form and menus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sites.provisioning.demo.data_blocks import Block
from sites.provisioning.demo.data_reading import Texts

Body = Mapping[str, tuple[Block, ...]]
"""The blocks of each language."""


@dataclass(frozen=True)
class Identity:
    """Who the store is. All of it is invented."""

    name: str
    tagline: str
    legal_entity: str
    company_number: str
    vat_number: str
    email: str
    phone: str
    address: tuple[str, ...]
    social_links: tuple[str, ...]
    bank_account_holder: str
    bank_name: str
    bank_iban: str
    bank_bic: str


@dataclass(frozen=True)
class Brand:
    """Tokens; what is empty comes from the theme."""

    brand: str = ""
    on_brand: str = ""
    accent: str = ""
    on_accent: str = ""
    ink: str = ""
    paper: str = ""
    surface: str = ""
    heading_font: str = ""
    body_font: str = ""
    radius: str = ""


@dataclass(frozen=True)
class NoticeText:
    """The announcement bar and the cookie notice."""

    announcement: str
    link_text: str
    link: str
    consent_text: str
    accept: str
    consent_link: str


@dataclass(frozen=True)
class Home:
    """The home page."""

    title: str
    intro: str
    seo_title: str
    search_description: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class PlainPage:
    """`type`: standard or landing."""

    key: str
    type: str
    title: Texts
    slug: Texts
    intro: Texts
    body: Body
    search_description: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Article:
    """One article and its picture."""

    title: Texts
    slug: Texts
    date: date
    author: str
    intro: Texts
    subject: str
    body: Body


@dataclass(frozen=True)
class Articles:
    """The list of articles."""

    title: Texts
    slug: Texts
    intro: Texts
    items: tuple[Article, ...]


@dataclass(frozen=True)
class Question:
    """`answer` is HTML."""

    question: Texts
    answer: Texts


@dataclass(frozen=True)
class QuestionGroup:
    """Questions under one heading."""

    title: Texts
    entries: tuple[Question, ...]


@dataclass(frozen=True)
class Questions:
    """The page of questions and answers."""

    title: Texts
    slug: Texts
    intro: Texts
    groups: tuple[QuestionGroup, ...]


@dataclass(frozen=True)
class FormField:
    """`choices` by language, for a dropdown."""

    label: Texts
    type: str
    required: bool = True
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Contact:
    """The contact page and its form."""

    title: Texts
    slug: Texts
    intro: Texts
    thank_you: Texts
    subject: Texts
    to_address: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True)
class MenuLink:
    """One link."""

    title: str
    link: str


@dataclass(frozen=True)
class MenuItem:
    """A link of its own, or a heading over `links`, or both."""

    title: str
    link: str = ""
    links: tuple[MenuLink, ...] = ()


@dataclass(frozen=True)
class Menu:
    """Main menu, footer, and the small print under it."""

    main: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]
    note: str = ""


@dataclass(frozen=True)
class DemoPages:
    """All that a store says."""

    identity: Identity
    brand: Brand
    notice: Mapping[str, NoticeText]
    home: Mapping[str, Home]
    pages: tuple[PlainPage, ...]
    articles: Articles
    faq: Questions
    contact: Contact
    menu: Mapping[str, Menu]
