"""Lo que se declara de cada acto: quién puede, qué hace con lo publicado, qué reloj mueve y a quién se le dice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Publica(StrEnum):
    """Qué hace el acto con lo ya publicado."""

    CONSERVA = "conserva"  # nada de lo público depende de él
    TOCA = "toca"  # hay que mirar otra vez a esa candidatura; si el acto no dice cuál, la elección entera
    ESCONDE = "esconde"  # y lo suyo que ya no debe verse sale también de los archivos de datos, sin esperar su corte
    RETIRA_IDENTIDAD = "retira identidad"  # su identidad sale, también de las instantáneas que se conservan
    RETIRA_TODO = "retira todo"  # y lo curricular


class Reloj(StrEnum):
    """Los plazos que corren desde un acto hasta otro."""

    CAPTURA = "captura"  # plan §6.1: desde que se entrega el acceso
    REVISION = "revisión"
    SUBSANACION = "subsanación"
    AJUSTE = "ajuste"  # plan §11.7: el día hábil siguiente
    CONSERVACION = "conservación"  # plan §12: del bloqueo a la supresión
    DERECHOS = "derechos"  # solicitud ARCO: sus pasos y sus días los cuenta `derechos`
    VULNERACION = "vulneración"


class Avisa(StrEnum):
    """A quién hay que decírselo."""

    RESPONDE = "quien responde por la candidatura"
    CANDIDATURA = "la persona candidata"
    UTTAIP = "UTTAIP"
    COMISION = "la Comisión"
    ADMINISTRACION = "la administración del sistema"


class Espera(StrEnum):
    """A qué dudas espera lo que no tiene vuelta: de todas, a las de su elección y la instalación; y de las filas, a cuáles."""

    NADA = ""  # tiene vuelta, o es retirar lo que ya no debe verse
    AVISA = "avisa"  # a ninguna: le recuerda su día a quien trabaja aquí
    SUYO = "suyo"  # a las de su candidatura: lo que diga mal de otra no la detiene
    TODO = "todo"  # a cualquiera de la elección: cuenta, lista, cierra o se envía


LAS_DOS = (Avisa.RESPONDE, Avisa.CANDIDATURA)


@dataclass(frozen=True)
class Fila:
    """Un renglón de la tabla. `dice`: cómo se lee en la historia; vacío, el nombre del acto.

    `espera`: si borra, fija, cuenta una sola vez, cierra, destruye una llave o sale hacia alguien (lo primero que se ve de una
    persona, un correo, un informe), a qué dudas espera: lo dice `compuerta`.
    """

    papeles: frozenset[str]
    publica: Publica
    dice: str = ""
    avisa: tuple[Avisa, ...] = ()
    empieza: tuple[Reloj, ...] = ()
    termina: tuple[Reloj, ...] = ()
    espera: Espera = Espera.NADA
