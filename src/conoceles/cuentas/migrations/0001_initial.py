import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cuenta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("correo", models.EmailField(max_length=254, unique=True)),
                ("nombre", models.CharField(max_length=200)),
                (
                    "papel",
                    models.CharField(
                        choices=[
                            ("partido", "Persona designada"),
                            ("independiente", "Candidatura sin partido"),
                            ("candidatura", "Persona candidata"),
                            ("revision", "Revisión"),
                            ("administracion", "Administración"),
                            ("consulta", "Consulta"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ambito", models.CharField(blank=True, max_length=60)),
                ("contiendas", models.JSONField(blank=True, default=list)),
                ("is_active", models.BooleanField(default=True)),
                ("demo", models.BooleanField(default=False)),
                ("huso", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ambito", ""), ("papel__in", ["revision", "administracion", "consulta"])
                            ),
                            models.Q(("ambito__startswith", "fuerza:"), ("papel", "partido")),
                            models.Q(("ambito__startswith", "formula:"), ("papel", "independiente")),
                            models.Q(("ambito__startswith", "candidatura:"), ("papel", "candidatura")),
                            _connector="OR",
                        ),
                        name="cuenta_con_ambito_segun_papel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("papel", "partido"), ("contiendas", []), _connector="OR"),
                        name="solo_un_partido_reparte_contiendas",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CierreRecordado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cuenta", models.BigIntegerField()),
                ("parte", models.CharField(max_length=40)),
                ("en", models.DateTimeField()),
                ("sello", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cuenta", "parte", "en"), name="cierre_recordado_unico")
                ],
            },
        ),
        migrations.CreateModel(
            name="Enlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("motivo", models.CharField(max_length=12)),
                ("resumen", models.CharField(max_length=64, unique=True)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("vence_en", models.DateTimeField()),
                ("usado_en", models.DateTimeField(null=True)),
                ("anulado_en", models.DateTimeField(null=True)),
                (
                    "cuenta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enlaces",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AcuseDeRecibo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("en", models.DateTimeField()),
                (
                    "enlace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acuse", to="cuentas.enlace"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Designacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ambito", models.CharField(max_length=60)),
                ("contiendas", models.JSONField(blank=True, default=list)),
                ("oficio", models.CharField(max_length=120)),
                ("fecha_oficio", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("baja_motivo", models.CharField(blank=True, max_length=300)),
                ("baja_por", models.CharField(blank=True, max_length=200)),
                ("baja_en", models.DateTimeField(null=True)),
                (
                    "cuenta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designaciones",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designaciones",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("baja_en", None)),
                        fields=("cuenta", "proceso"),
                        name="designacion_vigente_unica",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("oficio", ""), _negated=True), name="designacion_con_oficio"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("baja_en", None), ("baja_motivo", "")),
                            models.Q(
                                ("baja_en__isnull", False), models.Q(("baja_motivo", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="baja_con_motivo",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="enlace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("anulado_en", None), ("usado_en", None)),
                fields=("cuenta",),
                name="un_enlace_vivo_por_cuenta",
            ),
        ),
        migrations.AddConstraint(
            model_name="enlace",
            constraint=models.CheckConstraint(
                condition=models.Q(("usado_en", None), ("anulado_en", None), _connector="OR"),
                name="enlace_usado_o_anulado",
            ),
        ),
        migrations.AddConstraint(
            model_name="enlace",
            constraint=models.CheckConstraint(
                condition=models.Q(("motivo__in", ["entrega", "recuperacion"])),
                name="enlace_de_motivo_conocido",
            ),
        ),
    ]
