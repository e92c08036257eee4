from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bitacora", "0003_sello")]

    operations = [migrations.AlterField("entrada", "sello", models.CharField(max_length=64))]
