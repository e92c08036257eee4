"""En cada corte declarado se decide qué tablas de identidad pueden seguir a las ya publicadas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from conoceles.estadistica.identidad import opciones, preguntas, ultimo_corte, vacia, vistas
from conoceles.estadistica.poblacion import registros
from conoceles.estadistica.tiempo import Tabla, delata
from conoceles.identidad import tablas as guardadas
from conoceles.identidad.conteos import SIN_RESPUESTA, conteos_sellados, conteos_sueltos
from conoceles.identidad.tablas import Asentada
from conoceles.identidad.tasas import es_decision, tasas
from conoceles.identidad.visibles import conteos_visibles
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def asentar(clave: str, *, ahora: datetime) -> list[str]:
    """Asienta, en el último corte declarado, las preguntas cuya tabla nueva no delata a nadie. Las devuelve.

    Una tabla espera si desde la anterior cambiaron menos personas que el umbral, o si ponerla junto a las
    publicadas, o a lo que se muestra en los perfiles, determinaría una celda oculta o la respuesta de quien no la
    publica (ADR 0021). Lo que espera se suma en un corte posterior.
    """
    definicion = procesos.definicion(clave)
    corte = ultimo_corte(definicion, ahora)
    hechas = guardadas.asentadas(clave, corte)
    pendientes = [p for p in preguntas(definicion) if not hechas.get(p) or hechas[p][-1].corte < corte]
    if not pendientes:
        return []
    a_la_vista = _a_la_vista(definicion, corte)
    nuevas = {
        p: tabla
        for p, tabla in _candidatas(definicion, corte).items()
        if p in pendientes
        and _puede(definicion, p, hechas.get(p, []), tabla)
        and _no_descubre(definicion, p, a_la_vista.get(p, Counter()), tabla)
    }
    guardadas.asentar(proceso=clave, tablas=nuevas, ahora=ahora)
    return sorted(nuevas)


def _candidatas(definicion: Definicion, corte: datetime) -> dict[str, Asentada]:
    """Lo sellado con permiso de estadística y lo importado sin dueño; quien falte es «sin respuesta»."""
    claves = [r.clave for r in registros(definicion)]
    pedidas = [p for p in preguntas(definicion) if not es_decision(p)]
    grupos = [g.clave for g in definicion.identidad.grupos]
    cuentas = conteos_sellados(claves, pedidas, corte, definicion.consentimiento) | tasas(
        claves, corte, grupos
    )
    for pregunta, sueltos in conteos_sueltos(definicion.clave).items():
        if pregunta in cuentas:
            cuentas[pregunta] = cuentas[pregunta] + sueltos
    return {p: _completa(definicion, cuenta, len(claves), corte) for p, cuenta in cuentas.items()}


def _a_la_vista(definicion: Definicion, corte: datetime) -> Mapping[str, Counter[str]]:
    """Lo que ya se lee, persona por persona, en los perfiles publicados."""
    publicadas = {
        r.clave: definicion.grupos_que_muestran(r.acciones)
        for r in registros(definicion)
        if "identidad" in r.salen
    }
    return conteos_visibles([*publicadas], definicion.identidad, corte, publicadas, definicion.consentimiento)


def _completa(definicion: Definicion, cuenta: Counter[str], poblacion: int, corte: datetime) -> Asentada:
    dichas = {c: n for c, n in cuenta.items() if c != SIN_RESPUESTA and n}
    faltan = max(0, poblacion - sum(dichas.values()))
    return replace(vacia(definicion, poblacion, corte), cuentas=dichas | {SIN_RESPUESTA: faltan})


def _puede(definicion: Definicion, pregunta: str, previas: list[Asentada], nueva: Asentada) -> bool:
    anterior = previas[-1] if previas else vacia(definicion, nueva.poblacion, nueva.corte)
    if _cambio(anterior, nueva) < nueva.umbral:
        return False
    cadena = [*(previas or [anterior]), nueva]
    claves = [c for c, _ in opciones(definicion, pregunta, *(t.cuentas for t in cadena))]
    return not delata([_tabla(claves, t) for t in cadena], SIN_RESPUESTA)


def _no_descubre(definicion: Definicion, pregunta: str, a_la_vista: Counter[str], nueva: Asentada) -> bool:
    """Restar los perfiles a la tabla no dice qué contestó quien no lo publica.

    Lo que se lee en los perfiles es como una tabla anterior que todo el mundo conoce entera.
    """
    dichas = sum(n for c, n in nueva.cuentas.items() if c != SIN_RESPUESTA)
    calladas = dichas - a_la_vista.total()
    if not a_la_vista or not calladas:
        return True
    if calladas < nueva.umbral:
        return False
    claves = [c for c, _ in opciones(definicion, pregunta, nueva.cuentas)]
    visible = {c: a_la_vista[c] for c in claves} | {SIN_RESPUESTA: nueva.poblacion - a_la_vista.total()}
    return not delata([Tabla(visible, visible, nueva.umbral), _tabla(claves, nueva)], SIN_RESPUESTA)


def _tabla(claves: list[str], tabla: Asentada) -> Tabla:
    return Tabla({c: tabla.cuentas.get(c, 0) for c in claves}, vistas(claves, tabla), tabla.umbral)


def _cambio(antes: Asentada, nueva: Asentada) -> int:
    """Al menos cuántas personas cambiaron la tabla. Cuenta lo que cambió, no actos: ir y venir no suma."""
    diferencias = [
        nueva.cuentas.get(c, 0) - antes.cuentas.get(c, 0)
        for c in {*antes.cuentas, *nueva.cuentas} - {SIN_RESPUESTA}
    ]
    return max(sum(d for d in diferencias if d > 0), -sum(d for d in diferencias if d < 0))
