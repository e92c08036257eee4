from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Publicada",
            fields=[
                ("cadena", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("instantanea", models.CharField(max_length=64)),
                ("equipo", models.CharField(max_length=200)),
                ("en", models.DateTimeField()),
                ("leidas", models.JSONField(default=dict)),
                ("sin_archivo", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Mostrada",
            fields=[
                ("folio", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("proceso", models.CharField(max_length=60)),
                ("contienda", models.CharField(max_length=60)),
                ("formula", models.UUIDField()),
                ("padron", models.CharField(max_length=64)),
                ("en", models.DateTimeField(null=True)),
                ("dicho", models.TextField()),
                ("sello", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["proceso", "contienda"], name="publicacion_proceso_27b504_idx")
                ],
            },
        ),
    ]
