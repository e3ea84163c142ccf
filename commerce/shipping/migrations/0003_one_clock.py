"""The clock of the store is set in one place: the store's identity."""

from typing import Any, ClassVar

from django.db import migrations


def keep_the_clock(apps: Any, _editor: Any) -> None:
    """What was set for parcels is the store's clock from now on."""
    days = apps.get_model("shipping", "DispatchDays").objects.exclude(time_zone="").first()
    if days is not None:
        apps.get_model("content", "StoreIdentity").objects.filter(time_zone="").update(time_zone=days.time_zone)


class Migration(migrations.Migration):
    """Copies the time zone, then forgets the second field."""

    dependencies: ClassVar = [("shipping", "0002_dispatch"), ("content", "0004_clock")]

    operations: ClassVar = [
        migrations.RunPython(keep_the_clock, migrations.RunPython.noop),
        migrations.RemoveField(model_name="dispatchdays", name="time_zone"),
    ]
