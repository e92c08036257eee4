import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Proceso",
            fields=[
                ("clave", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("nombre", models.CharField(max_length=200)),
                ("definicion", models.JSONField()),
                ("huella", models.CharField(max_length=64)),
                ("fuentes", models.JSONField(default=dict)),
                ("inventado", models.BooleanField(default=False)),
                ("historico", models.BooleanField(default=False)),
                ("captura_autorizada", models.BooleanField(default=False)),
                ("segunda_persona", models.CharField(blank=True, max_length=60)),
                ("cargado_en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Fuerza",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("siglas", models.CharField(max_length=30)),
                ("nombre", models.CharField(max_length=200)),
                ("tipo", models.CharField(max_length=20)),
                ("color", models.CharField(blank=True, max_length=7)),
                ("orden", models.PositiveSmallIntegerField()),
                (
                    "integrantes",
                    models.ManyToManyField(blank=True, related_name="alianzas", to="proceso.fuerza"),
                ),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fuerzas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["orden"],
            },
        ),
        migrations.CreateModel(
            name="Enmienda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pieza", models.CharField(max_length=120)),
                ("carpeta", models.BooleanField(default=False)),
                ("antes", models.JSONField()),
                ("despues", models.JSONField()),
                ("numero", models.CharField(max_length=120)),
                ("fecha", models.DateField()),
                ("organo", models.CharField(max_length=200)),
                ("huella_previa", models.CharField(max_length=64)),
                ("huella", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enmiendas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Contienda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.SlugField(max_length=80)),
                ("cargo", models.CharField(max_length=40)),
                ("nombre", models.CharField(max_length=200)),
                ("ambito", models.CharField(max_length=200)),
                ("distrito", models.PositiveSmallIntegerField(null=True)),
                ("municipio", models.CharField(blank=True, max_length=3)),
                ("orden", models.PositiveSmallIntegerField()),
                ("captura_desde", models.DateTimeField(null=True)),
                ("captura_hasta", models.DateTimeField(null=True)),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contiendas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["orden"],
            },
        ),
        migrations.CreateModel(
            name="Siglado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confianza", models.CharField(blank=True, max_length=20)),
                (
                    "contienda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="siglados",
                        to="proceso.contienda",
                    ),
                ),
                (
                    "fuerza",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="siglados",
                        to="proceso.fuerza",
                    ),
                ),
                (
                    "partido",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proceso.fuerza"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VersionDeDefinicion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("huella", models.CharField(max_length=64)),
                ("definicion", models.JSONField()),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versiones",
                        to="proceso.proceso",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="fuerza",
            constraint=models.UniqueConstraint(fields=("proceso", "siglas"), name="fuerza_unica"),
        ),
        migrations.AddConstraint(
            model_name="contienda",
            constraint=models.UniqueConstraint(fields=("proceso", "clave"), name="contienda_unica"),
        ),
        migrations.AddConstraint(
            model_name="siglado",
            constraint=models.UniqueConstraint(fields=("fuerza", "contienda"), name="siglado_unico"),
        ),
        migrations.AddConstraint(
            model_name="versiondedefinicion",
            constraint=models.UniqueConstraint(fields=("proceso", "huella"), name="version_unica"),
        ),
    ]
