"""La versión que sigue a esta: el mismo programa con una migración más."""

from __future__ import annotations

from pathlib import Path

_MIGRACION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ayuda", "{}")]
    operations = [migrations.AddField("capacitacion", "aforo", models.PositiveSmallIntegerField(null=True))]
"""


def escribir(programa: Path) -> Path:
    """Se la agrega al programa de esa carpeta; devuelve su archivo."""
    sala = programa / "src" / "conoceles" / "ayuda" / "migrations"
    ultima = max(archivo.stem for archivo in sala.glob("[0-9]*.py"))
    nueva = sala / f"{int(ultima[:4]) + 1:04}_siguiente.py"
    nueva.write_text(_MIGRACION.format(ultima), encoding="utf-8")
    return nueva
