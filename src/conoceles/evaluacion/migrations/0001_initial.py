import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidaturas", "0001_initial"),
        ("curricular", "0001_initial"),
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluacion_concluida",
                        to="proceso.proceso",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Propuesta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marcas", models.JSONField()),
                ("por", models.CharField(max_length=200)),
                ("nombre", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="propuestas",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Evaluacion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("lectura", models.PositiveSmallIntegerField()),
                ("rubrica", models.CharField(max_length=40)),
                ("evaluador", models.CharField(max_length=200)),
                ("nombre", models.CharField(max_length=200)),
                ("marcas", models.JSONField(default=dict)),
                ("en", models.DateTimeField()),
                ("cerrada_en", models.DateTimeField(null=True)),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluaciones",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curricular.versioncurricular",
                    ),
                ),
            ],
            options={
                "ordering": ["en"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "evaluador"), name="una_lectura_por_persona"
                    ),
                    models.UniqueConstraint(fields=("candidatura", "lectura"), name="dos_lecturas_a_lo_mas"),
                    models.CheckConstraint(
                        condition=models.Q(("lectura__in", [1, 2])), name="lectura_conocida"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolucion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("forma", models.CharField(max_length=10)),
                ("marcas", models.JSONField()),
                ("constancia", models.CharField(blank=True, max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("nombre", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolucion",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("forma__in", ["tercera", "acuerdo"])),
                        name="forma_de_resolver_conocida",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forma", "tercera"), models.Q(("constancia", ""), _negated=True), _connector="OR"
                        ),
                        name="acuerdo_con_constancia",
                    ),
                ],
            },
        ),
    ]
