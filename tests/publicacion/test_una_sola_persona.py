"""Con una sola candidatura, una sola boleta o una sola respuesta, todo lo que se lee va en singular."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from cargada import cargada
from conoceles.difusion import segunda
from conoceles.difusion.formatos.piezas import TEXTO
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, SISTEMA, candidatura

# «1 candidaturas», «0 de 1 candidaturas», «son 1 …»: un número que vale uno, junto a un plural.
_PLURAL = re.compile(
    r"(?<![\d.,×-])1 (?:\([\d.]+ %\) )?(?!más\b|menos\b|es\b|tras\b)[a-záéíóúñ]+s\b|\bson 1\b"
)
_TEXTO = (".html", ".csv", ".svg", ".atom", ".txt", ".json", ".jsonld")


@pytest.mark.lenta
def test_una_sola_persona_se_dice_en_singular_en_todo_lo_que_se_publica(
    base: None, carpeta_de_datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segunda, "de_todo", lambda sitio, url: iter(()))
    monkeypatch.setattr(segunda, "de_mensajes", lambda sitio, mensajes, url: iter(()))
    cargada(PROCESO, ahora=ahora, por=SISTEMA)
    candidatura("ANA", ahora)
    publicar(PROCESO, ahora=ahora, cortes=True)
    segunda.difundir(PROCESO, ahora=ahora, hasta=TEXTO)
    actual = carpeta_de_datos / "sitio" / PROCESO / "actual"
    archivos = [p for p in actual.rglob("*") if p.suffix in _TEXTO]
    assert {p.suffix for p in archivos} >= {".html", ".csv", ".svg", ".atom", ".json"}
    hallados = [
        (str(p.relative_to(actual)), dicho) for p in archivos for dicho in _en_plural(p.read_text("utf-8"))
    ]
    assert hallados == []


@pytest.mark.parametrize(
    "dicho",
    [
        "<p>0 de 1 candidaturas tienen",
        'alt="Han enviado 1 de 1 (100.0 %) candidaturas"',
        "son 1 candidatura",
        "1 boletas,",
    ],
)
def test_la_busqueda_de_plurales_encuentra_los_que_habia(dicho: str) -> None:
    assert [*_en_plural(f"<p {dicho}" if "=" in dicho else dicho)]


def _en_plural(texto: str) -> Iterator[str]:
    """También lo que solo oye quien usa un lector de pantalla."""
    texto = re.sub(r"<(script|style)\b.*?</\1>", " ", texto, flags=re.DOTALL)
    oidos = re.findall(r'(?:aria-label|alt|title|content)="([^"]*)"', texto)
    leido = unescape(" ".join([re.sub(r"<[^>]*>", " ", texto), *oidos]))
    leido = " ".join(leido.replace("\u00a0", " ").split())
    for hallado in _PLURAL.finditer(leido):
        yield leido[max(0, hallado.start() - 40) : hallado.end() + 30]
