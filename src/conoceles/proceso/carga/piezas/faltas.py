"""Lo que está mal en una definición: archivo, clave y razón."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio


@dataclass(frozen=True)
class Falta:
    archivo: str
    clave: str
    razon: str

    def __str__(self) -> str:
        return f"{self.archivo}: {self.clave}: {self.razon}"


class DefinicionInvalida(ErrorDeDominio):
    """La carpeta no describe una elección válida; `errores` trae todas las faltas halladas."""

    def __init__(self, errores: list[Falta]) -> None:
        unicas = list(dict.fromkeys(errores))
        cuantas = "hay un error" if len(unicas) == 1 else f"hay {len(unicas)} errores"
        renglones = "\n".join(f"  {falta}" for falta in unicas)
        super().__init__(f"La definición no se cargó: {cuantas}.\n{renglones}", campo=unicas[0].clave)
        self.errores = unicas


class Faltas:
    """Se van juntando: quien edita la carpeta quiere verlas todas de una vez. También, lo que se leyó."""

    def __init__(self) -> None:
        self.lista: list[Falta] = []
        self.leidos: dict[Path, str] = {}
        self.sin_leer: set[str] = (
            set()
        )  # lo que decía un archivo que no se entiende: «municipios», «distritos»

    def anotar(self, archivo: str, clave: str, razon: str, *, de: Iterable[str] = ()) -> None:
        """Agrega una falta y sigue. Un nombre de archivo vacío solo puede venir de `[archivos]`.

        `de`: dónde se buscó lo que no está. Si eso no se leyó, esa es la falta, y esta se sigue de ella.
        """
        if not self.sin_leer.isdisjoint(de):
            return
        self.lista.append(Falta(archivo.strip() or "proceso.toml", clave, razon))
