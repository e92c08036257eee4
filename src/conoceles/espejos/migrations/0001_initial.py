from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Espejo",
            fields=[
                ("nombre", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("raiz", models.CharField(blank=True, max_length=64)),
                ("al_dia_en", models.DateTimeField(null=True)),
                ("revisado_en", models.DateTimeField(null=True)),
                ("intento_en", models.DateTimeField()),
                ("falla", models.CharField(blank=True, max_length=300)),
                ("falla_desde", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("falla", ""), ("falla_desde__isnull", False), _connector="OR"),
                        name="espejo_que_falla_dice_desde_cuando",
                    )
                ],
            },
        ),
    ]
