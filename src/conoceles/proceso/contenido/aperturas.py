"""Lo que ya abrió, y si la elección tiene a quién se le note."""

from __future__ import annotations

from datetime import date, datetime

from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.definicion import Calendario, Definicion
from conoceles.proceso.models import Contienda

APERTURAS = ("captura_inicio", "publicacion_inicio")


def con_registros(clave: str) -> bool:
    """Si ya hay alguna candidatura: hasta entonces la elección es un borrador."""
    return Contienda.objects.filter(proceso=clave, formulas__isnull=False).exists()


def que_ya_abrieron(vigente: Definicion, nueva: Definicion, ahora: datetime) -> list[str]:
    """Las aperturas que ya pasaron, en toda la elección o en un grupo de territorios, y dejarían de haber pasado."""
    hoy, antes = vigente.calendario.dia_local(ahora), vigente.calendario
    pares: list[tuple[str, Calendario, Calendario]] = [("", antes, nueva.calendario)]
    for c in nueva.contiendas:
        lugar = c.municipio, c.distrito
        pares.append((f" en {c.nombre}", antes.de(*lugar), nueva.calendario.de(*lugar)))
    frases: dict[tuple[str, date], str] = {}
    for donde, previo, otro in pares:
        for clave in APERTURAS:
            abrio, abrira = previo.dia(clave), otro.dia(clave)
            if abrio and abrio <= hoy and (abrira is None or abrira > hoy):
                a_cuando = f"al {en_palabras(abrira)}" if abrira else "a ningún día"
                dicha = f"{DE_FECHAS[clave]}{donde}, del {en_palabras(abrio)} {a_cuando}"
                frases.setdefault((clave, abrio), dicha)
    return list(frases.values())
