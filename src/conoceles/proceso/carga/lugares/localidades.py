"""El catálogo de localidades del INE, tal como circula: un renglón por localidad, sin distrito local.

Columnas: `ENTIDAD, NOMBRE ENTIDAD, MUNICIPIO, NOMBRE MUNICIPIO, SECCION, LOCALIDAD, NOMBRE LOCALIDAD, TIPO`. Su número de
municipio es del INE, no la clave del INEGI: los municipios se reconocen por su nombre. `TIPO` no se usa.
"""

from __future__ import annotations

import csv
import difflib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from conoceles.nucleo.texto import nombre_propio, sin_acentos
from conoceles.proceso.carga.lugares.secciones import numero_de
from conoceles.proceso.carga.piezas.archivos import leer_texto
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.definicion import Localidad, Municipio

COLUMNAS = (
    "ENTIDAD", "NOMBRE ENTIDAD", "MUNICIPIO", "NOMBRE MUNICIPIO", "SECCION", "LOCALIDAD", "NOMBRE LOCALIDAD", "TIPO",
)  # fmt: skip
Fila = Mapping[str, str]


class Lector:
    """Junta las localidades y de qué municipio es cada sección; lo que no cuadra queda en `faltas`."""

    def __init__(self, nombre: str, entidad: str, municipios: tuple[Municipio, ...], faltas: Faltas) -> None:
        self.nombre, self.entidad, self.faltas = nombre, sin_acentos(entidad), faltas
        self.claves = {sin_acentos(f): m.clave for m in municipios for f in (m.nombre, *m.sinonimos)}
        self.ajenas: Counter[tuple[str, str]] = Counter()  # (columna, lo que dice) → renglones
        self.secciones: dict[int, str] = {}
        self.nombres: dict[tuple[str, str], str] = {}
        self.donde: dict[tuple[str, str], set[int]] = {}

    def leer(self, carpeta: Path) -> tuple[dict[int, str], tuple[Localidad, ...]]:
        """Sección → clave de su municipio, y las localidades por nombre."""
        for lugar, fila in _filas(carpeta, self.nombre, self.faltas):
            self._fila(lugar, fila)
        for (columna, valor), cuantos in self.ajenas.items():
            de = ("municipios",) if columna == "NOMBRE MUNICIPIO" else ()
            self.faltas.anotar(self.nombre, columna, self._ajena(columna, valor, cuantos), de=de)
        halladas = (
            Localidad(nombre_propio(n), m, tuple(sorted(self.donde[m, c])))
            for (m, c), n in self.nombres.items()
        )
        return self.secciones, tuple(sorted(halladas, key=lambda x: (sin_acentos(x.nombre), x.municipio)))

    def _fila(self, lugar: str, fila: Fila) -> None:
        municipio, numero = self.claves.get(sin_acentos(fila["NOMBRE MUNICIPIO"])), numero_de(fila["SECCION"])
        if sin_acentos(fila["NOMBRE ENTIDAD"]) != self.entidad:
            self.ajenas["NOMBRE ENTIDAD", fila["NOMBRE ENTIDAD"]] += 1
        elif municipio is None:
            self.ajenas["NOMBRE MUNICIPIO", fila["NOMBRE MUNICIPIO"]] += 1
        elif numero is None:
            self._falta(lugar, "SECCION", f"«{fila['SECCION']}» no es un número de sección.")
        elif self.secciones.setdefault(numero, municipio) != municipio:
            self._falta(lugar, "SECCION", f"la sección {numero} ya es de otro municipio.")
        else:
            self._localidad(lugar, municipio, numero, fila)

    def _localidad(self, lugar: str, municipio: str, numero: int, fila: Fila) -> None:
        clave, nombre = (municipio, fila["LOCALIDAD"]), fila["NOMBRE LOCALIDAD"]
        if not nombre or not clave[1]:
            self._falta(lugar, "NOMBRE LOCALIDAD", "está vacía.")
        elif "\ufffd" in nombre or "Ã" in nombre:
            self._falta(
                lugar,
                "NOMBRE LOCALIDAD",
                f"«{nombre}» trae letras dañadas; guarde el archivo como CSV UTF-8.",
            )
        elif self.nombres.setdefault(clave, nombre) != nombre:
            dos = f"«{self.nombres[clave]}» y «{nombre}»"
            self._falta(
                lugar, "LOCALIDAD", f"la localidad {clave[1]} de su municipio tiene dos nombres: {dos}."
            )
        else:
            self.donde.setdefault(clave, set()).add(numero)

    def _falta(self, lugar: str, columna: str, razon: str) -> None:
        self.faltas.anotar(self.nombre, f"{lugar}, {columna}", razon)

    def _ajena(self, columna: str, valor: str, cuantos: int) -> str:
        renglones = "un renglón dice" if cuantos == 1 else f"{cuantos} renglones dicen"
        if columna == "NOMBRE ENTIDAD":
            return f"{renglones} «{valor}», y esta elección es de otra entidad: quítelos."
        parecidos = difflib.get_close_matches(sin_acentos(valor), self.claves, n=1, cutoff=0.5)
        pista = f" ¿Es «{parecidos[0]}»?" if parecidos else ""
        return f"{renglones} «{valor}», que no es un municipio de esta elección.{pista} Si lo es, escríbalo en `sinonimos` de los municipios."


def _filas(carpeta: Path, nombre: str, faltas: Faltas) -> Iterator[tuple[str, Fila]]:
    """Cada renglón con su lugar. El separador es el del encabezado: coma, punto y coma, barra o tabulador."""
    renglones = (leer_texto(carpeta, nombre, faltas) or "").splitlines()
    encabezado = renglones[0] if renglones else ""
    lector = csv.reader(renglones, delimiter=max(",;|\t", key=encabezado.count))
    columnas = [" ".join(c.replace("_", " ").split()).upper() for c in next(lector, [])]
    faltan = [c for c in COLUMNAS if sin_acentos(c) not in map(sin_acentos, columnas)]
    for columna in faltan if renglones else ():
        faltas.anotar(nombre, columna, "falta esta columna.")
    if faltan:
        return
    propias = {sin_acentos(c): c for c in COLUMNAS}
    columnas = [propias.get(sin_acentos(c), c) for c in columnas]
    for numero, celdas in enumerate(lector, 2):
        if not any(c.strip() for c in celdas):
            continue
        if len(celdas) != len(columnas):
            faltas.anotar(
                nombre, f"fila {numero}", f"trae {len(celdas)} columnas y el encabezado, {len(columnas)}."
            )
            continue
        yield f"fila {numero}", dict(zip(columnas, (" ".join(c.split()) for c in celdas), strict=True))
