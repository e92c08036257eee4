"""La línea de órdenes: códigos de salida, salidas separadas y frases en español."""

from __future__ import annotations

import argparse
import json
import os
import pwd
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conoceles.arranque import cli, ordenes, preparacion
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos


def _orden(resultado: Any, **extra: Any) -> Any:
    def ejecutar(args: argparse.Namespace) -> Any:
        print("ruido de una biblioteca")
        if isinstance(resultado, Exception):
            raise resultado
        return resultado

    return SimpleNamespace(
        AYUDA="Prueba.",
        argumentos=lambda parser: None,
        ejecutar=ejecutar,
        texto=lambda r: f"texto {r}",
        **extra,
    )


@pytest.fixture
def con_orden(monkeypatch: pytest.MonkeyPatch, datos: Path) -> Any:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)

    def poner(resultado: Any, **extra: Any) -> None:
        monkeypatch.setattr(ordenes, "todas", lambda: {"orden": _orden(resultado, **extra)})

    return poner


def test_json_es_un_solo_documento(con_orden: Any, capsys: pytest.CaptureFixture[str]) -> None:
    con_orden({"año": "2024"})
    assert cli.main(["orden", "--json"]) == 0
    salida = capsys.readouterr()
    assert json.loads(salida.out) == {"año": "2024"}
    assert "ruido" in salida.err


def test_texto_para_leer(con_orden: Any, capsys: pytest.CaptureFixture[str]) -> None:
    con_orden({"a": 1})
    assert cli.main(["orden"]) == 0
    assert "texto {'a': 1}" in capsys.readouterr().out


def test_comprobacion_que_falla_sale_con_1(con_orden: Any) -> None:
    con_orden({"ok": False})
    assert cli.main(["orden"]) == 1


@pytest.mark.parametrize(
    ("error", "frase"),
    [
        (ErrorDeDominio("No existe esa elección."), "No existe esa elección.\n"),
        (ErroresDeCampos("Revise:", {"a": "Falta A.", "b": "Falta B."}), "Revise:\nFalta A.\nFalta B.\n"),
        (
            FileNotFoundError(2, "No such file or directory", "/a/ñ"),
            "No se puede usar «/a/ñ»: no existe esa ruta.\n",
        ),
        (
            OSError(28, "No space left on device", "/a"),
            "No se puede usar «/a»: no queda espacio en el disco.\n",
        ),
        (
            PermissionError(13, "Permission denied", "/ajena/p.xlsx"),
            f"No se puede usar «/ajena/p.xlsx»: no hay permiso para la cuenta «{pwd.getpwuid(os.geteuid()).pw_name}».\n",
        ),
    ],
)
def test_error_de_dominio_es_una_frase_y_2(
    con_orden: Any, capsys: pytest.CaptureFixture[str], error: Exception, frase: str
) -> None:
    con_orden(error)
    assert cli.main(["orden", "--json"]) == 2
    salida = capsys.readouterr()
    assert salida.out == ""
    assert salida.err.endswith(frase)


def test_defecto_deja_el_rastro_en_el_registro(
    con_orden: Any, capsys: pytest.CaptureFixture[str], datos: Path
) -> None:
    con_orden(ZeroDivisionError("secreto"))
    assert cli.main(["orden"]) == 2
    salida = capsys.readouterr()
    assert "Traceback" not in salida.err
    assert "secreto" not in salida.err
    assert "errores.log" in salida.err
    assert "ZeroDivisionError: secreto" in (datos / "registros" / "errores.log").read_text()


def test_carpeta_de_datos_que_no_se_puede_escribir(
    con_orden: Any, capsys: pytest.CaptureFixture[str], datos: Path
) -> None:
    datos.write_text("no soy carpeta")
    con_orden(NotADirectoryError())
    assert cli.main(["orden"]) == 2
    assert "No se puede escribir en la carpeta de datos" in capsys.readouterr().err


def test_argumento_sobrante_se_rechaza(con_orden: Any, capsys: pytest.CaptureFixture[str]) -> None:
    con_orden({})
    with pytest.raises(SystemExit) as fin:
        cli.main(["orden", "--proseso", "x"])
    assert fin.value.code == 2
    assert "argumentos que no se conocen: --proseso x" in capsys.readouterr().err


def test_orden_con_resto_lo_recibe_en_su_orden(con_orden: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    visto: list[list[str]] = []
    orden = _orden({}, CON_RESTO=True)
    orden.ejecutar = lambda args: visto.append(args.resto) or {}
    monkeypatch.setattr(ordenes, "todas", lambda: {"orden": orden})
    assert cli.main(["orden", "-k", "algo", "tests/x", "-q"]) == 0
    assert visto == [["-k", "algo", "tests/x", "-q"]]


@pytest.mark.parametrize("argv", [[], ["inventada"], ["proceso"], ["publicar"]])
def test_uso_incorrecto_en_espanol(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as fin:
        cli.main(argv)
    assert fin.value.code == 2
    error = capsys.readouterr().err
    assert "uso:" in error
    for ingles in ("usage", "error", "required", "invalid", "argument "):
        assert ingles not in error


def test_cada_orden_cumple_el_protocolo() -> None:
    todas = ordenes.todas()
    assert {"ajustes", "servir", "proceso cargar", "padron importar", "publicar"} <= todas.keys()
    for nombre, orden in todas.items():
        assert orden.AYUDA.endswith("."), nombre
        assert callable(orden.argumentos), nombre
        assert callable(orden.ejecutar), nombre
        assert callable(orden.texto), nombre


def test_todo_grupo_tiene_ayuda() -> None:
    primeras = {nombre.split()[0] for nombre in ordenes.todas() if " " in nombre}
    assert primeras - ordenes.todas().keys() == cli.GRUPOS.keys()


def test_archivo_de_padron_que_no_existe(
    datos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)
    assert cli.main(["padron", "importar", "nada.xls", "--proceso", "x"]) == 2
    assert capsys.readouterr().err == "No existe el archivo nada.xls.\n"


@pytest.mark.parametrize(
    "orden", [["padron", "importar", __file__, "--informe"], ["informe", "avance", "--salida"]]
)
def test_resultado_que_no_se_podra_escribir_se_dice_antes_de_empezar(
    datos: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    orden: list[str],
) -> None:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)
    ocupado = tmp_path if "padron" in orden else tmp_path / "archivo"
    if ocupado != tmp_path:
        ocupado.touch()
    assert cli.main([*orden, str(ocupado), "--proceso", "x"]) == 2  # sin base: leerla ya sería un fallo
    assert capsys.readouterr().err.startswith(f"No se puede usar «{ocupado}»: ")
