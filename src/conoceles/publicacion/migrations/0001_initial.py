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
    ]
