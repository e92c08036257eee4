"""Los árboles de instantáneas en disco: se construyen aparte y se estrenan con un solo `rename`.

`sitio/<clave>/instantaneas/<id>/` es inmutable; `actual` es un enlace simbólico. Un proceso muerto a la
mitad solo deja carpetas `.parcial-*`, que la siguiente corrida retira.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.instantanea.manifiesto import FIRMA, NOMBRE, RENGLONES, SUPRIMIDOS, distintas

CONSERVAR = 20
_PROPIOS = {NOMBRE, FIRMA, RENGLONES, SUPRIMIDOS}  # de cada instantánea: no se heredan
COPIADOS = {"busqueda.sqlite", RENGLONES}  # se remiendan en su lugar: nunca comparten octetos con lo servido


@contextmanager
def cerrar(cerrojo: Path) -> Iterator[None]:
    """Uno a la vez; el candado muere con el proceso. Basta poder leerlo: quien respalda no escribe en el sitio."""
    descriptor = os.open(cerrojo, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Arbol:
    """Las instantáneas de una elección (o de `_raiz`)."""

    def __init__(self, clave: str) -> None:
        self.carpeta = carpetas().sitio / clave
        self.instantaneas = self.carpeta / "instantaneas"
        self.manifiestos = self.carpeta / "manifiestos"
        self.objetos = self.carpeta / "objetos"
        for carpeta in (self.instantaneas, self.manifiestos, self.objetos):
            carpeta.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def cerrojo(self) -> Iterator[None]:
        """Un solo publicador a la vez por elección."""
        with cerrar(self.carpeta / "cerrojo"):
            yield

    def actual(self) -> str:
        """Nombre de la instantánea que se sirve, o vacío."""
        enlace = self.carpeta / "actual"
        return enlace.resolve().name if enlace.is_symlink() and enlace.exists() else ""

    def manifiesto_nombrado(self) -> bytes:
        """El de la que `actual` nombra, que queda guardado aunque su árbol se haya perdido; vacío si no hay."""
        enlace = self.carpeta / "actual"
        guardado = self.guardado(Path(os.readlink(enlace)).name if enlace.is_symlink() else "")
        return guardado.read_bytes() if guardado.exists() else b""

    def ruta(self, instantanea: str) -> Path:
        return self.instantaneas / instantanea

    def sanar(self) -> None:
        """Retira lo que dejó a medias un proceso muerto. Lo servido no se toca.

        Un manifiesto se guarda cuando ya se sirve: un árbol sin el suyo nunca se estrenó.
        """
        actual = self.actual()
        if actual and not self.guardado(actual).exists():
            self.guardar_manifiesto(actual)
        for arbol in self.instantaneas.iterdir():
            if not self.guardado(arbol.name).exists():
                shutil.rmtree(arbol)
        for resto in self.carpeta.glob(".parcial-*"):
            shutil.rmtree(resto)
        for enlace in (self.carpeta / ".actual", self._por_servir()):
            enlace.unlink(missing_ok=True)
        for lista in self.carpeta.glob(".lista-*"):
            if lista.name != f".lista-{actual}":
                shutil.rmtree(lista)

    def empezar(self, base: str) -> Path:
        """Carpeta de trabajo con todo lo de `base` enlazado; vacía si no hay base."""
        parcial = self.carpeta / f".parcial-{os.getpid()}"
        lista = self.carpeta / f".lista-{base}"
        if base and lista.exists():
            lista.rename(parcial)
        elif base:
            clonar(self.ruta(base), parcial)
        else:
            parcial.mkdir()
        return parcial

    def preparar(self) -> None:
        """Clona por adelantado lo servido: la próxima corrección no espera los enlaces, ni que lleguen al disco."""
        actual = self.actual()
        if actual and not self._lista().exists():
            parcial = self.carpeta / f".parcial-lista-{os.getpid()}"
            clonar(self.ruta(actual), parcial)
            os.sync()  # antes de darlo por bueno: de lo copiado se remienda solo lo que cambie
            parcial.rename(self._lista())

    def guardar_manifiesto(self, instantanea: str) -> None:
        """El manifiesto y su firma quedan para siempre, aunque el árbol se pode."""
        guardado = self.guardado(instantanea)
        for nombre, destino in ((FIRMA, guardado.with_suffix(".firma")), (NOMBRE, guardado)):
            destino.unlink(missing_ok=True)
            destino.hardlink_to(self.ruta(instantanea) / nombre)
        _sincronizar_carpeta(self.manifiestos)

    def guardado(self, instantanea: str) -> Path:
        """Su manifiesto, que queda aunque el árbol se pode."""
        return self.manifiestos / f"{instantanea}.json"

    def colocar(self, parcial: Path, instantanea: str) -> None:
        """Pone el árbol terminado en su lugar. Todavía no se sirve: antes debe constar que es la última."""
        marca = self._por_servir()
        marca.unlink(missing_ok=True)
        marca.symlink_to(instantanea)
        parcial.rename(self.ruta(instantanea))
        _sincronizar_carpeta(self.instantaneas)
        _sincronizar_carpeta(self.carpeta)

    def por_servir(self) -> str:
        """La que se colocó y quizá no se llegó a servir, o vacío."""
        marca = self._por_servir()
        return os.readlink(marca) if marca.is_symlink() else ""

    def servir(self, instantanea: str) -> None:
        """La que ya está en su lugar es la que se lee: cambia `actual` de un solo golpe."""
        nuevo = self.carpeta / ".actual"
        nuevo.unlink(missing_ok=True)
        nuevo.symlink_to(Path("instantaneas") / instantanea)
        nuevo.replace(self.carpeta / "actual")
        _sincronizar_carpeta(self.carpeta)
        self.guardar_manifiesto(instantanea)
        self._por_servir().unlink(missing_ok=True)

    def podar(self) -> None:
        """Conserva las últimas 20 y la última de cada día; los manifiestos, siempre.

        El primer árbol que sale se vuelve la carpeta de trabajo siguiente: solo se toca lo que cambió desde entonces.
        """
        arboles = sorted(self.instantaneas.iterdir(), key=_estrenada, reverse=True)
        dias: set[str] = set()
        for posicion, arbol in enumerate(arboles):
            dia = datetime.fromtimestamp(_estrenada(arbol), timezone.utc).date().isoformat()
            if posicion >= CONSERVAR and dia in dias and arbol.name != self.actual():
                retirado = arbol.rename(self.carpeta / f".parcial-poda-{os.getpid()}")  # entero o nada
                if self._lista().exists() or not reciclar(retirado, self.ruta(self.actual())):
                    shutil.rmtree(retirado)
                else:
                    os.sync()
                    retirado.rename(self._lista())
            dias.add(dia)

    def retirar(self, instantanea: str) -> None:
        """Su árbol, entero o nada; su manifiesto queda en la cadena."""
        shutil.rmtree(self.ruta(instantanea).rename(self.carpeta / f".parcial-retirada-{os.getpid()}"))

    def _por_servir(self) -> Path:
        return self.carpeta / ".por-servir"

    def _lista(self) -> Path:
        """Lo servido, ya clonado para la corrida siguiente."""
        return self.carpeta / f".lista-{self.actual()}"


def clonar(origen: Path, destino: Path) -> None:
    """Árbol nuevo cuyos archivos son enlaces duros a los de `origen`, salvo los que se copian."""
    destino.mkdir()
    pendientes = [(str(origen), str(destino))]
    while pendientes:
        desde, hacia = pendientes.pop()
        with os.scandir(desde) as entradas:
            for entrada in entradas:
                nuevo = f"{hacia}/{entrada.name}"
                if entrada.is_dir(follow_symlinks=False):
                    os.mkdir(nuevo)
                    pendientes.append((entrada.path, nuevo))
                elif desde == str(origen) and entrada.name in COPIADOS:
                    shutil.copyfile(entrada.path, nuevo)
                elif desde != str(origen) or entrada.name not in _PROPIOS:
                    os.link(entrada.path, nuevo)


def reciclar(viejo: Path, nuevo: Path) -> bool:
    """Deja `viejo` como un clon de `nuevo`, sin tocar lo que es igual en los dos. `False`, y nada, si `viejo` no dice qué lleva."""
    if not (viejo / RENGLONES).exists():
        return False
    for ruta, sigue in distintas(viejo / RENGLONES, nuevo / RENGLONES):
        if ruta in COPIADOS:
            continue
        (viejo / ruta).unlink(missing_ok=True)
        if sigue:
            enlazar(nuevo / ruta, viejo / ruta)
        else:
            quitar_vacias((viejo / ruta).parent, viejo)
    for nombre in _PROPIOS | COPIADOS:
        (viejo / nombre).unlink(missing_ok=True)
    for nombre in COPIADOS:
        if (nuevo / nombre).exists():
            shutil.copyfile(nuevo / nombre, viejo / nombre)
    return True


def quitar_vacias(carpeta: Path, limite: Path) -> None:
    """Las carpetas que se quedaron sin nada, hasta `limite`."""
    while carpeta != limite and carpeta.exists() and not any(carpeta.iterdir()):
        carpeta.rmdir()
        carpeta = carpeta.parent


def escribir(destino: Path, contenido: bytes) -> None:
    """Archivo nuevo en disco. Nunca escribe a través de un enlace duro: primero lo suelta."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    anterior = _segundo(destino)
    destino.unlink(missing_ok=True)
    destino.write_bytes(contenido)
    _posterior(destino, anterior)


def enlazar(origen: Path, destino: Path) -> None:
    """El mismo archivo, ya hecho y que nadie modifica, en otro lugar."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    destino.unlink(missing_ok=True)
    destino.hardlink_to(origen)


def mover(origen: Path, destino: Path) -> None:
    """El archivo, ya escrito en el mismo disco, a su lugar."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    anterior = _segundo(destino)
    origen.replace(destino)
    _posterior(destino, anterior)


def posterior(nuevo: Path, servido: Path) -> None:
    """Lo que se va a servir donde está `servido`, que es de otro árbol, con otra fecha."""
    _posterior(nuevo, _segundo(servido))


def _segundo(ruta: Path) -> int:
    try:
        return int(ruta.stat().st_mtime)
    except FileNotFoundError:
        return 0


def _posterior(ruta: Path, anterior: int) -> None:
    """nginx reconoce un archivo por su segundo y lo que mide: dos correcciones en uno, o una hora que retrocede, no lo repiten."""
    if _segundo(ruta) <= anterior:
        os.utime(ruta, (anterior + 1, anterior + 1))


def sincronizar(rutas: list[Path]) -> None:
    """Baja a disco lo escrito antes de estrenarlo; desde unos cuantos, todo de una vez."""
    if len(rutas) > 8:  # doscientos, con el disco ocupado: 1.5 s de uno en uno, 0.05 de una vez
        os.sync()
        return
    for ruta in rutas:
        with open(ruta, "rb") as archivo:
            os.fsync(archivo.fileno())


def _estrenada(arbol: Path) -> float:
    manifiesto = arbol / NOMBRE
    return manifiesto.stat().st_mtime if manifiesto.exists() else 0.0


def _sincronizar_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
