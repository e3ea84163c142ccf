import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0004_breadth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WishList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(blank=True, editable=False, max_length=40)),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("share_token", models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                ("deleted_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "wish list",
                "verbose_name_plural": "wish lists",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WishListItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "quantity",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "variant",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalogue.variant"),
                ),
                (
                    "wish_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="wishlists.wishlist"
                    ),
                ),
            ],
            options={
                "verbose_name": "wish",
                "verbose_name_plural": "wishes",
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="wishlist",
            index=models.Index(
                condition=models.Q(("token", ""), _negated=True), fields=["token"], name="wish_lists_of_guest"
            ),
        ),
        migrations.AddConstraint(
            model_name="wishlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner__isnull", False), ("token", "")),
                    models.Q(("owner__isnull", True), models.Q(("token", ""), _negated=True)),
                    _connector="OR",
                ),
                name="wish_list_of_person_or_guest",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishlist",
            constraint=models.UniqueConstraint(
                models.F("owner"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("deleted_at", None), ("owner__isnull", False)),
                name="one_wish_list_per_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishlist",
            constraint=models.UniqueConstraint(
                models.F("token"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("deleted_at", None), ("owner__isnull", True)),
                name="one_wish_list_per_guest_and_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishlistitem",
            constraint=models.UniqueConstraint(fields=("wish_list", "variant"), name="one_wish_per_variant"),
        ),
    ]
