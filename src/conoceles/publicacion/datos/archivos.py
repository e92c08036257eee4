"""Los archivos de datos abiertos, llenados por tandas: de una elección entera solo hay unas candidaturas en la memoria."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from conoceles.estadistica.publicado import Publicado
from conoceles.publicacion.datos import diccionario, escribir, identidad, ine, metadatos
from conoceles.publicacion.datos.columnas import SELLO, Columna, FilaAbierta, encabezados, selladas
from conoceles.publicacion.datos.escribir import EnCsv, EnHoja, EnJson
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.lectura.fila import Fila


@dataclass
class _Tabla:
    """Los mismos renglones en los archivos que se le den."""

    columnas: Sequence[Columna]
    archivos: tuple[EnCsv | EnJson | EnHoja, ...]

    def agregar(self, abierta: FilaAbierta) -> str:
        """Devuelve su sello, si lo lleva."""
        renglon = selladas(self.columnas, abierta)
        for archivo in self.archivos:
            archivo.agregar(renglon)
        return renglon[-1] if self.columnas[-1] is SELLO else ""


class Archivos:
    """Se abren con la hora del corte, se les agregan candidaturas en su orden y se cierran. `url`, la del sitio.

    Quedan en `carpeta`. `indicadores`: los de la estadística publicada; `llave`: con la que se sella lo de esos folios.
    """

    def __init__(
        self,
        marco: Marco,
        carpeta: Path,
        indicadores: Sequence[Publicado],
        ahora: datetime,
        url: str,
        llave: Callable[[Collection[str]], bytes],
    ) -> None:
        self._marco, self._carpeta, self._ahora, self._url = marco, carpeta, ahora, url
        self._llave, self._sellos = llave, hashlib.sha256()
        self._pila = ExitStack()
        self._hechos: dict[str, Path] = {}
        self._columnas = diccionario.archivos(marco)
        libro = self._libro("curricular", {"CURRICULAR": self._columnas["curricular"]})
        self._curricular = self._tabla("curricular", libro["CURRICULAR"])
        libro = self._libro(
            "identidad", {"AGREGADOS": identidad.AGREGADOS, "CONSENTIDAS": self._columnas["identidad"]}
        )
        self._consentidas = self._tabla("identidad", libro["CONSENTIDAS"])
        self._suelta("identidad_agregados", identidad.agregados(indicadores), libro["AGREGADOS"])
        self._suelta("diccionario", diccionario.renglones(marco))
        self._del_ine = self._como_el_ine() if ine.se_pide(marco) else {}

    def agregar(self, pares: Iterable[tuple[Fila, Ficha]]) -> None:
        """Una tanda; en las tablas de identidad va solo quien consintió."""
        for fila, ficha in pares:
            abierta = FilaAbierta(self._marco, fila, ficha, self._url, self._llave([ficha.folio]))
            suyas = [self._curricular, self._del_ine.get(ine.CANDIDATOS)]
            suyas += [self._consentidas, self._del_ine.get(ine.IDENTIDAD)] if ficha.identidad else []
            for tabla in filter(None, suyas):
                self._sellos.update(tabla.agregar(abierta).encode())

    def cerrar(self) -> dict[str, Path]:
        """Ruta → dónde quedó cada uno, con los que los describen."""
        self.soltar()
        descritos = metadatos.archivos(self._marco, self._hechos, self._columnas, self._ahora, self._url)
        for ruta, contenido in descritos.items():
            self._ruta(ruta.removeprefix("datos/")).write_bytes(contenido)
        return self._hechos

    def soltar(self) -> None:
        """Cierra lo abierto, aunque no esté completo."""
        self._pila.close()

    def _como_el_ine(self) -> dict[str, _Tabla]:
        suyas = ine.hojas(self._marco)
        # Sus columnas no son nuestras: el sello va en las propiedades del libro.
        libro = self._libro("ine", suyas, sello=lambda: self._sellos.hexdigest())
        return {hoja: _Tabla(columnas, (libro[hoja],)) for hoja, columnas in suyas.items()}

    def _ruta(self, nombre: str) -> Path:
        return self._hechos.setdefault(f"datos/{nombre}", self._carpeta / nombre)

    def _texto(self, nombre: str, codigo: str) -> IO[str]:
        return self._pila.enter_context(self._ruta(nombre).open("w", encoding=codigo, newline=""))

    def _tabla(self, nombre: str, hoja: EnHoja) -> _Tabla:
        columnas = self._columnas[nombre]
        titulos, corte = encabezados(columnas), self._ahora.isoformat(timespec="seconds")
        en_csv = EnCsv(self._texto(f"{nombre}.csv", "utf-8-sig"), titulos)
        en_json = EnJson(self._texto(f"{nombre}.json", "utf-8"), titulos, corte)
        self._pila.callback(en_json.cerrar)
        return _Tabla(columnas, (en_csv, en_json, hoja))

    def _libro(
        self, nombre: str, hojas: Mapping[str, Sequence[Columna]], sello: Callable[[], str] = str
    ) -> dict[str, EnHoja]:
        salida = self._pila.enter_context(self._ruta(f"{nombre}.xlsx").open("w+b"))
        titulos = {hoja: encabezados(columnas) for hoja, columnas in hojas.items()}
        return self._pila.enter_context(escribir.abrir_xlsx(salida, titulos, self._ahora, sello))

    def _suelta(self, nombre: str, renglones: Iterable[Sequence[str]], *mas: EnHoja) -> None:
        """Una tabla que no es de candidaturas y cabe entera."""
        en_csv = EnCsv(self._texto(f"{nombre}.csv", "utf-8-sig"), encabezados(self._columnas[nombre]))
        archivos: list[EnCsv | EnHoja] = [en_csv, *mas]
        for uno in renglones:
            for archivo in archivos:
                archivo.agregar(uno)
