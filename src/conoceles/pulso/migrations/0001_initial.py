import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Freno",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("causa", models.CharField(max_length=10)),
                ("equipo", models.CharField(max_length=200)),
                ("antes", models.DateTimeField()),
                ("despues", models.DateTimeField()),
                ("en", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Latido",
            fields=[
                ("arranque", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("equipo", models.CharField(max_length=200)),
                ("pared", models.DateTimeField()),
                ("monotono", models.FloatField()),
                ("origen", models.DateTimeField()),
                ("dominio", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Ausencia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hasta", models.DateTimeField()),
                ("motivo", models.CharField(max_length=300)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("pared", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("motivo", ""), _negated=True), name="ausencia_con_motivo"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("por__startswith", "cuenta:")),
                        name="ausencia_la_avisa_una_persona",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reanudacion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nota", models.CharField(max_length=300)),
                ("por", models.CharField(max_length=200)),
                ("nombre_por", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                (
                    "freno",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reanudacion",
                        to="pulso.freno",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nota", ""), _negated=True), name="reanudacion_con_nota"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("por__startswith", "cuenta:")), name="reanuda_una_persona"
                    ),
                ],
            },
        ),
    ]
