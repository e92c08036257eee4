"""El certificado de supresión: qué se suprimió, cuándo y por qué; nada de lo que decía."""

from __future__ import annotations

from pathlib import Path

from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.consultas import quien
from conoceles.expediente.models import Supresion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.papel import pdf

PLANTILLA = Path(__file__).parent / "plantillas" / "supresion.typ"
MOTIVOS = {
    Estado.SUSTITUIDA: "La candidatura fue sustituida",
    Estado.CANCELADA: "El registro fue cancelado",
    Estado.RENUNCIA: "La persona renunció a la candidatura",
    "cierre": "Concluyó el proceso electoral",
}
QUE = (
    "Las respuestas al cuestionario de identidad y su borrador, al destruir la llave que los cifraba; los "
    "borradores curriculares; el grupo de la acción afirmativa, y los datos para avisos. Los respaldos "
    "que contengan lo cifrado no pueden abrirse siete días después, cuando caduca la última copia de la llave."
)


def constancia(alcance: Alcance, folio: str) -> bytes:
    """PDF accesible y reproducible. `NoEncontrado` si no le toca o no se ha suprimido nada."""
    fila = Candidatura.objects.en(alcance).filter(folio=folio).first()
    supresion = Supresion.objects.filter(candidatura=fila).first() if fila else None
    if fila is None or supresion is None:
        raise NoEncontrado("No existe ese certificado.")
    definicion = fila.definicion
    zona = definicion.calendario.zona
    ejecuto = quien(supresion.por)
    renglones = [
        ("Folio de la candidatura", fila.folio),
        ("Por qué", MOTIVOS[supresion.motivo]),
        ("Bloqueada desde", momento_en_palabras(supresion.bloqueada_en, zona)),
        ("Suprimida", momento_en_palabras(supresion.en, zona)),
        ("Ejecutó", ejecuto[:1].upper() + ejecuto[1:]),
        ("Fundamento", supresion.fundamento),
    ]
    contexto = {
        "numero": supresion.numero,
        "institucion": definicion.institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "renglones": renglones,
        "que": QUE,
        "pie": f"{definicion.institucion.unidad} · {definicion.institucion.correo}",
    }
    return pdf.componer(PLANTILLA, contexto, momento=supresion.en)
