"""Lo que rigió, lo enmendado y la elección misma, cambiados o quitados por otro cliente de la base."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model

from conoceles.arranque.comprobar.cadenas import elecciones, filas
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.models import Enmienda, Proceso, VersionDeDefinicion
from conoceles.proceso.operaciones import cargar
from personas import CLAVE, DINA, enmendar
from publicacion.por_fuera import cambiar


@pytest.mark.postgres
def test_lo_enmendado_y_lo_que_rigio_cambiado_por_fuera_se_nombra_y_no_se_vuelve_a_aplicar(
    base: None, carpeta: Path, ahora: datetime
) -> None:
    """También la elección entera, si alguien quita su fila."""
    cargar(carpeta, por=DINA, ahora=ahora)
    enmendar("fecha-jornada", ahora + timedelta(hours=1), dia="2024-06-09")
    assert [*elecciones(), *filas()] == []
    danios: list[tuple[type[Model], dict[str, Any], str]] = [
        (Enmienda, {"despues": {"dia": "2024-06-16", "acuerdo": None}}, "una enmienda"),
        *((VersionDeDefinicion, {"definicion": {}, "huella": h}, "una definición que rigió") for h in ("a", "b")),
    ]  # fmt: skip
    for n, (modelo, campos, que) in enumerate(danios):
        with transaction.atomic():
            una = modelo._default_manager.order_by("pk")[max(n - 1, 0)]
            cambiar(modelo, {"pk": una.pk}, **campos)
            [hallazgo] = filas()
            assert (hallazgo.codigo, hallazgo.eleccion) == ("ELECCION_CAMBIADA", CLAVE)
            assert f"{que} que ya no dice lo que un acto escribió" in hallazgo.frase
            if modelo is Enmienda:
                with pytest.raises(ErrorDeDominio, match="se cambió sin pasar por el sistema"):
                    cargar(carpeta, por=DINA, ahora=ahora)
            transaction.set_rollback(True)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        Proceso.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
        assert [h.frase for h in elecciones()] == [f"La elección {CLAVE} ya no está, y un acto la cargó."]
        transaction.set_rollback(True)


@pytest.mark.postgres
def test_los_archivos_de_la_eleccion_cambiados_por_fuera_no_entran_con_la_enmienda_siguiente(
    base: None, carpeta: Path, ahora: datetime
) -> None:
    """Quien enmienda una fecha daría por bueno, con su acuerdo, lo que otro escribió en los demás archivos."""
    cargar(carpeta, por=DINA, ahora=ahora)
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    suyos = Proceso.objects.get().fuentes
    cambiar(Proceso, {"pk": CLAVE}, fuentes=suyos | {"ajeno.toml": ""})
    assert ["los archivos de su carpeta" in h.frase for h in elecciones()] == [True]
    with pytest.raises(Conflicto, match="una enmienda los daría por buenos"):
        enmendar("fecha-jornada", ahora, dia="2024-06-16")
    cambiar(Proceso, {"pk": CLAVE}, fuentes=suyos, nombre="Otra elección")
    assert ["la columna «nombre» no dice" in h.frase for h in elecciones()] == [True]
    proceso_toml = carpeta / "proceso.toml"
    proceso_toml.write_text(f"# Otro comentario.\n{proceso_toml.read_text('utf-8')}", "utf-8")
    assert not cargar(carpeta, por=DINA, ahora=ahora)["cambio"]
    assert [*elecciones()] == []
