"""Lo cargado antes de que la base guardara su plazo de captura lo tiene desde ahora, sin volver a cargarse."""

from datetime import date
from typing import Any

from django.db import migrations

from conoceles.nucleo import dias


def completar(apps: Any, _: Any) -> None:
    """Del calendario escrito de cada elección; entonces ninguno tenía grupos de territorios."""
    for proceso in apps.get_model("proceso", "Proceso").objects.filter(historico=False):
        sin_plazo = proceso.contiendas.filter(captura_desde=None, captura_hasta=None)
        sin_plazo.update(**_plazo(proceso.definicion["calendario"]))


def _plazo(calendario: dict[str, Any]) -> dict[str, Any]:
    fechas, zona = calendario["fechas"], calendario["zona"]
    abre, cierra = fechas.get("captura_inicio"), fechas.get("captura_cierre") or fechas.get("jornada")
    return {
        "captura_desde": dias.inicio(date.fromisoformat(abre["dia"]), zona) if abre else None,
        "captura_hasta": dias.fin(date.fromisoformat(cierra["dia"]), zona) if cierra else None,
    }


class Migration(migrations.Migration):
    dependencies = [("proceso", "0006_plazo_de_captura")]
    operations = [migrations.RunPython(completar, migrations.RunPython.noop)]
