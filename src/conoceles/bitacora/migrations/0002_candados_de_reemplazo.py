"""No cambia tablas: hace que las instalaciones anteriores reciban los candados contra `INSERT OR REPLACE`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bitacora", "0001_initial")]
    operations = []
