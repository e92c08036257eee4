import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proceso", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visitas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("archivo", models.CharField(max_length=80)),
                ("dia", models.DateField()),
                ("veces", models.PositiveIntegerField()),
                ("espejo", models.CharField(blank=True, max_length=60)),
                (
                    "proceso",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="proceso.proceso"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("archivo", "proceso"), name="visitas_cada_archivo_cuenta_una_vez"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("veces__gte", 1), ("veces__lte", 1000000000)),
                        name="visitas_que_caben",
                    ),
                ],
            },
        ),
    ]
