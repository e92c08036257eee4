"""La segunda vuelta: los materiales se rehacen después de publicar, sin que ninguna corrección los espere.

Se dibujan aparte, por ratos, en `sitio/<clave>/materiales-en-hechura/`; cuando ya no falta ninguno, entran todos en
una instantánea nueva, firmada como cualquiera. Lo que decide qué se publica es lo que hoy está a la vista: lo que se
dibujó con datos que ya cambiaron no entra.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from django.conf import settings

from conoceles.difusion import calendario, estadisticas, hacer, publico
from conoceles.difusion.operaciones import anotar_elenco
from conoceles.difusion.piezas import Pieza, de_todo
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso
from conoceles.publicacion.armado import Armado
from conoceles.publicacion.fase import fase
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.instantanea.materiales import CARPETA
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import sitio_de

TALLER = "materiales-en-hechura"
RATO = 2.0  # segundos de dibujo por vuelta del obrero: una corrección no espera más
Resumenes = dict[str, tuple[Pieza, str]]


@dataclass(frozen=True)
class Hecho:
    """`faltan`: piezas por dibujar; con cero, lo publicado está al día."""

    instantanea: str
    dibujadas: int
    faltan: int
    publicadas: int
    retiradas: int
    octetos: int  # de todos los materiales a la vista


def difundir(clave: str, *, ahora: datetime, rato: float = 0) -> Hecho:
    """Dibuja lo que falte y, si ya no falta nada, lo publica. `rato`: segundos de dibujo; cero, hasta acabar."""
    arbol = Arbol(clave)
    taller = arbol.carpeta / TALLER
    taller.mkdir(exist_ok=True)
    with _abierta(arbol) as estado:
        actual = arbol.actual()
        pendientes = _pendientes(_piezas(clave, estado, ahora), estado, actual, arbol) if actual else {}
    fotos = arbol.ruta(actual) if actual else arbol.carpeta
    por_dibujar = [(p, r) for p, r in pendientes.values() if not (taller / r).exists()]
    dibujadas = _dibujar(por_dibujar, fotos, taller, rato)
    faltan = len(por_dibujar) - dibujadas
    return _publicar(clave, arbol, ahora, dibujadas, faltan)


def _piezas(clave: str, estado: Estado, ahora: datetime) -> Iterator[Pieza]:
    """Las de lo que está a la vista; antes de que se publiquen perfiles, ninguna."""
    if estado.meta.get("instantanea") is None:
        return
    sitio, url = _sitio(clave, estado, ahora), url_publica(clave)
    if sitio.abierto:
        yield from de_todo(sitio, url)
        indicadores = json.loads(str(estado.meta.get("corte_indicadores", "[]")))  # los del corte publicado
        yield from estadisticas.de_indicadores(sitio, indicadores, url)


def url_publica(clave: str) -> str:
    """La dirección pública de la elección, con diagonal."""
    return f"{settings.URL_PUBLICA}/{clave}/"


def sitio_a_la_vista(clave: str, ahora: datetime) -> SitioPublico:
    """Lo que hoy muestran las listas del sitio publicado; sin nada publicado, sus boletas vacías."""
    with _abierta(Arbol(clave)) as estado:
        return _sitio(clave, estado, ahora)


def piezas_a_la_vista(clave: str, ahora: datetime) -> list[Pieza]:
    """Todas las que corresponden a lo publicado."""
    with _abierta(Arbol(clave)) as estado:
        return list(_piezas(clave, estado, ahora))


def _armado(clave: str, obra: Obra, ahora: datetime) -> Armado:
    definicion, proceso = procesos.definicion(clave), Proceso.objects.get(pk=clave)
    return Armado(obra, definicion, fase(definicion, ahora), inventado=proceso.inventado, ahora=ahora)


def _sitio(clave: str, estado: Estado, ahora: datetime) -> SitioPublico:
    armado = _armado(clave, Obra(Arbol(clave), estado, ""), ahora)
    boletas = sitio_de.contiendas(armado.marco, estado.fichas)
    return sitio_de.completo(armado.comun, armado.marco, boletas)


def _pendientes(piezas: Iterator[Pieza], estado: Estado, actual: str, arbol: Arbol) -> Resumenes:
    """Ruta → pieza y resumen de las que no están publicadas con esos mismos datos."""
    hechas, publicados = estado.materiales(), _publicados(arbol, actual)
    resumidas = ((p, hacer.resumen(p)) for p in piezas)
    return {
        p.ruta: (p, r) for p, r in resumidas if hechas.get(p.ruta, ("",))[0] != r or p.ruta not in publicados
    }


def _publicados(arbol: Arbol, actual: str) -> Mapping[str, manifiesto.Renglon]:
    return manifiesto.leer(arbol.ruta(actual)).archivos


def _dibujar(pendientes: Sequence[tuple[Pieza, str]], fotos: Path, taller: Path, rato: float) -> int:
    """Cuántas alcanzó a dejar en el taller, cada una con su resumen por nombre."""
    inicio, hechas = perf_counter(), 0
    dibujadas = (
        ((p, hacer.una(fotos, p)) for p, _ in pendientes)
        if rato
        else hacer.todas([p for p, _ in pendientes], fotos)
    )
    for (_, resumen), (_, octetos) in zip(pendientes, dibujadas, strict=True):
        parcial = taller / f".{resumen}"
        parcial.write_bytes(octetos)
        parcial.replace(taller / resumen)
        hechas += 1
        if rato and perf_counter() - inicio > rato:
            break
    return hechas


def _publicar(clave: str, arbol: Arbol, ahora: datetime, dibujadas: int, faltan: int) -> Hecho:
    """Con el candado: vuelve a mirar qué toca y, si todo está dibujado, lo estrena."""
    with arbol.cerrojo(), _abierta(arbol) as estado:
        actual = arbol.actual()
        if not actual or faltan or estado.meta.get("instantanea") != actual:
            return Hecho(actual, dibujadas, faltan, 0, 0, 0)
        piezas = {p.ruta: p for p in _piezas(clave, estado, ahora)}
        pendientes = _pendientes(iter(piezas.values()), estado, actual, arbol)
        taller = arbol.carpeta / TALLER
        if sin_dibujo := sum(not (taller / r).exists() for _, r in pendientes.values()):
            return Hecho(actual, dibujadas, sin_dibujo, 0, 0, 0)
        arbol.sanar()
        obra = Obra(arbol, estado, str(estado.meta.get("llave", "")))
        sobran = [r for r in obra.archivos if _es_material(r) and r not in piezas]
        _poner(obra, pendientes, sobran, taller)
        _poner_calendario(obra, clave, ahora)
        if obra.hay_cambios and obra.anterior is not None:
            parcial = obra.abrir()
            actual = _armado(clave, obra, ahora).estrenar(parcial, obra.anterior.cabezas)
            estado.meta["instantanea"] = actual
        estado.guardar()
        if obra.hay_cambios:
            arbol.podar()
            arbol.preparar()
        for hecha in taller.iterdir():
            hecha.unlink()
        octetos = sum(r.octetos for ruta, r in obra.archivos.items() if _es_material(ruta))
    return Hecho(actual, dibujadas, 0, len(pendientes), len(sobran), octetos)


def _poner(obra: Obra, pendientes: Resumenes, sobran: Sequence[str], taller: Path) -> None:
    arboles.sincronizar([taller / resumen for _, resumen in pendientes.values()])
    for ruta, (pieza, resumen) in pendientes.items():
        obra.quitar(ruta)
        obra.enlazar(ruta, taller / resumen)
        obra.estado.anotar_materiales({ruta: (resumen, pieza.muestra)})
    for ruta in sobran:
        obra.quitar(ruta)
        obra.estado.anotar_materiales({ruta: None})


def _poner_calendario(obra: Obra, clave: str, ahora: datetime) -> None:
    """La regla, el calendario y con qué recalcularlo; antes anota si cambió quiénes están en las boletas."""
    sitio = _sitio(clave, obra.estado, ahora)
    definicion = procesos.definicion(clave)
    if not sitio.abierto or not any(calendario.lugares(definicion)):
        return
    anotar_elenco(clave, calendario.elenco(sitio), ahora=ahora)
    for ruta, octetos in publico.archivos(definicion, sitio).items():
        obra.poner(ruta, octetos)


def _es_material(ruta: str) -> bool:
    return ruta.startswith(CARPETA) and not ruta.endswith((".html", ".html.gz", ".html.br"))


@contextmanager
def _abierta(arbol: Arbol) -> Iterator[Estado]:
    estado = Estado(arbol.carpeta / "publicador.sqlite")
    try:
        yield estado
    finally:
        estado.cerrar()
