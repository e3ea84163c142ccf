"""The store's own clock; and what an app that is no longer installed left behind."""

from typing import Any, ClassVar

from django.db import migrations, models

import sites.tenants.zones

GONE = "wagtailsearchpromotions"


def forget_search_promotions(apps: Any, editor: Any) -> None:
    """Wagtail's promoted results were never used: the shop has its own. Their tables, types and records go."""
    with editor.connection.cursor() as cursor:
        for table in ("searchpromotion", "querydailyhits", "query"):
            cursor.execute(f"DROP TABLE IF EXISTS {GONE}_{table} CASCADE")
        cursor.execute("DELETE FROM django_migrations WHERE app = %s", [GONE])
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label=GONE).delete()


class Migration(migrations.Migration):
    """Adds the field, drops the tables."""

    dependencies: ClassVar = [
        ("content", "0003_found"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="storeidentity",
            name="time_zone",
            field=models.CharField(
                blank=True,
                choices=sites.tenants.zones.zone_choices,
                help_text=(
                    "The clock of the store: on order pages, in mails, for the cut-off of the day's parcels. "
                    "Empty: its country's."
                ),
                max_length=60,
                verbose_name="time zone",
            ),
        ),
        migrations.RunPython(forget_search_promotions, migrations.RunPython.noop),
    ]
