"""La página: de cada acto, a quién se le dice y lo que lee, dibujado; las cartas de una cuenta, y los que callan."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.mensajes.callados import POR_QUE
from taller.mensajes.cartas import propias
from taller.mensajes.dibujo import dibujar
from taller.mensajes.muestras import Muestra, de_la_hora, salidas

DOCUMENTO = RAIZ_PROYECTO / "docs" / "mensajes.md"
IMAGENES = RAIZ_PROYECTO / "docs" / "imagenes" / "mensajes"
CABEZA = """# Qué se le dice a quién

Este documento y sus imágenes los escribe `./taller mensajes` desde `src/conoceles/bitacora/actos.py` (a quién) y
`src/conoceles/avisos/mensajes.py` y
`src/conoceles/avisos/al_instituto.py` (qué); no se editan a mano.

Cada acto que empieza o termina un plazo, o cambia lo que ve el público, deja un aviso a cada persona de la tabla, solo si
ya acusó recibo de su acceso. Todos están en «Avisos», leídos o sin leer. Por correo sale, a lo más, un mensaje por hora y
persona, con lo que más urge en el asunto; pasado un minuto del acto, para que lo que va junto llegue junto. Del
personal, nadie recibe lo que hizo ella misma. Un mensaje no lleva nombres de candidaturas ni respuestas; la carta de la
invitación y la de la cuenta llevan el de quien las recibe. Lo que no llega está en *Hoy*.

Cada asunto lleva a su mensaje entero, con un folio, un acuerdo y unos días inventados.
"""
DE_CUENTA = """## Las cartas de una cuenta

Entrar al sistema no es de ninguna candidatura: estas cartas salen solas, a la persona de esa cuenta. Las de quitar o agregar un
segundo factor y las de los códigos de un solo uso dicen lo mismo que la última, con lo que cambió.

| acto | qué lee |
|---|---|"""
CALLADOS = """## Los que no avisan

Ninguno calla sin su razón (`src/taller/mensajes/callados.py`, que una prueba compara con la tabla).

| por qué | actos |
|---|---|"""


def mensajes() -> dict[Acto, list[Muestra]]:
    """Acto → lo que se lee de él: primero los que avisan, en su orden, y luego las cartas de una cuenta."""
    propias_de = propias()
    avisan = {acto: _muestras(acto, propias_de.get(acto, [])) for acto in Acto if acto.fila.avisa}
    return {**avisan, **{acto: suyas for acto, suyas in propias_de.items() if acto not in avisan}}


def texto(de_cada_acto: dict[Acto, list[Muestra]]) -> str:
    """El Markdown completo."""
    avisan = {acto: m for acto, m in de_cada_acto.items() if acto.fila.avisa}
    de_cuenta = [f"| `{a.value}` | {_suyos(m)} |" for a, m in de_cada_acto.items() if a not in avisan]
    razones = [
        f"| {razon} | {', '.join(f'`{a.value}`' for a in actos)} |" for razon, actos in POR_QUE.items()
    ]
    return "\n".join([CABEZA, *_tabla(avisan), "", DE_CUENTA, *de_cuenta, "", CALLADOS, *razones, ""])


def leido(de_cada_acto: dict[Acto, list[Muestra]]) -> str:
    """Todo lo que alguien lee en un mensaje, junto: para revisar sus palabras."""
    return "\n".join(f"{m.asunto}\n{m.cuerpo}" for muestras in de_cada_acto.values() for m in muestras)


def dibujos(de_cada_acto: dict[Acto, list[Muestra]]) -> dict[str, str]:
    """Nombre del archivo → SVG."""
    return {m.archivo: dibujar(m) for muestras in de_cada_acto.values() for m in muestras}


def _muestras(acto: Acto, suyas: list[Muestra]) -> list[Muestra]:
    """La carta que sale y, si el acto no escribe de otro modo, su aviso en la lista."""
    return [*suyas, *(m for m in de_la_hora(acto) if not (m.sin_correo and suyas))]


def _tabla(actos: dict[Acto, list[Muestra]]) -> list[str]:
    renglones = [
        f"| `{a.value}` | {'; '.join(a.fila.avisa)} | {', '.join(a.fila.empieza)} | {', '.join(a.fila.termina)} "
        f"| {'; '.join(salidas(a))} | {_suyos(muestras)} |"
        for a, muestras in actos.items()
    ]
    return [
        "| acto | a quién | empieza | termina | cómo | qué lee cada quien |",
        "|---|---|---|---|---|---|",
        *renglones,
    ]


def _suyos(muestras: list[Muestra]) -> str:
    """El texto entero está en cada dibujo; aquí, el asunto y, si leen cosas distintas, de quién es cada una."""
    dichos = [f"[{m.asunto.removeprefix('Conóceles: ')}](imagenes/mensajes/{m.archivo})" for m in muestras]
    if len(muestras) == 1:
        return dichos[0]
    return "<br>".join(f"{m.para}: {dicho}" for m, dicho in zip(muestras, dichos, strict=True))
