"""The words a new store starts with, by language; a language without its own gets the English ones."""

EMPTY = "<p>Replace this text before you open the shop.</p>"
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "home": "Home",
        "products": "Products",
        "contact": "Contact",
        "contact_intro": "Write to us: we answer within one working day.",
        "thanks": "<p>Thank you. We have your message and will answer soon.</p>",
        "name": "Your name",
        "email": "Your e-mail address",
        "message": "Your message",
        "shop": "Shop",
        "help": "Help",
        "consent": "We only use cookies that the shop needs: for your cart and for logging in.",
        "accept": "All right",
        "shipping": "Standard delivery",
        "shipping_note": "2 to 4 working days",
        "delivery": "Delivery",
        "returns": "Returns",
        "privacy": "Privacy",
        "terms": "Terms and conditions",
        "imprint": "Legal notice",
        "brands": "Brands",
        "brands_intro": "Who makes what we sell.",
    },
    "de": {
        "home": "Startseite",
        "products": "Produkte",
        "contact": "Kontakt",
        "contact_intro": "Schreiben Sie uns: Wir antworten innerhalb eines Werktags.",
        "thanks": "<p>Vielen Dank. Ihre Nachricht ist angekommen, wir melden uns bald.</p>",
        "name": "Ihr Name",
        "email": "Ihre E-Mail-Adresse",
        "message": "Ihre Nachricht",
        "shop": "Shop",
        "help": "Hilfe",
        "consent": "Wir verwenden nur Cookies, die der Shop braucht: für den Warenkorb und die Anmeldung.",
        "accept": "In Ordnung",
        "shipping": "Standardversand",
        "shipping_note": "2 bis 4 Werktage",
        "delivery": "Lieferung",
        "returns": "Rückgabe",
        "privacy": "Datenschutz",
        "terms": "AGB",
        "imprint": "Impressum",
        "brands": "Marken",
        "brands_intro": "Wer macht, was wir verkaufen.",
    },
    "af": {
        "home": "Tuis",
        "products": "Produkte",
        "contact": "Kontak",
        "contact_intro": "Skryf vir ons: ons antwoord binne een werksdag.",
        "thanks": "<p>Dankie. Ons het jou boodskap en sal gou antwoord.</p>",
        "name": "Jou naam",
        "email": "Jou e-posadres",
        "message": "Jou boodskap",
        "shop": "Winkel",
        "help": "Hulp",
        "consent": "Ons gebruik net koekies wat die winkel nodig het: vir jou mandjie en om aan te meld.",
        "accept": "Reg so",
        "shipping": "Standaardaflewering",
        "shipping_note": "2 tot 4 werksdae",
        "delivery": "Aflewering",
        "returns": "Terugsendings",
        "privacy": "Privaatheid",
        "terms": "Bepalings en voorwaardes",
        "imprint": "Regskennisgewing",
        "brands": "Handelsmerke",
        "brands_intro": "Wie maak wat ons verkoop.",
    },
}
LEGAL = ("delivery", "returns", "privacy", "terms", "imprint")
# Where a country calls a page otherwise than its language does elsewhere.
BY_COUNTRY: dict[tuple[str, str], dict[str, str]] = {
    ("en", "GB"): {"imprint": "Company details", "terms": "Terms of sale"},
    ("en", "IE"): {"imprint": "Company details", "terms": "Terms of sale"},
    ("en", "ZA"): {"imprint": "Company details", "privacy": "Privacy and your information"},
    ("de", "CH"): {"delivery": "Versand", "returns": "Rücksendung"},
}
# The last part of a page's address; what a language lacks is called by its key.
SLUGS: dict[str, dict[str, str]] = {
    "de": {
        "delivery": "lieferung",
        "returns": "rueckgabe",
        "privacy": "datenschutz",
        "terms": "agb",
        "imprint": "impressum",
        "brands": "marken",
    },
    "af": {
        "delivery": "aflewering",
        "returns": "terugsendings",
        "privacy": "privaatheid",
        "terms": "voorwaardes",
        "imprint": "regskennisgewing",
        "brands": "handelsmerke",
    },
}


def word(key: str, language: str, *, country: str = "") -> str:
    """One text in a language as a country says it, else as the language does, else in English."""
    local = BY_COUNTRY.get((language, country), {}).get(key)
    return local or WORDS.get(language, WORDS["en"]).get(key) or WORDS["en"][key]


def slug(key: str, language: str) -> str:
    """The last part of the address of a seeded page in a language."""
    return SLUGS.get(language, {}).get(key, key)
