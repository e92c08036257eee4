import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("correo", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Marcador",
            fields=[
                ("base", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("hasta", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Mensaje",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proceso", models.CharField(blank=True, max_length=60)),
                ("hora", models.DateTimeField()),
                (
                    "correo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correo.correo"
                    ),
                ),
                (
                    "cuenta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mensajes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Aviso",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.CharField(max_length=10)),
                ("entrada", models.BigIntegerField()),
                ("acto", models.CharField(max_length=60)),
                ("proceso", models.CharField(blank=True, max_length=60)),
                ("folio", models.CharField(blank=True, max_length=16)),
                ("en", models.DateTimeField()),
                ("por_correo", models.BooleanField()),
                ("leido_en", models.DateTimeField(null=True)),
                (
                    "cuenta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avisos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mensaje",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="avisos",
                        to="avisos.mensaje",
                    ),
                ),
            ],
            options={
                "ordering": ["-en", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="mensaje",
            constraint=models.UniqueConstraint(
                fields=("cuenta", "proceso", "hora"), name="un_mensaje_por_hora"
            ),
        ),
        migrations.AddIndex(
            model_name="aviso",
            index=models.Index(fields=["cuenta", "leido_en"], name="avisos_avis_cuenta__c9b0c7_idx"),
        ),
        migrations.AddIndex(
            model_name="aviso",
            index=models.Index(
                condition=models.Q(("mensaje", None), ("por_correo", True)),
                fields=["mensaje"],
                name="aviso_por_enviar",
            ),
        ),
        migrations.AddConstraint(
            model_name="aviso",
            constraint=models.UniqueConstraint(fields=("base", "entrada", "cuenta"), name="aviso_una_vez"),
        ),
        migrations.AddConstraint(
            model_name="aviso",
            constraint=models.CheckConstraint(
                condition=models.Q(("mensaje", None), ("por_correo", True), _connector="OR"),
                name="aviso_con_mensaje_va_por_correo",
            ),
        ),
    ]
