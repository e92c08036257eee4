"""Qué no se ha abierto a captura, por qué y hasta cuándo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conoceles.nucleo import dias
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso import consultas
from conoceles.proceso.actos import Falta
from conoceles.proceso.definicion import Definicion


@dataclass(frozen=True)
class Apertura:
    """`dia`: el que fija el calendario, o ninguno. `llego`: si ya pasó. `plazo`: «15 días». `faltan`: lo que la impide."""

    dia: date | None
    llego: bool
    plazo: str
    faltan: tuple[Falta, ...] = ()
    aparte: tuple[tuple[str, date], ...] = ()  # grupos de territorios que todavía no abren, y cuándo

    def para_el_instituto(self, esperan: int) -> str:
        """La frase de *Hoy*; vacía si no hay nada cerrado que explicar. `esperan`: candidaturas sin abrir."""
        otros = "".join(f" En «{nombre}», el {en_palabras(dia)}." for nombre, dia in self.aparte)
        if self.aparte and self.llego and not self.faltan:
            return f"{_cuantas(esperan)} sin abrir.{otros}" if esperan else ""
        return f"{dicha}{otros}" if (dicha := self._comun(esperan)) else ""

    def _comun(self, esperan: int) -> str:
        if self.dia is None:
            return (
                "La captura no se abre: el calendario no dice qué día. Mientras no lo diga, nadie puede contestar "
                f"({_cuantas(esperan)} sin abrir)."
            )
        if self.faltan:
            cuando = f" el {en_palabras(self.dia)}" if not self.llego else ", aunque su día ya llegó,"
            return (
                f"La captura no se abre{cuando} mientras no consten los actos del Comité de Transparencia que aprueban los "
                f"avisos y el formato de consentimiento ({_cuantas(esperan)} sin abrir)."
            )
        if not self.llego:
            return f"La captura se abre el {en_palabras(self.dia)}. Hasta entonces nadie puede contestar: {_cuantas(esperan)} sin abrir."
        if esperan:
            return (
                f"{_cuantas(esperan)} sin abrir, aunque la captura se abrió el {en_palabras(self.dia)}: se abren en el "
                "siguiente minuto. Si siguen aquí, el obrero no está en marcha."
            )
        return ""

    @property
    def para_quien_responde(self) -> str:
        """Lo que lee el partido, la fórmula o la persona de lo que todavía no se abre."""
        tendra = f"Desde que se abra tendrá {self.plazo} para enviar."
        if self.dia is None:
            return "Todavía no se abre a captura: la autoridad electoral no ha fijado el día. Cuando lo fije, se leerá aquí."
        if not self.llego:
            return f"Todavía no se abre a captura: se abre el {en_palabras(self.dia)}. {tendra}"
        if self.faltan:
            return f"Todavía no se abre a captura: la autoridad electoral espera que se {self._por_aprobar}. {tendra}"
        return f"Todavía no se abre a captura: se abre en unos minutos. {tendra}"

    @property
    def _por_aprobar(self) -> str:
        """Lo que falta, sin decir de qué aviso: a quien captura le basta saber qué se espera."""
        if all(falta.pieza.startswith("aviso-") for falta in self.faltan):
            return "aprueben los avisos de privacidad"
        if any(falta.pieza.startswith("aviso-") for falta in self.faltan):
            return "aprueben los avisos de privacidad y el formato de consentimiento"
        return "apruebe el formato de consentimiento"


def apertura(definicion: Definicion, ahora: datetime) -> Apertura:
    """La de esa elección en ese momento."""
    calendario = definicion.calendario
    dia = calendario.dia("captura_inicio")
    llego = dia is not None and ahora >= dias.inicio(dia, calendario.zona)
    habiles = " hábiles" if calendario.captura_habiles else ""
    plazo = "1 día" if calendario.captura_dias == 1 else f"{calendario.captura_dias} días{habiles}"
    suyas = (
        (g.nombre, g.fechas["captura_inicio"].dia) for g in calendario.grupos if "captura_inicio" in g.fechas
    )
    aparte = ((nombre, otro) for nombre, otro in suyas if ahora < dias.inicio(otro, calendario.zona))
    return Apertura(dia, llego, plazo, consultas.sin_autorizar(definicion.clave), tuple(aparte))


def _cuantas(cuantas: int) -> str:
    return "1 candidatura" if cuantas == 1 else f"{cuantas} candidaturas"
