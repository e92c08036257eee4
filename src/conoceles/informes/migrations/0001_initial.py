import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Informe",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tipo", models.CharField(max_length=30)),
                ("periodo", models.CharField(max_length=7)),
                ("version", models.PositiveSmallIntegerField()),
                ("corte", models.DateTimeField()),
                ("restringido", models.BooleanField(default=False)),
                ("huella", models.CharField(max_length=64)),
                ("pdf", models.CharField(max_length=64)),
                ("xlsx", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="informes",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["-en", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Actividad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fecha", models.DateField()),
                ("texto", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actividades",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["fecha", "id"],
            },
        ),
        migrations.CreateModel(
            name="FirmaDeInforme",
            fields=[
                (
                    "informe",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="firmado",
                        serialize=False,
                        to="informes.informe",
                    ),
                ),
                ("firma", models.CharField(max_length=100)),
                ("llave", models.CharField(max_length=100)),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AvisoDeCambio",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pdf", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "anterior",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="informes.informe"
                    ),
                ),
                (
                    "documento",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avisa",
                        to="informes.informe",
                    ),
                ),
                (
                    "nuevo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aviso_de_cambio",
                        to="informes.informe",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Liberacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("interfaz", models.CharField(max_length=12)),
                ("version", models.CharField(max_length=40)),
                ("fecha", models.DateField()),
                ("cambios", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="liberaciones",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["-fecha", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PasoDeEntregable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField()),
                ("estado", models.CharField(max_length=12)),
                ("documento", models.CharField(blank=True, max_length=64)),
                ("nombre", models.CharField(blank=True, max_length=200)),
                ("constancia", models.CharField(blank=True, max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entregables",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AvisoDeEntregable",
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
                    "documento",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avisa_entregable",
                        to="informes.informe",
                    ),
                ),
                (
                    "anterior",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="informes.pasodeentregable",
                    ),
                ),
                (
                    "nuevo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aviso_de_cambio",
                        to="informes.pasodeentregable",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PasoDeInforme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("estado", models.CharField(max_length=10)),
                ("constancia", models.CharField(blank=True, max_length=200)),
                ("fecha", models.DateField(null=True)),
                ("misma_persona", models.BooleanField(default=False)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "informe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pasos",
                        to="informes.informe",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Requerimiento",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=200)),
                ("asunto", models.CharField(max_length=200)),
                ("texto", models.TextField()),
                ("oficio", models.CharField(max_length=200)),
                ("fecha", models.DateField()),
                ("vence", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requerimientos",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["vence", "id"],
            },
        ),
        migrations.CreateModel(
            name="RespuestaARequerimiento",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fecha", models.DateField()),
                ("texto", models.TextField()),
                ("constancia", models.CharField(max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "requerimiento",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respuesta",
                        to="informes.requerimiento",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RevisionDeLaComision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resultado", models.CharField(max_length=20)),
                ("texto", models.TextField(blank=True)),
                ("constancia", models.CharField(max_length=200)),
                ("fecha", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "informe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisiones",
                        to="informes.informe",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CasoNoPrevisto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fecha", models.DateField()),
                ("organo", models.CharField(max_length=12, null=True)),
                ("asunto", models.CharField(max_length=200)),
                ("resolucion", models.TextField()),
                ("fundamento", models.CharField(max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="casos_no_previstos",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["-fecha", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organo", None), ("organo__in", ["osd", "comision", "interna"]), _connector="OR"
                        ),
                        name="organo_conocido",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CifrasDelCorte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("corte", models.DateTimeField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("huella", models.CharField(max_length=64)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cifras_de_cortes",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["corte", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proceso", "corte", "version"), name="cifras_version_unica"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentoEmitido",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField()),
                ("ruta", models.CharField(max_length=10)),
                ("actividad", models.CharField(max_length=200)),
                ("responsable", models.CharField(max_length=200)),
                ("fecha", models.DateField()),
                ("vista_ine", models.BooleanField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documentos_emitidos",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ["numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("proceso", "numero"), name="documento_emitido_unico"),
                    models.CheckConstraint(
                        condition=models.Q(("numero__gt", 100)), name="documento_emitido_aparte"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="informe",
            constraint=models.UniqueConstraint(
                fields=("proceso", "tipo", "periodo", "version"), name="informe_version_unica"
            ),
        ),
        migrations.AddConstraint(
            model_name="liberacion",
            constraint=models.UniqueConstraint(
                fields=("proceso", "interfaz", "version"), name="liberacion_unica"
            ),
        ),
        migrations.AddConstraint(
            model_name="liberacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("interfaz__in", ["captura", "publicacion"])), name="interfaz_conocida"
            ),
        ),
        migrations.AddConstraint(
            model_name="pasodeentregable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("estado__in", ["en_proceso", "presentado", "aprobado", "enviado", "acusado"])
                ),
                name="paso_de_entregable_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="pasodeentregable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado__in", ["enviado", "acusado"]), _negated=True),
                    models.Q(("constancia", ""), _negated=True),
                    _connector="OR",
                ),
                name="paso_de_entregable_con_constancia",
            ),
        ),
        migrations.AddConstraint(
            model_name="pasodeinforme",
            constraint=models.UniqueConstraint(fields=("informe", "estado"), name="paso_de_informe_una_vez"),
        ),
        migrations.AddConstraint(
            model_name="pasodeinforme",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["aprobado", "enviado", "acusado"])),
                name="paso_de_informe_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="requerimiento",
            constraint=models.CheckConstraint(
                condition=models.Q(("vence__gte", models.F("fecha"))), name="requerimiento_con_termino"
            ),
        ),
        migrations.AddConstraint(
            model_name="revisiondelacomision",
            constraint=models.CheckConstraint(
                condition=models.Q(("resultado__in", ["sin_observaciones", "observado"])),
                name="revision_conocida",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisiondelacomision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("constancia", ""), _negated=True),
                    models.Q(
                        models.Q(("resultado", "observado"), _negated=True),
                        models.Q(("texto", ""), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="revision_con_constancia",
            ),
        ),
    ]
