from django.db import migrations, models


class Migration(migrations.Migration):
    """The column stays; what it holds is called what it is."""

    dependencies = [("orders", "0002_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("orderevent", "text", "details"),
                migrations.AlterField("orderevent", "details", models.CharField(blank=True, db_column="text", max_length=300)),
            ]
        )
    ]
