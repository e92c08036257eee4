"""Lectura de una tabla TOML que anota cada falta con su ruta y sigue adelante."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from conoceles.proceso.carga.piezas.faltas import Faltas

T = TypeVar("T")
Toml = dict[str, Any]  # una tabla recién leída: de aquí no sale sin revisarse
OTRO = "como en el ejemplo"
_TIPOS: dict[type, str] = {str: "texto", bool: "true o false", date: "fecha"}
NOMBRES = {str: "un texto", int: "un número entero", bool: "true o false", date: "una fecha (2024-06-02)"}


@dataclass
class Pedida:
    """Una clave del lenguaje: su tipo, si hace falta, qué vale sin ella y qué admite."""

    tipo: str
    obligatoria: bool
    omision: object = None
    opciones: tuple[str, ...] = ()
    minimo: int | None = None


class Tabla:
    """Una tabla de un archivo. Al terminar, `cerrar` señala las claves que nadie pidió.

    `registro`, si se pone, apunta cada clave que el cargador conoce: de ahí se escribe `docs/definicion.md`.
    """

    registro: ClassVar[dict[tuple[str, str, str], Pedida] | None] = None

    def __init__(self, datos: Toml, *, archivo: str, ruta: str, faltas: Faltas) -> None:
        self.datos, self.archivo, self.ruta, self.faltas = datos, archivo, ruta, faltas
        self._pedidas: set[str] = set()

    def falta(self, clave: str, razon: str, *, de: Iterable[str] = ()) -> None:
        """Anota una falta en una clave de esta tabla; `de`, como en `Faltas.anotar`."""
        self.faltas.anotar(self.archivo, f"{self.ruta}.{clave}".strip("."), razon, de=de)

    def tiene(self, clave: str) -> bool:
        """Si la clave está escrita."""
        self._pedidas.add(clave)
        self._apuntar(clave, OTRO, obligatoria=False)
        return clave in self.datos

    def texto(self, clave: str, omision: str | None = None, *, vacio: bool = False) -> str:
        """Texto; sin `omision` es obligatorio. Escrito vacío solo vale si la omisión es vacía o se dice con `vacio`."""
        valor = self._de(clave, str, omision) or ""
        if omision != "" and clave in self.datos and not valor.strip() and not vacio:
            self.falta(clave, "está vacía.")
            return omision or ""
        return valor

    def entero(self, clave: str, omision: int | None = None, *, minimo: int = 0) -> int:
        """Entero no menor que `minimo`."""
        valor = self._de(clave, int, omision) or 0
        self._apuntar(clave, "entero", omision is None, omision, minimo=minimo)
        if clave in self.datos and valor < minimo:
            self.falta(clave, f"debe ser {minimo} o más, no {valor}.")
        return valor

    def logico(self, clave: str, omision: bool = False) -> bool:
        """`true` o `false`."""
        return bool(self._de(clave, bool, omision))

    def fecha(self, clave: str, *, obligatoria: bool = True) -> date | None:
        """Fecha TOML sin hora."""
        if not obligatoria and not self.tiene(clave):
            self._apuntar(clave, "fecha", obligatoria=False)
            return None
        if not obligatoria:
            self._apuntar(clave, "fecha", obligatoria=False)
        return self._de(clave, date, None)

    def elegida(self, clave: str, opciones: tuple[str, ...], omision: str | None = None) -> str:
        """Uno de los textos de `opciones`."""
        self._apuntar(clave, "texto", omision is None, omision, opciones=opciones)
        valor = self.texto(clave, omision, vacio="" in opciones)
        if valor not in opciones and clave in self.datos and isinstance(self.datos[clave], str):
            self.falta(clave, f"«{valor}» no es válido; use {_lista(opciones)}.")
        return valor

    def textos(self, clave: str, omision: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Lista de textos."""
        self._apuntar(clave, "lista de textos", obligatoria=False, omision=list(omision))
        if not self.tiene(clave):
            return omision
        valor = self.datos[clave]
        if not isinstance(valor, list) or not all(isinstance(v, str) for v in valor):
            self.falta(clave, "debe ser una lista de textos.")
            return omision
        return tuple(valor)

    def enteros(self, clave: str) -> tuple[int, ...]:
        """Lista de enteros de cero o más, de menor a mayor."""
        self._apuntar(clave, "lista de enteros", obligatoria=False)
        valor = self.datos.get(clave, []) if self.tiene(clave) else []
        bien = isinstance(valor, list) and all(type(v) is int and v >= 0 for v in valor)
        if not bien or valor != sorted(set(valor)):
            self.falta(clave, "debe ser una lista de números de menor a mayor, como [0, 5, 10].")
            return ()
        return tuple(valor)

    def tabla(self, clave: str, *, obligatoria: bool = False) -> Tabla:
        """Subtabla; vacía si no está."""
        self._apuntar(clave, "tabla", obligatoria)
        if obligatoria and not self.tiene(clave):
            self.falta(clave, "falta esta tabla.")
        valor = self.datos.get(clave, {}) if self.tiene(clave) else {}
        if not isinstance(valor, dict):
            self.falta(clave, "debe ser una tabla.")
            valor = {}
        return self._hija(valor, clave)

    def tablas(self, clave: str, *, obligatoria: bool = False, si_falta: str = "") -> list[Tabla]:
        """Arreglo de tablas (`[[clave]]`). `si_falta`: qué escribir cuando parece que no hay ninguna."""
        self._apuntar(clave, "arreglo de tablas", obligatoria)
        if obligatoria and not self.tiene(clave):
            self.falta(clave, f"falta: hace falta al menos una.{si_falta and ' '}{si_falta}")
        valor = self.datos.get(clave, []) if self.tiene(clave) else []
        if not isinstance(valor, list) or not all(isinstance(v, dict) for v in valor):
            self.falta(clave, "debe ser un arreglo de tablas.")
            return []
        return [self._hija(v, f"{clave}[{_nombre(v, i)}]") for i, v in enumerate(valor, 1)]

    def cerrar(self) -> None:
        """Señala claves desconocidas, con la más parecida de las que existen."""
        for clave in sorted(self.datos.keys() - self._pedidas):
            parecidas = difflib.get_close_matches(clave, self._pedidas, n=1)
            pista = f" ¿Quiso decir «{parecidas[0]}»?" if parecidas else ""
            self.falta(clave, f"clave desconocida.{pista}")

    def _hija(self, datos: Toml, clave: str) -> Tabla:
        ruta = f"{self.ruta}.{clave}".strip(".")
        return Tabla(datos, archivo=self.archivo, ruta=ruta, faltas=self.faltas)

    def _apuntar(
        self,
        clave: str,
        tipo: str,
        obligatoria: bool,
        omision: object = None,
        *,
        opciones: tuple[str, ...] = (),
        minimo: int | None = None,
    ) -> None:
        """La primera vez que se pide es la que dice más: `elegida` y `entero` se apuntan antes que su tipo."""
        if Tabla.registro is not None:
            ruta = re.sub(r"\[[^\]]*\]", "[]", self.ruta)
            lugar = (self.archivo, ruta, clave)
            if lugar not in Tabla.registro or Tabla.registro[lugar].tipo == OTRO:
                Tabla.registro[lugar] = Pedida(tipo, obligatoria, omision, opciones, minimo)

    def _de(self, clave: str, tipo: type[T], omision: T | None) -> T | None:
        if tipo is not int:
            self._apuntar(clave, _TIPOS[tipo], omision is None, omision)
        if not self.tiene(clave):
            if omision is None:
                self.falta(clave, "falta esta clave.")
            return omision
        valor = self.datos[clave]
        impostor = (tipo is int and isinstance(valor, bool)) or isinstance(valor, datetime)
        if not isinstance(valor, tipo) or impostor:
            self.falta(clave, f"debe ser {NOMBRES[tipo]}, no {valor!r}.")
            return omision
        return valor


def _nombre(datos: Toml, posicion: int) -> str:
    """Cómo nombrar un elemento de un arreglo: por su clave o siglas, si las tiene."""
    return str(datos.get("clave") or datos.get("siglas") or posicion)


def _lista(opciones: tuple[str, ...]) -> str:
    return ", ".join(f"«{o}»" for o in opciones)
