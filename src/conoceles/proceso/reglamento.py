"""Los plazos y umbrales con que el instituto opera su elección, cada uno con su acuerdo o como supuesto."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conoceles.proceso.avisos import Acuerdo


@dataclass(frozen=True)
class Fotografia:
    """Reglas de la fotografía (plan §11.4)."""

    maximo_bytes: int = 700_000
    antiguedad_meses: int = 3


CON_DOS = ("sustituir", "cancelar", "renunciar")


@dataclass(frozen=True)
class Revision:
    """Cómo revisa el instituto: plazo propio, subsanaciones que admite y umbrales de las pistas."""

    dias: int = 3  # del instituto, desde que recibe el envío
    habiles: bool = True
    subsanaciones: int = 1  # veces que puede pedir corregir
    subsanacion_dias: int = 3  # para corregir, desde que se observa; `habiles` también los cuenta
    segunda_persona: tuple[str, ...] = ()  # actos que una pide y otra confirma: claves de `CON_DOS`
    acuerdo: Acuerdo | None = None
    supuesto: bool = True
    copia_porcentaje: int = 80  # coincidencia desde la que un texto se tiene por copiado
    contacto_compartido: int = 3  # candidaturas con el mismo medio de contacto que llaman la atención
    lemas: tuple[str, ...] = ()  # frases de campaña
    ofensivas: tuple[str, ...] = ()


@dataclass(frozen=True)
class GruposEdad:
    """Años cumplidos que hacen a una persona joven o mayor."""

    joven_desde: int = 18
    joven_hasta: int = 29
    mayor_desde: int = 60


@dataclass(frozen=True)
class Conservacion:
    """Días naturales que lo sensible queda bloqueado antes de suprimirse (plan §12)."""

    bloqueo_dias: int = 90
    acuerdo: Acuerdo | None = None
    supuesto: bool = True


@dataclass(frozen=True)
class Derechos:
    """Plazos que un acuerdo del instituto fija en lugar de los de la ley; 0, el de la ley vigente ese día.

    ARCO, en días hábiles; los avisos por una vulneración, en horas.
    """

    respuesta_dias: int = 0  # para contestar si procede
    ampliacion_dias: int = 0  # una sola vez
    efectiva_dias: int = 0  # para hacer efectivo lo procedente
    prevencion_dias: int = 0  # para pedir que se complete la solicitud
    desahogo_dias: int = 0  # para que la persona la complete
    vulneracion_horas: int = 0  # para avisar a las personas y a la autoridad
    fundamento: str = ""  # el que escribían las carpetas; ya no se lee
    acuerdo: Acuerdo | None = None
    supuesto: bool = False


@dataclass(frozen=True)
class Accesos:
    """Cuánto valen los enlaces de un solo uso con que se entrega una cuenta, y qué puede la persona invitada."""

    entrega_horas: int = 120  # para acusar recibo y elegir contraseña
    recuperacion_horas: int = 2
    envia_la_persona: bool = False  # la invitada, además de quien responde por ella (plan §11.7.1)


@dataclass(frozen=True)
class Recordatorios:
    """Cuándo se avisa por correo a quien no ha enviado. `dias` antes de que venza su plazo; `hora` local."""

    dias: tuple[int, ...] = (7, 3, 1)
    al_vencer: bool = True
    hora: str = "09:00"
    acuerdo: Acuerdo | None = None
    supuesto: bool = True


Cuenta = Literal[
    "valido", "nulo", "aparte", "duda"
]  # «aparte»: se anota en su renglón; «duda»: lo decide quien cuenta


@dataclass(frozen=True)
class Voto:
    """Cómo se cuenta lo que alguien marca, y la norma que lo dice. Marcar un solo recuadro siempre cuenta."""

    fundamento: str = ""
    supuesto: bool = True
    ninguno: Cuenta = "nulo"
    varios: Cuenta = "nulo"  # de quienes no van juntos
    coalicion: Cuenta = "valido"  # dos o más recuadros con la misma fórmula
    escrito: Cuenta = "aparte"  # el nombre de alguien que no está registrado
    escrito_y_marcado: Cuenta = "duda"


@dataclass(frozen=True)
class VotoDeVarias:
    """Lo mismo, donde se marca a varias personas. Marcar a tantas como se eligen siempre cuenta."""

    fundamento: str = ""
    supuesto: bool = True
    ninguno: Cuenta = "nulo"
    menos: Cuenta = "duda"  # a menos personas de las que se eligen
    de_mas: Cuenta = "duda"  # a más
    escrito: Cuenta = "duda"
    escrito_y_marcado: Cuenta = "duda"


@dataclass(frozen=True)
class OrdenDeUnCargo:
    """La regla del orden en las boletas de un cargo, si no es la de la elección."""

    cargo: str
    regla: str
    fundamento: str


@dataclass(frozen=True)
class Boleta:
    """La regla con que se ordenan los recuadros de la boleta impresa, la norma que la da y cómo se cuenta lo marcado."""

    regla: str = ""
    fundamento: str = ""
    supuesto: bool = True
    voto: Voto | None = None
    voto_de_varias: VotoDeVarias | None = None
    ordenes: tuple[OrdenDeUnCargo, ...] = ()

    def orden(self, cargo: str) -> tuple[str, str]:
        """La regla del orden y lo que la funda en las boletas de ese cargo."""
        suya = next((o for o in self.ordenes if o.cargo == cargo), self)
        return suya.regla, suya.fundamento

    @property
    def votos(self) -> list[Voto | VotoDeVarias]:
        """Las reglas declaradas de cómo se cuenta lo marcado."""
        return [v for v in (self.voto, self.voto_de_varias) if v]
