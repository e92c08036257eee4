import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Capacitacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fecha", models.DateField()),
                ("tema", models.CharField(max_length=200)),
                ("publico", models.CharField(max_length=16)),
                ("lugar", models.CharField(blank=True, max_length=200)),
                ("imparte", models.CharField(max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacitaciones",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["-fecha", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Asistencia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nombre", models.CharField(max_length=200)),
                ("representa", models.CharField(blank=True, max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("retirada_por", models.CharField(blank=True, max_length=200)),
                ("retirada_en", models.DateTimeField(null=True)),
                (
                    "capacitacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asistencias",
                        to="ayuda.capacitacion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ListaFirmada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("archivo", models.CharField(max_length=64)),
                ("formato", models.CharField(max_length=4)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "capacitacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listas",
                        to="ayuda.capacitacion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SolicitudDeAyuda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folio", models.CharField(blank=True, max_length=16)),
                ("pagina", models.CharField(blank=True, max_length=200)),
                ("texto", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solicitudes_de_ayuda",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RespuestaDeAyuda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("texto", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "solicitud",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respuesta",
                        to="ayuda.solicituddeayuda",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="capacitacion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publico__in", ["instituto", "partidos", "independientes", "candidaturas"])
                ),
                name="capacitacion_de_publico_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="asistencia",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retirada_en", None)),
                fields=("capacitacion", "nombre", "representa"),
                name="asistencia_una_vez",
            ),
        ),
        migrations.AddIndex(
            model_name="solicituddeayuda",
            index=models.Index(fields=["por"], name="ayuda_solic_por_1fa0f0_idx"),
        ),
    ]
