"""La declaración de las llaves de acuses: cuál vale, desde qué hoja, y hasta cuál valió cada una.

La firma la llave del registro. Su hoja se agrega antes de servirla: la que se sirve consta siempre.
"""

from __future__ import annotations

from datetime import datetime

from conoceles.registro import disco, hojas, nota
from conoceles.registro.llaves import renglones
from conoceles.registro.registro import Registro

NOMBRE = "acuses"
_CABEZA = "conoceles-acuses/1"


def vigente(registro: Registro) -> str:
    """La vkey de la que firma acuses hoy; vacía si todavía no se declara ninguna."""
    return "".join(renglones(registro.publico, NOMBRE)[-1:]).rpartition(" ")[2]


def publica(registro: Registro) -> bytes:
    """Sus 32 octetos; vacía si todavía no se declara ninguna."""
    return nota.publica(vigente(registro))


def declarar(registro: Registro, publica: bytes, ahora: datetime, *, robada: bool = False) -> None:
    """Esa llave (32 octetos) firma acuses desde ahora; la anterior, si la hay, queda retirada o revocada.

    Todo acuse de la anterior debe constar ya: valen los que tengan un índice menor que las hojas de este momento.
    """
    tamano, fecha = registro.nota()[0].tamano, ahora.isoformat(timespec="seconds")
    antes, vieja = renglones(registro.publico, NOMBRE)[:-1], vigente(registro)
    if vieja:
        antes.append(f"{'revocada' if robada else 'retirada'} {tamano} {fecha} {vieja}")
    suya = nota.vkey(f"{registro.firmante.nombre}/{NOMBRE}", publica)
    _publicar(registro, [*antes, f"vigente {tamano} {fecha} {suya}"])


def firmar_otra_vez(registro: Registro) -> None:
    """La misma declaración, con la llave de hoy del registro, si se cambió. Repetirlo no hace nada."""
    if dichos := renglones(registro.publico, NOMBRE):
        _publicar(registro, dichos)


def _publicar(registro: Registro, dichos: list[str]) -> None:
    texto = "\n".join([f"{_CABEZA} {registro.firmante.nombre}", *dichos]) + "\n"
    octetos = f"{texto}\n{registro.firmante.renglon(texto)}".encode()
    registro.agregar([hojas.de_acuses(octetos)])
    disco.escribir(registro.publico / NOMBRE, octetos)
