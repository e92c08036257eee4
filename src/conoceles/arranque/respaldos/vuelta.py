"""Volver de una copia, por un solo camino: se prueba todo, se repone y se publica; si algo no se prueba, no cambia nada.

La carpeta de datos se rehace aparte (`aparte`) y toma el lugar de la vacía al final; en PostgreSQL las bases, recién creadas, van
después de toda comprobación. Con `solo_bases`, o solo el llavero, se sustituyen en su lugar, y el sitio y el registro público se
quedan: no pueden volver atrás. Mientras, y si esto muere a la mitad, ninguna orden ni servicio abre la carpeta.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.respaldos import (
    aparte,
    copia_de_bases,
    copia_enlazada,
    lo_retirado,
    reposicion,
    respaldo,
    respaldo_llaves,
    sellado,
)
from conoceles.arranque.servicios.turno import sin_obrero
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.armado.avance import Decir, callar


@dataclass(frozen=True)
class Pedido:
    """De qué copia y de qué llaves, o solo de una de las dos. `registro`: la carpeta log/ de un espejo.

    `custodios`: las llaves de los dos; con `sin_lista` declaran que la lista de lo retirado ya no existe.
    """

    copia: Path | None
    llaves: Path | None
    custodios: Sequence[Path] = ()
    registro: Path | None = None
    sin_lista: bool = False
    solo_bases: bool = False


def volver(pedido: Pedido, *, decir: Decir = callar) -> reposicion.Vuelto:
    """Repone, repite lo retirado después y publica sin ello. `ErrorDeDominio`, antes de cambiar nada, si algo no se prueba.

    Interrumpida, se repite igual.
    """
    if acabado := aparte.acabar():
        return acabado
    contenido = respaldo.comprobar(pedido.copia) if pedido.copia else None
    if contenido is None or pedido.solo_bases:
        return _en_su_lugar(pedido, contenido, decir)
    with aparte.empezada():
        vuelto = _aparte(pedido, contenido, decir)
    vuelto["copia"]["destino"] = str(carpetas().datos)
    aparte.estrenar(vuelto)
    return vuelto


def _aparte(pedido: Pedido, contenido: respaldo.Copia, decir: Decir) -> reposicion.Vuelto:
    copia, aqui = pedido.copia or Path(), carpetas()
    if not (copia / "modo").exists():
        raise ErrorDeDominio(f"{copia} lleva solo las bases: se repone con --solo-bases.", campo="origen")
    for nombre in ("registro", "sitio", *respaldo.SUELTOS):
        if (copia / nombre).exists():
            copia_enlazada.copiar(copia / nombre, aqui.datos / nombre)
    aqui.registro.mkdir(mode=0o700, exist_ok=True)
    (aqui.registro / lo_retirado.REPUESTO).write_text(f"{contenido['momento']}\n")
    declaran = _probar(pedido)
    for base in copia_de_bases.BASES:
        copia_de_bases.exigir_motor(base, copia)
        copia_de_bases.exigir_vacia(base)
    if pedido.registro:
        shutil.rmtree(aqui.sitio / "log", ignore_errors=True)
        shutil.copytree(pedido.registro, aqui.sitio / "log")
    respaldo.reponer_archivos(copia)
    try:
        copia_de_bases.reponer(copia, contenido["cabezas"])
        vuelto = _reponer(pedido, contenido, declaran)
        reposicion.publicar(ahora=reloj.ahora(), decir=decir, sin_sitio=True)
    except BaseException:
        _vaciar(copia_de_bases.BASES)
        raise
    finally:
        _soltar()
    return vuelto


def _en_su_lugar(pedido: Pedido, contenido: respaldo.Copia | None, decir: Decir) -> reposicion.Vuelto:
    if pedido.llaves is None or (pedido.solo_bases and contenido is None):
        raise ErrorDeDominio(
            "Diga la copia y, con --llaves, la carpeta de las llaves: en una de esas falta.", campo="origen"
        )
    declaran = _probar(pedido)
    for base in copia_de_bases.BASES if contenido else ():
        copia_de_bases.exigir_motor(base, pedido.copia or Path())
    with sin_obrero("trabajaría con lo que se va a sustituir"):
        carpetas().volviendo.mkdir(exist_ok=True)
        if contenido:
            _vaciar(ALIAS.values())
            copia_de_bases.reponer(pedido.copia or Path(), contenido["cabezas"])
    vuelto = _reponer(pedido, contenido, declaran)
    carpetas().volviendo.rmdir()
    reposicion.publicar(ahora=reloj.ahora(), decir=decir)
    return vuelto


def _probar(pedido: Pedido) -> list[str]:
    """Los secretos, los custodios, el registro público, la lista y que el llavero no caducó. Devuelve quiénes declaran que no hay lista."""
    suyas = [sellado.privada(ruta) for ruta in pedido.custodios]
    if suyas and not (pedido.sin_lista and any(sellado.suyos())):
        sellado.abrir(sellado.destino(), suyas, carpetas().secretos)
    if pedido.sin_lista and not suyas:
        raise ErrorDeDominio(f"Faltan las llaves de los dos custodios (--custodios). {lo_retirado.SIN_ELLA}")
    preparacion.exigir(preparacion.modo_escrito())
    preparacion.exigir_llaves()
    preparacion.arrancar_django()
    declaran = sellado.exigir_custodios(sellado.destino(), suyas) if pedido.sin_lista else []
    if pedido.registro:
        lo_retirado.exigir_registro(pedido.registro)
    if pedido.llaves:
        respaldo_llaves.exigir(
            pedido.llaves, ahora=reloj.ahora(), registro=pedido.registro, declaran=declaran
        )
    return declaran


def _reponer(pedido: Pedido, contenido: respaldo.Copia | None, declaran: Sequence[str]) -> reposicion.Vuelto:
    """Con las bases ya en su lugar: el llavero, y lo retirado después."""
    ahora, hecho = reloj.ahora(), reposicion.Repuesto()
    preparacion.preparar()
    if contenido:
        hecho["copia"] = respaldo.resumen(contenido, carpetas().datos)
    if pedido.llaves:
        suyas = respaldo_llaves.restaurar(
            pedido.llaves, ahora=ahora, registro=pedido.registro, declaran=declaran
        )
        hecho |= {"llaves": suyas, "ok": suyas["ok"]}
    return {**reposicion.repetir(ahora=ahora), **hecho}


def _vaciar(bases: Iterable[str]) -> None:
    _soltar()
    for base in bases:
        copia_de_bases.vaciar(base)


def _soltar() -> None:
    from django.db import connections

    connections.close_all()
