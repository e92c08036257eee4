from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identidad", "0012_llaves_sin_estadistica")]

    operations = [migrations.AlterField("retiro", "sello", models.CharField(max_length=64))]
