"""`mutaciones`: lo que se le dice a mutmut existe, y la orden dice lo que él halló."""

from __future__ import annotations

import argparse
import subprocess
import tomllib
from collections.abc import Sequence

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.ordenes import mutaciones

DICHO = tomllib.loads((RAIZ_PROYECTO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]


def test_cada_modulo_tiene_archivos_y_pruebas() -> None:
    mutados = [a for patron in DICHO["only_mutate"] for a in RAIZ_PROYECTO.glob(patron)]
    assert len(DICHO["only_mutate"]) == len(mutaciones.MODULOS)
    modulos = {".".join(a.relative_to(RAIZ_PROYECTO / "src").with_suffix("").parts) for a in mutados}
    for patron, _ in mutaciones.MODULOS.values():
        assert [m for m in modulos if f"{m}.".startswith(patron.removesuffix("*"))], patron
    escogidas = DICHO["pytest_add_cli_args_test_selection"]
    assert sorted(p for _, suyas in mutaciones.MODULOS.values() for p in suyas) == sorted(escogidas)
    assert all((RAIZ_PROYECTO / p).exists() for p in escogidas)
    assert all((RAIZ_PROYECTO / p).exists() for p in DICHO["also_copy"])


def test_las_que_leen_ese_codigo_como_texto_no_se_corren() -> None:
    sueltas = [a.removeprefix("--deselect=") for a in DICHO["pytest_add_cli_args"] if "--deselect=" in a]
    for archivo, _, prueba in (suelta.partition("::") for suelta in sueltas):
        assert f"def {prueba}(" in (RAIZ_PROYECTO / archivo).read_text(encoding="utf-8")


@pytest.mark.parametrize(("notados", "bien"), [(17, True), (16, False)])
def test_lo_que_nadie_noto_se_dice_y_bajo_la_meta_termina_con_uno(
    notados: int, bien: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    corridas: list[tuple[str, ...]] = []

    def mutmut(*orden: str, modulos: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        corridas.append((*orden, *modulos))
        vivos = ["    conoceles.bitacora.pasos.x_paso__mutmut_3: survived"] * (20 - notados)
        notado = "    conoceles.bitacora.pasos.x_paso__mutmut_4: killed"
        sin_probar = "    conoceles.estadistica.frases.x_decir__mutmut_1: not checked"
        return subprocess.CompletedProcess(
            orden, 0, stdout="\n".join([*vivos, *[notado] * notados, sin_probar])
        )

    monkeypatch.setattr(mutaciones, "_mutmut", mutmut)
    resultado = mutaciones.ejecutar(argparse.Namespace(modulos=["estados"]))
    assert (resultado["ok"], resultado["probados"]) == (bien, 20)
    assert resultado["sin_notar"] == ["conoceles.bitacora.pasos.x_paso__mutmut_3: survived"] * (20 - notados)
    assert corridas == [("run", "conoceles.bitacora.pasos.*", "estados"), ("results", "--all", "true")]


def test_un_modulo_que_no_se_muta_no_corre_nada() -> None:
    with pytest.raises(ErrorDeDominio, match="No se muta captura"):
        mutaciones.ejecutar(argparse.Namespace(modulos=["captura"]))
