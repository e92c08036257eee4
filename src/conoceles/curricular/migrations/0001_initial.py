import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidaturas", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fotografia",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64)),
                ("formato", models.CharField(max_length=4)),
                ("ancho", models.PositiveIntegerField()),
                ("alto", models.PositiveIntegerField()),
                ("octetos", models.PositiveIntegerField()),
                ("fecha_toma", models.DateField(null=True)),
                ("fecha_archivo", models.DateField(null=True)),
                ("motivo", models.CharField(default="captura", max_length=12)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fotografias",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["-en"],
            },
        ),
        migrations.CreateModel(
            name="Borrador",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seccion", models.CharField(max_length=40)),
                ("contenido", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="borradores",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("candidatura", "seccion"), name="borrador_unico")
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionCurricular",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("numero", models.PositiveSmallIntegerField()),
                ("origen", models.CharField(max_length=12)),
                ("contenido", models.JSONField()),
                ("cuestionario_version", models.CharField(max_length=64)),
                ("huella", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versiones",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "fotografia",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="curricular.fotografia"
                    ),
                ),
            ],
            options={
                "ordering": ["numero"],
                "indexes": [models.Index(fields=["-en"], name="version_curricular_reciente")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "numero"), name="version_curricular_unica"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origen", "ajuste")),
                        fields=("candidatura",),
                        name="un_ajuste_por_candidatura",
                    ),
                ],
            },
        ),
    ]
