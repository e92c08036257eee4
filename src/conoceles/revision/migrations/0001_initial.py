import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidaturas", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Apartado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ronda", models.PositiveSmallIntegerField()),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("visto", models.DateTimeField()),
                ("hasta", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="apartados",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "ronda", "por"), name="apartado_por_persona"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PorConfirmar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acto", models.CharField(max_length=20)),
                ("datos", models.JSONField()),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("confirmado", models.BooleanField(null=True)),
                ("fin_por", models.CharField(blank=True, max_length=200)),
                ("fin_en", models.DateTimeField(null=True)),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="por_confirmar",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmado__isnull", True)),
                        fields=("candidatura",),
                        name="uno_por_confirmar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmado", True), _negated=True),
                            models.Q(("fin_por", models.F("por")), _negated=True),
                            _connector="OR",
                        ),
                        name="confirma_otra_persona",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmado__isnull", True), ("fin_en__isnull", True), ("fin_por", "")),
                            models.Q(
                                ("confirmado__isnull", False),
                                ("fin_en__isnull", False),
                                models.Q(("fin_por", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="terminado_dice_quien_y_cuando",
                    ),
                ],
            },
        ),
    ]
