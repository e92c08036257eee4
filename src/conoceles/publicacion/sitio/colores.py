"""El acento de la elección y las marcas de las fuerzas, como hojas de estilo con contraste calculado."""

from __future__ import annotations

from collections.abc import Iterable

from conoceles.nucleo.texto import slug
from conoceles.publicacion.lectura.fichas import FuerzaPublica

PAPEL, TINTA = ("#fbfaf6", "#f2f0e9"), "#17191b"
PAPEL_NOCHE = ("#131618", "#1f2427")
MINIMO = 4.5  # WCAG 2.2, criterio 1.4.3
COMODO = 7.0  # de noche el trazo fino se apaga: se pide el nivel AAA


def luminancia(color: str) -> float:
    """Luminancia relativa de `#rrggbb` (WCAG 2.2)."""
    canales = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    rojo, verde, azul = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales)
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul


def contraste(uno: str, otro: str) -> float:
    """Razón de contraste entre dos colores, de 1 a 21 (WCAG 2.2)."""
    mayor, menor = sorted((luminancia(uno), luminancia(otro)), reverse=True)
    return (mayor + 0.05) / (menor + 0.05)


def mezclar(uno: str, otro: str, parte: float) -> str:
    """Color que resulta de poner `parte` (0 a 1) de `otro` sobre `uno`."""
    canales = ((int(uno[i : i + 2], 16), int(otro[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * parte):02x}" for a, b in canales)


def legible(color: str, fondos: Iterable[str], hacia: str, minimo: float = MINIMO) -> str:
    """El color más cercano a `color`, en camino `hacia` otro, que se lee sobre todos los `fondos`."""
    fondos = tuple(fondos)
    for paso in range(51):
        candidato = mezclar(color, hacia, paso / 50)
        if all(contraste(candidato, f) >= minimo for f in fondos):
            return candidato
    return hacia


def tema_de_acento(acento: str, papel: tuple[str, ...], hacia: str, minimo: float = MINIMO) -> dict[str, str]:
    """Los tres tokens del acento en un tema: color, su fondo tenue y lo que se escribe encima."""
    tono = legible(acento, (*papel, mezclar(papel[0], acento, 0.12)), hacia, minimo)
    encima = max(("#ffffff", "#0b1214"), key=lambda c: contraste(c, tono))
    return {"acento": tono, "acento-fondo": mezclar(papel[0], acento, 0.12), "sobre-acento": encima}


def acento_css(acento: str) -> str:
    """Hoja que redefine el acento en los dos temas; `acento` es `#rrggbb`."""
    claro = _reglas(tema_de_acento(acento, PAPEL, TINTA))
    noche = _reglas(tema_de_acento(acento, PAPEL_NOCHE, "#ffffff", COMODO))
    return f"@layer tokens{{:root{{{claro}}}@media (prefers-color-scheme:dark){{:root{{{noche}}}}}}}"


def fuerzas_css(fuerzas: Iterable[FuerzaPublica]) -> str:
    """Hoja que da a cada fuerza su clase: solo fija el color de la marca pequeña."""
    reglas = (f".fuerza-{slug(f.siglas)}{{--color-fuerza:{f.color}}}" for f in fuerzas if f.color)
    return "@layer componentes{" + "".join(sorted(reglas)) + "}"


def _reglas(valores: dict[str, str]) -> str:
    return ";".join(f"--{clave}:{valor}" for clave, valor in valores.items())
