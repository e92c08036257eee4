import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Acreditacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("cuenta", models.PositiveBigIntegerField()),
                ("direccion", models.CharField(max_length=64)),
                ("vale", models.BooleanField()),
                ("evidencia", models.CharField(blank=True, max_length=20)),
                ("referencia", models.CharField(max_length=120)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Bloqueo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("bloqueada", models.BooleanField()),
                ("motivo", models.CharField(max_length=20)),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BorradorIdentidad",
            fields=[
                ("clave", models.UUIDField(primary_key=True, serialize=False)),
                ("cifrado", models.BinaryField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Candado",
            fields=[
                ("clave", models.UUIDField(primary_key=True, serialize=False)),
                ("cerrado", models.BooleanField()),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Llave",
            fields=[
                ("clave", models.UUIDField(primary_key=True, serialize=False)),
                ("envuelta", models.BinaryField()),
                ("creada_en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PedidoDeAjuste",
            fields=[
                ("ajuste", models.UUIDField(primary_key=True, serialize=False)),
                ("clave", models.UUIDField(db_index=True)),
                ("cifrado", models.BinaryField()),
                ("en", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Consentimiento",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("tratamiento", models.BooleanField()),
                ("publicacion", models.BooleanField()),
                ("grupos", models.JSONField(null=True)),
                ("surten", models.JSONField(null=True)),
                ("estadistica", models.BooleanField()),
                ("aviso_version", models.CharField(max_length=64)),
                ("definicion", models.CharField(blank=True, max_length=64)),
                ("medio", models.CharField(max_length=20)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "acreditacion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ampara",
                        to="identidad.acreditacion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConteoSuelto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proceso", models.CharField(max_length=60)),
                ("lote", models.CharField(max_length=64)),
                ("pregunta", models.CharField(max_length=20)),
                ("respuesta", models.CharField(max_length=120)),
                ("cuantas", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proceso", "lote", "pregunta", "respuesta"), name="conteo_unico"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentoIdentidad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField()),
                ("origen", models.CharField(max_length=12)),
                ("cifrado", models.BinaryField()),
                ("compromiso", models.CharField(max_length=64)),
                ("en", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("clave", "version"), name="documento_unico")],
            },
        ),
        migrations.CreateModel(
            name="FormatoFirmado",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("sha256", models.CharField(max_length=64)),
                ("tipo", models.CharField(max_length=20)),
                ("octetos", models.PositiveIntegerField()),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "consentimiento",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formatos",
                        to="identidad.consentimiento",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResolucionDeFormato",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aceptado", models.BooleanField()),
                ("motivo", models.CharField(blank=True, max_length=20)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "formato",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolucion",
                        to="identidad.formatofirmado",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Retiro",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("acto", models.CharField(max_length=20)),
                ("seccion", models.CharField(blank=True, max_length=40)),
                ("grupos", models.JSONField(default=list, null=True)),
                ("surten", models.JSONField(default=list, null=True)),
                ("estadistica", models.BooleanField(default=True)),
                ("acuerdo", models.CharField(blank=True, max_length=120)),
                ("fecha_acuerdo", models.DateField(null=True)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("sello", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["en", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("clave", "acto", "seccion", "en"), name="retiro_unico")
                ],
            },
        ),
        migrations.CreateModel(
            name="TablaAsentada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proceso", models.CharField(max_length=60)),
                ("pregunta", models.CharField(max_length=20)),
                ("corte", models.DateTimeField()),
                ("poblacion", models.PositiveIntegerField()),
                ("umbral", models.PositiveSmallIntegerField()),
                ("cuentas", models.JSONField()),
                ("en", models.DateTimeField()),
            ],
            options={
                "ordering": ["corte"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proceso", "pregunta", "corte"), name="una_tabla_por_corte"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDescartada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField()),
                ("en", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("clave", "version"), name="descartada_una_vez")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vinculo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clave", models.UUIDField(db_index=True)),
                ("otra", models.UUIDField(db_index=True)),
                ("estado", models.CharField(max_length=10)),
                ("evidencia", models.CharField(blank=True, max_length=20)),
                ("referencia", models.CharField(blank=True, max_length=120)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "acreditacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identidad.acreditacion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["pedido", "reconocido", "negado", "retirado"])),
                        name="vinculo_de_estado_conocido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "reconocido"), _negated=True),
                            models.Q(
                                models.Q(("evidencia", ""), _negated=True),
                                models.Q(("referencia", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="vinculo_reconocido_con_evidencia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clave", models.F("otra")), _negated=True),
                        name="vinculo_entre_dos",
                    ),
                ],
            },
        ),
    ]
