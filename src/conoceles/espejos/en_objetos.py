"""Un espejo en un almacén S3: lo que se entrega por su clave, sin programa de por medio.

Ahí no se cambia todo de un golpe. Cada página llega después de lo que nombra y se retira antes que ello, así que ninguna se
lee a medias ni lleva a lo que no está; el manifiesto es lo último, y es el que dice que ya llegó todo.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from conoceles.espejos import recuerdo
from conoceles.espejos.piezas import Pieza, piezas
from conoceles.espejos.publicado import MANIFIESTO, PORTADA, EspejoCaido, Publicado, raiz_de
from conoceles.espejos.recuerdo import Recuerdo
from conoceles.nucleo.almacen import S3, Almacen

A_LA_VEZ = 8
SONDA = "sonda-del-espejo/"
T = TypeVar("T")
R = TypeVar("R")


class EnObjetos:
    """`archivo`: el de aquí con lo que se dejó allá, para llevar solo lo que cambió; sin él se lleva todo."""

    def __init__(self, almacen: Almacen, archivo: Path) -> None:
        self._almacen, self._archivo = almacen, archivo

    def poner(self, p: Publicado) -> None:
        """Lo deja al día y lo comprueba leyéndolo. `AlmacenCaido`, o `EspejoCaido` si entrega otra cosa."""
        sabe = self._recordar()
        quiere = piezas(p, con_diagonal=self._diagonal(sabe))
        cambian = [c for c in quiere if sabe.get(c) != quiere[c].sha256]
        sobran = sorted(sabe.keys() - quiere.keys() - {SONDA}, key=lambda c: not c.endswith((".html", "/")))
        por_comprobar = dict.fromkeys((c for c in cambian if not _cierra(c)), "")
        recuerdo.guardar(self._archivo, {**sabe, **por_comprobar})
        for tanda in _en_tandas(cambian, quiere):
            todas(tanda, lambda clave: self._subir(clave, quiere[clave]))
        todas(sobran, self._almacen.quitar)
        self._olvidar_versiones(quiere)
        self._comprobar({c: quiere[c] for c in cambian}, sobran)
        recuerdo.guardar(
            self._archivo, {SONDA: sabe[SONDA]} | {c: pieza.sha256 for c, pieza in quiere.items()}
        )

    def raiz(self, p: Publicado) -> str:
        """La que entrega."""
        return raiz_de(p.cadenas, lambda cadena: self._almacen.leer(clave_de(cadena, MANIFIESTO)))

    def revisar(self, p: Publicado) -> list[str]:
        """Cada objeto, por su contenido: los que no son los de aquí, y los que no deberían estar. Lo hallado se repone."""
        quiere = piezas(p, con_diagonal=self._diagonal(self._recordar()))
        hay = self._almacen.claves()
        malas = todas(quiere, lambda clave: "" if self._es(clave, quiere[clave]) else clave)
        distintas = sorted({*filter(None, malas), *(hay.keys() - quiere.keys())})
        if distintas:
            recuerdo.guardar(self._archivo, {**self._recordar(), **dict.fromkeys(distintas, "")})
            self.poner(p)
        return distintas

    def _subir(self, clave: str, pieza: Pieza) -> None:
        self._almacen.poner(clave, pieza.octetos(), pieza.encabezados)

    def _es(self, clave: str, pieza: Pieza) -> bool:
        return self._entrega(clave, pieza.sha256)

    def _entrega(self, clave: str, huella: str) -> bool:
        try:
            return hashlib.sha256(self._almacen.leer(clave)).hexdigest() == huella
        except FileNotFoundError:
            return False

    def _comprobar(self, puestas: dict[str, Pieza], quitadas: Iterable[str]) -> None:
        malas = [c for c in todas(puestas, lambda c: "" if self._es(c, puestas[c]) else c) if c]
        malas += [c for c in todas(quitadas, lambda c: c if self._almacen.hay(c) else "") if c]
        if malas:
            raise EspejoCaido(f"entrega otra cosa en {len(malas)} direcciones, como {malas[0]}")

    def _olvidar_versiones(self, quedan: Iterable[str]) -> None:
        """Donde se guarda lo que se sustituye o se borra, eso también se borra: puede ser lo que alguien suprimió."""
        if not isinstance(self._almacen, S3) or not self._almacen.guarda_versiones():
            return
        vivas = set(quedan)
        almacen = self._almacen
        viejas = [
            (clave, v.nombre)
            for clave, versiones in almacen.versiones().items()
            for v in versiones
            if clave not in vivas or not v.vigente
        ]
        todas(viejas, lambda cual: almacen.quitar_version(*cual))
        quedaron = sum(len(v) for v in almacen.versiones().values()) - len(vivas)
        if quedaron > 0:
            raise EspejoCaido(f"conserva {quedaron} versiones de lo que ya se retiró")

    def _diagonal(self, sabe: Recuerdo) -> bool:
        """Si entrega la página de una carpeta por la clave que acaba en `/`; se pregunta una vez."""
        sabe[SONDA] = sabe.get(SONDA) or ("sí" if self._sirve_la_diagonal() else "no")
        return sabe[SONDA] == "sí"

    def _sirve_la_diagonal(self) -> bool:
        """Hay almacenes que toman esa clave por una carpeta, y la entregan vacía."""
        prueba = b"<!doctype html>" + b" " * 2048
        self._almacen.poner(SONDA, prueba, {"Content-Type": "text/html; charset=utf-8"})
        try:
            return self._almacen.leer(SONDA) == prueba
        except FileNotFoundError:
            return False
        finally:
            for clave in {SONDA, *self._almacen.claves(SONDA)}:
                self._almacen.quitar(clave)

    def _recordar(self) -> Recuerdo:
        """Lo que se dejó; si después otra máquina dejó lo suyo, o no se sabe, lo que hay, todo por comprobar."""
        sabido = recuerdo.leer(self._archivo)
        if sabido is not None and all(self._entrega(c, h) for c, h in sabido.items() if _cierra(c)):
            return sabido
        return dict.fromkeys(self._almacen.claves(), "")


def _cierra(clave: str) -> bool:
    """Si es un manifiesto: es lo último que llega, así que dice de quién es lo que hay."""
    return clave.rpartition("/")[2] == MANIFIESTO


def clave_de(cadena: str, ruta: str) -> str:
    """La portada, en la raíz; lo demás, en la carpeta de su elección."""
    return ruta if cadena == PORTADA else f"{cadena}/{ruta}"


def _en_tandas(claves: Iterable[str], quiere: dict[str, Pieza]) -> list[list[str]]:
    """Cada una puede subir a la vez; la siguiente, cuando ya está toda la anterior."""
    tandas: dict[int, list[str]] = {}
    for clave in claves:
        tandas.setdefault(quiere[clave].turno, []).append(clave)
    return [tandas[turno] for turno in sorted(tandas)]


def todas(de: Iterable[T], hacer: Callable[[T], R]) -> list[R]:
    """Lo que da cada una, en su orden; unas cuantas a la vez."""
    with ThreadPoolExecutor(A_LA_VEZ) as hilos:
        return list(hilos.map(hacer, de))
