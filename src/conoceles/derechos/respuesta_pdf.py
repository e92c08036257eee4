"""La respuesta a una solicitud, en papel: qué se pidió, qué se resolvió, con qué fundamento y cuándo se cumplió."""

from __future__ import annotations

from pathlib import Path

from conoceles.derechos.consultas import PasoVisto, vista
from conoceles.derechos.models import SolicitudARCO
from conoceles.derechos.plazos import Plazos
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.papel import pdf

PLANTILLA = Path(__file__).parent / "plantillas" / "resumen.typ"
CON_RECURSO = ("procedente", "improcedente", "efectiva")
RESUELTA = ("procedente", "improcedente", "efectiva", "no_presentada")


def respuesta(solicitud: SolicitudARCO) -> bytes:
    """PDF/UA reproducible; no lleva las respuestas de identidad. `NoEncontrado` si no se ha resuelto."""
    ultimo = solicitud.pasos.order_by("-id").first()
    if ultimo is None or ultimo.estado not in RESUELTA:
        raise NoEncontrado("Esa solicitud no se ha resuelto.")
    definicion = solicitud.candidatura.definicion
    zona = definicion.calendario.zona
    s = vista(solicitud, ultimo.en)
    plazos = Plazos(definicion, ultimo.en, solicitud.recibida_en)
    que = [
        ("Derecho", s.derecho),
        ("Presentada", momento_en_palabras(s.recibida_en, zona)),
        ("Medio", s.medio),
        ("Cómo se acreditó", s.acreditada),
        *([("Se pidió", s.pide)] if s.pide else []),
        ("Fundamento", plazos.fundamento),
    ]
    pasos = [(momento_en_palabras(p.en, zona), _paso(p)) for p in s.pasos]
    datos = {
        "titulo": f"Respuesta a la solicitud {s.numero}",
        "nombre": s.nombre,
        "folio": s.folio,
        "institucion": definicion.institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "momento": momento_en_palabras(ultimo.en, zona),
        "secciones": [
            {"titulo": "La solicitud", "renglones": que},
            {"titulo": "Qué se resolvió", "renglones": pasos},
            *(_si_no_esta_conforme(plazos) if ultimo.estado in CON_RECURSO else []),
        ],
        "pie": f"{definicion.institucion.unidad} · {definicion.institucion.correo}",
    }
    return pdf.componer(PLANTILLA, datos, momento=ultimo.en)


def _si_no_esta_conforme(plazos: Plazos) -> list[dict[str, object]]:
    """El aviso de privacidad promete que la respuesta lo dirá; la ley citada dice ante quién y en cuántos días."""
    que = f"Puede inconformarse con el recurso que prevé {plazos.cita('arco-recurso')}, ante la autoridad que ahí se señala."
    return [{"titulo": "Si no está conforme", "renglones": [("Recurso", que)]}]


def _paso(paso: PasoVisto) -> str:
    funda = f"Fundamento: {paso.fundamento}." if paso.fundamento else ""
    return " ".join(p for p in (f"{paso.etiqueta}.", paso.nota, funda) if p)
