"""La página pública del calendario: la regla, el resultado día por día y con qué recalcularlo."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from conoceles.difusion import calendario, reparto
from conoceles.difusion.consultas import elencos
from conoceles.difusion.reparto import Turno
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.materiales import CALENDARIO, CALENDARIO_JSON
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import indice
from conoceles.publicacion.sitio.lenguas import edicion

PAGINA = f"{CALENDARIO}index.html"
RECALCULAR = Path(__file__).with_name("recalcular.py")


def archivos(d: Definicion, sitio: SitioPublico, url: str) -> dict[str, bytes]:
    """Ruta → contenido. Vacío si la elección no tiene campaña que publicar. El JSON nombra a las personas.

    `url`: la dirección pública de la elección, con diagonal.
    """
    guardados = elencos(d.clave)
    hechos = calendario.turnos(d, guardados)
    if not hechos:
        return {}
    veces = Counter(t.boleta for t in hechos if t.clase == "boleta")
    nombres = {b.clave: b.nombre for b in sitio.contiendas}
    pagina = indice.fija(
        "difusion",
        PAGINA,
        sitio,
        regla=regla(),
        semilla=calendario.semilla(d),
        horas=len(d.difusion.horas),
        boletas=veces,
        total=len(hechos),
        mas=max(veces.values(), default=0),
        menos=min(veces.values(), default=0),
        renglones=[_renglon(t, nombres, sitio) for t in hechos],
    )
    dichas = calendario.publicaciones(d, sitio, hechos, url)
    publicado = json.dumps(calendario.a_json(d, guardados, dichas, sitio, url), ensure_ascii=False, indent=1)
    en_cada_una = edicion.ediciones(edicion.lenguas(d), pagina)
    return {una.ruta: una.componer().encode() for una in en_cada_una} | {
        CALENDARIO_JSON: publicado.encode(),
        f"{CALENDARIO}{RECALCULAR.name}": RECALCULAR.read_bytes(),
    }


def regla() -> list[str]:
    """La misma que está escrita junto al programa, punto por punto."""
    texto = " ".join((reparto.__doc__ or "").split())
    return [p.strip() for p in re.split(r"(?:^|\s)\d\. ", texto)[1:]]


def _renglon(t: Turno, nombres: dict[str, str], sitio: SitioPublico) -> tuple[str, str, str, str]:
    que, enlace = "Mensaje general", ""
    if t.clase != "general":
        que = nombres.get(t.boleta, t.boleta)
        viva = any(b.clave == t.boleta for b in sitio.contiendas)
        enlace = f"contiendas/{t.boleta}/" if viva else ""
    if t.clase == "persona":
        que = f"{que}: una persona de la vuelta entera"
    return en_palabras(t.lugar.dia), t.lugar.hora, que, enlace
