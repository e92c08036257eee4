from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identidad", "0006_definicion_del_consentimiento"),
    ]

    operations = [
        migrations.AddField(
            model_name="retiro",
            name="estadistica",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="retiro",
            name="grupos",
            field=models.JSONField(default=list, null=True),
        ),
        migrations.AddField(
            model_name="retiro",
            name="surten",
            field=models.JSONField(default=list, null=True),
        ),
        migrations.AddField(
            model_name="retiro",
            name="seccion",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.RemoveConstraint(
            model_name="retiro",
            name="retiro_unico",
        ),
        migrations.AddConstraint(
            model_name="retiro",
            constraint=models.UniqueConstraint(
                fields=("clave", "acto", "seccion", "en"), name="retiro_unico"
            ),
        ),
    ]
