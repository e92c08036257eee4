"""La declaración de las llaves que ha tenido el registro: cuál vale, desde qué hoja, y hasta cuál valió cada una."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from conoceles.registro import disco
from conoceles.registro.nota import Firmante

NOMBRE = "llaves"
_CABEZA = "conoceles-llaves/1"


def renglones(publico: Path, nombre: str = NOMBRE) -> list[str]:
    """Los publicados, de la llave más vieja a la vigente; ninguno si nunca se ha cambiado."""
    archivo = publico / nombre
    return archivo.read_text(encoding="utf-8").split("\n\n")[0].split("\n")[1:] if archivo.exists() else []


def vigente(publico: Path) -> str:
    """La que dice la declaración; vacía si no la hay."""
    return "".join(renglones(publico)[-1:]).rpartition(" ")[2]


def declarar(
    publico: Path, vieja: Firmante, nueva: Firmante, hojas: int, ahora: datetime, *, robada: bool
) -> None:
    """Publica el cambio. Si la vieja solo se retira, también lo firma: quien la tiene puede seguir a la nueva."""
    fecha, estado = ahora.isoformat(timespec="seconds"), "revocada" if robada else "retirada"
    lineas = [
        _CABEZA + f" {nueva.nombre}",
        *renglones(publico)[:-1],
        f"{estado} {hojas} {fecha} {vieja.vkey}",
        f"vigente {hojas} {fecha} {nueva.vkey}",
    ]
    texto = "\n".join(lineas) + "\n"
    firmas = nueva.renglon(texto) + ("" if robada else vieja.renglon(texto))
    disco.escribir(publico / NOMBRE, f"{texto}\n{firmas}".encode())
