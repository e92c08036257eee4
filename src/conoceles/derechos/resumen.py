"""El resumen en PDF de los datos de una persona: lo mismo que el JSON, con palabras."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from conoceles.candidaturas.models import Candidatura
from conoceles.derechos.expediente_personal import Expediente
from conoceles.identidad.acceso import Campos, Reunido
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.papel import pdf
from conoceles.proceso.definicion import Cuestionario, Definicion
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.legible import legible

PLANTILLA = Path(__file__).parent / "plantillas" / "resumen.typ"
NADA = "Nada."
_OPACAS = {"id", "clave", "huella", "compromiso", "cifrado", "anterior"}


@sensitive_variables()
def pdf_de(candidatura: Candidatura, contenido: Expediente) -> bytes:
    """PDF/UA con secciones de renglones «qué: valor»."""
    definicion = candidatura.definicion
    secciones = [
        ("Padrón", _padron(contenido)),
        ("Última información curricular", _curricular(definicion, contenido)),
        ("Respuestas de identidad", _identidad(definicion, contenido["identidad"])),
        ("Autorizaciones", _autorizaciones(definicion, contenido["identidad"])),
        ("Quién leyó sus respuestas de identidad", _lecturas(definicion, contenido)),
        ("Registros", [(nombre, f"{len(filas)}") for nombre, filas in contenido["actos"].items()]),
        ("Correos", [(_cuando(definicion, c["en"]), c["asunto"]) for c in contenido["correos"]]),
        ("Historia", _historia(definicion, contenido)),
    ]
    datos = {
        "titulo": "Sus datos personales",
        "nombre": candidatura.nombre,
        "folio": candidatura.folio,
        "institucion": definicion.institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "momento": _cuando(definicion, contenido["generado_en"]),
        "secciones": [{"titulo": t, "renglones": r or [("", NADA)]} for t, r in secciones],
        "pie": f"{definicion.institucion.unidad} · {definicion.institucion.correo}",
    }
    return pdf.componer(PLANTILLA, datos, momento=contenido["generado_en"])


def _padron(contenido: Expediente) -> list[tuple[str, str]]:
    juntos = {**contenido["persona"], **contenido["candidatura"]}
    return [(c.replace("_", " ").capitalize(), str(v)) for c, v in juntos.items() if v and c not in _OPACAS]


def _curricular(definicion: Definicion, contenido: Expediente) -> list[tuple[str, str]]:
    versiones = contenido["actos"].get("curricular.VersionCurricular", [])
    return _respuestas(definicion.curricular, versiones[-1]["contenido"]) if versiones else []


@sensitive_variables()
def _identidad(definicion: Definicion, identidad: Reunido) -> list[tuple[str, str]]:
    if not identidad["legible"]:
        frase = (
            "Están bloqueadas: solo se conservan hasta su supresión."
            if identidad["bloqueada"]
            else "No hay, o la llave que las cifraba se destruyó: ya no existen."
        )
        return [("", frase)]
    selladas = [v["respuestas"] for v in identidad.get("versiones", ()) if v["respuestas"] is not None]
    borrador = identidad.get("borrador")
    vigente = selladas[-1] if selladas else borrador and borrador["respuestas"]
    return _respuestas(definicion.identidad, vigente) if vigente else []


@sensitive_variables()
def _respuestas(cuestionario: Cuestionario, respuestas: Respuestas) -> list[tuple[str, str]]:
    return [
        (c.etiqueta, legible(c, respuestas[c.clave]))
        for c in cuestionario.campos()
        if respuestas.get(c.clave)
    ]


def _autorizaciones(definicion: Definicion, identidad: Reunido) -> list[tuple[str, str]]:
    nombres = {g.clave: g.nombre for g in definicion.identidad.grupos}

    def dicho(c: Campos) -> str:
        partes = [f"{q} {'Sí' if c[p] else 'No'}" for p, q in c["preguntas"].items()]
        if c["publicacion"] and c["grupos"] is not None:
            partes.append("Publicar solo: " + ", ".join(nombres.get(g, g) for g in c["grupos"]))
        return ". ".join(partes)

    return [(_cuando(definicion, c["en"]), dicho(c)) for c in identidad.get("consentimientos", ())]


def _lecturas(definicion: Definicion, contenido: Expediente) -> list[tuple[str, str]]:
    filas = [
        (_cuando(definicion, e["momento"]), f"{e['quien']}: {e['motivo']}") for e in contenido["lecturas"]
    ]
    aviso = "Quien capturó por usted pudo leer el borrador hasta enviarlo; esas lecturas no se registran."
    return [*filas, ("", aviso)]


def _historia(definicion: Definicion, contenido: Expediente) -> list[tuple[str, str]]:
    entradas = [e for filas in contenido["historia"].values() for e in filas]
    ordenadas = sorted(entradas, key=lambda e: e["registrado"])
    return [
        (_cuando(definicion, e["recibido"]), f"{e['acto'].replace('_', ' ').capitalize()}, {e['quien']}")
        for e in ordenadas
    ]


def _cuando(definicion: Definicion, momento: datetime) -> str:
    return momento_en_palabras(momento, definicion.calendario.zona)
