"""Lo que pasó con cada renglón, numerado y en español."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Aviso:
    """Una rareza: dónde está y qué se hizo. `fila` es la de la hoja de cálculo, o `None`."""

    codigo: str
    mensaje: str
    hoja: str = ""
    fila: int | None = None
    columna: str = ""

    def orden(self) -> tuple[str, int, str, str, str]:
        """Primero por hoja y renglón: así se recorre el archivo al corregirlo."""
        return (self.hoja, self.fila or 0, self.columna, self.codigo, self.mensaje)


@dataclass
class Informe:
    """Resultado de una importación; `filas` cuenta renglones de la hoja principal."""

    archivo: str = ""
    formato: str = ""
    simulado: bool = False
    filas: int = 0
    fuera: int = 0
    altas: int = 0
    cambios: int = 0
    sin_cambio: int = 0
    personas: int = 0
    formulas: int = 0
    candidaturas: int = 0
    avisos: list[Aviso] = field(default_factory=list)
    errores: list[Aviso] = field(default_factory=list)

    def avisar(
        self, codigo: str, mensaje: str, hoja: str = "", fila: int | None = None, columna: str = ""
    ) -> None:
        """Agrega una rareza que no impide importar."""
        self.avisos.append(Aviso(codigo, mensaje, hoja, fila, columna))

    def fallar(
        self, codigo: str, mensaje: str, hoja: str = "", fila: int | None = None, columna: str = ""
    ) -> None:
        """Agrega una causa que impide importar: con una sola, nada se aplica."""
        self.errores.append(Aviso(codigo, mensaje, hoja, fila, columna))

    def frase_de_errores(self) -> str:
        """Una frase para quien opera, con las primeras causas."""
        ordenados = sorted(self.errores, key=Aviso.orden)
        cuantos = "un error" if len(ordenados) == 1 else f"{len(ordenados)} errores"
        lineas = [f"No se importó nada: el archivo tiene {cuantos}."]
        for aviso in ordenados[:10]:
            donde = f"{aviso.hoja}, renglón {aviso.fila}: " if aviso.fila else ""
            lineas.append(f"  {donde}{aviso.mensaje}")
        return "\n".join(lineas)

    def como_dict(self) -> dict[str, Any]:
        """El documento del contrato; avisos y errores, numerados en el orden de la hoja."""
        conteos = {
            clave: getattr(self, clave)
            for clave in (
                "archivo", "formato", "simulado", "filas", "fuera", "altas", "cambios",
                "sin_cambio", "personas", "formulas", "candidaturas",
            )
        }  # fmt: skip
        return {**conteos, "avisos": _numerar(self.avisos), "errores": _numerar(self.errores)}


def _numerar(avisos: Iterable[Aviso]) -> list[dict[str, Any]]:
    return [
        {
            "numero": numero,
            "hoja": aviso.hoja,
            "fila": aviso.fila,
            "columna": aviso.columna,
            "codigo": aviso.codigo,
            "mensaje": aviso.mensaje,
        }
        for numero, aviso in enumerate(sorted(avisos, key=Aviso.orden), start=1)
    ]
