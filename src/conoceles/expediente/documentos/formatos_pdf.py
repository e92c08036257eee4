"""Los avisos y el formato de consentimiento en papel (plan §11.1), en blanco o rotulados para una candidatura.

Ninguna respuesta va marcada: las marca y firma la persona.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.documentos.prosa import bloques
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.papel import pdf
from conoceles.proceso.avisos import aprobacion
from conoceles.proceso.consentimiento import frases, preguntas
from conoceles.proceso.definicion import Definicion

PLANTILLAS = Path(__file__).parent / "plantillas"
ENTRADA = (
    "Lea antes el aviso de privacidad integral. Conteste cada pregunta por separado con una marca y firme. "
    "Decir que no nunca impide registrar ni publicar la información curricular de la candidatura."
)
SABER = (
    "Puede retirar su consentimiento en cualquier momento, sin dar razones, en el sistema o por escrito dirigido a {unidad} "
    "({correo}). Sus respuestas dejan el sitio y los archivos de datos enseguida.",
    "El tipo de acción afirmativa al amparo de la cual se registró la candidatura, si lo hay, se publica por su "
    "interés público y no depende de este consentimiento.",
)
SABER_DEL_GRUPO = "En estas acciones afirmativas el perfil muestra también lo contestado en su grupo, aunque aquí se diga que no: {}."


def aviso(definicion: Definicion, clave: str, *, momento: datetime) -> bytes:
    """PDF accesible de un aviso de privacidad. `NoEncontrado` si la elección no lo tiene."""
    elegido = next((a for a in definicion.avisos if a.clave == clave), None)
    if elegido is None:
        raise NoEncontrado("No existe ese aviso.")
    contexto = {
        "titulo": elegido.titulo,
        "version": elegido.version,
        "acto": elegido.acto,
        "huella": elegido.huella,
        "institucion": definicion.institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "bloques": bloques(elegido.texto),
    }
    return pdf.componer(PLANTILLAS / "aviso.typ", contexto, momento=momento)


def consentimiento(definicion: Definicion, candidatura: Candidatura | None, *, momento: datetime) -> bytes:
    """PDF accesible del formato; sin candidatura, en blanco."""
    integral, institucion = definicion.aviso("integral"), definicion.institucion
    datos = {"unidad": institucion.unidad, "correo": institucion.correo}
    titulo = "Formato de consentimiento expreso"
    contexto = {
        "titulo": f"{titulo}, {candidatura.folio}" if candidatura else titulo,
        "institucion": institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "entrada": ENTRADA,
        "renglones": _rotulo(definicion, candidatura),
        "preguntas": _preguntas(definicion),
        "saber": [*(frase.format(**datos) for frase in SABER), *_del_grupo(definicion)],
        "version": definicion.version_de_avisos,
        "acto": integral.acto,
        "huella": integral.huella,
        "formato": _del_formato(definicion),
        "pie": f"{institucion.unidad} · {institucion.correo}",
    }
    return pdf.componer(PLANTILLAS / "consentimiento.typ", contexto, momento=momento)


def _del_formato(definicion: Definicion) -> str:
    """Qué versión es y quién la aprobó (plan §11.1)."""
    version = definicion.consentimiento.version
    cual = f"Formato, versión {version}." if version else "Formato."
    return f"{cual} {aprobacion(definicion.actos.get('formato_consentimiento'))}"


def _rotulo(definicion: Definicion, candidatura: Candidatura | None) -> list[tuple[str, str]]:
    """De quién es el formato; en blanco quedan los renglones para escribir."""
    etiquetas = ("Nombre", "Cargo", "Calidad", "Postulada por", "Folio")
    if candidatura is None:
        return [(etiqueta, "") for etiqueta in etiquetas]
    formula = candidatura.formula
    valores = (
        candidatura.nombre,
        f"{definicion.cargo(formula.contienda.cargo).nombre} · {formula.contienda.ambito}",
        candidatura.calidad_dicha.capitalize(),
        formula.fuerza.nombre,
        candidatura.folio,
    )
    return list(zip(etiquetas, valores, strict=True))


def _del_grupo(definicion: Definicion) -> list[str]:
    muestran = [a.nombre for a in definicion.acciones_afirmativas if a.alcance == "respuestas_del_grupo"]
    return [SABER_DEL_GRUPO.format(", ".join(muestran))] if muestran else []


def _preguntas(definicion: Definicion) -> list[dict[str, object]]:
    grupos = [g.nombre for g in definicion.identidad.grupos]
    respuestas = {"publicacion": ["Sí, de todos los temas", "Sí, solo de algunos", "No"]} if grupos else {}
    no = frases(definicion.consentimiento)
    return [
        {
            "pregunta": pregunta,
            "respuestas": respuestas.get(clave, ["Sí", "No"]),
            "grupos": grupos if clave == "publicacion" else [],
            "no": no[clave],
        }
        for clave, pregunta in preguntas(definicion.consentimiento).items()
    ]
