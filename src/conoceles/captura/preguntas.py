"""Cómo se llama cada pregunta y cada respuesta, sin saber de quién son: lo dice la elección, que es pública."""

from __future__ import annotations

from conoceles.captura import temas
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas.domicilios import PARTES


def en_palabras(clave: str, valor: str, de: str) -> tuple[str, str]:
    """La pregunta y la respuesta como se leen en la pantalla; un campo que no es del cuestionario, por su clave.

    `de`: la elección que se veía; vacía, la vigente.
    """
    vigente = procesos.vigente()
    if vigente is None:
        return clave, valor
    eleccion = procesos.definicion(de or vigente.clave)
    campos = (
        *eleccion.curricular.campos(), *eleccion.identidad.campos(), *temas.consentimiento(eleccion).campos
    )  # fmt: skip
    campo = next((c for c in campos if c.clave == clave), None)
    return (campo.etiqueta, _respuesta(campo, valor)) if campo else (_parte(campos, clave), valor)


def _respuesta(campo: Campo, valor: str) -> str:
    return next((o.etiqueta for o in campo.opciones if o.clave == valor), valor)


def _parte(campos: tuple[Campo, ...], clave: str) -> str:
    """De un domicilio, la suya; desde el segundo, con su número."""
    dueno = next((c for c in campos if c.tipo == "domicilio" and clave.startswith(f"{c.clave}_")), None)
    numero, _, sola = clave.removeprefix(f"{dueno.clave}_" if dueno else "").rpartition("_")
    parte = PARTES.get(sola) if dueno else None
    cual = f" {numero}" if numero else ""
    return f"{dueno.etiqueta}{cual}: {parte}" if dueno and parte else clave.replace("_", " ").capitalize()
