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
    },
}
LEGAL = ("delivery", "returns", "privacy", "terms", "imprint")


def word(key: str, language: str) -> str:
    """One text in a language, else in English."""
    return WORDS.get(language, WORDS["en"]).get(key) or WORDS["en"][key]
