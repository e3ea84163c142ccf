"""What the places are called where a store has an account."""

from urllib.parse import urlsplit

# As they write themselves; any other place is called by its host, which is at least true.
NAMES = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "github.com": "GitHub",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "mastodon.social": "Mastodon",
    "pinterest.com": "Pinterest",
    "reddit.com": "Reddit",
    "snapchat.com": "Snapchat",
    "t.me": "Telegram",
    "threads.com": "Threads",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "twitch.tv": "Twitch",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "wa.me": "WhatsApp",
    "whatsapp.com": "WhatsApp",
    "x.com": "X",
    "xing.com": "XING",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
}


def network_name(url: str) -> str:
    """`https://de.linkedin.com/company/x` -> LinkedIn; `https://video.example.com/x` -> video.example.com."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    labels = host.split(".")
    return next((name for start in range(len(labels)) if (name := NAMES.get(".".join(labels[start:])))), host)
