import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Elenco",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desde", models.DateField()),
                ("boletas", models.JSONField()),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elencos",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["desde", "id"],
            },
        ),
        migrations.CreateModel(
            name="PasoDeAccion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accion", models.CharField(max_length=60)),
                ("fecha", models.DateField()),
                ("texto", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pasos_de_difusion",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["fecha", "id"],
            },
        ),
        migrations.CreateModel(
            name="Publicada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dia", models.DateField()),
                ("hora", models.CharField(max_length=5)),
                ("red", models.CharField(max_length=20)),
                ("direccion", models.CharField(max_length=300)),
                ("evidencia", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicadas_en_redes",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Adaptacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("donde", models.CharField(max_length=60)),
                ("clase", models.CharField(max_length=12)),
                ("campo", models.CharField(max_length=80)),
                ("texto", models.TextField()),
                ("original", models.CharField(max_length=64)),
                ("hizo", models.CharField(max_length=200)),
                ("reviso", models.CharField(max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adaptaciones",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texto", ""), _negated=True), name="adaptacion_con_texto"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hizo", ""), _negated=True),
                            models.Q(("reviso", ""), _negated=True),
                            models.Q(("hizo", models.F("reviso")), _negated=True),
                        ),
                        name="adaptacion_con_quien",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aliada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("nombre", models.CharField(max_length=200)),
                ("clase", models.CharField(max_length=20)),
                ("territorio", models.CharField(max_length=10)),
                ("activa", models.BooleanField(default=True)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliadas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "clase__in",
                                [
                                    "ayuntamiento",
                                    "biblioteca",
                                    "escuela",
                                    "medio",
                                    "organizacion",
                                    "dependencia",
                                ],
                            )
                        ),
                        name="clase_de_aliada_conocida",
                    ),
                    models.UniqueConstraint(
                        fields=("proceso", "numero", "version"), name="aliada_version_unica"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComprobacionDeEnlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nombre", models.CharField(max_length=200)),
                ("direccion", models.CharField(max_length=300)),
                ("resultado", models.CharField(max_length=12)),
                ("detalle", models.CharField(max_length=300)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comprobaciones_de_enlaces",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("resultado__in", ["con_enlace", "sin_enlace", "no_contesta"])),
                        name="resultado_conocido",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrega",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aliada", models.PositiveIntegerField()),
                ("fecha", models.DateField()),
                ("material", models.CharField(max_length=12)),
                ("piezas", models.PositiveIntegerField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "anula",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anulada_por",
                        to="difusion.entrega",
                    ),
                ),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entregas_a_aliadas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["fecha", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("material__in", ["cartel", "mural", "volante", "muestra", "paquete"])
                        ),
                        name="material_conocido",
                    ),
                    models.CheckConstraint(condition=models.Q(("piezas__gt", 0)), name="entrega_de_algo"),
                ],
            },
        ),
    ]
