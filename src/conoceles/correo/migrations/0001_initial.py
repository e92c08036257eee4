import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Correo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("para", models.EmailField(max_length=254)),
                ("asunto", models.CharField(max_length=200)),
                ("cuerpo", models.TextField(blank=True)),
                ("clase", models.CharField(max_length=40)),
                ("proceso", models.CharField(blank=True, max_length=60)),
                ("folio", models.CharField(blank=True, max_length=16)),
                ("secreto", models.BooleanField(default=False)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("estado", models.CharField(default="en_cola", max_length=10)),
                ("intentos", models.PositiveSmallIntegerField(default=0)),
                ("siguiente_en", models.DateTimeField()),
                ("enviado_en", models.DateTimeField(null=True)),
                ("motivo", models.CharField(blank=True, max_length=300)),
                (
                    "reenvio_de",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reenvio",
                        to="correo.correo",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["estado", "siguiente_en"], name="correo_corr_estado_96dd30_idx"),
                    models.Index(fields=["proceso", "folio"], name="correo_corr_proceso_de5aba_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estado__in", ["en_cola", "enviado", "rebotado", "fallido"])),
                        name="correo_en_estado_conocido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "enviado"), _negated=True),
                            ("enviado_en__isnull", False),
                            _connector="OR",
                        ),
                        name="correo_enviado_tiene_momento",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado__in", ["rebotado", "fallido"]), _negated=True),
                            models.Q(("motivo", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correo_sin_entregar_dice_por_que",
                    ),
                ],
            },
        ),
    ]
