"""Los cambios de una publicación, hasta que se estrenan o se descubre que no hay ninguno."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypedDict

from conoceles.nucleo.nucleos import nucleos
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import cadena, estilos, firma, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.composicion import Encargo, Hecha, Reparto
from conoceles.publicacion.instantanea.comprimir import por_trozos, variantes
from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.instantanea.renglones.lista import Lista
from conoceles.publicacion.instantanea.renglones.renglon import Renglon, conservado
from conoceles.publicacion.instantanea.sello import sellar


class Resultado(TypedDict):
    """Lo que dice `publicar`. Los segundos son hasta que el cambio está a la vista."""

    instantanea: str
    paginas_escritas: int
    paginas_reusadas: int
    segundos: float
    segundos_fijos: float
    cambio: bool


class Obra:
    """Lo que cambia respecto de la instantánea anterior, escrito en una carpeta de trabajo que se abre con lo primero."""

    def __init__(self, arbol: Arbol, estado: Estado, llave: str, *, sin_lista: bool = False) -> None:
        """`sin_lista`: la de la anterior se perdió; se escribe todo, y la cadena sigue."""
        self.arbol, self.estado, self.llave = arbol, estado, llave
        self.llave_de_sello: Callable[[Collection[str]], bytes] = lambda _: b""
        self.segundos_fijos = 0.0
        with self.fijo():
            self.base = arbol.actual()
            octetos = arbol.manifiesto_nombrado()
            leer = manifiesto.sin_lista if sin_lista else manifiesto.leer
            self.anterior = leer(arbol.ruta(self.base)) if self.base else None
            self.huella_anterior = hashlib.sha256(octetos).hexdigest() if octetos else None
        self._previos = self.anterior.archivos if self.anterior else Lista()
        self.archivos = self._previos.copia(self.taller)
        self.parcial: Path | None = None
        self._tocadas: set[str] = set()  # las que son otras que en la anterior, si hay; y las que se quitaron
        self._reparto: Reparto | None = None
        self._pila = ExitStack()
        self._de_paginas = self._pila.enter_context(ExitStack())  # los demás núcleos, hasta `recoger`
        self._taller: Path | None = None
        self._vivas = bytearray(
            len(self._previos)
        )  # por su lugar entre los previos: las que nadie debe quitar
        self.escritas = self.reusadas = 0

    @contextmanager
    def fijo(self) -> Iterator[None]:
        """Cuenta lo que se hace adentro como parte que no depende del cambio."""
        inicio = perf_counter()
        try:
            yield
        finally:
            self.segundos_fijos += perf_counter() - inicio

    def pagina(self, pagina: Pagina, de: Collection[str] = ()) -> bool:
        """La compone solo si cambió algo de lo que entra en ella; dice si la compuso. `de`: los folios de quienes muestra."""
        if self.al_dia(pagina):
            return False
        self.poner(pagina.ruta, pagina.componer().encode(), de)
        return self._compuesta(pagina)

    def encargar(self, pagina: Pagina, de: Collection[str] = ()) -> bool:
        """Como `pagina`; si se reparte el trabajo, la compone otro núcleo y su renglón se conoce hasta `recoger`."""
        if self._reparto is None:
            return self.pagina(pagina, de)
        if self.al_dia(pagina):
            return False
        previos = {n: self.archivos[n] for n in _con_variantes(pagina.ruta) if n in self.archivos}
        self._reparto.encargar(Encargo(pagina, self.llave_de_sello(de) if de else b"", previos))
        self._anotar_hechas(self._reparto.listas())
        return self._compuesta(pagina)

    def al_dia(self, pagina: Pagina) -> bool:
        """Si nada de lo que entra en ella cambió: entonces sigue como está."""
        igual = self.estado.huella(pagina.ruta) == pagina.huella(self.llave) and pagina.ruta in self.archivos
        if igual:
            self.reusadas += 1
            self.conservar(pagina.ruta)
        return igual

    def _compuesta(self, pagina: Pagina) -> bool:
        self.estado.anotar_pagina(pagina.ruta, pagina.huella(self.llave))
        self.escritas += 1
        return True

    def repartir(self) -> None:
        """Desde ahora, lo que se encargue lo componen también los demás núcleos; hasta `recoger`."""
        self._reparto = Reparto(self._de_paginas.enter_context(nucleos(ocupados=1)), self.abrir())

    def taller(self) -> Path:
        """Una carpeta para lo que todavía no está hecho, en el disco del sitio; dura hasta `soltar`."""
        if self._taller is None:
            prefijo = f".parcial-taller-{os.getpid()}-"
            self._taller = Path(
                self._pila.enter_context(TemporaryDirectory(dir=self.arbol.carpeta, prefix=prefijo))
            )
        return self._taller

    def al_soltar(self, hacer: Callable[[], None]) -> None:
        """Lo que se hace al final, salga bien o mal."""
        self._pila.callback(hacer)

    def soltar(self) -> None:
        """Despide a los demás núcleos y tira el taller; lo que no se recogió se pierde."""
        self._pila.close()

    def recoger(self) -> None:
        """Espera lo encargado y despide a los demás núcleos: lo que falta es de este, y ocupa la memoria que dejan."""
        if self._reparto is not None:
            self._anotar_hechas(self._reparto.recoger())
            self._reparto = None
            self._de_paginas.close()

    def _anotar_hechas(self, hechas: Iterable[Hecha]) -> None:
        for hecha in hechas:
            for ruta, renglon in hecha.renglones.items():
                self._anotar(ruta, renglon)

    def poner(self, ruta: str, contenido: bytes, de: Collection[str] = ()) -> None:
        """Archivo con sus variantes comprimidas, si sus octetos son otros. `de`: los folios de quienes muestra."""
        contenido = sellar(ruta, contenido, self.llave_de_sello(de) if de else b"")
        if ruta in self.archivos and self.archivos[ruta].es_de(contenido):
            self.conservar(ruta)
            return
        for nombre, octetos in variantes(ruta, contenido).items():
            self.anotar(nombre, octetos)
            arboles.escribir(self.abrir() / nombre, octetos)

    def mover(self, ruta: str, origen: Path) -> None:
        """Como `poner`, con un archivo grande que ya está en el disco, fuera del árbol, y que nadie más usa."""
        if ruta in self.archivos and self.archivos[ruta].es_de(origen):
            self.conservar(ruta)
            return
        for fin in por_trozos(ruta, origen):
            escrito = Path(f"{origen}{fin}")
            self.anotar(ruta + fin, escrito)
            arboles.mover(escrito, self.abrir() / (ruta + fin))

    def anotar(self, ruta: str, contenido: bytes | Path, sha256: str = "") -> None:
        """El renglón de un archivo; si es el que ya se servía, el mismo, con su sal. `sha256`: el suyo, si ya se sabe."""
        self._anotar(ruta, conservado(self._previos.get(ruta), ruta, contenido, sha256))

    def _anotar(self, ruta: str, renglon: Renglon) -> None:
        self.archivos[ruta] = renglon
        self._viva(ruta)
        if self.anterior and self._previos.get(ruta) != renglon:
            self._tocadas.add(ruta)

    def _viva(self, ruta: str) -> None:
        lugar = self._previos.lugar(ruta)
        if lugar is not None:
            self._vivas[lugar] = 1

    def derivar(self, ruta: str, insumos: str, hacer: Callable[[], bytes]) -> None:
        """Como `poner` lo que sale de `insumos`; con los mismos, no se vuelve a hacer."""
        if self.estado.huella(ruta) == insumos and ruta in self.archivos:
            self.conservar(ruta)
            return
        self.poner(ruta, hacer())
        self.estado.anotar_pagina(ruta, insumos)

    def enlazar(self, ruta: str, origen: Path) -> None:
        """Archivo ya hecho e inmutable (su nombre lleva su huella)."""
        self._viva(ruta)
        if ruta not in self.archivos:
            self.anotar(ruta, origen)
            arboles.enlazar(origen, self.abrir() / ruta)

    def quitar(self, ruta: str) -> None:
        """El archivo y sus variantes dejan de publicarse."""
        for nombre in _con_variantes(ruta):
            if self.archivos.pop(nombre, None):
                self._tocadas.add(nombre)
        self.estado.anotar_pagina(ruta, None)

    def quitar_lo_demas(self) -> None:
        """En una publicación completa, lo que nadie puso ni conservó sobra."""
        for ruta, viva in zip(self._previos, self._vivas, strict=True):
            if not viva and ruta in self.archivos:
                self.quitar(ruta)

    def conservar(self, ruta: str) -> None:
        """El archivo sigue como está."""
        for nombre in _con_variantes(ruta):
            self._viva(nombre)

    def conservadas(self) -> Iterator[str]:
        """Las que ya estaban y nadie debe quitar."""
        return (ruta for ruta, viva in zip(self._previos, self._vivas, strict=True) if viva)

    def paginas_en(self, prefijo: str) -> set[str]:
        """Las que ya se publicaban y empiezan así."""
        return {r for r in self._previos.bajo(prefijo) if r.endswith(".html") and r in self.archivos}

    @property
    def otras_direcciones(self) -> bool:
        """Si alguna página se estrena o se retira."""
        return any(
            ruta.endswith("index.html") and (ruta in self.archivos) != (ruta in self._previos)
            for ruta in self._tocadas
        )

    @property
    def hay_cambios(self) -> bool:
        return self.anterior is None or any(
            self.archivos.get(ruta) != self._previos.get(ruta) for ruta in self._tocadas
        )

    def resultado(self, instantanea: str, segundos: float) -> Resultado:
        """Lo que se dice al terminar."""
        return {
            "instantanea": instantanea,
            "paginas_escritas": self.escritas,
            "paginas_reusadas": self.reusadas,
            "segundos": round(segundos, 4),
            "segundos_fijos": round(self.segundos_fijos, 4),
            "cambio": self.hay_cambios,
        }

    def abrir(self) -> Path:
        """La carpeta de trabajo, con lo que no cambia ya enlazado."""
        if self.parcial is None:
            with self.fijo():
                self.parcial = self.arbol.empezar(self.base if self._previos else "")
        return self.parcial

    def materializar(self) -> Path:
        """Deja la carpeta de trabajo con lo que hay y nada más. Puede repetirse."""
        parcial = self.abrir()
        for ruta in [
            r for r in self._tocadas if r not in self.archivos
        ]:  # restar las llaves las recorre todas
            (parcial / ruta).unlink(missing_ok=True)
            arboles.quitar_vacias((parcial / ruta).parent, parcial)
        return parcial

    def estrenar(
        self, *, proceso: str, ahora: datetime, cabezas: Mapping[str, str], cortes: Mapping[str, str]
    ) -> str:
        """Manifiesto, firma y cambio de `actual`. Devuelve el nombre de la instantánea."""
        parcial = self.materializar()
        with self.fijo():
            nuevo = manifiesto.nuevo(proceso, ahora, self.huella_anterior, cabezas)
            nuevo.cortes, nuevo.archivos = dict(cortes), self.archivos
            octetos = nuevo.sellar(self.anterior)
            instantanea = manifiesto.identificar(octetos)
            propios = {
                manifiesto.NOMBRE: octetos,
                manifiesto.FIRMA: firma.firmar(octetos),
            }
            for nombre, contenido in propios.items():
                arboles.escribir(parcial / nombre, contenido)
            servida = self.arbol.carpeta / "actual"
            self.archivos.escribir(parcial / manifiesto.RENGLONES, servida / manifiesto.RENGLONES)
            for nombre in (*propios, manifiesto.RENGLONES):
                arboles.posterior(parcial / nombre, servida / nombre)
            self._sincronizar(*propios, manifiesto.RENGLONES)
            estilos.anunciar()
            cadena.exigir(self.arbol)
            self.arbol.colocar(parcial, instantanea)
            cadena.anotar(self.arbol, instantanea, ahora)
            self.arbol.servir(instantanea)
            manifiesto.recordar(octetos, nuevo)
        return instantanea

    def _sincronizar(self, *propios: str) -> None:
        """Baja a disco todo lo que se estrena; de la primera, qué escribió no se lleva en cuenta."""
        if self.anterior is None:
            os.sync()
            return
        otros = [ruta for ruta in self._tocadas if ruta in self.archivos]
        arboles.sincronizar([self.abrir() / nombre for nombre in (*propios, *otros)])


def _con_variantes(ruta: str) -> tuple[str, str, str]:
    return ruta, ruta + ".gz", ruta + ".br"
