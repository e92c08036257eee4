"""Las tablas guardan lo publicado, con su azar ya sumado, y no lo exacto."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identidad", "0002_llaves_sin_estadistica")]

    operations = [
        migrations.RemoveField(model_name="tablaasentada", name="umbral"),
        migrations.RemoveField(model_name="tablaasentada", name="cuentas"),
        migrations.AddField(model_name="tablaasentada", name="cifras", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="tablaasentada",
            name="epsilon",
            field=models.CharField(default="0", max_length=24),
            preserve_default=False,
        ),
    ]
