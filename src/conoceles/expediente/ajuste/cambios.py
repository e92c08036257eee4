"""Qué cambia entre lo publicado y lo que debe decir, y si el texto nuevo cumple las reglas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular import fotografias
from conoceles.curricular.fotografias import Imagen
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.curricular.operaciones import agregar_version
from conoceles.expediente.models import Envio
from conoceles.identidad import ajustes as respuestas_de_identidad
from conoceles.identidad.operaciones import Sello
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.definicion import Cuestionario
from conoceles.proceso.preguntas.cuestionario import Cambiadas, Respuesta, Respuestas
from conoceles.proceso.preguntas.validacion import limpiar, revisar


@dataclass(frozen=True)
class Cambios:
    """Lo que un ajuste o una corrección cambia, ya revisado."""

    dice: Cambiadas
    debe_decir: Cambiadas
    identidad: dict[str, Respuesta] = field(
        repr=False
    )  # pregunta → respuesta: no entra en un informe de error
    fotografia: Fotografia | None
    secciones: list[str]  # sus claves, en orden: lo único que va a la bitácora


def revisados(
    candidatura: Candidatura,
    debe_decir: Respuestas,
    de_identidad: Respuestas | None,
    imagen: Imagen | None,
    *,
    motivo: str,
    por: Alcance,
    ahora: datetime,
) -> Cambios:
    """Compara lo pedido con lo publicado y guarda la fotografía nueva, si viene, por ese `motivo`.

    `Conflicto` si no hay nada enviado o publicado; `ErroresDeCampos` si un texto o una respuesta incumple una
    regla; `ErrorDeDominio` si nada cambia.
    """
    _exigir_enviada(candidatura)
    dice, nuevo = comparar(candidatura, debe_decir)
    respuestas = respuestas_de_identidad.limpias(candidatura.proceso_id, de_identidad or {})
    exigir_cambio(nuevo, respuestas, imagen)
    foto = _fotografia(candidatura, imagen, motivo, por=por, ahora=ahora)
    partes = [
        *_secciones(candidatura, nuevo),
        *["fotografia"] * bool(foto),
        *["identidad"] * bool(respuestas),
    ]
    return Cambios(dice, nuevo, respuestas, foto, partes)


@dataclass(frozen=True)
class Ensayados:
    """Lo que cambiaría, sin guardar nada. `fotografia`: el JPEG que resultaría."""

    dice: Cambiadas
    debe_decir: Cambiadas
    identidad: dict[str, Respuesta] = field(repr=False)
    fotografia: bytes | None = field(repr=False)


def ensayados(
    candidatura: Candidatura,
    debe_decir: Respuestas,
    de_identidad: Respuestas | None,
    imagen: Imagen | None,
    *,
    ahora: datetime,
) -> Ensayados:
    """Lo mismo que `revisados`, y rechaza lo mismo, sin dejar nada escrito: para verlo antes de pedirlo."""
    _exigir_enviada(candidatura)
    dice, nuevo = comparar(candidatura, debe_decir)
    respuestas = respuestas_de_identidad.limpias(candidatura.proceso_id, de_identidad or {})
    exigir_cambio(nuevo, respuestas, imagen)
    reglas = candidatura.definicion.fotografia
    foto = fotografias.revisar(candidatura, imagen, reglas=reglas, ahora=ahora) if imagen else None
    return Ensayados(dice, nuevo, respuestas, foto.octetos if foto else None)


def publicada(candidatura: Candidatura) -> VersionCurricular:
    """Lo que hoy se publica. `Conflicto` si no hay nada."""
    version = curricular.vigente(candidatura)
    if version is None:
        raise Conflicto("Esta candidatura no tiene información publicada.")
    return version


def comparar(
    candidatura: Candidatura, pedido: Cambiadas
) -> tuple[dict[str, Respuesta | None], dict[str, Respuesta | None]]:
    """(dice, debe decir) de los campos que cambian; `None` es vacío.

    `pedido`: campo → valor, de una o varias secciones; lo que no se nombra queda igual. Vacíos si nada
    cambia; `ErroresDeCampos` si el texto nuevo incumple una regla.
    """
    cuestionario = definicion_de(candidatura).curricular
    actual = publicada(candidatura).contenido
    nuevo = _nuevo(cuestionario, actual, pedido)
    igual = _nuevo(cuestionario, actual, {c: actual.get(c) for c in pedido})
    cambian = [c for c in nuevo if (nuevo[c] or None) != (igual[c] or None)]
    _exigir_reglas(cuestionario, aplicar(actual, nuevo), cambian)
    return {c: actual.get(c) for c in cambian}, {c: nuevo[c] for c in cambian}


def aplicar(contenido: Respuestas, debe_decir: Cambiadas) -> dict[str, Respuesta]:
    """El contenido con los cambios; un campo vacío desaparece."""
    junto = {**contenido, **debe_decir}
    return {clave: valor for clave, valor in junto.items() if valor}


def version_con(
    candidatura: Candidatura,
    debe_decir: Cambiadas,
    fotografia: Fotografia | None,
    origen: str,
    *,
    por: Alcance,
    ahora: datetime,
) -> VersionCurricular | None:
    """Agrega la versión que resulta; la anterior queda como estaba. `None` si nada curricular cambia."""
    if not debe_decir and fotografia is None:
        return None
    actual = publicada(candidatura)
    return agregar_version(
        candidatura=candidatura,
        origen=origen,
        contenido=aplicar(actual.contenido, debe_decir),
        fotografia=fotografia or actual.fotografia,
        cuestionario_version=candidatura.definicion.curricular.version,
        por=por,
        ahora=ahora,
    )


def exigir_cambio(*partes: object) -> None:
    """`ErrorDeDominio` si no viene nada que cambiar."""
    if not any(partes):
        raise ErrorDeDominio("No cambió nada: escriba qué debe decir.")


def _nuevo(cuestionario: Cuestionario, actual: Respuestas, pedido: Cambiadas) -> dict[str, Respuesta | None]:
    conocidos = {c.clave for c in cuestionario.campos()}
    if ajenos := sorted(pedido.keys() - conocidos):
        raise ErrorDeDominio(f"«{ajenos[0]}» no es una pregunta del cuestionario curricular.")
    nuevo: dict[str, Respuesta | None] = {}
    for seccion in cuestionario.secciones:
        if any(c.clave in pedido for c in seccion.campos):
            limpio = limpiar(seccion, {**actual, **pedido})
            pedidos = [c for c in seccion.campos if c.clave in pedido or c.visible_si]
            nuevo |= {c.clave: limpio.get(c.clave) for c in pedidos}
    return nuevo


def _exigir_reglas(cuestionario: Cuestionario, contenido: dict[str, Respuesta], cambian: list[str]) -> None:
    hallazgos = revisar(cuestionario, contenido, envio=True)
    errores = {h.campo: h.mensaje for h in hallazgos if h.nivel == "error" and h.campo in cambian}
    if errores:
        raise ErroresDeCampos("El texto nuevo no cumple lo que pide el cuestionario.", errores)


def constancia_de(version: VersionCurricular | None, sello: Sello | None) -> dict[str, object]:
    """Lo que la bitácora de A dice de las versiones que resultan: huellas, nunca contenido."""
    datos: dict[str, object] = {}
    if version:
        datos |= {"version": version.numero, "huella": version.huella}
    if sello:
        datos |= {"compromiso_identidad": sello.compromiso, "cabeza_identidad": sello.cabeza}
    return datos


def asentado(version: VersionCurricular | None, sello: Sello | None) -> dict[str, object]:
    """Las columnas de quien aplica el cambio: qué versión resultó en cada base."""
    return {
        "version": version,
        "identidad_version": sello.version if sello else None,
        "compromiso_identidad": sello.compromiso if sello else "",
    }


def _exigir_enviada(candidatura: Candidatura) -> None:
    """Nunca se cambia lo publicado sin que antes se haya enviado (y por la tabla, validado)."""
    if not Envio.objects.filter(candidatura=candidatura).exists():
        raise Conflicto("Esta candidatura no envió información por el sistema.")


def _secciones(candidatura: Candidatura, campos: Cambiadas) -> list[str]:
    secciones = definicion_de(candidatura).curricular.secciones
    return [s.clave for s in secciones if any(c.clave in campos for c in s.campos)]


def _fotografia(
    candidatura: Candidatura, imagen: Imagen | None, motivo: str, *, por: Alcance, ahora: datetime
) -> Fotografia | None:
    if imagen is None:
        return None
    return fotografias.guardar(
        candidatura=candidatura,
        archivo=imagen.archivo,
        fecha_toma=imagen.fecha_toma,
        encuadre=imagen.encuadre,
        reglas=candidatura.definicion.fotografia,
        motivo=motivo,
        por=por,
        ahora=ahora,
    )
