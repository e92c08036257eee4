"""El formulario «dice / debe decir»: lo publicado junto a lo que se pide, sección por sección.

Lo que hoy dicen las respuestas de identidad no se muestra a nadie en el formulario: está cifrado en la base B.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.fotografias import ENCUADRES, Imagen, encuadre_de, fecha_de
from conoceles.identidad.ajustes import puede_pedir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Campo, Cuestionario
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Cambiadas, Respuesta, Respuestas
from conoceles.proceso.preguntas.legible import legible, regla
from conoceles.proceso.preguntas.medidas import al_escribir

EN_TEXTO = "archivo_en_texto"


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
    domicilios: tuple[domicilios.Escrito, ...] = ()
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


def formulario(
    candidatura: Candidatura, recibido: QueryDict | None, errores: Mapping[str, str], *, por: Alcance
) -> dict[str, object]:
    """Lo que pintan `dice.html` y sus partes; `recibido` es lo ya escrito, cuando algo no se admitió.

    Las preguntas de identidad van solo si a quien actúa le toca pedirlas, y en blanco: en blanco es «no cambia».
    """
    definicion, version = candidatura.definicion, curricular.vigente(candidatura)
    actual: dict[str, Respuesta] = version.contenido if version else {}
    escrito = leer(candidatura, recibido) if recibido else {}
    identidad = leer_identidad(candidatura, recibido) if recibido else {}
    elegido = recibido.get("encuadre") if recibido else "retrato"
    return {
        "secciones": _secciones(
            definicion_de(candidatura).curricular, actual, {**actual, **escrito}, errores
        ),
        "preguntas": _secciones(definicion.identidad, {}, identidad, errores)
        if puede_pedir(candidatura, por)
        else (),
        "encuadres": [(clave, etiqueta, clave == elegido) for clave, etiqueta, _ in ENCUADRES],
        "kilobytes": definicion.fotografia.maximo_bytes // 1000,
        "meses": definicion.fotografia.antiguedad_meses,
    }


def _secciones(
    cuestionario: Cuestionario,
    actual: Respuestas,
    valores: Respuestas,
    errores: Mapping[str, str],
) -> tuple[SeccionQueDice, ...]:
    return tuple(
        SeccionQueDice(s.clave, s.titulo, tuple(_campo(c, actual, valores, errores) for c in s.campos))
        for s in cuestionario.secciones
    )


class Pedido(TypedDict):
    """Lo que se pide: campo → valor crudo, preguntas de identidad y la fotografía, si se eligió otra."""

    debe_decir: Respuestas
    de_identidad: Respuestas
    imagen: Imagen | None


def leer_todo(
    candidatura: Candidatura, recibido: QueryDict, archivos: MultiValueDict[str, UploadedFile]
) -> Pedido:
    """Lo que `ajustes.pedir` y `corregir_de_oficio` reciben; `ErrorDeDominio` si la fecha no se entiende."""
    archivo = _archivo(recibido, archivos)
    return {
        "debe_decir": leer(candidatura, recibido),
        "de_identidad": leer_identidad(candidatura, recibido),
        "imagen": Imagen(archivo, fecha_de(recibido), encuadre_de(recibido)) if archivo else None,
    }


def lo_que_viaja(recibido: QueryDict, imagen: Imagen | None) -> dict[str, str]:
    """La fotografía como texto, para la pantalla en que se confirma: un archivo elegido no pasa de una a otra."""
    if imagen is None or EN_TEXTO in recibido:
        return {}
    return {EN_TEXTO: base64.b64encode(imagen.archivo).decode()}


def _archivo(recibido: QueryDict, archivos: MultiValueDict[str, UploadedFile]) -> bytes:
    elegido = archivos.get("archivo")
    if elegido:
        return bytes(elegido.read())
    try:
        return base64.b64decode(recibido.get(EN_TEXTO, ""), validate=True)
    except binascii.Error as error:
        raise ErrorDeDominio("La fotografía no llegó completa: elíjala otra vez.", campo="archivo") from error


def leer_identidad(candidatura: Candidatura, recibido: QueryDict) -> dict[str, Respuesta]:
    """Preguntas con respuesta escrita; las demás quedan fuera."""
    campos = candidatura.definicion.identidad.campos()
    dichas = {
        c.clave: recibido.getlist(c.clave) if c.tipo == "opciones" else recibido.get(c.clave, "")
        for c in campos
    }
    return {clave: valor for clave, valor in dichas.items() if valor}


def leer(candidatura: Candidatura, recibido: QueryDict) -> dict[str, Respuesta]:
    """Lo escrito, campo → valor crudo; los que el formulario no trae quedan fuera."""
    leido: dict[str, Respuesta] = {}
    for campo in definicion_de(candidatura).curricular.campos():
        if campo.tipo == "domicilio":
            if crudos := [*domicilios.recibidos(campo.clave, recibido, ".")]:
                leido[campo.clave] = crudos
        elif campo.tipo == "opciones" and campo.clave in recibido:
            leido[campo.clave] = [*filter(None, recibido.getlist(campo.clave))]
        elif campo.clave in recibido:
            texto = recibido.get(campo.clave, "").replace("\r\n", "\n")
            leido[campo.clave] = texto.split("\n") if campo.de_varios else texto
    return leido


def cambios(candidatura: Candidatura, dice: Cambiadas, debe: Cambiadas) -> list[Cambio]:
    """Antes y después de cada campo, en el orden del cuestionario."""
    campos = candidatura.definicion.curricular.campos()
    return [
        Cambio(c.etiqueta, legible(c, dice.get(c.clave)), legible(c, debe.get(c.clave)))
        for c in campos
        if c.clave in debe
    ]


def _campo(campo: Campo, actual: Respuestas, valores: Respuestas, errores: Mapping[str, str]) -> CampoQueDice:
    valor = valores.get(campo.clave)
    return CampoQueDice(
        clave=campo.clave,
        etiqueta=campo.etiqueta,
        regla=regla(campo),
        dice=legible(campo, actual.get(campo.clave)),
        control=_control(campo),
        valor=_escrito(campo, valor),
        opciones=tuple(
            (o.clave, o.etiqueta, o.clave in (valor if isinstance(valor, list) else [valor]))
            for o in campo.opciones
        ),
        domicilios=domicilios.escritos(campo.clave, valor, ".") if campo.tipo == "domicilio" else (),
        error=errores.get(campo.clave, ""),
    )


def _escrito(campo: Campo, valor: Respuesta | None) -> str:
    if isinstance(valor, list):
        return "\n".join(texto for texto in valor if isinstance(texto, str))
    return al_escribir(campo, valor) if isinstance(valor, str) else ""


def _control(campo: Campo) -> str:
    if campo.tipo == "opciones" and campo.opciones:
        return "varias"
    if campo.de_varios:
        return "renglones"
    return {"texto_largo": "largo", "opcion": "opcion", "domicilio": "domicilio"}.get(campo.tipo, "linea")
