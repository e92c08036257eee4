"""Con una caché delante: lo suprimido se purga, se comprueba por donde lo lee la gente, y la que no cumple se nombra."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.vigilancia.alertas import alertas
from conoceles.arranque.vigilancia.medidas import medir
from conoceles.espejos.destinos import AQUI, Destino, archivo, declarados
from conoceles.espejos.llamar import Frente, leer_frente
from conoceles.espejos.operaciones import poner_al_dia
from conoceles.nucleo.errores import ErrorDeDominio
from espejos.caches import MENTIROSA, PASE, SIN_ENCABEZADO, SORDA, api, cache, leer, varnish
from espejos.elecciones import publicar_todo, suprimir_a_eva
from publicacion.eleccion import PROCESO, TEXTO, version
from taller.banco import servidores
from taller.requisitos import conseguir

pytestmark = pytest.mark.lenta
PERFIL = f"/{PROCESO}/candidaturas/EVA/"
VUELVE = {"purga": "GET {direccion}", "pase": f"X-Conoceles-Purga: {PASE}"}


@pytest.fixture
def origen(publicada: dict[str, Any], datos: Path, tmp_path: Path) -> Iterator[int]:
    with servidores.nginx(datos / "sitio", tmp_path / "origen") as puerto:
        yield puerto


@pytest.fixture
def abierta() -> Iterator[ExitStack]:
    with ExitStack() as pila:
        yield pila


def destino(puerto: int, lugar: str = AQUI, **purga: str) -> Destino:
    return Destino("cdn", lugar, Frente(f"http://127.0.0.1:{puerto}", **purga))


def suprimir(eleccion: dict[str, Any], ahora: datetime) -> None:
    suprimir_a_eva(eleccion, ahora + timedelta(minutes=1))
    publicar_todo(ahora + timedelta(minutes=2))


def test_lo_suprimido_que_la_cache_conserva_se_purga_y_deja_de_leerse(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, tmp_path: Path, ahora: datetime
) -> None:
    puerto = abierta.enter_context(cache(origen, tmp_path / "cache", SORDA))
    assert poner_al_dia(destino(puerto), ahora=ahora).falla == ""
    suprimir(publicada, ahora)
    assert leer(puerto, PERFIL)[0] == 200  # el origen ya no lo tiene y la caché lo entrega
    sin_purga = poner_al_dia(destino(puerto), ahora=ahora)
    assert "ya retiradas" in sin_purga.falla
    assert leer(puerto, PERFIL)[0] == 200
    assert poner_al_dia(destino(puerto, **VUELVE), ahora=ahora).falla == ""
    assert {leer(puerto, PERFIL, c)[0] for c in ("identity", "gzip", "gzip, deflate, br")} == {404}
    assert b"Eva Y" not in leer(puerto, f"/{PROCESO}/candidaturas/", "identity")[1]


@pytest.mark.simulacro
def test_varnish_olvida_lo_suprimido_con_su_pase_y_sin_el_no(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, tmp_path: Path, ahora: datetime
) -> None:
    conseguir(["varnish"])
    puerto = abierta.enter_context(varnish(origen, tmp_path / "varnish"))
    ajena = {"purga": "PURGE {direccion}", "pase": "X-Conoceles-Purga: otro"}
    assert poner_al_dia(destino(puerto), ahora=ahora).falla == ""
    suprimir(publicada, ahora)
    assert "contestó 403" in poner_al_dia(destino(puerto, **ajena), ahora=ahora).falla
    assert leer(puerto, PERFIL)[0] == 200
    propia = ajena | {"pase": f"X-Conoceles-Purga: {PASE}"}
    assert poner_al_dia(destino(puerto, **propia), ahora=ahora).falla == ""
    assert {leer(puerto, PERFIL, c)[0] for c in ("identity", "gzip", "gzip, deflate, br")} == {404}


def test_la_que_acepta_la_purga_y_sigue_entregandolo_se_nombra(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    (datos / "modo").write_text("demo\n")
    puerto = abierta.enter_context(cache(origen, tmp_path / "cache", MENTIROSA))
    assert poner_al_dia(destino(puerto, **VUELVE), ahora=ahora).falla == ""
    suprimir(publicada, ahora)
    hecho = poner_al_dia(destino(puerto, **VUELVE), ahora=ahora)
    assert "ya retiradas" in hecho.falla
    luego = ahora + timedelta(minutes=6)
    [dicha] = [a for a in alertas(medir(luego), luego) if "espejo" in a.titulo]
    assert "«cdn»" in dicha.titulo
    assert "EVA" not in dicha.causa
    recuerdo = json.loads((datos / "registros/espejos/cdn.frente.json").read_text())
    assert f"identity {PERFIL}" in [d for d, huella in recuerdo.items() if not huella]


def test_una_api_con_su_pase_recibe_cada_direccion_y_sin_el_se_dice(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, tmp_path: Path, ahora: datetime
) -> None:
    puerto = abierta.enter_context(cache(origen, tmp_path / "cache", SORDA))
    cdn = abierta.enter_context(api(tmp_path / "cache" / "guardado"))
    dicha = {"purga": f"POST http://127.0.0.1:{cdn.puerto}/purga", "cuerpo": '{"files": ["{direccion}"]}'}
    ajeno, propio = "Authorization: Bearer otro", f"Authorization: Bearer {PASE}"
    assert poner_al_dia(destino(puerto, pase=ajeno, **dicha), ahora=ahora).falla == ""  # nada que purgar
    suprimir(publicada, ahora)
    assert "contestó 403" in poner_al_dia(destino(puerto, pase=ajeno, **dicha), ahora=ahora).falla
    cdn.pedidos.clear()
    assert poner_al_dia(destino(puerto, pase=propio, **dicha), ahora=ahora).falla == ""
    assert {"files": [f"http://127.0.0.1:{puerto}{PERFIL}"]} in [json.loads(p) for p in cdn.pedidos]
    assert leer(puerto, PERFIL)[0] == 404


def test_una_correccion_se_lee_por_el_frente_sin_esperar_a_que_caduque(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, tmp_path: Path, ahora: datetime
) -> None:
    """Y delante de un espejo, no solo de este sitio; la que obedece al origen no necesita más."""
    espejo = tmp_path / "espejo"
    assert poner_al_dia(Destino("cdn", str(espejo)), ahora=ahora).falla == ""
    otro = abierta.enter_context(servidores.nginx(espejo, tmp_path / "otro"))
    puerto = abierta.enter_context(cache(otro, tmp_path / "cache"))
    assert poner_al_dia(destino(puerto, str(espejo), **VUELVE), ahora=ahora).falla == ""
    version(publicada["ANA"], 2, ahora, historia=f"Cosa nueva. {TEXTO}")
    publicar_todo(ahora)
    assert poner_al_dia(destino(puerto, str(espejo), **VUELVE), ahora=ahora).falla == ""
    assert b"Cosa nueva" in leer(puerto, f"/{PROCESO}/candidaturas/ANA/", "identity")[1]


def test_el_frente_que_quita_un_encabezado_o_no_contesta_se_dice(
    publicada: dict[str, Any], origen: int, abierta: ExitStack, tmp_path: Path, ahora: datetime
) -> None:
    puerto = abierta.enter_context(cache(origen, tmp_path / "cache", SIN_ENCABEZADO))
    assert poner_al_dia(destino(puerto), ahora=ahora).falla == "su frente no pone X-Content-Type-Options"
    assert "no contesta" in poner_al_dia(destino(9), ahora=ahora).falla


def test_el_frente_se_declara_debajo_de_su_espejo_y_el_pase_no_se_repite(datos: Path) -> None:
    archivo().parent.mkdir(parents=True)
    archivo().write_text(
        "norte /mnt/espejo\n\nsitio aqui\n  frente https://conoceles.example.mx/\n"
        f"  # el del CDN\n  purga POST https://api.example/purga?url={{cifrada}}\n  pase Clave: {PASE}\n"
    )
    norte, sitio = declarados()
    assert (norte.frente, sitio.lugar) == (None, AQUI)
    assert sitio.frente == Frente(
        "https://conoceles.example.mx", "POST https://api.example/purga?url={cifrada}", f"Clave: {PASE}"
    )
    assert PASE not in repr(sitio)
    archivo().write_text(f"sitio aqui\n  frente http://conoceles.example.mx\n  pase Clave: {PASE}\n")
    with pytest.raises(ErrorDeDominio, match="sin cifrar, solo hacia esta misma máquina") as caso:
        declarados()
    assert PASE not in caso.value.mensaje
    archivo().write_text("sitio aqui\n")
    with pytest.raises(ErrorDeDominio, match="falta decir su frente"):
        declarados()


@pytest.mark.parametrize(
    "renglones",
    [
        ["purga PURGE {direccion}"],
        ["frente https://una", "pase Clave: algo"],
        ["frente https://una", "frente https://otra"],
        ["frente https://quien:clave@una"],
        ["frente https://una", "purga BORRA {direccion}"],
        ["frente https://una", "purga POST http://api.example/purga"],
    ],
)
def test_un_frente_mal_dicho_no_se_admite(renglones: list[str]) -> None:
    with pytest.raises(ValueError, match=r"renglón|se escribe|falta"):
        leer_frente(renglones)
