"""Una ley con su vigencia, lo que dispone de cada regla, y cómo se cita."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import ErrorDeDominio

POR_CONFIRMAR = "por confirmar"


@dataclass(frozen=True)
class Precepto:
    """Lo que una ley dispone de una regla. `valor`: el plazo, en la unidad de la regla; 0 si no fija ninguno."""

    articulo: str
    valor: int = 0
    fuente: str = ""
    confirmo: str = ""


@dataclass(frozen=True)
class Ley:
    """Vigente de `desde` a `hasta`, los dos inclusive. Sin `entidad` rige en todo el país."""

    clave: str
    nombre: str
    siglas: str
    desde: date
    fuente: str
    hasta: date | None = None
    entidad: str = ""
    confirmo: str = ""
    sustituye: str = ""  # la que abrogó
    lo_iniciado: str = "nueva"  # con cuál termina lo que empezó bajo la sustituida: «anterior» o «nueva»
    transitorio: str = ""
    leida: bool = True  # si alguien tuvo su texto a la vista
    formas: tuple[str, ...] = ()  # con qué palabras se la nombra, sin duda de que es ella y no su sucesora
    preceptos: tuple[tuple[str, Precepto], ...] = ()
    archivo: str = ""  # en el que está escrita

    def vigente(self, dia: date) -> bool:
        """Si rige ese día."""
        return self.desde <= dia and (self.hasta is None or dia <= self.hasta)

    def precepto(self, regla: str) -> Precepto | None:
        """Lo que dispone de esa regla, si algo."""
        return dict(self.preceptos).get(regla)


@dataclass(frozen=True)
class Regla:
    """Algo que el sistema aplica porque una ley lo manda."""

    clave: str
    que: str
    clase: str
    efecto: str  # qué cambia si el artículo o el valor no es ése
    unidad: str = ""
    impide: str = ""  # lo que no se puede hacer si ninguna ley la rige


@dataclass(frozen=True)
class Cita:
    """Un precepto vigente el día del acto. Como texto: «LGPDPPSO (2025), artículo 49, fracción I»."""

    ley: Ley
    precepto: Precepto
    por_transitorio: bool = False  # la ley ya no rige, y su sucesora le deja lo que empezó antes

    def __str__(self) -> str:
        donde = f"{self.ley.siglas}, {self.precepto.articulo}".removesuffix(", ")
        return f"{donde}, que rige lo iniciado antes de su abrogación" if self.por_transitorio else donde

    @property
    def confirmada(self) -> bool:
        """Si alguien respondió por ella: por el precepto y por las fechas de su ley."""
        return bool(self.precepto.confirmo and self.ley.confirmo)

    @property
    def entera(self) -> str:
        """La cita, y que falta confirmarla si falta."""
        return str(self) if self.confirmada else f"{self} ({POR_CONFIRMAR})"


class SinLey(ErrorDeDominio):
    """Ninguna ley rige esa regla ese día: el acto no tiene en qué fundarse. `anterior`: la que dejó de regir, si hubo."""

    def __init__(self, que: str, dia: date, anterior: Ley | None = None, *, campo: str = "") -> None:
        self.razon = f"ninguna ley escrita rige «{que}» el {en_palabras(dia)}"
        if anterior and anterior.hasta:
            hasta = en_palabras(anterior.hasta)
            self.razon = (
                f"«{que}» lo regía {anterior.siglas}, que dejó de regir el {hasta}, y ninguna la sustituye"
            )
        super().__init__(
            f"{self.razon[:1].upper()}{self.razon[1:]}: el acto no tiene en qué fundarse. Escriba en procesos/_derecho la que "
            "rige ese día.",
            campo=campo,
        )
        self._dichos = que, dia, anterior

    def junto_a(self, campo: str) -> SinLey:
        """La misma falta, dicha junto a lo que se eligió."""
        return SinLey(*self._dichos, campo=campo)


class DerechoInvalido(ErrorDeDominio):
    """`procesos/_derecho` no se entiende; dice el archivo, la clave y la razón."""
