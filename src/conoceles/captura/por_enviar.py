"""Todo lo que quien envía puede ver de una candidatura, y lo que le falta."""

from __future__ import annotations

from django.urls import reverse

from conoceles.bitacora.estados import Estado
from conoceles.captura import temas
from conoceles.captura.avance import avances
from conoceles.captura.verificacion import Bloque, bloque, senalados
from conoceles.captura.vistas.comun import Caso
from conoceles.expediente.actos import envios


def por_enviar(caso: Caso) -> dict[str, object]:
    """Para las pantallas de verificación: los bloques, lo que falta y lo que se recomienda.

    `leido` se toma antes de leer: si algo cambia mientras tanto, no cuenta como leído.
    """
    leido = envios.lo_capturado(caso.candidatura, caso.alcance)
    revisado = envios.revisar_borrador(candidatura=caso.candidatura, por=caso.alcance)
    identidad = caso.abre("identidad") and not caso.identidad_ajena
    definicion = caso.definicion
    campos = [*definicion.curricular.campos()]
    if identidad:
        campos += [*definicion.identidad.campos(), *temas.consentimiento(definicion).campos]
    preguntados = {campo.clave for campo in campos} | {"fotografia", "identidad"}
    hallazgos = [h for h in revisado.hallazgos if h.campo in preguntados]
    bloques = [
        bloque(s, revisado.contenido, revisado.hallazgos, _cambiar(caso, "captura_seccion", s.clave))
        for s in definicion.curricular.secciones
    ]
    return {
        "leido": leido,
        "bloques": bloques,
        "de_identidad": _de_identidad(caso, revisado) if identidad else [],
        "faltan": senalados((h for h in hallazgos if h.nivel == "error"), campos),
        "iguales": _iguales(caso),
        "falta_fotografia": "fotografia" in revisado.errores,
        "falta_identidad": revisado.errores.get("identidad", ""),
        "recomendados": senalados((h for h in hallazgos if h.nivel != "error"), campos),
        "cambiar_fotografia": reverse("captura_fotografia", args=[caso.folio])
        if caso.abre("fotografia")
        else "",
    }


def _iguales(caso: Caso) -> list[str]:
    """Los títulos de lo que se observó y sigue como se envió."""
    if caso.candidatura.estado != Estado.OBSERVADA:
        return []
    [avance] = avances([caso.candidatura], caso.definicion).values()
    return [titulo for _, titulo in avance.iguales]


def _de_identidad(caso: Caso, revisado: envios.Revisado) -> list[Bloque]:
    preguntas = f"{reverse('captura_identidad', args=[caso.folio])}?revisar=1"
    bloques = [
        bloque(s, revisado.respuestas, revisado.hallazgos, f"{preguntas}#tema-{s.clave}")
        for s in caso.definicion.identidad.secciones
    ]
    cambiar = f"{reverse('captura_consentimiento', args=[caso.folio])}?revisar=1"
    consentimiento = temas.consentimiento(caso.definicion)
    return [*bloques, bloque(consentimiento, revisado.respuestas, revisado.hallazgos, cambiar)]


def _cambiar(caso: Caso, nombre: str, clave: str) -> str:
    return f"{reverse(nombre, args=[caso.folio, clave])}?revisar=1" if caso.abre(clave) else ""
