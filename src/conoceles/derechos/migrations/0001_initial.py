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
            name="Vulneracion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tipo", models.CharField(max_length=20)),
                ("detectada_en", models.DateTimeField()),
                ("que_paso", models.TextField()),
                ("datos", models.TextField()),
                ("personas", models.PositiveIntegerField()),
                ("causa", models.TextField(blank=True)),
                ("medidas", models.TextField()),
                ("fundamento", models.CharField(blank=True, max_length=900)),
                ("vence_en", models.DateTimeField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
            ],
            options={
                "ordering": ["-detectada_en"],
            },
        ),
        migrations.CreateModel(
            name="SolicitudARCO",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("numero", models.CharField(max_length=30, unique=True)),
                ("derecho", models.CharField(max_length=14)),
                ("medio", models.CharField(max_length=10)),
                ("acreditada", models.CharField(max_length=20)),
                ("alcance", models.CharField(blank=True, max_length=20)),
                ("debe_decir", models.JSONField(default=dict)),
                ("con_identidad", models.BooleanField(default=False)),
                ("detalle", models.CharField(blank=True, max_length=600)),
                ("recibida_en", models.DateTimeField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solicitudes_arco",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["recibida_en"],
            },
        ),
        migrations.CreateModel(
            name="PasoARCO",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("estado", models.CharField(max_length=14)),
                ("causa", models.CharField(blank=True, max_length=30)),
                ("nota", models.CharField(blank=True, max_length=600)),
                ("fundamento", models.CharField(blank=True, max_length=900)),
                ("vence_en", models.DateTimeField(null=True)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "solicitud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pasos",
                        to="derechos.solicitudarco",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SeguimientoDeVulneracion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tipo", models.CharField(max_length=12)),
                ("texto", models.TextField()),
                ("fundamento", models.CharField(blank=True, max_length=900)),
                ("hecho_en", models.DateTimeField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "vulneracion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seguimientos",
                        to="derechos.vulneracion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="solicitudarco",
            constraint=models.CheckConstraint(
                condition=models.Q(("derecho__in", ["acceso", "rectificacion", "cancelacion", "oposicion"])),
                name="derecho_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="pasoarco",
            constraint=models.UniqueConstraint(fields=("solicitud", "estado"), name="paso_arco_una_vez"),
        ),
        migrations.AddConstraint(
            model_name="pasoarco",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "improcedente"), _negated=True),
                    models.Q(("causa", ""), _negated=True),
                    _connector="OR",
                ),
                name="improcedente_con_causa",
            ),
        ),
        migrations.AddConstraint(
            model_name="seguimientodevulneracion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("tipo", "nota"), _negated=True),
                fields=("vulneracion", "tipo"),
                name="aviso_de_vulneracion_una_vez",
            ),
        ),
    ]
