"""El renglón de un partido cambiado por fuera detiene lo suyo, y nada más: la elección se sigue publicando."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Fuerza
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO
from publicacion.por_fuera import cambiar, ficha


def test_un_partido_con_otras_siglas_no_detiene_la_publicacion_de_los_demas(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    suyas = {folio: fila.formula.fuerza.siglas for folio, fila in eleccion.items()}
    de_ana = suyas["ANA"]
    cambiar(Fuerza, {"proceso": PROCESO, "siglas": de_ana}, siglas="ZZZ")
    publicar(PROCESO, ahora=ahora)
    publicadas = carpetas().sitio / PROCESO / "actual" / "candidaturas"
    quedan = {folio for folio in suyas if (publicadas / f"{folio}.json").exists()}
    assert quedan == {folio for folio, siglas in suyas.items() if siglas != de_ana} != set()
    cambiar(Fuerza, {"proceso": PROCESO, "siglas": "ZZZ"}, siglas=de_ana)
    (carpetas().sitio / PROCESO / "publicador.sqlite").unlink()
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["con_informacion"]
