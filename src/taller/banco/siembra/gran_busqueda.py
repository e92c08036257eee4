"""Un archivo de búsqueda de 30,000 candidaturas, sin publicar 30,000 perfiles: lo escribe quien escribe el de verdad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from conoceles.proceso.consultas import definicion
from conoceles.publicacion.busqueda import buscador, escritura, trozos
from conoceles.publicacion.busqueda.escritura import Entrada
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.lectura.fichas_de import fichas, marco
from conoceles.publicacion.sitio import sitio_de
from taller.banco.siembra.eleccion import CLAVE, ENORME, GRANDE
from taller.demo.nombres import nombre


def escribir(azar: Random) -> None:
    """Publica en `sitio/banco-grande/` solo la búsqueda: las fichas del banco repetidas, cada una con otro nombre."""
    este = marco(definicion(CLAVE), "abierta")
    propias = fichas(consultas.filas(este.definicion), este)
    entradas = [buscador.entrada(f) for f in propias]
    veces = -(-ENORME // len(entradas))
    muchas = list(_repetidas(entradas, veces, azar))[:ENORME]
    comun = sitio_de.comun(este, inventado=True)
    sitio = sitio_de.completo(comun, este, sitio_de.contiendas(este, [e.ficha for e in muchas]))
    arbol = Arbol(GRANDE)
    carpeta = arbol.ruta("unica")
    carpeta.mkdir()
    escritura.escribir(
        carpeta / buscador.ARCHIVO,
        sitio,
        [e.ficha for e in muchas],
        (e.renglones() for e in muchas),
        campos=sitio.comparados,
        paginas=buscador.paginas(sitio),
    )
    for ruta, octetos in (trozos.persona(e.renglones()) for e in muchas):
        arboles.escribir(carpeta / ruta, octetos)
    (arbol.carpeta / "actual").symlink_to(carpeta.relative_to(arbol.carpeta))


def _repetidas(entradas: list[Entrada], veces: int, azar: Random) -> Iterator[Entrada]:
    """Cada entrada con sus copias detrás, para conservar el orden de las boletas."""
    usados: set[str] = set()
    for entrada in entradas:
        for copia in range(veces):
            llamada = " ".join(nombre(azar, entrada.ficha.sexo, usados))
            cambios = {entrada.ficha.folio: f"{entrada.ficha.folio}{copia}", entrada.ficha.nombre: llamada}
            yield Entrada(
                replace(entrada.ficha, folio=f"{entrada.ficha.folio}{copia}", nombre=llamada),
                _cambiar(entrada.tarjeta, cambios),
                {campo: _cambiar(html, cambios) for campo, html in entrada.celdas.items()},
            )


def _cambiar(html: str, cambios: dict[str, str]) -> str:
    for viejo, nuevo in cambios.items():
        html = html.replace(viejo, nuevo)
    return html
