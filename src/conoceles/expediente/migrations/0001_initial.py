import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidaturas", "0001_initial"),
        ("correo", "0001_initial"),
        ("curricular", "0001_initial"),
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ajuste",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("medio", models.CharField(max_length=10)),
                ("recibido_en", models.DateTimeField()),
                ("vence_en", models.DateTimeField()),
                ("dice", models.JSONField()),
                ("debe_decir", models.JSONField()),
                ("con_identidad", models.BooleanField(default=False)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ajuste",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "fotografia",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curricular.fotografia",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CambioDeResponsable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acuerdo", models.CharField(max_length=120)),
                ("fecha_acuerdo", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "ahora",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proceso.fuerza"
                    ),
                ),
                (
                    "antes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proceso.fuerza",
                    ),
                ),
                (
                    "formula",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cambios_de_responsable",
                        to="candidaturas.formula",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("estado", models.CharField(max_length=20)),
                ("estado_previo", models.CharField(max_length=20)),
                ("acuerdo", models.CharField(max_length=120)),
                ("fecha_acuerdo", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusiones",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "sustituta",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sustituye_a",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Supresion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.CharField(max_length=24, unique=True)),
                ("motivo", models.CharField(max_length=20)),
                ("fundamento", models.CharField(max_length=200)),
                ("bloqueada_en", models.DateTimeField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supresion",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Transicion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desde", models.CharField(max_length=20)),
                ("acto", models.CharField(max_length=30)),
                ("hacia", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("desde", "acto", "hacia"), name="transicion_unica")
                ],
            },
        ),
        migrations.CreateModel(
            name="AjusteResuelto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recibido_en", models.DateTimeField(null=True)),
                ("causa", models.CharField(blank=True, max_length=30)),
                ("identidad_version", models.PositiveSmallIntegerField(null=True)),
                ("compromiso_identidad", models.CharField(blank=True, max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "ajuste",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resuelto",
                        to="expediente.ajuste",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="curricular.versioncurricular",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recibido_en__isnull", True),
                            ("recibido_en__lte", models.F("en")),
                            _connector="OR",
                        ),
                        name="ajusteresuelto_llega_antes_de_registrarse",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("causa", ""),
                                models.Q(
                                    ("version__isnull", False),
                                    ("identidad_version__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("causa", ""), _negated=True),
                                ("identidad_version__isnull", True),
                                ("version__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="aplicado_con_version_o_declinado_con_causa",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AvisoLeido",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avisos_leidos",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "version", "por"), name="aviso_leido_una_vez"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cierre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acciones", models.JSONField(default=dict)),
                ("estados", models.JSONField(default=dict)),
                ("acuerdo", models.CharField(blank=True, max_length=120)),
                ("fecha_acuerdo", models.DateField(null=True)),
                ("organo", models.CharField(blank=True, max_length=200)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(blank=True, max_length=200)),
                ("en", models.DateTimeField()),
                ("fin_acuerdo", models.CharField(blank=True, max_length=120)),
                ("fin_fecha", models.DateField(null=True)),
                ("fin_por", models.CharField(blank=True, max_length=200)),
                ("fin_en", models.DateTimeField(null=True)),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cierres",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin_en__isnull", True)),
                        fields=("proceso",),
                        name="un_cierre_vigente",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fin_acuerdo", ""), ("fin_en__isnull", True)),
                            models.Q(
                                ("fin_en__isnull", False),
                                ("fin_fecha__isnull", False),
                                models.Q(("fin_acuerdo", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="se_deshace_con_acuerdo",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorreccionOficial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("causa", models.CharField(max_length=20)),
                ("acuerdo", models.CharField(max_length=120)),
                ("fecha_acuerdo", models.DateField()),
                ("identidad_version", models.PositiveSmallIntegerField(null=True)),
                ("compromiso_identidad", models.CharField(blank=True, max_length=64)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correcciones",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="curricular.versioncurricular",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__isnull", False), ("identidad_version__isnull", False), _connector="OR"
                        ),
                        name="correccion_con_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Envio",
            fields=[
                ("recibido_en", models.DateTimeField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ronda", models.PositiveSmallIntegerField()),
                ("acuse", models.CharField(max_length=24, unique=True)),
                ("huella_curricular", models.CharField(max_length=64)),
                ("identidad_version", models.PositiveSmallIntegerField()),
                ("compromiso_identidad", models.CharField(max_length=64)),
                ("cabeza_identidad", models.CharField(max_length=64)),
                ("extemporaneo", models.BooleanField(default=False)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="envios",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "definicion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="proceso.versiondedefinicion",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="curricular.versioncurricular"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recibido_en__isnull", True),
                            ("recibido_en__lte", models.F("en")),
                            _connector="OR",
                        ),
                        name="envio_llega_antes_de_registrarse",
                    ),
                    models.UniqueConstraint(fields=("candidatura", "ronda"), name="un_envio_por_ronda"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ronda", models.PositiveSmallIntegerField()),
                ("seccion", models.CharField(max_length=40)),
                ("motivo", models.CharField(max_length=40)),
                ("texto", models.TextField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observaciones",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["en"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "ronda", "seccion"), name="una_observacion_por_seccion"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParteLista",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ronda", models.PositiveSmallIntegerField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partes_listas",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("candidatura", "ronda"), name="parte_lista_una_vez")
                ],
            },
        ),
        migrations.CreateModel(
            name="Recordatorio",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("destinatario", models.CharField(max_length=200)),
                ("nombre", models.CharField(max_length=200)),
                ("ronda", models.PositiveSmallIntegerField(default=1)),
                ("hito", models.SmallIntegerField()),
                ("dia", models.DateField()),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordatorios",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "correo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correo.correo"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidatura", "destinatario", "ronda", "hito"), name="recordatorio_una_vez"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Retencion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("expediente", models.CharField(max_length=120)),
                ("fecha", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("fin_expediente", models.CharField(blank=True, max_length=120)),
                ("fin_por", models.CharField(blank=True, max_length=200)),
                ("fin_en", models.DateTimeField(null=True)),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin_en__isnull", True)),
                        fields=("candidatura",),
                        name="una_retencion_abierta",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ronda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField()),
                ("secciones", models.CharField(blank=True, max_length=400)),
                ("abierta_por", models.CharField(max_length=200)),
                ("abierta_en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rondas",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("candidatura", "numero"), name="ronda_unica")
                ],
            },
        ),
        migrations.CreateModel(
            name="SeccionOculta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("expediente", models.CharField(max_length=120)),
                ("fecha", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("fin_expediente", models.CharField(blank=True, max_length=120)),
                ("fin_por", models.CharField(blank=True, max_length=200)),
                ("fin_en", models.DateTimeField(null=True)),
                ("seccion", models.CharField(max_length=40)),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fin_en__isnull", True)),
                        fields=("candidatura", "seccion"),
                        name="una_orden_por_seccion",
                    )
                ],
            },
        ),
    ]
