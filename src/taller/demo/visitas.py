"""Visitas inventadas de los días ya publicados: sin ellas la demostración no enseña cómo se cuentan."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random

from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.definicion import Definicion


def inventar(definicion: Definicion, *, hasta: datetime) -> None:
    """Un archivo por día, como los que deja el lector, desde que se publican perfiles hasta la víspera de `hasta`."""
    inicio = definicion.calendario.dia("publicacion_inicio")
    hoy = definicion.calendario.dia_local(hasta)
    carpetas().visitas.mkdir(parents=True, exist_ok=True)
    for atras in range(1, (hoy - inicio).days + 1 if inicio else 0):
        dia = hoy - timedelta(days=atras)
        archivo = carpetas().visitas / f"{dia.isoformat()}.demo.json"
        archivo.write_text(json.dumps(_de(definicion, dia), sort_keys=True), encoding="utf-8")


def _de(definicion: Definicion, dia: date) -> dict[str, int]:
    azar = Random(dia.toordinal())  # inventar visitas no es criptografía
    boletas = {
        f"/{definicion.clave}/contiendas/{c.clave}/": azar.randint(5, 60) for c in definicion.contiendas
    }
    return {f"/{definicion.clave}/": azar.randint(180, 420)} | boletas
