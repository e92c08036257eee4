"""Cada fila lleva el sello de quien la escribió; las de antes, el de quien actualiza, que es quien sabe de ellas."""

from django.db import migrations, models

from conoceles.integridad.con_sello import sello_de


def sellar(apps, editor):
    filas = apps.get_model("identidad", "candado").objects.using(editor.connection.alias)
    for fila in filas.all():
        filas.filter(pk=fila.pk).update(sello=sello_de(fila))


class Migration(migrations.Migration):
    dependencies = [("identidad", "0003_tablas_con_azar")]

    operations = [
        migrations.AddField(
            "candado",
            "sello",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(sellar, migrations.RunPython.noop, hints={"model_name": "candado"}),
    ]
