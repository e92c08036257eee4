"""Errores del dominio: una frase en español que la persona puede leer y atender."""

from __future__ import annotations

import errno
import os
import pwd

DE_SISTEMA = {
    errno.ENOENT: "no existe esa ruta",
    errno.EEXIST: "ya existe y no es una carpeta",
    errno.ENOTDIR: "no es una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "no queda espacio en el disco",
    errno.EROFS: "el disco es de solo lectura",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
}


class ConFrase(Exception):
    """Lo que puede salir mal y se le dice a la persona. `campo` nombra la causa cuando la hay."""

    def __init__(self, mensaje: str, *, campo: str = "") -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.campo = campo


class NoEncontrado(ConFrase):
    """No existe o no está en el alcance de quien pregunta: se contesta lo mismo, y ninguna pantalla lo explica."""


class ErrorDeDominio(ConFrase):
    """Algo no se puede hacer y se dice por qué."""

    @property
    def causas(self) -> dict[str, str]:
        """Campo → frase; vacío si la causa no es un campo."""
        return {self.campo: self.mensaje} if self.campo else {}


class Conflicto(ErrorDeDominio):
    """Otra persona u otra pestaña llegó antes."""


class ErroresDeCampos(ErrorDeDominio):
    """Varias causas a la vez: `errores` va de la clave del campo a su frase."""

    def __init__(self, mensaje: str, errores: dict[str, str]) -> None:
        super().__init__(mensaje)
        self.errores = errores

    @property
    def causas(self) -> dict[str, str]:
        """Todas las que se hallaron."""
        return self.errores


def por_campo(error: ErrorDeDominio | None) -> dict[str, str]:
    """Las causas de un rechazo, o ninguna si no lo hubo."""
    return error.causas if error else {}


def causa_de_sistema(error: OSError) -> str:
    """Por qué el sistema operativo se negó, en palabras; vacía si no es algo que la persona pueda atender."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"no hay permiso para la cuenta «{_cuenta()}»"
    return DE_SISTEMA.get(error.errno or 0, "")


def _cuenta() -> str:
    """Con la que se corre, que no es la de quien teclea si la orden la cambia; su número, si no tiene nombre."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
