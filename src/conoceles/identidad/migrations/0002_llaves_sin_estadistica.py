"""PostgreSQL guarda muestras de cada columna para planear: de una llave destruida quedaba su envoltura en `pg_statistic`."""

from django.db import migrations


def sin_muestras(apps, editor):
    """Con cero, no se toman."""
    if editor.connection.vendor == "postgresql" and editor.connection.alias == "llaves":
        editor.execute("ALTER TABLE identidad_llave ALTER COLUMN envuelta SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("identidad", "0001_initial")]

    operations = [
        migrations.RunPython(sin_muestras, migrations.RunPython.noop, hints={"model_name": "llave"})
    ]
