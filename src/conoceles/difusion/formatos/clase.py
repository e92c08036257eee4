"""Lo que dice la hoja para el aula, igual en todas las boletas: para qué es, los pasos de la clase y el cuadro para comparar.

Solo las palabras que explica cambian: son las que se leen en la de esa boleta.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from conoceles.publicacion.lectura.fichas import Ficha

Pares = list[tuple[str, str]]
PARA_QUE = (
    (
        "Para qué.",
        "Leer una boleta antes de votar: qué cargo se elige, quiénes lo piden y cómo se compara lo que proponen.",
    ),
    ("Tiempo:", "50 minutos."),
    ("Edad:", "desde secundaria."),
)
PASOS = (
    (
        "Antes (10 minutos).",
        "Cada quien escribe, sin mirar, qué cree que hace quien ocupa este cargo y un problema de su comunidad que le "
        "toque resolver.",
    ),
    (
        "Leer (15 minutos).",
        "En equipos, abran dos perfiles de la boleta, sorteados por papelitos: nadie elige a quién leer. Llenen el "
        "cuadro de la hoja siguiente.",
    ),
    (
        "Comparar (15 minutos).",
        "Cada equipo cuenta qué propone cada quien, a quién va dirigido y cómo se sabría si se cumplió. Lo que la "
        "página no dice se anota «no lo dice».",
    ),
    (
        "Comprobar (5 minutos).",
        "Abran «Cómo verificar» al pie del sitio. ¿Quién escribió lo que leyeron? ¿Qué hace la autoridad electoral con ello? "
        "¿Cómo se sabe que nadie lo cambió?",
    ),
    (
        "Después (5 minutos).",
        "¿Cambió lo que escribieron al principio? No se pregunta ni se dice por quién votaría nadie.",
    ),
)
CUADRO = (
    "Pregunta", "Una persona de la boleta", "Otra", "Nombre y quién la postula", "¿Qué ha hecho antes?",
    "¿Qué propone primero?", "¿A quién va dirigido?", "¿Cuál es la meta y en qué plazo?",
    "¿Le toca a este cargo? ¿Por qué?", "¿Qué no dice?",
)  # fmt: skip
PALABRAS = (
    ("Propietaria", "quien ocuparía el cargo."),
    ("Suplente", "quien lo ocuparía si falta."),
    ("Fórmula", "las dos juntas."),
    ("Coalición", "partidos que postulan a la misma fórmula."),
    ("Candidatura común", "partidos que postulan a la misma fórmula."),
    ("Independiente", "sin partido."),
)
AVISO = (
    "Para quien da la clase.",
    "Esta hoja es igual para todas las candidaturas y no es propaganda. No la reparta junto con materiales de una "
    "candidatura o de quien la postula, ni invite a representantes de una sola.",
)
SUELTOS = {
    "nombre": "Hoja para el aula",
    "aula": "Conóceles en el aula",
    "que_se_elige": "Qué se elige",
    "quienes": "Quiénes están, en el orden de la boleta",
    "orden": "El orden es el de la boleta y no dice nada de nadie.",
    "perfiles": "Sus perfiles están en",
    "la_clase": "La clase",
    "para_comparar": "Cuadro para comparar",
    "equipo": "Equipo",
}


def las_que_se_leen(fichas: Sequence[Ficha], *, con_partidos: bool) -> list[str]:
    """Las palabras de esa boleta que hay que explicar."""
    tipos = {f.fuerza.tipo for f in fichas}
    hay = {
        "Propietaria": any(f.calidad_texto.startswith("Propietari") for f in fichas),
        "Suplente": any(f.calidad == "suplente" for f in fichas),
        "Fórmula": any(f.companera for f in fichas) and not any(f.mas_companeras for f in fichas),
        "Coalición": "coalicion" in tipos,
        "Candidatura común": "candidatura_comun" in tipos,
        "Independiente": con_partidos and "independiente" in tipos,
    }
    return [palabra for palabra, _ in PALABRAS if hay[palabra]]


def textos(decir: Callable[[str], str], palabras: Collection[str]) -> dict[str, object]:
    """Como los lee su plantilla. `palabras`: las que se explican."""

    def pares(cuales: tuple[tuple[str, str], ...]) -> Pares:
        return [(decir(titulo), decir(texto)) for titulo, texto in cuales]

    return {clave: decir(texto) for clave, texto in SUELTOS.items()} | {
        "para_que": pares(PARA_QUE),
        "pasos": pares(PASOS),
        "cuadro": [decir(texto) for texto in CUADRO],
        "palabras": pares(tuple(par for par in PALABRAS if par[0] in palabras)),
        "aviso": pares((AVISO,))[0],
    }
