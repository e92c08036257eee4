"""Braille en BRF (ASCII de seis puntos): 40 celdas por renglón y 25 renglones por hoja, como lo toma una impresora.

Se transcribe con la tabla española sin contraer de liblouis. La de ocho puntos (`Es-Es-G0`) es para líneas braille y
no cabe en seis; la contraída (`es-g2`) no se puede leer de vuelta con un programa: se compara con referencias publicadas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura, programas
from conoceles.publicacion.api.documentos import Perfil

ANCHO, ALTO = 40, 25
SANGRIA = "  "
MINUSCULA = INTERRUPTOR = '"'  # punto 5
TABLA = "unicode.dis,es-g1.ctb"
TABLA_CONTRAIDA = "unicode.dis,es-g2.ctb"
ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="  # por celda, de ⠀ a ⠿
# Van enteras, tras el interruptor, las claves y direcciones y las palabras que la tabla contraída de liblouis 3.33
# escribe mal: dos se leen igual que su plural o su masculino, dos no siguen a «nuestro», una no sigue a «bajo» y otra a
# «dis», y una deja un hueco.
ENTERAS = re.compile(
    r"\d\w*[a-z]|[a-z]\w*\d|[/@]|\b(absolutas|compadre|nuestr[ao]s|abajo|disgr\w+|efectiva)\b", re.IGNORECASE
)
RECTAS = str.maketrans("«»", '""')
SIGNOS = {"_": "-", "…": "...", "·": ";", "×": "x", "—": "-", "–": "-", "“": "«", "”": "»", "’": "'", "‘": "'",
          "•": "-", "ª": "a.", "º": "o.", "°": " grados", "#": "núm. ", "[": "(", "]": ")", "{": "(", "}": ")",
          "|": "/", "\\": "/", "~": "-", "^": "", "`": "'", "´": "'", "€": "euros ", "²": "2", "³": "3"}  # fmt: skip
CABEN = frozenset(" !\"$%&'()*+,-./0123456789:;<=>?@¡¿«»áéíóúüñÁÉÍÓÚÜÑ") | frozenset(
    chr(n) for n in (*range(65, 91), *range(97, 123))
)


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """El perfil entero; termina cada renglón en CR LF y cada hoja en salto de página."""
    p = lectura.perfil(carpeta, d["folio"])
    tabla = TABLA_CONTRAIDA if formato == "contraido" else TABLA
    return brf(parrafos(p, lectura.pie(p, d["huella"], d["zona"])), tabla)


def parrafos(p: Perfil, pie: list[str]) -> list[str]:
    """Lo que se transcribe, ya sin los signos que la tabla no tiene."""
    dichos = [p["nombre"], *lectura.cabeza(p)]
    for apartado in lectura.apartados(p):
        dichos += [
            apartado.titulo,
            *(f"{pregunta}: {r}" for pregunta, r in apartado.renglones),
            apartado.razon,
        ]
    renglones = (linea for dicho in (*dichos, *pie) for linea in dicho.splitlines())
    return [limpio for renglon in renglones if (limpio := limpiar(renglon))]


def limpiar(texto: str) -> str:
    """Con signos que la tabla sabe escribir; una letra ajena pierde su marca y de lo demás se dice que había un signo."""
    return " ".join("".join(map(_signo, unicodedata.normalize("NFC", texto))).split())


def _signo(letra: str) -> str:
    if letra in CABEN:
        return letra
    if letra in SIGNOS:
        return SIGNOS[letra]
    if letra.isspace():
        return " "
    base = "".join(x for x in unicodedata.normalize("NFKD", letra) if x in CABEN)
    return base or (" (signo) " if letra.isprintable() else "")


def brf(dichos: list[str], tabla: str = TABLA) -> bytes:
    """Los párrafos transcritos, con sangría de dos celdas, en renglones y hojas."""
    renglones = [r for parrafo in celdas(dichos, tabla) for r in _partir(parrafo)]
    hojas = [renglones[n : n + ALTO] for n in range(0, len(renglones), ALTO)]
    return "\f".join("".join(f"{r}\r\n" for r in hoja) for hoja in hojas).encode("ascii")


def celdas(dichos: list[str], tabla: str) -> Iterator[str]:
    """Cada párrafo en ASCII braille. `Falla` si la tabla no supo escribir algo: nunca se publica a medias."""
    palabras = [palabra for dicho in dichos for palabra in dicho.split(" ")]
    hechas = iter(_contraidas(palabras) if tabla == TABLA_CONTRAIDA else _palabras(palabras, tabla))
    for dicho in dichos:
        yield " ".join(next(hechas) for _ in dicho.split(" "))


def _contraidas(palabras: list[str]) -> list[str]:
    """Con comillas rectas, las únicas a las que la tabla antepone el punto 5 al cerrar: sin él se leerían «er»."""
    contraidas = iter(
        _palabras([p.translate(RECTAS) for p in palabras if not ENTERAS.search(p)], TABLA_CONTRAIDA)
    )
    enteras = iter(_palabras([p for p in palabras if ENTERAS.search(p)], TABLA))
    return [INTERRUPTOR + next(enteras) if ENTERAS.search(p) else next(contraidas) for p in palabras]


def _palabras(palabras: list[str], tabla: str) -> list[str]:
    # El programa lee renglones de hasta 2,048 letras: va un trozo por renglón, que sin contraer es lo mismo.
    trozos = "".join(f"{trozo}\n" for palabra in palabras for trozo in _trozos(palabra))
    transcritos = iter(programas.correr(("lou_translate", "-f", tabla), trozos.encode()).decode().split("\n"))
    return [
        MINUSCULA.join("".join(map(_ascii, next(transcritos))) for _ in _trozos(palabra))
        for palabra in palabras
    ]


def _trozos(palabra: str) -> list[str]:
    """Una letra de la «a» a la «j» detrás de una cifra se leería como otra cifra: ahí va el signo de minúscula."""
    return re.split(r"(?<=\d)(?=[a-j])", palabra)


def _ascii(celda: str) -> str:
    lugar = ord(celda) - 0x2800
    if not 0 <= lugar < len(ASCII):
        raise programas.Falla(f"lou_translate: no sabe escribir un signo ({celda!r}).")
    return ASCII[lugar]


def _partir(parrafo: str) -> Iterator[str]:
    """Renglones de 39 celdas a lo más; solo una palabra más larga llena las 40 y sigue en el otro sin espacio."""
    actual = SANGRIA
    for palabra in parrafo.split(" "):
        union = "" if actual in ("", SANGRIA) else " "
        if len(actual) + len(union) + len(palabra) < ANCHO:
            actual += union + palabra
            continue
        if actual not in ("", SANGRIA):
            yield actual
            actual = ""
        actual += palabra
        while len(actual) >= ANCHO:
            yield actual[:ANCHO]
            actual = actual[ANCHO:]
    yield actual
