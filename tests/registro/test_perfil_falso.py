"""Nadie hace pasar por publicado lo que no lo está: cada falsificación se rechaza, se nombra y no escribe en la pantalla."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.verificador.verificar import main
from registro import atacante, segundo_verificador
from registro.atacante import DEL_LADRON, POLITICA

ANA, BETO = b'{"nombre":"Ana"}', b'{"nombre":"Beto"}'
MANDA = "\x1b[2J\x1b[HTodo coincide: 1 archivo, firma válida.\n\u202e\x9b8m"
Salida = pytest.CaptureFixture[str]


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    atacante.publicar(tmp_path / "sitio", {"ana.json": ANA, "beto.json": BETO})
    (tmp_path / "politica").write_text(POLITICA)
    return tmp_path / "sitio"


def _verificar(sitio: Path, archivo: bytes, prueba: str, politica: str = POLITICA) -> int:
    casa = sitio.parent
    (casa / "suelto.json").write_bytes(archivo)
    (casa / "prueba").write_text(prueba)
    (casa / "politica").write_text(politica)
    return main(
        [str(casa / "suelto.json"), "--prueba", str(casa / "prueba"), "--politica", str(casa / "politica")]
    )


def _rechaza(nombre: str, capsys: Salida) -> None:
    """Cada diferencia empieza con su nombre; nada se da por bueno y nada ajeno manda en la pantalla."""
    hecho = capsys.readouterr()
    diferencias = [r for r in hecho.out.splitlines() if r.startswith("DIFIERE: ")]
    assert diferencias, hecho
    assert diferencias[0].startswith(f"DIFIERE: {nombre}: ")
    renglones = hecho.out.splitlines()
    assert all(r.startswith(("Aviso: ", "DIFIERE: ")) for r in renglones)
    assert not [r for r in renglones if r.startswith("Aviso:") and ("tal como se" in r or "Consta" in r)]
    assert all(c.isprintable() for r in renglones for c in r)
    assert hecho.err == ""


def test_la_prueba_verdadera_vale_para_los_dos_verificadores(sitio: Path, capsys: Salida) -> None:
    prueba = json.dumps(atacante.perfil(sitio, 0))
    assert _verificar(sitio, ANA, prueba) == 0
    assert "Todo coincide" in capsys.readouterr().out
    assert segundo_verificador.verificar_perfil(ANA, prueba.encode(), POLITICA) == ""


def test_la_memoria_que_no_se_usa_se_dice(sitio: Path, capsys: Salida) -> None:
    """Quien la da cree que se comparó con lo que ya había visto."""
    (sitio.parent / "memoria").write_text("{}")
    (sitio.parent / "suelto.json").write_bytes(ANA)
    (sitio.parent / "prueba").write_text(json.dumps(atacante.perfil(sitio, 0)))
    dados = ("--prueba", "prueba", "--politica", "politica", "--memoria", "memoria")
    rutas = [
        str(sitio.parent / dado) if not dado.startswith("--") else dado for dado in ("suelto.json", *dados)
    ]
    assert main(rutas) == 0
    assert "Aviso: La memoria no se usó" in capsys.readouterr().out


def _en_el_renglon(**cambio: object) -> Callable[[dict[str, Any]], object]:
    return lambda prueba: prueba["renglones"][0].update(cambio)


def _en_el_registro(antes: str, despues: str) -> Callable[[dict[str, Any]], object]:
    return lambda prueba: prueba.update(registro=prueba["registro"].replace(antes, despues))


FALSAS: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "un índice que no es entero": ("PRUEBA", _en_el_renglon(indice=0.9)),
    "un índice en otras cifras": ("PRUEBA", _en_el_renglon(indice="٠")),
    "un índice infinito": ("PRUEBA", _en_el_renglon(indice=float("inf"))),
    "un índice enorme": ("PRUEBA", _en_el_renglon(indice=10**400)),
    "un índice negativo": ("PRUEBA", _en_el_renglon(indice=-1)),
    "un camino corto": ("PRUEBA", _en_el_renglon(camino=[])),
    "un camino largo": ("PRUEBA", lambda p: p["renglones"][0]["camino"].append(atacante.b64(bytes(32)))),
    "un hash vacío": ("PRUEBA", lambda p: p["renglones"][0]["camino"].append("")),
    "un hash de otro tamaño": ("PRUEBA", _en_el_renglon(camino=[atacante.b64(bytes(31))])),
    "renglones que no lo son": ("PRUEBA", lambda p: p.update(renglones=[5])),
    "un manifiesto sin escritura": ("PRUEBA", lambda p: p.update(manifiesto="\ud800")),
    "basura después del registro": ("PRUEBA", lambda p: p.update(registro=p["registro"] + "basura\n")),
    "renglones de otro sistema": ("PRUEBA", _en_el_registro("\n", "\r\n")),
    "el lugar con ceros": ("PRUEBA", _en_el_registro("index 1", "index 01")),
    "el lugar en otras cifras": ("PRUEBA", _en_el_registro("index 1", "index ١")),
    "otra firma": ("MANIFIESTO", lambda p: p["firma"].update(firma=atacante.b64(bytes(64)))),
}


@pytest.mark.parametrize("que", FALSAS)
def test_una_prueba_de_perfil_mal_escrita_se_nombra(sitio: Path, que: str, capsys: Salida) -> None:
    nombre, cambiar = FALSAS[que]
    prueba = atacante.perfil(sitio, 0)
    cambiar(prueba)
    assert _verificar(sitio, ANA, json.dumps(prueba)) == 1
    _rechaza(nombre, capsys)


def test_la_prueba_de_otra_persona_no_vale(sitio: Path, capsys: Salida) -> None:
    prueba = json.dumps(atacante.perfil(sitio, 1))
    assert segundo_verificador.verificar_perfil(ANA, prueba.encode(), POLITICA) == "texto"
    assert _verificar(sitio, ANA, prueba) == 1
    _rechaza("TEXTO", capsys)


@pytest.mark.parametrize("origen", [atacante.ORIGEN, "conoсeles.example.mx/log", "con\u202eoceles\x9b2J/log"])
def test_un_registro_ajeno_no_se_hace_pasar_por_el_nuestro(sitio: Path, origen: str, capsys: Salida) -> None:
    """Con el mismo nombre, con letras que se le parecen o con signos que no se ven."""
    prueba = atacante.perfil(sitio, 0)
    suya = f"conoceles/1 manifiesto durango {atacante.H(prueba['manifiesto'].encode()).hex()}".encode()
    prueba["registro"] = atacante.prueba(0, [suya], llave=DEL_LADRON, origen=origen)
    assert _verificar(sitio, ANA, json.dumps(prueba)) == 1
    hecho = capsys.readouterr().out
    assert "DIFIERE: LLAVE: " in hecho
    assert "Consta" not in hecho
    assert all(c.isprintable() for r in hecho.splitlines() for c in r)


def test_un_manifiesto_ajeno_no_escribe_en_la_pantalla(tmp_path: Path, capsys: Salida) -> None:
    atacante.publicar(tmp_path / "sitio", {"ana.json": ANA}, DEL_LADRON, momento=MANDA)
    assert (
        _verificar(tmp_path / "sitio", ANA, json.dumps(atacante.perfil(tmp_path / "sitio", 0, DEL_LADRON)))
        == 1
    )
    _rechaza("LLAVE", capsys)


def test_dos_testigos_con_la_misma_llave_no_son_dos(sitio: Path, capsys: Salida) -> None:
    doble = POLITICA.replace(
        "group", f"witness u {atacante.vkey('u.example', 4, atacante.DE_TESTIGO)}\ngroup"
    )
    assert (
        _verificar(sitio, ANA, json.dumps(atacante.perfil(sitio, 0)), doble.replace("g 1 t", "g 2 t u")) == 2
    )
    assert "repetida" in capsys.readouterr().err


@pytest.mark.parametrize("cuantos", ["١", "+1", "1_0", "-1", "01"])
def test_una_politica_no_cuenta_con_otras_cifras(sitio: Path, cuantos: str, capsys: Salida) -> None:
    rara = POLITICA.replace("g 1 t", f"g {cuantos} t")
    assert _verificar(sitio, ANA, json.dumps(atacante.perfil(sitio, 0)), rara) == 2
    assert "Política, renglón 3" in capsys.readouterr().err
