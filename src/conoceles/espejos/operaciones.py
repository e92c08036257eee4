"""Poner al día los espejos, comprobar qué entregan y dejar dicho cómo quedó cada uno."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Protocol

from django.db import connections

from conoceles.espejos import razones
from conoceles.espejos.destinos import AQUI, Destino
from conoceles.espejos.en_arbol import EnArbol
from conoceles.espejos.en_frente import EnFrente
from conoceles.espejos.en_objetos import EnObjetos
from conoceles.espejos.models import Espejo
from conoceles.espejos.publicado import Publicado, es_todo, lo_ultimo, publicado, servidas
from conoceles.estadistica.recogida import de_espejo
from conoceles.nucleo.almacen import abrir
from conoceles.nucleo.carpetas import carpetas

Marca = tuple[tuple[str, str], ...]
REINTENTO = timedelta(seconds=30)
ENTERO = timedelta(days=1)  # cada cuánto se compara cada archivo, aunque nada haya cambiado
ATRASADA = "esta máquina no tiene todo lo último que se publicó, y lo anterior no se lleva"


class Lugar(Protocol):
    """Lo que se le pide a un espejo, sea cual sea. Un `OSError` dice que no se pudo."""

    def poner(self, p: Publicado) -> None: ...
    def raiz(self, p: Publicado) -> str: ...
    def revisar(self, p: Publicado) -> list[str]: ...


@dataclass(frozen=True)
class Hecho:
    """`falla`: por qué no está al día, o vacía. `distintos`: lo que no coincidía, si se revisó entero."""

    nombre: str
    raiz: str
    falla: str
    segundos: float
    distintos: tuple[str, ...] = ()


def poner_al_dia(destino: Destino, *, ahora: datetime, entero: bool = False) -> Hecho:
    """Lleva lo que cambió y pregunta qué entrega. `entero`: compara además cada archivo. Lo que falla se dice, no se lanza."""
    inicio, raiz, distintos, falla = perf_counter(), "", list[str](), ""
    try:
        with _turno(destino):
            p, lugar = publicado(), _abrir(destino)
            suyo = lo_ultimo(p)
            if es_todo(p, suyo):
                raiz, distintos = _poner(destino, lugar, p, entero=entero)
                falla = "" if raiz == p.raiz else razones.OTRA_RAIZ
            else:
                falla = ATRASADA
                # De un almacén se quita lo que aquí no está, y sería lo de la otra.
                if isinstance(lugar, EnArbol):
                    lugar.poner(suyo)
    except (OSError, ValueError) as error:
        falla = str(error) or type(error).__name__
    _asentar(destino, raiz, falla, ahora, entero=entero)
    return Hecho(destino.nombre, raiz, falla, round(perf_counter() - inicio, 2), tuple(distintos))


def _poner(destino: Destino, lugar: Lugar, p: Publicado, *, entero: bool) -> tuple[str, list[str]]:
    """La raíz que entrega y, si se revisó, lo que no coincidía."""
    lugar.poner(p)
    distintos = lugar.revisar(p) if entero else []
    raiz = lugar.raiz(p)
    if destino.frente:
        EnFrente(destino.frente, _aparte(destino, "frente.json")).al_dia(p, entero=entero)
    return raiz, distintos


def marca() -> Marca:
    """Qué se sirve y hasta dónde va el registro: si no cambia, no hay qué llevar. Barata: no lee manifiestos."""
    punto = carpetas().sitio / "log" / "checkpoint"
    return (*servidas().items(), ("log", punto.read_text() if punto.exists() else ""))


def toca(destino: Destino, ahora: datetime) -> bool:
    """Si aún no se lleva, si falló y ya se puede reintentar, o si hace un día que no se compara entero."""
    estado = Espejo.objects.filter(pk=destino.nombre).first()
    if estado is None or estado.falla:
        return estado is None or ahora - estado.intento_en >= REINTENTO
    return _por_revisar(estado, ahora)


def llevar(destino: Destino, ahora: datetime) -> None:
    """Para un hilo: lo pone al día y, una vez al día, lo compara entero."""
    try:
        estado = Espejo.objects.filter(pk=destino.nombre).first()
        poner_al_dia(destino, ahora=ahora, entero=bool(estado and _por_revisar(estado, ahora)))
    finally:
        connections.close_all()


def traer_visitas(destino: Destino) -> str:
    """Deja aquí las de ese espejo, para la siguiente recogida. Por qué no se pudo, o nada: tampoco si es de los que no cuentan."""
    lugar = _abrir(destino)
    if not isinstance(lugar, EnArbol):
        return ""
    try:
        with _turno(destino):
            lugar.traer_visitas(de_espejo(_en_archivo(destino)))
    except OSError as error:
        return str(error) or type(error).__name__
    return ""


def conservar(destinos: Sequence[Destino]) -> None:
    """De los que ya no se declaran no queda constancia."""
    Espejo.objects.exclude(pk__in=[d.nombre for d in destinos]).delete()


def _por_revisar(estado: Espejo, ahora: datetime) -> bool:
    return estado.revisado_en is not None and ahora - estado.revisado_en >= ENTERO


def atrasados() -> list[Espejo]:
    """Los que no entregan lo publicado, del que lleva más tiempo al que menos."""
    return list(Espejo.objects.exclude(falla="").order_by("falla_desde"))


class Aqui:
    """Este mismo sitio, que no hay que llevar a ninguna parte: solo se cuida lo que entrega su frente."""

    def poner(self, p: Publicado) -> None: ...

    def raiz(self, p: Publicado) -> str:
        return p.raiz

    def revisar(self, p: Publicado) -> list[str]:
        return []


def _abrir(destino: Destino) -> Lugar:
    if destino.lugar == AQUI:
        return Aqui()
    if not destino.lugar.startswith("s3"):
        return EnArbol(destino.lugar)
    return EnObjetos(abrir(destino.lugar), _aparte(destino, "json"))


def _asentar(destino: Destino, raiz: str, falla: str, ahora: datetime, *, entero: bool) -> None:
    antes = Espejo.objects.filter(pk=destino.nombre).first()
    dicho: dict[str, object] = {"intento_en": ahora, "falla": falla[:300]}
    dicho["falla_desde"] = ((antes.falla_desde if antes else None) or ahora) if falla else None
    if not falla:
        dicho |= {"raiz": raiz, "al_dia_en": ahora}
        if entero or antes is None or antes.revisado_en is None:
            dicho["revisado_en"] = ahora  # lo que llega por primera vez se compara al llegar
    Espejo.objects.update_or_create(nombre=destino.nombre, defaults=dicho)


@contextmanager
def _turno(destino: Destino) -> Iterator[None]:
    """Uno solo escribe en un espejo a la vez; el candado muere con el proceso."""
    candado = _aparte(destino, "candado")
    candado.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with candado.open("w") as abierto:
        fcntl.flock(abierto, fcntl.LOCK_EX)
        yield


def _aparte(destino: Destino, que: str) -> Path:
    return carpetas().registros / "espejos" / f"{_en_archivo(destino)}.{que}"


def _en_archivo(destino: Destino) -> str:
    return destino.nombre.replace("/", "_")
