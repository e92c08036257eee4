import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidatura",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("folio", models.CharField(max_length=16, unique=True)),
                ("calidad", models.CharField(max_length=12)),
                ("suplencia", models.PositiveSmallIntegerField(default=0)),
                ("sobrenombre", models.CharField(blank=True, max_length=80)),
                ("circunscripcion", models.CharField(blank=True, max_length=40)),
                ("reeleccion", models.BooleanField(default=False)),
                ("acciones_afirmativas", models.JSONField(default=list)),
                ("clave_identidad", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("estado", models.CharField(default="registrada", max_length=20)),
                ("origen", models.CharField(default="padron", max_length=12)),
                ("registrada_en", models.DateTimeField()),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidaturas",
                        to="proceso.proceso",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "formula__contienda__orden",
                    "formula__fuerza__orden",
                    "formula__posicion",
                    "calidad",
                    "suplencia",
                ],
            },
        ),
        migrations.CreateModel(
            name="CorreccionDeNombre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decia", models.JSONField()),
                ("dice", models.JSONField()),
                ("motivo", models.CharField(max_length=300)),
                ("acuerdo", models.CharField(max_length=120)),
                ("fecha_acuerdo", models.DateField()),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correcciones_de_nombre",
                        to="candidaturas.candidatura",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Formula",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("posicion", models.PositiveSmallIntegerField(default=1)),
                ("clave_origen", models.CharField(blank=True, max_length=40)),
                (
                    "contienda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formulas",
                        to="proceso.contienda",
                    ),
                ),
                (
                    "fuerza",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formulas",
                        to="proceso.fuerza",
                    ),
                ),
                (
                    "responde",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responde_por",
                        to="proceso.fuerza",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidatura",
            name="formula",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidaturas",
                to="candidaturas.formula",
            ),
        ),
        migrations.CreateModel(
            name="Invitacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ajeno", models.CharField(blank=True, max_length=254)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("retirada_por", models.CharField(blank=True, max_length=200)),
                ("retirada_en", models.DateTimeField(null=True)),
                ("contesto", models.BooleanField(default=False)),
                ("liberada_por", models.CharField(blank=True, max_length=200)),
                ("liberada_en", models.DateTimeField(null=True)),
                (
                    "candidatura",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitaciones",
                        to="candidaturas.candidatura",
                    ),
                ),
                (
                    "cuenta",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitaciones",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Persona",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nombre", models.CharField(max_length=200)),
                ("nombres", models.CharField(blank=True, max_length=100)),
                ("primer_apellido", models.CharField(blank=True, max_length=60)),
                ("segundo_apellido", models.CharField(blank=True, max_length=60)),
                ("sexo", models.CharField(max_length=12)),
                ("fecha_nacimiento", models.DateField(null=True)),
                ("edad_publicada", models.PositiveSmallIntegerField(null=True)),
                ("curp_hmac", models.CharField(blank=True, max_length=64)),
                ("correo_avisos", models.EmailField(blank=True, max_length=254)),
                (
                    "proceso",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="proceso.proceso"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidatura",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidaturas",
                to="candidaturas.persona",
            ),
        ),
        migrations.AddConstraint(
            model_name="formula",
            constraint=models.UniqueConstraint(
                fields=("contienda", "fuerza", "posicion"), name="formula_unica"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitacion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retirada_en", None)),
                fields=("candidatura",),
                name="una_invitacion_vigente",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("cuenta", None), ("ajeno", ""), _connector="XOR"),
                name="invitacion_con_un_correo",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("contesto", False), ("retirada_en__isnull", False), _connector="OR"),
                name="contesto_al_retirar",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("liberada_en", None), ("contesto", True), _connector="OR"),
                name="liberada_si_contesto",
            ),
        ),
        migrations.AddConstraint(
            model_name="persona",
            constraint=models.UniqueConstraint(
                condition=models.Q(("curp_hmac", ""), _negated=True),
                fields=("proceso", "curp_hmac"),
                name="persona_unica_por_curp",
            ),
        ),
        migrations.AddIndex(
            model_name="candidatura",
            index=models.Index(fields=["proceso", "estado"], name="candidatura_por_estado"),
        ),
        migrations.AddConstraint(
            model_name="candidatura",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("estado__in", ["sustituida", "cancelada", "renuncia", "bloqueada", "suprimida"]),
                    _negated=True,
                ),
                fields=("formula", "calidad", "suplencia"),
                name="lugar_ocupado_una_vez",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatura",
            constraint=models.CheckConstraint(
                condition=models.Q(("calidad__in", ["propietaria", "suplente"])), name="calidad_conocida"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatura",
            constraint=models.CheckConstraint(
                condition=models.Q(("suplencia", 0), ("calidad", "suplente"), _connector="OR"),
                name="suplencia_de_suplente",
            ),
        ),
    ]
