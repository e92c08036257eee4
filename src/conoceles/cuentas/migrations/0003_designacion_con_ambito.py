from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cuentas", "0002_accesos")]

    operations = [
        migrations.AddField(
            model_name="designacion",
            name="ambito",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="designacion",
            name="contiendas",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
