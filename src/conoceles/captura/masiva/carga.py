"""De los renglones leídos a los borradores, con la misma validación que la pantalla. No envía nada."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from conoceles.candidaturas.consultas import definicion_de, listar, obtener
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.archivo.celdas import error_de_hoja
from conoceles.captura.masiva.columnas import FECHA, OTROS, Columna, FilaDeHoja, columnas, de_renglones
from conoceles.captura.masiva.lectura import Fotos
from conoceles.curricular import consultas as curricular
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos import operaciones
from conoceles.expediente.consultas import aviso_leido
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Campo, Definicion, Seccion
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import NO_SE_PREGUNTA, Domicilio, Respuesta, Respuestas
from conoceles.proceso.preguntas.domicilios import PARTES
from conoceles.proceso.preguntas.validacion import limpiar, revisar_seccion


@dataclass
class Informe:
    """Lo que pasó con un renglón. `numero` es 0 en una fotografía sin renglón."""

    numero: int
    folio: str
    nombre: str = ""
    guardado: list[str] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    errores: list[str] = field(default_factory=list)

    @property
    def sin_cambios(self) -> bool:
        return not self.errores and not self.guardado


def cargar(
    renglones: list[FilaDeHoja], fotos: Fotos, *, por: Alcance, ahora: datetime, tomadas: str = ""
) -> list[Informe]:
    """Guarda cada renglón por su cuenta y dice qué quedó, qué falta y qué no se pudo.

    `tomadas`: el día de las fotografías cuyo renglón no lo dice.

    Un folio ajeno contesta igual que uno que no existe. Lo que no se pudo guardar de un renglón no impide
    lo demás ni los otros renglones.
    """
    informes: list[Informe] = []
    vistos: set[str] = set()
    pendientes = _por_folio(fotos, por)
    for renglon in renglones:
        folio = renglon.celdas.get("folio", "")
        informe = Informe(renglon.numero, folio)
        informes.append(informe)
        if folio in vistos:
            informe.errores.append("Este folio ya venía en otro renglón: no se tomó en cuenta.")
            continue
        vistos.add(folio)
        renglon.celdas[FECHA[0]] = renglon.celdas.get(FECHA[0]) or tomadas
        _renglon(informe, renglon, pendientes.pop(folio, None), por=por, ahora=ahora)
    for folio, foto in pendientes.items():
        informe = Informe(0, folio)
        informes.append(informe)
        _renglon(informe, FilaDeHoja(0, {FECHA[0]: tomadas}), foto, por=por, ahora=ahora)
    return informes


def _por_folio(fotos: Fotos, por: Alcance) -> dict[str, bytes]:
    """Cada fotografía con su folio; la que lleva el nombre de una persona, con el suyo si no hay otra que se llame igual."""
    if not fotos.por_nombre:
        return {}
    folios: dict[str, list[str]] = {}
    for fila in listar(por):
        folios.setdefault(sin_acentos(fila.nombre), []).append(fila.folio)
    return {
        suyo[0] if len(suyo := folios.get(sin_acentos(nombre.replace("_", " ")), [])) == 1 else nombre: foto
        for nombre, foto in fotos.por_nombre.items()
    }


def _renglon(
    informe: Informe, renglon: FilaDeHoja, foto: bytes | None, *, por: Alcance, ahora: datetime
) -> None:
    try:
        candidatura = obtener(por, informe.folio)
    except NoEncontrado:
        informe.errores.append("Ese folio no está entre sus candidaturas.")
        return
    informe.nombre = candidatura.nombre
    definicion = definicion_de(candidatura)
    informe.errores += _no_se_preguntan(candidatura, renglon)
    llena = any(renglon.celdas.get(c.clave) for c in columnas(definicion.curricular))
    if (llena or foto is not None) and not aviso_leido(candidatura, por):
        informe.errores.append("Antes de capturar, lea el aviso de privacidad.")
        return
    for seccion in definicion.curricular.secciones:
        _seccion(informe, candidatura, seccion, renglon, definicion, por=por, ahora=ahora)
    if foto is not None:
        _fotografia(informe, candidatura, foto, renglon.celdas.get(FECHA[0], ""), por=por, ahora=ahora)


def _no_se_preguntan(candidatura: Candidatura, renglon: FilaDeHoja) -> list[str]:
    """La hoja trae las columnas de todos los cargos: lo escrito en las de otro no se guarda, y se dice."""
    cargo = candidatura.formula.contienda.cargo
    campos = {
        c.campo.etiqueta: c.campo
        for c in columnas(candidatura.definicion.curricular)
        if renglon.celdas.get(c.clave)
    }
    return [f"{e}: {NO_SE_PREGUNTA}" for e, campo in campos.items() if not campo.se_pregunta_a(cargo)]


def _seccion(
    informe: Informe,
    candidatura: Candidatura,
    seccion: Seccion,
    renglon: FilaDeHoja,
    definicion: Definicion,
    *,
    por: Alcance,
    ahora: datetime,
) -> None:
    propias = [c for c in columnas(definicion.curricular) if c.seccion == seccion.clave]
    escrito = _escrito(informe, propias, renglon)
    if escrito == _Escrito():
        return
    actual, version = curricular.borrador(candidatura).get(seccion.clave, ({}, 0))
    nuevo = limpiar(seccion, escrito.sobre(actual))
    if nuevo == limpiar(seccion, actual):
        return
    try:
        with transaction.atomic():
            operaciones.guardar_seccion(
                candidatura=candidatura,
                seccion=seccion.clave,
                contenido=nuevo,
                version=version,
                por=por,
                ahora=ahora,
            )
    except ErrorDeDominio as error:
        informe.errores.append(f"{seccion.titulo}: {error.mensaje}")
        return
    informe.guardado.append(seccion.titulo)
    etiquetas = {c.clave: c.etiqueta for c in seccion.campos}
    informe.avisos += [
        f"{etiquetas[h.campo]}: {h.mensaje}" for h in revisar_seccion(seccion, nuevo, envio=True)
    ]


@dataclass
class _Escrito:
    """Lo que dice un renglón de una sección. `partes`: las del primer domicilio; `otros`: los demás, si se dicen."""

    respuestas: dict[str, Respuesta] = field(default_factory=dict)
    partes: dict[str, Domicilio] = field(default_factory=dict)
    otros: dict[str, list[Domicilio]] = field(default_factory=dict)

    def sobre(self, actual: Respuestas) -> dict[str, Respuesta]:
        """Lo escrito manda; una parte de un domicilio no borra las demás, ni el primero a los otros."""
        juntos = {**actual, **self.respuestas}
        for clave in self.partes.keys() | self.otros.keys():
            primero, *otros = domicilios.varios(actual.get(clave)) or (Domicilio(),)
            juntos[clave] = [{**primero, **self.partes.get(clave, {})}, *self.otros.get(clave, otros)]
        return juntos


def _escrito(informe: Informe, propias: list[Columna], renglon: FilaDeHoja) -> _Escrito:
    """Las celdas con algo, como las leería un formulario; una opción que no existe se señala y no se toma."""
    escrito = _Escrito()
    for columna in propias:
        campo, celda = columna.campo, renglon.celdas.get(columna.clave, "")
        if not celda:
            continue
        if error_de_hoja(celda):
            informe.errores.append(
                f"{columna.titulo}: la celda trae un error de la hoja de cálculo, «{celda}»."
            )
        elif columna.parte == OTROS:
            _otros(informe, campo, celda, escrito)
        elif columna.parte:
            escrito.partes.setdefault(campo.clave, {})[columna.parte] = celda
        elif campo.opciones:
            _elegidas(informe, campo, celda, escrito)
        else:
            escrito.respuestas[campo.clave] = celda.splitlines() if campo.por_renglones else celda
    return escrito


def _elegidas(informe: Informe, campo: Campo, celda: str, escrito: _Escrito) -> None:
    """La opción, o las opciones, por su etiqueta, su clave o un sinónimo."""
    formas = {sin_acentos(f): o.clave for o in campo.opciones for f in (o.etiqueta, o.clave, *o.sinonimos)}
    dichas = celda.splitlines() if campo.de_varios else [celda]
    ajenas = [d for d in dichas if sin_acentos(d) not in formas]
    informe.errores += [f"{campo.etiqueta}: «{d[:60]}» no está en la lista." for d in ajenas]
    if not ajenas:
        claves = [formas[sin_acentos(d)] for d in dichas]
        escrito.respuestas[campo.clave] = claves if campo.de_varios else claves[0]


def _otros(informe: Informe, campo: Campo, celda: str, escrito: _Escrito) -> None:
    """Los domicilios después del primero; un renglón que no se entiende se señala y no se toma ninguno."""
    try:
        escrito.otros[campo.clave] = de_renglones(celda)
    except ValueError as error:
        informe.errores.append(
            f"{campo.etiqueta}: «{str(error)[:60]}» trae más partes de las {len(PARTES)} que lleva un domicilio."
        )


def _fotografia(
    informe: Informe, candidatura: Candidatura, foto: bytes, fecha: str, *, por: Alcance, ahora: datetime
) -> None:
    try:
        tomada = _fecha(fecha) if fecha else None
    except ValueError:
        informe.errores.append(f"Fotografía: «{fecha[:20]}» no es una fecha, como 2024-03-15 o 15/03/2024.")
        return
    try:
        operaciones.guardar_fotografia(
            candidatura=candidatura,
            archivo=foto,
            fecha_toma=tomada,
            encuadre=Encuadre(),
            por=por,
            ahora=ahora,
        )
    except ErrorDeDominio as error:
        informe.errores.append(f"Fotografía: {error.mensaje}")
    else:
        informe.guardado.append("Fotografía")


def _fecha(texto: str) -> date:
    """La ISO, que también es como la escribe una celda de fecha, o día/mes/año."""
    if "/" in texto:
        dia, mes, anio = (int(parte) for parte in texto.split("/"))
        return date(anio, mes, dia)
    return date.fromisoformat(texto[:10])
