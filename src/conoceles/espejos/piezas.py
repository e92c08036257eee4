"""Lo publicado, objeto por objeto: su clave, de qué archivo sale, con qué encabezados y en qué orden llega."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conoceles.espejos.publicado import PORTADA, Publicado
from conoceles.lector.encabezados import INMUTABLE, RETRATO, caducidad, tipo
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.instantanea import manifiesto

PUNTO, INDICE = "checkpoint", "index.html"
REVALIDA = "no-cache"
_TEXTO = "text/plain; charset=utf-8"
# Lo que no cambia nunca, lo que una página nombra, las páginas, las portadas y, ya con todo, lo firmado.
FIJO, DATO, PAGINA, PORTADAS, PRUEBA, CIERRE = range(6)


@dataclass(frozen=True)
class Pieza:
    """`turno`: llega después de todas las de un turno menor. `leido`: de lo que puede cambiar mientras se lleva."""

    ruta: Path
    sha256: str
    turno: int
    encabezados: dict[str, str]
    leido: bytes | None = None

    def octetos(self) -> bytes:
        return self.ruta.read_bytes() if self.leido is None else self.leido


def piezas(p: Publicado, *, con_diagonal: bool) -> dict[str, Pieza]:
    """Clave → pieza. `con_diagonal`: la página de cada carpeta, también con la clave que acaba en `/`."""
    hechas = dict(_del_registro())
    for cadena in p.cadenas:
        raiz = "" if cadena == PORTADA else f"{cadena}/"
        for ruta, pieza in _de_cadena(p.carpeta(cadena)):
            hechas[raiz + ruta] = pieza
            if con_diagonal and ruta.endswith(f"/{INDICE}"):
                hechas[raiz + ruta.removesuffix(INDICE)] = pieza
            elif con_diagonal and ruta == INDICE and raiz:
                hechas[raiz] = pieza
    return hechas


def _de_cadena(carpeta: Path) -> Iterator[tuple[str, Pieza]]:
    """Lo del manifiesto, menos la base de búsqueda, que nadie entrega; y el manifiesto con su firma."""
    for ruta, renglon in manifiesto.leer(carpeta).archivos.items():
        if not ruta.endswith(".sqlite"):
            cabeza = {"Content-Type": tipo(ruta), "Cache-Control": caducidad(ruta)}
            yield ruta, Pieza(carpeta / ruta, renglon.sha256, _turno(ruta, cabeza), cabeza)
    propios = ((manifiesto.RENGLONES, PRUEBA), (manifiesto.FIRMA, PRUEBA), (manifiesto.NOMBRE, CIERRE))
    for nombre, turno in propios:
        cabeza = {"Content-Type": tipo(nombre), "Cache-Control": caducidad(nombre)}
        yield nombre, _suelta(carpeta / nombre, turno, cabeza)


def _turno(ruta: str, cabeza: dict[str, str]) -> int:
    if cabeza["Cache-Control"] in (INMUTABLE, RETRATO):
        return FIJO
    if not ruta.endswith((".html", ".html.gz", ".html.br")):
        return DATO
    return PAGINA if "/" in ruta else PORTADAS


def _del_registro() -> Iterator[tuple[str, Pieza]]:
    """Tejas y pruebas, que nunca son menos que las del punto de control leído antes; y él, al final."""
    sitio = carpetas().sitio
    punto = sitio / "log" / PUNTO
    if not punto.exists():
        return
    yield f"log/{PUNTO}", _suelta(punto, CIERRE, {"Content-Type": _TEXTO, "Cache-Control": REVALIDA})
    for archivo in (a for carpeta in ("log", "pruebas") for a in (sitio / carpeta).rglob("*")):
        clave = archivo.relative_to(sitio).as_posix()
        if archivo.is_file() and archivo.name[0] != "." and archivo.name not in (PUNTO, "cerrojo"):
            teja = clave.startswith("log/tile/")
            cabeza = {"Content-Type": "application/octet-stream" if teja else _TEXTO}
            cabeza["Cache-Control"] = INMUTABLE if teja else REVALIDA
            with contextlib.suppress(FileNotFoundError):  # una teja parcial que ya se completó
                yield clave, _suelta(archivo, FIJO if teja else DATO, cabeza)


def _suelta(archivo: Path, turno: int, cabeza: dict[str, str]) -> Pieza:
    octetos = archivo.read_bytes()
    return Pieza(archivo, hashlib.sha256(octetos).hexdigest(), turno, cabeza, octetos)
