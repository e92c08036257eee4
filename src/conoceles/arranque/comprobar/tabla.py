"""La tabla de comprobaciones y quien las corre: una que falla es un hallazgo, nunca un rastro en la pantalla."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import (
    archivos,
    bases,
    cadenas,
    configuracion,
    continua,
    elecciones,
    esquemas,
    llaves,
    momento,
)
from conoceles.arranque.comprobar.hallazgo import Hallazgo, agrupados, dato, error
from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.una_por_una import Tropiezos, una_por_una

if TYPE_CHECKING:
    from conoceles.bitacora.mirada import Mirada

A, B, LLAVES = "default", "identidad", "llaves"
REGISTRO = logging.getLogger("conoceles.comprobar")
Progreso = Callable[[str], None]


@dataclass(frozen=True)
class Comprobacion:
    """`necesita`: las bases sin las que no se puede hacer. `cada`: sobre qué se repite, con su clave como argumento.

    `por_fuera`: dice lo que alguien cambió sin pasar por el sistema; el obrero también la hace.
    """

    que: str
    hacer: Callable[..., Iterable[Hallazgo]]
    necesita: tuple[str, ...] = ()
    cada: Callable[[], Iterable[str]] | None = None
    por_fuera: bool = False


def _en(*alias: str) -> Callable[[], Iterable[str]]:
    return lambda: alias


def _de_cada_base(
    que: str, hacer: Callable[[str], Iterable[Hallazgo]], *alias: str, por_fuera: bool = False
) -> tuple[Comprobacion, ...]:
    return tuple(Comprobacion(f"{que} de «{ALIAS[a]}»", hacer, (a,), _en(a), por_fuera) for a in alias)


def _de_cada_eleccion(que: str, hacer: Callable[[str], Iterable[Hallazgo]]) -> Comprobacion:
    return Comprobacion(que, hacer, (A,), elecciones.vivas)


TABLA = (
    Comprobacion("ajustes que conviene mejorar", configuracion.mejorables),
    Comprobacion("permisos", archivos.permisos),
    *_de_cada_base("esquema", bases.esquema, A, B, LLAVES),
    *_de_cada_base("candados", bases.candados, A, B, LLAVES, por_fuera=True),
    *_de_cada_base("filas que se leen", bases.ilegibles, A, B, LLAVES, por_fuera=True),
    Comprobacion("tablas y restricciones", esquemas.cambiados, (A, B, LLAVES), por_fuera=True),
    Comprobacion("llaves de la instalación", llaves.ajenas, (A,)),
    Comprobacion("cambio de llave", llaves.a_medias),
    Comprobacion("llave de acuses declarada", llaves.acuses_declarada),
    Comprobacion("llave maestra", llaves.maestra, (LLAVES,)),
    Comprobacion("llaves de las personas", llaves.de_personas, (A, B, LLAVES), por_fuera=True),
    Comprobacion("lista de lo retirado", llaves.retirado, (LLAVES,)),
    *_de_cada_base("bitácora", cadenas.bitacora, A, B, por_fuera=True),
    Comprobacion("cabezas firmadas", cadenas.cabezas, (A, B), por_fuera=True),
    Comprobacion("actos que constan", cadenas.actos, (A,), por_fuera=True),
    Comprobacion("plazos que constan", cadenas.plazos, (A,), por_fuera=True),
    Comprobacion("cuentas que constan", cadenas.cuentas, (A, LLAVES), por_fuera=True),
    Comprobacion("permisos de publicar", cadenas.permisos_de_publicar, (A, B, LLAVES), por_fuera=True),
    Comprobacion("filas con su sello", cadenas.con_sello, (A, B), por_fuera=True),
    Comprobacion("tabla de estados", cadenas.pasos, (A,), por_fuera=True),
    Comprobacion("lo que rige", cadenas.elecciones, (A,), por_fuera=True),
    Comprobacion("almacén de archivos", archivos.almacen),
    Comprobacion("archivos que ven todas las máquinas", archivos.compartidos, (A,)),
    Comprobacion("huellas de los archivos", archivos.huellas),
    Comprobacion("archivos que la base nombra", archivos.presentes, (A,)),
    Comprobacion("formatos firmados", archivos.formatos, (B,)),
    Comprobacion("lo publicado", archivos.sitio),
    Comprobacion("registro público", archivos.registro),
    Comprobacion("programas de los formatos", configuracion.formatos),
    *_de_cada_base("reloj", momento.reloj_contra_bitacora, A, B),
    Comprobacion("hora de la máquina", momento.sincronia),
    Comprobacion("hora de llegada", momento.llegada, (A,)),
    Comprobacion("obrero", momento.latido, (A,)),
    Comprobacion("respaldo", momento.respaldo),
    Comprobacion("copia continua de las bases", continua.copia_continua, (A, B)),
    Comprobacion("segundo lugar de las copias", momento.segundo_lugar),
    Comprobacion("copia del llavero", momento.copia_del_llavero),
    Comprobacion("secretos sellados", momento.secretos_sellados),
    Comprobacion("ensayo de restauración", momento.ensayo),
    Comprobacion("fallas conocidas de las bibliotecas", momento.auditoria, (A,)),
    Comprobacion("elecciones", elecciones.hay, (A,)),
    _de_cada_eleccion("actos", elecciones.actos),
    _de_cada_eleccion("supuestos", elecciones.supuestos),
    _de_cada_eleccion("apertura", elecciones.apertura),
    _de_cada_eleccion("resguardo probado", elecciones.resguardo),
    _de_cada_eleccion("cierre", elecciones.cierre),
    _de_cada_eleccion("padrón", elecciones.padron),
    _de_cada_eleccion("candidaturas sin quien responda", elecciones.sin_quien_responda),
    _de_cada_eleccion("accesos", elecciones.sin_acceso),
)


def comprobar(progreso: Progreso = lambda _: None) -> list[Hallazgo]:
    """Todo lo que hay que saber de esta instalación, con Django ya en marcha. No escribe nada."""
    cerradas = bases.cerradas()
    otras = bases.de_otra_version(ALIAS.keys() - cerradas.keys())
    hallados = [*cerradas.values(), *otras.values()]
    for comprobacion in TABLA:
        impiden = {*cerradas, *(otras if comprobacion.por_fuera else ())}
        if not impiden & set(comprobacion.necesita):
            progreso(comprobacion.que)
            hallados += _correr(comprobacion)
    return agrupados(hallados)


def lo_cambiado(miradas: dict[str, Mirada] | None = None) -> tuple[list[Hallazgo], Tropiezos | None]:
    """Los errores de lo que alguien cambió por fuera y, si algo no se pudo comprobar, por qué: lo demás se comprobó.

    `miradas`: hasta dónde vio quien llama la cadena de cada base; aquí se apunta. Sin ellas, se recorren enteras.
    """
    hallados = list[Hallazgo]()

    def mirar(una: Comprobacion) -> int:
        hallados.extend(h for h in _con_mirada(una, miradas) if h.gravedad == "error")
        return 0

    try:
        una_por_una((una for una in TABLA if una.por_fuera), mirar, attrgetter("que"))
    except Tropiezos as tropiezos:
        return hallados, tropiezos
    return hallados, None


def _con_mirada(una: Comprobacion, miradas: dict[str, Mirada] | None) -> Iterator[Hallazgo]:
    for sobre in _sobre(una):
        if miradas is not None and una.hacer is cadenas.bitacora:
            [alias] = sobre
            yield from cadenas.bitacora(alias, miradas.setdefault(alias, cadenas.mirada(alias)))
        else:
            yield from una.hacer(*sobre)


def _correr(comprobacion: Comprobacion) -> Iterator[Hallazgo]:
    """Sobre cada cosa aparte: lo que una impida comprobar se dice, y las demás se comprueban."""
    for sobre in _sobre(comprobacion):
        try:
            yield from comprobacion.hacer(*sobre)
        except AlmacenCaido:  # ya lo dijo, con su remedio, la que pregunta por él
            continue
        except Exception as problema:  # lo que se rompió es también lo que hay que saber
            REGISTRO.exception("No se pudo comprobar: %s.", comprobacion.que)
            yield error(
                "SIN_COMPROBAR",
                f"No se pudo comprobar «{comprobacion.que}»{f' de {sobre[0]}' if sobre else ''} ({type(problema).__name__}).",
                "Atienda los demás errores y repita; si sigue, el detalle está en la salida de errores.",
            )


def _sobre(comprobacion: Comprobacion) -> list[tuple[str, ...]]:
    """Los argumentos de cada vez."""
    return [()] if comprobacion.cada is None else [(clave,) for clave in comprobacion.cada()]


def de_los_ajustes(produccion: bool) -> list[Hallazgo]:
    """Lo inseguro: error en producción, salvo lo declarado en `CONOCELES_ACEPTA`; fuera de ella, un dato."""
    declarados = configuracion.aceptados()
    return [
        h
        if produccion and h.codigo not in declarados
        else dato(h.codigo, f"{h.frase} ({_porque(produccion)})")
        for h in configuracion.inseguros()
    ]


def _porque(produccion: bool) -> str:
    return "aceptado en CONOCELES_ACEPTA" if produccion else "producción no lo admitiría"
