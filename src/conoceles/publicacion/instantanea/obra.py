"""Los cambios de una publicación, hasta que se estrenan o se descubre que no hay ninguno."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TypedDict

from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import cadena, estilos, firma, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.comprimir import variantes
from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.instantanea.manifiesto import Renglon


@dataclass(frozen=True)
class Pagina:
    """Una página por hacer: dónde va y cómo se compone.

    `insumos` resume los datos propios de la página; lo común a todas va en la llave de la obra.
    """

    ruta: str
    componer: Callable[[], str]
    insumos: str

    def huella(self, llave: str) -> str:
        """Resumen de todo lo que entra en la página."""
        return resumir(llave, self.ruta, self.insumos)


def resumir(*partes: object) -> str:
    """Huella corta de unos datos congelados."""
    return hashlib.sha256("|".join(map(repr, partes)).encode()).hexdigest()[:32]


class Resultado(TypedDict):
    """Lo que dice `publicar`. Los segundos son hasta que el cambio está a la vista."""

    instantanea: str
    paginas_escritas: int
    paginas_reusadas: int
    segundos: float
    segundos_fijos: float
    cambio: bool


class Obra:
    """Acumula lo que cambia respecto de la instantánea anterior."""

    def __init__(self, arbol: Arbol, estado: Estado, llave: str) -> None:
        self.arbol, self.estado, self.llave = arbol, estado, llave
        self.sellar: Callable[[str, bytes, Collection[str]], bytes] = lambda _, contenido, __: contenido
        self.segundos_fijos = 0.0
        with self.fijo():
            self.base = arbol.actual()
            octetos = (arbol.ruta(self.base) / manifiesto.NOMBRE).read_bytes() if self.base else b""
            self.anterior = manifiesto.leer(arbol.ruta(self.base)) if octetos else None
            self.huella_anterior = hashlib.sha256(octetos).hexdigest() if octetos else None
        self.archivos: dict[str, Renglon] = dict(self.anterior.archivos) if self.anterior else {}
        self.cambios: dict[str, bytes | Path] = {}
        self.vivas: set[str] = set()
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
        huella = pagina.huella(self.llave)
        if self.estado.huella(pagina.ruta) == huella and pagina.ruta in self.archivos:
            self.reusadas += 1
            self.conservar(pagina.ruta)
            return False
        self.poner(pagina.ruta, pagina.componer().encode(), de)
        self.estado.anotar_pagina(pagina.ruta, huella)
        self.escritas += 1
        return True

    def poner(self, ruta: str, contenido: bytes, de: Collection[str] = ()) -> None:
        """Archivo con sus variantes comprimidas, si sus octetos son otros. `de`: los folios de quienes muestra."""
        contenido = self.sellar(ruta, contenido, de)
        if ruta in self.archivos and self.archivos[ruta].es_de(contenido):
            self.conservar(ruta)
            return
        for nombre, octetos in variantes(ruta, contenido).items():
            self.anotar(nombre, octetos)
            self.cambios[nombre] = octetos
            self.vivas.add(nombre)

    def anotar(self, ruta: str, contenido: bytes) -> None:
        """El renglón de un archivo; si es el que ya se servía, el mismo, con su sal."""
        previo = self.anterior.archivos.get(ruta) if self.anterior else None
        igual = previo is not None and previo.es_de(contenido)
        self.archivos[ruta] = previo if previo and igual else manifiesto.renglon(ruta, contenido)

    def enlazar(self, ruta: str, origen: Path) -> None:
        """Archivo ya hecho e inmutable (su nombre lleva su huella)."""
        self.vivas.add(ruta)
        if ruta not in self.archivos:
            self.anotar(ruta, origen.read_bytes())
            self.cambios[ruta] = origen

    def quitar(self, ruta: str) -> None:
        """El archivo y sus variantes dejan de publicarse."""
        for nombre in (ruta, ruta + ".gz", ruta + ".br"):
            self.archivos.pop(nombre, None)
            self.cambios.pop(nombre, None)
        self.estado.anotar_pagina(ruta, None)

    def quitar_lo_demas(self) -> None:
        """En una publicación completa, lo que nadie puso ni conservó sobra."""
        for ruta in set(self.archivos) - self.vivas:
            self.quitar(ruta)

    def conservar(self, ruta: str) -> None:
        """El archivo sigue como está."""
        self.vivas |= {n for n in (ruta, ruta + ".gz", ruta + ".br") if n in self.archivos}

    @property
    def otras_direcciones(self) -> bool:
        """Si alguna página se estrena o se retira."""
        previos = self.anterior.archivos if self.anterior else {}
        distintos = self.archivos.keys() ^ previos.keys()
        return any(ruta.endswith("index.html") for ruta in distintos)

    @property
    def hay_cambios(self) -> bool:
        return self.anterior is None or self.archivos != self.anterior.archivos

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
        """Carpeta de trabajo con lo que no cambia ya enlazado."""
        with self.fijo():
            return self.arbol.empezar(self.base)

    def materializar(self, parcial: Path) -> None:
        """Escribe en la carpeta de trabajo lo que cambió y retira lo que sobra. Puede repetirse."""
        escritos = []
        for ruta, contenido in self.cambios.items():
            destino = parcial / ruta
            if isinstance(contenido, Path):
                destino.parent.mkdir(parents=True, exist_ok=True)
                destino.unlink(missing_ok=True)
                destino.hardlink_to(contenido)
            else:
                arboles.escribir(destino, contenido)
                escritos.append(destino)
        viejas = set(self.anterior.archivos) if self.anterior else set()
        for ruta in viejas - set(self.archivos):
            (parcial / ruta).unlink(missing_ok=True)
            _quitar_vacias((parcial / ruta).parent, parcial)
        arboles.sincronizar(escritos)
        self.cambios = {}

    def estrenar(
        self,
        parcial: Path,
        *,
        proceso: str,
        ahora: datetime,
        cabezas: Mapping[str, str],
        cortes: Mapping[str, str],
    ) -> str:
        """Manifiesto, firma y cambio de `actual`. Devuelve el nombre de la instantánea."""
        with self.fijo():
            nuevo = manifiesto.nuevo(proceso, ahora, self.huella_anterior, cabezas)
            nuevo.cortes, nuevo.archivos = dict(cortes), self.archivos
            octetos = nuevo.sellar(self.anterior.pisos if self.anterior else nuevo.pisos)
            instantanea = manifiesto.identificar(octetos)
            propios = {
                manifiesto.NOMBRE: octetos,
                manifiesto.FIRMA: firma.firmar(octetos),
                manifiesto.RENGLONES: nuevo.renglones(),
            }
            for nombre, contenido in propios.items():
                arboles.escribir(parcial / nombre, contenido)
            arboles.sincronizar([parcial / nombre for nombre in propios])
            estilos.anunciar()
            cadena.exigir(self.arbol)
            self.arbol.estrenar(parcial, instantanea)
            self.arbol.guardar_manifiesto(instantanea)
            cadena.anotar(self.arbol, instantanea, ahora)
            manifiesto.recordar(octetos, nuevo)
        return instantanea


def _quitar_vacias(carpeta: Path, limite: Path) -> None:
    while carpeta != limite and carpeta.exists() and not any(carpeta.iterdir()):
        carpeta.rmdir()
        carpeta = carpeta.parent
