"""El acuse en papel: quién, cuándo exactamente, y las huellas que lo prueban."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from conoceles.expediente.consultas import DatosAcuse
from conoceles.expediente.documentos import acuse_en_registro, acuse_firmado
from conoceles.nucleo import firma
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.papel import pdf
from conoceles.proceso import consultas as proceso

PLANTILLA = Path(__file__).parent / "plantillas" / "acuse.typ"
EXPLICA = (
    "La huella curricular cambia si se altera una sola letra de lo enviado. El compromiso de identidad permite "
    "comprobar después que las respuestas no se cambiaron, sin revelar ninguna: solo se puede abrir con el dato "
    "que la autoridad electoral guarda cifrado. Un sí a publicar las respuestas de identidad surte efecto enseguida "
    "si lo contestó la persona en la cuenta en que la autoridad electoral la acreditó; si no, cuando acepta el formato firmado por "
    "ella. Un no, enseguida."
)


def generar(datos: DatosAcuse) -> bytes:
    """PDF accesible del acuse. Los mismos datos dan los mismos octetos; lleva dentro su prueba, desde que consta, y al final su sello."""
    institucion = proceso.definicion(datos.proceso).institucion
    hoja, prueba = acuse_en_registro.prueba(datos)
    contexto = asdict(datos) | {
        "recibido": datos.recibido.isoformat(),
        "registrado": datos.registrado.isoformat(),
        "institucion": institucion.nombre,
        "renglones": _renglones(datos),
        "explica": EXPLICA,
        "codigo": acuse_firmado.codigo(datos),
        "prueba": prueba.decode(),
        "certificado": firma.certificado(),
        "comprobar": f"{settings.URL_PUBLICA}/{datos.proceso}/verificar/acuse/",
        "qr": pdf.qr(f"{acuse_firmado.direccion(datos)}#{hoja}" if hoja else acuse_firmado.direccion(datos)),
        "pie": f"{institucion.unidad} · {institucion.correo}",
    }
    return firma.sellar(pdf.componer(PLANTILLA, contexto, momento=datos.registrado))


def _renglones(datos: DatosAcuse) -> list[tuple[str, str]]:
    return [
        ("Candidatura", datos.nombre),
        ("Contienda", datos.contienda),
        ("Calidad", datos.calidad.capitalize()),
        ("Postulada por", datos.fuerza),
        ("Folio", datos.folio),
        *horas(datos),
        ("Envió", datos.por),
        ("Oportunidad", oportunidad(datos)),
    ]


def horas(datos: DatosAcuse) -> list[tuple[str, str]]:
    """Cuándo llegó, que es lo que cuenta para el plazo, y cuándo se asentó."""
    dichas = ("Recibido", datos.recibido), ("Registrado", datos.registrado)
    return [(cual, momento_en_palabras(hora, datos.zona)) for cual, hora in dichas]


def oportunidad(datos: DatosAcuse) -> str:
    """Si fue la única, la única pero tarde, o qué subsanación."""
    if datos.ronda > 1:
        return f"Subsanación {datos.ronda - 1}"
    return "Única, extemporánea: fuera del plazo de captura" if datos.extemporaneo else "Única"
