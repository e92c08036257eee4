from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entrada",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("momento", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("acto", models.CharField(max_length=60)),
                ("proceso", models.CharField(blank=True, max_length=60)),
                ("folio", models.CharField(blank=True, max_length=16)),
                ("datos", models.JSONField(default=dict)),
                ("anterior", models.CharField(max_length=64, unique=True)),
                ("huella", models.CharField(max_length=64, unique=True)),
                ("sello", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["folio"], name="bitacora_en_folio_507104_idx"),
                    models.Index(fields=["acto"], name="bitacora_en_acto_2152dc_idx"),
                ],
            },
        ),
    ]
