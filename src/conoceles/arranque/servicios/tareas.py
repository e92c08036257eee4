"""Lo que el obrero hace y cada cuánto. El orden es el de cada vuelta."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from conoceles.arranque.servicios import marcas, visitas
from conoceles.arranque.servicios.alertar import alertar
from conoceles.arranque.servicios.hacia_afuera import asentar, espejos, testigos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.texto import cuantos
from conoceles.publicacion.armado.avance import Decir

if TYPE_CHECKING:
    from conoceles.bitacora.mirada import Mirada
    from conoceles.espejos.destinos import Destino
    from conoceles.estadistica.recogida import Vistos
    from conoceles.publicacion.registro_publico import Libro
    from conoceles.pulso.consultas import Falla

REGISTRO = logging.getLogger("conoceles.obrero")
LATIDO = Alcance.sistema("latido")

REESCRITURAS = 6  # una por minuto: un PostgreSQL en el que nada se escribe no cierra ni borra sus diarios


class Publicar(Protocol):
    """Publica lo que ya toca de una elección. `decir` recibe de vez en cuando, si tarda, por dónde va."""

    def __call__(self, clave: str, *, ahora: datetime, decir: Decir) -> object: ...


@dataclass
class Memoria:
    """Por elección, hasta dónde se leyó; no se guarda en disco: al arrancar se pregunta por todas."""

    publicar: Publicar
    entretanto: Callable[[], None] = lambda: None  # lo que no espera a que acabe una publicación larga
    vistas: dict[str, marcas.Marca] = field(default_factory=dict)
    comparadas: dict[str, datetime | None] = field(default_factory=dict)
    difundidas: dict[str, tuple[str, int]] = field(default_factory=dict)
    fallas: dict[tuple[str, str], Falla] = field(default_factory=dict)  # (tarea, elección) → la de ahora
    desde: float = field(default_factory=monotonic)  # cuándo empezó este obrero
    sin_cola: bool = False  # si ya se dijo, sin ella, que no se puede encolar
    destruidas: int = 0  # llaves que ya no están en el llavero; al arrancar no se sabe de ninguna
    reescrituras: int = 0  # las que faltan
    siguiente_busqueda: float = 0.0  # de lo cambiado por fuera
    miradas: dict[str, Mirada] = field(default_factory=dict)  # base → hasta dónde se vio su cadena
    libro: Libro | None = None
    pidiendo: Thread | None = None
    declarados: tuple[Destino, ...] | None = None  # los espejos de los que se guarda constancia
    llevando: dict[str, Thread] = field(default_factory=dict)  # por espejo
    llevadas: dict[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict
    )  # espejo → lo último que se le llevó
    trayendo: dict[str, Thread] = field(default_factory=dict)  # por espejo, sus visitas
    visitas: Vistos = field(default_factory=dict)  # los archivos que ya se contaron


@dataclass(frozen=True)
class Tarea:
    """`cada`: segundos entre una vez y la siguiente. `hacer` recibe la memoria, la elección («» si es de todas) y
    la hora del dominio, y dice si hizo algo que haya que contar. Las que son por elección fallan cada una aparte.
    `entretanto`: también mientras se publica, que con cien mil candidaturas toma un cuarto de hora."""

    nombre: str
    cada: float
    hacer: Callable[[Memoria, str, datetime], bool]
    por_eleccion: bool = False
    entretanto: bool = False


def latir(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Guarda la hora, el reloj monótono y lo que no termina; si los relojes no concuerdan, detiene lo irreversible."""
    from conoceles.pulso.consultas import frase
    from conoceles.pulso.operaciones import latir as asentar

    freno = asentar(por=LATIDO, ahora=ahora, fallas=memoria.fallas.values())
    if freno:
        REGISTRO.error(frase(freno))
    return False


def reparar(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Busca lo que una caída haya dejado entre las dos bases."""
    from conoceles.expediente import reparacion

    hecho = reparacion.reparar(por=Alcance.sistema("reparación"), ahora=ahora)
    if hecho.descartadas:
        REGISTRO.warning("Se descartaron %d versiones de identidad sin envío.", hecho.descartadas)
    for aviso in hecho.avisos:
        REGISTRO.error(aviso)
    return False


def calendario(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Plazos que vencen, bloqueos, supresiones. Late antes: la hora pudo moverse desde el último latido."""
    from conoceles.expediente.calendario import diario

    latir(memoria, clave, ahora)
    hechas = {tarea: n for tarea, n in diario.correr(ahora=ahora).items() if n}
    if hechas:
        REGISTRO.info("Calendario: %s.", hechas)
    return False


def cifras(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Fija las del corte declarado que acaba de pasar; antes del calendario, que puede bloquear o cerrar."""
    from conoceles.informes.fijar import fijar

    fijar(clave, ahora=ahora)
    return False


def entregables(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Los que se acercan a su día, a quien los debe."""
    from conoceles.informes import por_vencer

    por_vencer.avisar(clave, por=Alcance.sistema("calendario"), ahora=ahora)
    return False


def lo_cambiado(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Lo que alguien cambió por fuera deja de publicarse y se avisa. Descansa veinte veces lo que tardó en buscarlo."""
    from conoceles.arranque.vigilancia.por_fuera import vigilar

    if monotonic() < memoria.siguiente_busqueda:
        return False
    inicio = monotonic()
    if cuantas := vigilar(ahora, memoria.miradas):
        REGISTRO.error("Algo cambió por fuera: %s en «Hoy».", cuantos(cuantas, "novedad", "novedades"))
    memoria.siguiente_busqueda = monotonic() + 20 * (monotonic() - inicio)
    return False


def copias(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Quita lo destruido del llavero y, si se dijo dónde están, de sus copias, con lo caduco; y lo apunta en la lista."""
    from conoceles.arranque.respaldos import lo_retirado
    from conoceles.arranque.respaldos.respaldo_llaves import depurar
    from conoceles.identidad.llaves import llavero

    if memoria.destruidas != (cuantas := llavero.destruidas()):
        memoria.destruidas, memoria.reescrituras = cuantas, REESCRITURAS
    if memoria.reescrituras:
        llavero.reescribir()
        memoria.reescrituras -= 1
    lo_retirado.escribir(carpetas().registro, ahora=ahora)
    carpeta = os.environ.get("CONOCELES_RESPALDO_LLAVES", "")
    if carpeta:
        depurar(Path(carpeta), ahora=ahora)
    return False


def avisos(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Lo nuevo de la bitácora, a la lista de cada persona y, una vez por hora, a su correo."""
    from conoceles.avisos import operaciones

    operaciones.anotar()
    operaciones.repartir(ahora=ahora)
    return False


def correo(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Despacha la cola."""
    from conoceles.correo.operaciones import despachar

    despachar(ahora=ahora)
    return False


def rebotes(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Recoge los avisos de lo que no llegó."""
    from conoceles.correo.rebotes import recoger

    recoger(ahora=ahora)
    return False


def sesiones(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Borra las vencidas."""
    from conoceles.cuentas.sesiones import purgar

    purgar()
    return False


def almacen(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Que el almacén deje guardar y quitar: si no, solo lo sabría quien sube una fotografía."""
    from conoceles.nucleo import archivos

    archivos.sondear()
    return False


def contar(_: Memoria, clave: str, ahora: datetime) -> bool:
    """Entre un padrón y otro se captura: quien busca vuelve a saber cuánto hay en cada tabla."""
    from conoceles.nucleo.bases.recuento import recontar

    recontar()
    return False


def publicar(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Si hay algo nuevo en la bitácora, cambió el día o pasó un corte. `True` si se publicó."""
    marca = marcas.de(clave, ahora)
    if memoria.vistas.get(clave) == marca:
        return False
    inicio = monotonic()

    def decir(frase: str) -> None:
        REGISTRO.info("%s: %s.", clave, frase)
        memoria.entretanto()

    memoria.publicar(clave, ahora=ahora, decir=decir)
    REGISTRO.info("Se publicó %s en %.1f s.", clave, monotonic() - inicio)
    # La marca es anterior a publicar: lo que llegó mientras tanto se atiende en la vuelta siguiente.
    memoria.vistas[clave] = marca
    return True


def materiales(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Tras cada publicación, la segunda vuelta: por ratos, hasta que todos los materiales estén al día.

    Cede entre dos dibujos si en cualquier elección hay algo que publicar.
    """
    from conoceles.difusion.adaptaciones.vigentes import marca as adaptado
    from conoceles.difusion.segunda import RATO, difundir
    from conoceles.publicacion.instantanea.arbol import Arbol

    actual, recibido = Arbol(clave).actual(), adaptado(clave)
    if not actual or memoria.difundidas.get(clave) == (actual, recibido):
        return False
    hecho = difundir(clave, ahora=ahora, rato=RATO, ceder=lambda: marcas.hay_nuevas(memoria.vistas))
    if not hecho.faltan:
        memoria.difundidas[clave] = (hecho.instantanea, recibido)
    if hecho.publicadas or hecho.retiradas:
        REGISTRO.info(
            "Materiales de %s: %d rehechos, %d retirados.", clave, hecho.publicadas, hecho.retiradas
        )
    return False


def comparar(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Al arrancar y en cada corte declarado: si lo enviado al INE ya no coincide con los datos, prepara el aviso."""
    from conoceles.informes.documento.vigencia import revisar
    from conoceles.proceso.consultas import definicion
    from conoceles.publicacion.horas import ultimo

    corte = ultimo(definicion(clave), ahora)
    if clave in memoria.comparadas and memoria.comparadas[clave] == corte:
        return False
    for informe in revisar(clave, ahora=ahora):
        REGISTRO.info("Cambió lo enviado: %s.", informe)
    memoria.comparadas[clave] = corte
    return False


TAREAS = (
    Tarea("latido", 60, latir, entretanto=True),
    Tarea("reparación", 300, reparar),
    Tarea("lo cambiado por fuera", 60, lo_cambiado),
    Tarea("visitas", 60, visitas.contar),
    Tarea("cifras del corte", 60, cifras, por_eleccion=True),
    Tarea("calendario", 60, calendario),
    Tarea("entregables", 300, entregables, por_eleccion=True),
    Tarea("copias del llavero", 60, copias),
    Tarea("alertas", 60, alertar),
    Tarea("avisos", 0, avisos),
    Tarea("correo", 0, correo, entretanto=True),
    Tarea("rebotes", 60, rebotes),
    Tarea("sesiones", 3600, sesiones),
    Tarea("almacén de archivos", 60, almacen),
    Tarea("recuento", 24 * 3600, contar),
    Tarea("publicación", 0, publicar, por_eleccion=True),
    Tarea("materiales", 0, materiales, por_eleccion=True),
    Tarea("registro público", 2, asentar),
    Tarea("testigos", 5, testigos),
    Tarea("espejos", 1, espejos),
    Tarea("visitas de los espejos", 600, visitas.traer),
    Tarea("comparación", 60, comparar, por_eleccion=True),
)
