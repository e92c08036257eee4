"""La segunda vuelta: los materiales se rehacen después de publicar, sin que ninguna corrección los espere.

Se dibujan aparte, por ratos, en `sitio/<clave>/materiales-en-hechura/`; cuando ya no falta ninguno de una tanda (las
imágenes, los textos), entran todos en una instantánea nueva, firmada como cualquiera. Lo que decide qué se publica es lo que hoy está a la vista: lo que se
dibujó con datos que ya cambiaron no entra. Lo que no se dibuja, la prensa y el calendario, no espera a los primeros.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from django.conf import settings

from conoceles.difusion import en_lengua, estadisticas, hacer, paginas
from conoceles.difusion.adaptaciones import vigentes
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.formatos import sello
from conoceles.difusion.formatos.en_lenguas import EnLenguas
from conoceles.difusion.formatos.piezas import LENGUAS, Publicados, Taller
from conoceles.difusion.hacer import TALLER
from conoceles.difusion.lugares import de_mensajes
from conoceles.difusion.piezas import Pieza
from conoceles.estadistica.publicado import Publicado
from conoceles.proceso.contenido.cotejo import la_que_consta
from conoceles.proceso.models import Proceso
from conoceles.publicacion.armado.corrida import Corrida, empezar
from conoceles.publicacion.armado.historial import estrenar
from conoceles.publicacion.fase import fase
from conoceles.publicacion.instantanea import cadena, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol, sincronizar
from conoceles.publicacion.instantanea.estado import PROGRAMA, Estado, abierto
from conoceles.publicacion.instantanea.materiales import CARPETA, PRENSA
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import en_espanol
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.lectura.sellos import Sellos
from conoceles.publicacion.sitio.lenguas import edicion
from conoceles.pulso.consultas import hora_de_fiar

PAGINA_DE_PRENSA = f"{PRENSA}index.html"
RATO = 2.0  # segundos de dibujo por vuelta del obrero: una corrección no espera más
Resumenes = dict[str, tuple[Pieza, str]]
Llave = Callable[[Collection[str]], bytes]
Basta = Callable[[], bool]


@dataclass(frozen=True)
class Hecho:
    """`faltan`: piezas por dibujar; con cero, lo publicado está al día."""

    instantanea: str
    dibujadas: int
    faltan: int
    publicadas: int
    retiradas: int
    octetos: int  # de todos los materiales a la vista


def difundir(
    clave: str,
    *,
    ahora: datetime,
    rato: float = 0,
    hasta: int = LENGUAS,
    ceder: Callable[[], bool] = lambda: False,
) -> Hecho:
    """Dibuja lo que falte y publica cada tanda completa, sin pasar de la tanda `hasta`.

    `rato`: segundos de dibujo; cero, hasta acabar todas. `ceder`: si, en un rato, ya hay algo que no espera.
    """
    ahora = hora_de_fiar(ahora)
    hecho = _una_tanda(clave, ahora, (rato, ceder), hasta)
    while not rato and hecho.faltan and hecho.dibujadas + hecho.publicadas:
        sigue = _una_tanda(clave, ahora, (rato, ceder), hasta)
        if not sigue.dibujadas + sigue.publicadas:
            break
        hecho = replace(
            sigue,
            dibujadas=hecho.dibujadas + sigue.dibujadas,
            publicadas=hecho.publicadas + sigue.publicadas,
            retiradas=hecho.retiradas + sigue.retiradas,
        )
    return hecho


def _una_tanda(clave: str, ahora: datetime, rato: tuple[float, Basta], hasta: int) -> Hecho:
    arbol = Arbol(clave)
    taller = arbol.carpeta / TALLER
    taller.mkdir(exist_ok=True)
    _sin_esperar_dibujos(clave, arbol, ahora)
    with abierto(arbol.carpeta) as estado:
        actual = arbol.actual()
        if actual:  # sin esperar a los dibujos: desde hoy se copia lo que toca
            paginas.asentar_elenco(la_que_consta(clave), _sitio(clave, estado, ahora), ahora)
        piezas = list(_piezas(clave, estado, ahora)) if actual else []
        pendientes = _pendientes(piezas, estado, actual, arbol) if actual else {}
        tanda, suyas = _la_que_toca(pendientes, estado, hasta)
    _recoger(taller, pendientes)
    fotos = arbol.ruta(actual) if actual else arbol.carpeta
    llave = Sellos(clave, ahora).llave
    por_dibujar = [(p, r) for p, r in suyas.values() if not (taller / r).exists()]
    dibujadas = _dibujar(por_dibujar, fotos, taller, _al_cabo(*rato), llave)
    return _publicar(clave, arbol, ahora, (tanda, hasta), dibujadas, len(por_dibujar) - dibujadas)


def _al_cabo(segundos: float, ceder: Basta) -> Basta | None:
    inicio = perf_counter()
    return (lambda: ceder() or perf_counter() - inicio > segundos) if segundos else None


def _la_que_toca(pendientes: Resumenes, estado: Estado, hasta: int) -> tuple[int, Resumenes]:
    """La primera tanda con algo por hacer, y lo suyo.

    Lo que solo cambia porque cambió el programa espera: una corrección no aguarda a que se redibuje todo lo demás.
    """
    antes, hechas = str(estado.meta.get(PROGRAMA, "")), estado.materiales()
    al_alcance = {ruta: x for ruta, x in pendientes.items() if x[0].tanda <= hasta}
    dicen_otra_cosa = {
        ruta: (pieza, r)
        for ruta, (pieza, r) in al_alcance.items()
        if not antes or hechas.get(ruta, ("",))[0] != hacer.resumen(pieza, antes)
    }
    tocan = dicen_otra_cosa or al_alcance
    tanda = min((p.tanda for p, _ in tocan.values()), default=0)
    return tanda, {ruta: (p, r) for ruta, (p, r) in tocan.items() if p.tanda == tanda}


def _recoger(taller: Path, pendientes: Resumenes) -> None:
    """Tira lo que ya no es de nadie."""
    sirven = {r for _, r in pendientes.values()}
    for hecha in taller.iterdir():
        if hecha.name not in sirven:
            hecha.unlink()


def _piezas(clave: str, estado: Estado, ahora: datetime) -> Iterator[Pieza]:
    """Las de lo que está a la vista; antes de que se publiquen perfiles, ninguna."""
    if estado.meta.get("instantanea") is None:
        return
    sitio, url = _sitio(clave, estado, ahora), url_publica(clave)
    if sitio.abierto:
        definicion = la_que_consta(clave)
        yield from de_todo(sitio, url)
        yield from de_mensajes(sitio, definicion.difusion.mensajes, url)
        lenguas, (indicadores, _) = edicion.lenguas(definicion), _del_corte(estado)
        yield from estadisticas.de_indicadores(sitio, indicadores, url, lenguas)
        for lengua in lenguas:
            yield from en_lengua.en_esa(sitio, definicion.difusion.mensajes, url, lengua)
        publicados = _publicados(arbol := Arbol(clave), arbol.actual())
        grabadas = {donde: g.texto for donde, g in vigentes.grabaciones(clave, publicados).items()}
        yield from (taller := Taller(definicion, sitio, publicados, grabadas)).todas()
        yield from EnLenguas(taller, arbol.ruta(arbol.actual()), lenguas).todas()


def _del_corte(estado: Estado) -> tuple[list[Publicado], str]:
    """Los indicadores del corte publicado, y su momento."""
    return json.loads(str(estado.meta.get("corte_indicadores", "[]"))), str(estado.meta.get("corte", ""))


def url_publica(clave: str) -> str:
    """La dirección pública de la elección, con diagonal."""
    return f"{settings.URL_PUBLICA}/{clave}/"


def sitio_a_la_vista(clave: str, ahora: datetime) -> SitioPublico:
    """Lo que hoy muestran las listas del sitio publicado; sin nada publicado, sus boletas vacías."""
    with abierto(Arbol(clave).carpeta) as estado:
        return _sitio(clave, estado, ahora)


def piezas_a_la_vista(clave: str, ahora: datetime) -> list[Pieza]:
    """Todas las que corresponden a lo publicado."""
    with abierto(Arbol(clave).carpeta) as estado:
        return list(_piezas(clave, estado, ahora))


def _corrida(clave: str, obra: Obra, ahora: datetime) -> Corrida:
    definicion, proceso = la_que_consta(clave), Proceso.objects.get(pk=clave)
    return empezar(obra, definicion, fase(definicion, ahora), inventado=proceso.inventado, ahora=ahora)


def _sitio(clave: str, estado: Estado, ahora: datetime) -> SitioPublico:
    return _corrida(clave, Obra(Arbol(clave), estado, ""), ahora).sitio(estado.fichas)


def _pendientes(piezas: Iterable[Pieza], estado: Estado, actual: str, arbol: Arbol) -> Resumenes:
    """Ruta → pieza y resumen de las que no están publicadas con esos mismos datos."""
    hechas, publicados = estado.materiales(), _publicados(arbol, actual)
    resumidas = ((p, hacer.resumen(p)) for p in piezas)
    return {
        p.ruta: (p, r) for p, r in resumidas if hechas.get(p.ruta, ("",))[0] != r or p.ruta not in publicados
    }


def _publicados(arbol: Arbol, actual: str) -> Publicados:
    return manifiesto.leer(arbol.ruta(actual)).archivos


def _dibujar(
    pendientes: Sequence[tuple[Pieza, str]], fotos: Path, taller: Path, basta: Basta | None, llave: Llave
) -> int:
    """Cuántas alcanzó a dejar en el taller, selladas, cada una con su resumen por nombre. `basta`: nada, todas."""
    hechas = 0
    dibujadas = (
        ((p, hacer.una(fotos, p)) for p, _ in pendientes)
        if basta
        else hacer.todas([p for p, _ in pendientes], fotos)
    )
    for (pieza, resumen), (_, octetos) in zip(pendientes, dibujadas, strict=True):
        parcial = taller / f".{resumen}"
        parcial.write_bytes(sello.poner(pieza, octetos, llave(pieza.folios)))
        parcial.replace(taller / resumen)
        hechas += 1
        if basta and basta():
            break
    return hechas


def _sin_esperar_dibujos(clave: str, arbol: Arbol, ahora: datetime) -> None:
    """Las páginas de una elección que todavía no las tiene: los primeros dibujos de todas tardan minutos."""
    if (arbol.ruta(arbol.actual()) / PAGINA_DE_PRENSA).exists():
        return
    with arbol.cerrojo(), abierto(arbol.carpeta) as estado:
        cadena.sanar(arbol)
        if estado.meta.get("instantanea") == arbol.actual() and _sitio(clave, estado, ahora).abierto:
            _guardar(_estrenar(clave, (arbol, estado), ({}, []), ahora))


def _publicar(
    clave: str, arbol: Arbol, ahora: datetime, tandas: tuple[int, int], dibujadas: int, faltan: int
) -> Hecho:
    """Con el candado: vuelve a mirar qué toca y, si toda la tanda está dibujada, la estrena."""
    with arbol.cerrojo(), abierto(arbol.carpeta) as estado:
        cadena.sanar(arbol)
        actual = arbol.actual()
        if not actual or faltan or estado.meta.get("instantanea") != actual:
            return Hecho(actual, dibujadas, faltan, 0, 0, 0)
        piezas = {p.ruta: p for p in _piezas(clave, estado, ahora)}
        pendientes = _pendientes(piezas.values(), estado, actual, arbol)
        toca, suyas = _la_que_toca(pendientes, estado, tandas[1])
        taller = arbol.carpeta / TALLER
        sin_dibujo = sum(not (taller / r).exists() for _, r in suyas.values())
        if sin_dibujo or (suyas and toca != tandas[0]):
            return Hecho(actual, dibujadas, sin_dibujo or len(pendientes), 0, 0, 0)
        sobran = [r for r in _publicados(arbol, actual) if _es_material(r) and r not in piezas]
        obra = _estrenar(clave, (arbol, estado), (suyas, sobran), ahora)
        quedan = {r: x for r, x in pendientes.items() if r not in suyas and x[0].tanda <= tandas[1]}
        if not quedan:
            estado.meta[PROGRAMA] = hacer.programa()
        _guardar(obra)
        octetos = sum(r.octetos for ruta, r in obra.archivos.items() if _es_material(ruta))
        _recoger(taller, quedan)
        actual = arbol.actual()
    return Hecho(actual, dibujadas, len(quedan), len(suyas), len(sobran), octetos)


def _estrenar(
    clave: str, donde: tuple[Arbol, Estado], cambio: tuple[Resumenes, Sequence[str]], ahora: datetime
) -> Obra:
    """Lo publicado más lo hecho, menos lo que sobra, y sus páginas: una instantánea nueva, si algo cambió."""
    (arbol, estado), sitio = donde, _sitio(clave, donde[1], ahora)
    obra = Obra(arbol, estado, str(estado.meta.get("llave", "")))
    obra.llave_de_sello = Sellos(clave, ahora).llave
    _poner(obra, *cambio, arbol.carpeta / TALLER)
    paginas.poner(obra, la_que_consta(clave), sitio, _del_corte(estado), ahora)
    if obra.hay_cambios and obra.anterior is not None:
        estado.meta["instantanea"] = estrenar(_corrida(clave, obra, ahora), obra.anterior.cabezas)
    return obra


def _guardar(obra: Obra) -> None:
    obra.estado.guardar()
    if obra.hay_cambios:
        obra.arbol.podar()
        obra.arbol.preparar()


def _poner(obra: Obra, pendientes: Resumenes, sobran: Sequence[str], taller: Path) -> None:
    sincronizar([taller / resumen for _, resumen in pendientes.values()])
    for ruta, (pieza, resumen) in pendientes.items():
        obra.quitar(ruta)
        obra.enlazar(ruta, taller / resumen)
        obra.estado.anotar_materiales({ruta: (resumen, pieza.muestra)})
    for ruta in sobran:
        obra.quitar(ruta)
        obra.estado.anotar_materiales({ruta: None})


def _es_material(ruta: str) -> bool:
    return en_espanol(ruta).startswith(CARPETA) and not ruta.endswith((".html", ".html.gz", ".html.br"))
