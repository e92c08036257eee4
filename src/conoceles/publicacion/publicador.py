"""La única puerta: de las bases a una instantánea firmada, rehaciendo solo lo que cambió."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import desde, ultima
from conoceles.expediente.actos.operaciones import marcar_publicadas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.recuento import recontar
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido.cotejo import huella_que_consta, la_que_consta
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.publicacion import horas as horas
from conoceles.publicacion.api import reserva
from conoceles.publicacion.armado import leer
from conoceles.publicacion.armado.armado import Armado, solo, todo
from conoceles.publicacion.armado.avance import Decir, callar
from conoceles.publicacion.armado.corrida import Corrida, empezar
from conoceles.publicacion.fase import Fase, fase
from conoceles.publicacion.instantanea import cadena, estilos, manifiesto, perdidas
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.estado import Estado, abierto
from conoceles.publicacion.instantanea.obra import Obra, Resultado
from conoceles.publicacion.instantanea.supresion import con_algo_que_retirar, suprimir
from conoceles.publicacion.lectura import mostradas
from conoceles.publicacion.llave import llave
from conoceles.publicacion.novedades import BASES, Novedades, novedades
from conoceles.publicacion.raiz import publicar_raiz
from conoceles.publicacion.rezago import asentar, sin_archivo
from conoceles.pulso.consultas import hora_de_fiar

__all__ = ["publicar", "publicar_raiz"]

MARCADAS = "marcadas"  # entre lo que se recuerda: hasta qué entrada constan las que se acaban de publicar


def publicar(
    clave: str, *, ahora: datetime, cortes: bool = False, con_lo_que_hay: bool = False, decir: Decir = callar
) -> Resultado:
    """Publica lo que ya se puede publicar de una elección. Sin cambios, no hay instantánea nueva.

    `cortes`: si algo cambió desde el último, corta también los archivos de datos aunque no sea la hora.
    `con_lo_que_hay`: las listas que no son las que se firmaron se dan por perdidas.
    `decir`: recibe de vez en cuando, si tarda, cuánto lleva y cuánto falta.
    Con la hora en duda se publica con la última de fiar, y siempre con la definición que su último acto puso: ni una ni otra
    cambian de fase el sitio. `NoEncontrado` si el proceso no está cargado; `EnDuda` si esa definición ya no está.
    """
    inicio, ahora = perf_counter(), hora_de_fiar(ahora)
    definicion = la_que_consta(clave)
    arbol = Arbol(clave)
    with arbol.cerrojo(), ExitStack() as pila:
        cadena.sanar(arbol)
        cadena.exigir(arbol)
        perdida = arbol.actual() if con_lo_que_hay and perdidas.apartar(arbol) else ""
        estado = pila.enter_context(abierto(arbol.carpeta))
        proceso = Proceso.objects.get(pk=clave)
        fase_actual = fase(definicion, ahora)
        llave_actual = _llave(definicion, proceso.inventado, fase_actual, ahora)
        completa = not estado.corresponde(arbol.actual(), llave_actual)
        otra_llave = estado.meta.get("llave") != llave_actual
        if completa:
            recontar()
            estado.olvidar()
            estilos.anunciar()  # nginx tiene lo que tarda esto en recargarse
        leidas = {base: estado.leida(base) for base in BASES}
        nuevas = novedades(clave, leidas, int(estado.meta.get(MARCADAS, 0)))
        nuevas = replace(nuevas, salidas=con_algo_que_retirar(arbol, nuevas.salidas))
        # Otra llave es otra definición, otra fase u otras hojas de estilo: no esperan al corte.
        con_datos = otra_llave or _tocan_los_datos(estado, definicion, nuevas, ahora, cortes=cortes)
        obra = pila.enter_context(_obra(arbol, estado, llave_actual, sin_lista=bool(perdida)))
        corrida = empezar(
            obra, definicion, fase_actual, inventado=proceso.inventado, ahora=ahora, decir=decir
        )
        armado = _armar(corrida, nuevas, completa=completa, con_datos=con_datos)
        if armado.corte is not None:
            estado.meta |= _hasta(nuevas, "datos") | {"datos_identidad": _con_sus_tablas(nuevas)}
        instantanea = _estrenar(arbol, armado, nuevas, perdida)
        segundos = perf_counter() - inicio
        estado.meta |= {"instantanea": instantanea, "llave": llave_actual}
        estado.meta |= _hasta(nuevas, "leida")
        if obra.hay_cambios:
            corrida.recordadas.renovar()
        estado.guardar()
        asentar(arbol, nuevas.leidas, armado.visto.sin_archivo, ahora)
        _despues(arbol, armado, ahora)
    return obra.resultado(instantanea, segundos)


def _estrenar(arbol: Arbol, armado: Armado, nuevas: Novedades, perdida: str) -> str:
    """La instantánea que queda a la vista; de las de antes sale lo que ya no debe leerse. `perdida`: la que se quedó sin lista."""
    instantanea = armado.cerrar(nuevas.cabezas)
    if perdida:
        arbol.retirar(perdida)
    reserva.podar(arbol, nuevas.salidas)
    if nuevas.salidas:
        mostradas.olvidar([folio for folio, (_, sale_todo) in nuevas.salidas.items() if sale_todo])
        suprimir(arbol, nuevas.salidas)
    return instantanea


def _llave(definicion: Definicion, inventado: bool, fase_actual: Fase, ahora: datetime) -> str:
    franja = procesos.franja_de(definicion, "sitio", ahora)
    esperan = "|".join(sorted(definicion.por_publicar(ahora)))
    return llave(huella_que_consta(definicion.clave), inventado, fase_actual, franja, esperan)


def _armar(corrida: Corrida, nuevas: Novedades, *, completa: bool, con_datos: bool) -> Armado:
    """Todo el sitio, o solo las candidaturas con algo nuevo."""
    if completa or nuevas.todo:
        return todo(corrida, con_datos=con_datos)
    esperan = sin_archivo(corrida.marco.definicion.clave)
    return solo(corrida, nuevas.folios, esperan, padron=nuevas.padron, con_datos=con_datos)


def _tocan_los_datos(
    estado: Estado, definicion: Definicion, nuevas: Novedades, ahora: datetime, *, cortes: bool
) -> bool:
    """Los archivos de datos esperan su hora, salvo que se pidan y estén atrasados o algo ya no se pueda mostrar."""
    atrasados = any(estado.meta.get(clave) != leida for clave, leida in _hasta(nuevas, "datos").items())
    ultimo = str(estado.meta.get("corte", ""))
    return (cortes and atrasados) or nuevas.retira or horas.toca(definicion, ultimo, ahora)


def _hasta(nuevas: Novedades, que: str) -> dict[str, int]:
    """Hasta qué entrada de cada bitácora llegan las páginas (`leida`) o los archivos de datos (`datos`)."""
    return {f"{que}_{base}": leida for base, leida in nuevas.leidas.items()}


def _con_sus_tablas(nuevas: Novedades) -> int:
    """Hasta qué entrada de B van los datos: las tablas que este corte asentó ya están en él, y no piden otro."""
    hasta = nuevas.leidas["identidad"]
    for ident, acto in desde("identidad", hasta).values_list("id", "acto"):
        if acto != Acto.TABLAS_ASENTADAS:
            break
        hasta = ident
    return hasta


def _despues(arbol: Arbol, armado: Armado, ahora: datetime) -> None:
    """Lo que ya no corre contra el reloj: lo que queda a mano, el estado de lo publicado, la poda y el clon del siguiente."""
    armado.recordar()
    _marcar(armado.corrida, sorted(armado.visto.validadas), ahora)
    obra = armado.corrida.obra
    if obra.hay_cambios:
        arbol.podar()
    elif obra.anterior is not None:
        servido = (arbol.ruta(obra.base) / manifiesto.NOMBRE).read_bytes()
        manifiesto.recordar(servido, obra.anterior)  # quien acaba de arrancar apenas lo leyó
    arbol.preparar()


def _marcar(corrida: Corrida, validadas: Sequence[str], ahora: datetime) -> None:
    """Ya son públicas. Se recuerda hasta dónde consta: con cien mil, leerlas otra vez por eso tardaba dos minutos."""
    for n in range(0, len(validadas), leer.TANDA):
        marcar_publicadas(validadas[n : n + leer.TANDA], por=Alcance.sistema("publicador"), ahora=ahora)
    if validadas and (marca := ultima("default", Acto.PUBLICADA, corrida.clave)):
        corrida.obra.estado.meta[MARCADAS] = marca.pk
        corrida.obra.estado.guardar()


@contextmanager
def _obra(arbol: Arbol, estado: Estado, llave: str, *, sin_lista: bool) -> Iterator[Obra]:
    obra = Obra(arbol, estado, llave, sin_lista=sin_lista)
    try:
        yield obra
    finally:
        obra.soltar()
