"""El catálogo de secciones electorales, cuando lo hay: `seccion,municipio,distrito`, el de localidades del INE, o los dos."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.piezas.archivos import leer_csv
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Catalogo, Definicion, Distrito, Municipio, SeccionElectoral


def leer_catalogo(tabla: Tabla) -> Catalogo:
    """`[catalogo]`: de dónde salió, que el sitio dice junto a él."""
    catalogo = Catalogo(tabla.texto("fuente", ""), tabla.logico("inventado"))
    tabla.cerrar()
    return catalogo


def numero_de(texto: str) -> int | None:
    """Una sección son de uno a cuatro dígitos, mayor que cero."""
    return int(texto) if re.fullmatch(r"\d{1,4}", texto) and int(texto) else None


def leer_secciones(
    carpeta: Path,
    nombre: str,
    municipios: tuple[Municipio, ...],
    distritos: tuple[Distrito, ...],
    faltas: Faltas,
) -> tuple[SeccionElectoral, ...]:
    """Una fila por sección, sin repetir y en un distrito que sí toca a su municipio.

    `municipio` es su clave del INEGI o su nombre.
    """
    claves = {sin_acentos(f): m.clave for m in municipios for f in (m.clave, m.nombre, *m.sinonimos)}
    parejas = {(clave, str(d.numero)) for d in distritos for clave in d.municipios}
    leidas: dict[int, SeccionElectoral] = {}
    for fila in leer_csv(carpeta, nombre, faltas, columnas=("seccion", "municipio", "distrito")):
        donde, clave = f"fila {fila['fila']}", claves.get(sin_acentos(fila["municipio"]), "")
        numero = numero_de(fila["seccion"])
        if numero is None:
            faltas.anotar(nombre, f"{donde}, seccion", f"«{fila['seccion']}» no es un número de sección.")
        elif not clave:
            razon = f"el municipio «{fila['municipio']}» no existe."
            faltas.anotar(nombre, f"{donde}, municipio", razon, de=("municipios",))
        elif (clave, fila["distrito"]) not in parejas:
            razon = f"el distrito «{fila['distrito']}» no toca a {fila['municipio']}."
            faltas.anotar(nombre, donde, razon, de=("municipios", "distritos"))
        elif numero in leidas:
            faltas.anotar(nombre, donde, f"la sección {fila['seccion']} está repetida.")
        else:
            leidas[numero] = SeccionElectoral(numero, clave, int(fila["distrito"]))
    return tuple(leidas[numero] for numero in sorted(leidas))


def juntar(
    con_distrito: tuple[SeccionElectoral, ...],
    de_localidades: Mapping[int, str],
    distritos: tuple[Distrito, ...],
    nombre: str,
    faltas: Faltas,
) -> tuple[SeccionElectoral, ...]:
    """Los dos catálogos en uno. La que no dice su distrito es del único de su municipio, o de ninguno si se reparte.

    `de_localidades`: sección → clave de su municipio. Donde se contradicen, la falta nombra la sección.
    """
    juntas = {s.numero: s for s in con_distrito}
    de_municipio: dict[str, list[int]] = {}
    for d in distritos:
        for clave in d.municipios:
            de_municipio.setdefault(clave, []).append(d.numero)
    for numero, municipio in de_localidades.items():
        ya = juntas.get(numero)
        if ya and ya.municipio != municipio:
            faltas.anotar(nombre, f"sección {numero}", "los dos catálogos la ponen en municipios distintos.")
        elif not ya:
            suyos = de_municipio.get(municipio, [])
            juntas[numero] = SeccionElectoral(numero, municipio, suyos[0] if len(suyos) == 1 else None)
    return tuple(juntas[numero] for numero in sorted(juntas))


def advertir(d: Definicion) -> Iterator[str]:
    """Lo que el catálogo deja sin decir: se puede cargar así, y alguien debe saberlo."""
    if not d.secciones:
        return
    nombres = {m.clave: m.nombre for m in d.municipios}
    if d.distritos:
        sin_distrito = Counter(nombres[s.municipio] for s in d.secciones if s.distrito is None)
        for municipio, cuantas in sin_distrito.items():
            yield f"Secciones de {municipio} sin distrito en el catálogo: {cuantas}. El sitio enseña todos los del municipio."
    for clave in sorted(nombres.keys() - {s.municipio for s in d.secciones}):
        yield f"El catálogo no trae ninguna sección de {nombres[clave]}."
    con_localidad = {n for x in d.localidades for n in x.secciones}
    mudas = [s for s in d.secciones if s.numero not in con_localidad]
    if d.localidades and mudas:
        yield f"Secciones sin ninguna localidad en el catálogo: {len(mudas)}, como la {mudas[0].numero:04}."
