"""El formulario «dice / debe decir»: lo publicado junto a lo que se pide, sección por sección.

Lo que hoy dicen las respuestas de identidad no se muestra a nadie en el formulario: está cifrado en la base B.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.fotografias import ENCUADRES, Imagen, encuadre_de
from conoceles.identidad.ajustes import puede_pedir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Campo
from conoceles.proceso.legible import legible, regla
from conoceles.proceso.limpieza import PARTES_DOMICILIO

DE_RENGLONES = frozenset({"lista", "correos", "telefonos", "enlaces", "opciones"})
ETIQUETAS_DE_PARTE = {
    "calle": "Calle",
    "exterior": "Número exterior",
    "interior": "Número interior",
    "colonia": "Colonia o localidad",
    "cp": "Código postal",
    "municipio": "Municipio",
}


@dataclass(frozen=True)
class CampoQueDice:
    """Un campo: lo publicado (`dice`) y lo que se escribe. `control` elige cómo se pinta."""

    clave: str
    etiqueta: str
    regla: str
    dice: str
    control: str
    valor: str
    opciones: tuple[tuple[str, str, bool], ...] = ()
    partes: tuple[tuple[str, str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True)
class SeccionQueDice:
    clave: str
    titulo: str
    campos: tuple[CampoQueDice, ...]

    @property
    def con_error(self) -> bool:
        return any(campo.error for campo in self.campos)


@dataclass(frozen=True)
class Cambio:
    """Un renglón ya resuelto o por resolver: antes y después, legibles."""

    etiqueta: str
    dice: str
    debe_decir: str


def secciones(
    candidatura: Candidatura,
    *,
    escrito: Mapping[str, Any] | None = None,
    errores: Mapping[str, str] | None = None,
) -> tuple[SeccionQueDice, ...]:
    """El formulario lleno con lo publicado, o con lo que la persona ya escribió."""
    version = curricular.vigente(candidatura)
    actual: dict[str, Any] = version.contenido if version else {}
    valores = {**actual, **(escrito or {})}
    return tuple(
        SeccionQueDice(s.clave, s.titulo, tuple(_campo(c, actual, valores, errores or {}) for c in s.campos))
        for s in definicion_de(candidatura).curricular.secciones
    )


def preguntas(
    candidatura: Candidatura,
    *,
    escrito: Mapping[str, Any] | None = None,
    errores: Mapping[str, str] | None = None,
) -> tuple[SeccionQueDice, ...]:
    """Las preguntas de identidad en blanco: en blanco es «no cambia»."""
    return tuple(
        SeccionQueDice(
            s.clave, s.titulo, tuple(_campo(c, {}, escrito or {}, errores or {}) for c in s.campos)
        )
        for s in proceso.definicion(candidatura.proceso_id).identidad.secciones
    )


def formulario(
    candidatura: Candidatura, recibido: QueryDict | None, errores: Mapping[str, str], *, por: Alcance
) -> dict[str, Any]:
    """Lo que pintan `dice.html` y sus partes; `recibido` es lo ya escrito, cuando algo no se admitió.

    Las preguntas de identidad van solo si a quien actúa le toca pedirlas.
    """
    fila, hay = candidatura, recibido is not None
    pregunta = puede_pedir(fila, por)
    curriculares = leer(fila, recibido) if recibido is not None else None
    identidad = leer_identidad(fila, recibido) if recibido is not None else None
    return {
        "secciones": secciones(fila, escrito=curriculares, errores=errores),
        "preguntas": preguntas(fila, escrito=identidad, errores=errores) if pregunta else (),
        "encuadres": [
            (clave, etiqueta, clave == (recibido.get("encuadre") if recibido and hay else "retrato"))
            for clave, etiqueta, _ in ENCUADRES
        ],
        "kilobytes": proceso.definicion(fila.proceso_id).fotografia.maximo_bytes // 1000,
        "meses": proceso.definicion(fila.proceso_id).fotografia.antiguedad_meses,
    }


def leer_todo(
    candidatura: Candidatura, recibido: QueryDict, archivos: MultiValueDict[str, UploadedFile]
) -> dict[str, Any]:
    """Lo que `ajustes.pedir` y `corregir_de_oficio` reciben; `ErrorDeDominio` si la fecha no se entiende."""
    return {
        "debe_decir": leer(candidatura, recibido),
        "de_identidad": leer_identidad(candidatura, recibido),
        "imagen": _imagen(recibido, archivos.get("archivo")),
    }


def leer_identidad(candidatura: Candidatura, recibido: QueryDict) -> dict[str, Any]:
    """Preguntas con respuesta escrita; las demás quedan fuera."""
    campos = proceso.definicion(candidatura.proceso_id).identidad.campos()
    dichas = {
        c.clave: recibido.getlist(c.clave) if c.tipo == "opciones" else recibido.get(c.clave, "")
        for c in campos
    }
    return {clave: valor for clave, valor in dichas.items() if valor}


def _imagen(recibido: QueryDict, archivo: UploadedFile | None) -> Imagen | None:
    if archivo is None:
        return None
    encuadre = encuadre_de(recibido)
    texto = recibido.get("fecha_toma", "").strip()
    try:
        dia = date.fromisoformat(texto) if texto else None
    except ValueError:
        frase = "Escriba la fecha como año-mes-día, por ejemplo 2024-03-15."
        raise ErrorDeDominio(frase, campo="fecha_toma") from None
    return Imagen(archivo.read(), dia, encuadre)


def leer(candidatura: Candidatura, recibido: QueryDict) -> dict[str, Any]:
    """Lo escrito, campo → valor crudo; los que el formulario no trae quedan fuera."""
    leido: dict[str, Any] = {}
    for campo in definicion_de(candidatura).curricular.campos():
        if campo.tipo == "domicilio":
            partes = {p: recibido.get(f"{campo.clave}.{p}", "") for p in PARTES_DOMICILIO}
            if any(f"{campo.clave}.{p}" in recibido for p in PARTES_DOMICILIO):
                leido[campo.clave] = partes
        elif campo.clave in recibido:
            texto = recibido.get(campo.clave, "").replace("\r\n", "\n")
            leido[campo.clave] = texto.split("\n") if campo.tipo in DE_RENGLONES else texto
    return leido


def cambios(candidatura: Candidatura, dice: Mapping[str, Any], debe: Mapping[str, Any]) -> list[Cambio]:
    """Antes y después de cada campo, en el orden del cuestionario."""
    campos = proceso.definicion(candidatura.proceso_id).curricular.campos()
    return [
        Cambio(c.etiqueta, legible(c, dice.get(c.clave)), legible(c, debe.get(c.clave)))
        for c in campos
        if c.clave in debe
    ]


def _campo(
    campo: Campo, actual: Mapping[str, Any], valores: Mapping[str, Any], errores: Mapping[str, str]
) -> CampoQueDice:
    valor = valores.get(campo.clave)
    return CampoQueDice(
        clave=campo.clave,
        etiqueta=campo.etiqueta,
        regla=regla(campo),
        dice=legible(campo, actual.get(campo.clave)),
        control=_control(campo),
        valor="\n".join(valor) if isinstance(valor, list) else valor if isinstance(valor, str) else "",
        opciones=tuple(
            (o.clave, o.etiqueta, o.clave in (valor if isinstance(valor, list) else [valor]))
            for o in campo.opciones
        ),
        partes=_partes(campo, valor),
        error=errores.get(campo.clave, ""),
    )


def _control(campo: Campo) -> str:
    if campo.tipo == "opciones" and campo.opciones:
        return "varias"
    if campo.tipo in DE_RENGLONES:
        return "renglones"
    return {"texto_largo": "largo", "opcion": "opcion", "domicilio": "domicilio"}.get(campo.tipo, "linea")


def _partes(campo: Campo, valor: Any) -> tuple[tuple[str, str, str], ...]:
    if campo.tipo != "domicilio":
        return ()
    dichas = valor if isinstance(valor, Mapping) else {}
    return tuple(
        (f"{campo.clave}.{p}", ETIQUETAS_DE_PARTE[p], str(dichas.get(p, ""))) for p in PARTES_DOMICILIO
    )
