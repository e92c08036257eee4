"""Dos programas: `./conoceles`, de quien opera, y `./taller`, de quien construye. El producto vive sin el segundo."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from conoceles.arranque import cli, ordenes
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller import ordenes as del_taller
from taller import prestadas

DE_CONOCELES = {**ordenes.todas(), **ordenes.de(prestadas)}
DE_TALLER = ordenes.de(del_taller)
LEAME = (RAIZ_PROYECTO / "README.md").read_text(encoding="utf-8")
LEIDOS = (
    "README.md", "README.en.md", "CONTRIBUTING.md", "SECURITY.md", "docs/manuales/*.md", "docs/*.md", "docs/diseno/*.md",
    "operacion/**/*", ".ci/*", ".pre-commit-config.yaml", "src/**/*.py", "src/**/*.html", "src/**/*.md",
)  # fmt: skip
DADA = re.compile(
    r"(\./taller|(?<![\w/.-])\./conoceles|-m conoceles|-m taller\.prestadas) ([a-z][\w-]*)(?: ([a-z]+))?"
)


def _primeras(todas: dict[str, ordenes.Orden]) -> set[str]:
    return {nombre.partition(" ")[0] for nombre in todas}


def test_las_de_quien_opera_son_veintidos_a_lo_mas() -> None:
    assert len(_primeras(DE_CONOCELES)) <= 22


def test_el_leame_las_nombra_en_cinco_grupos_y_a_ninguna_dos_veces() -> None:
    tabla = (
        LEAME.partition("\n## Órdenes\n")[2].partition("\n## ")[0].partition("Lo que escribe documentos")[0]
    )
    assert len(re.findall(r"^\| \*\*.+\*\* \| \|$", tabla, re.MULTILINE)) == 5
    celdas = re.findall(r"^\| (`[^|]+`) \|", tabla, re.MULTILINE)
    nombradas = [n for celda in celdas for n in re.findall(r"`([\w-]+)", celda)]
    assert sorted(nombradas) == sorted(_primeras(DE_CONOCELES))
    assert [n for n in DE_CONOCELES if " " in n and f"`{n.partition(' ')[2]}`" not in tabla] == []


def test_el_leame_nombra_cada_una_del_taller() -> None:
    dichas = LEAME.partition("Lo que escribe documentos")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`([a-z]+)`", dichas)) == sorted(DE_TALLER)


@pytest.mark.parametrize("donde", LEIDOS)
def test_toda_orden_que_se_nombra_existe(donde: str) -> None:
    archivos = [a for a in RAIZ_PROYECTO.glob(donde) if a.is_file() and "__pycache__" not in a.parts]
    assert archivos
    ajenas = [
        (archivo.name, *dada)
        for archivo in archivos
        for dada in DADA.findall(archivo.read_text(encoding="utf-8"))
        if not _existe(*dada)
    ]
    assert ajenas == []


def _existe(programa: str, palabra: str, otra: str) -> bool:
    suyas = DE_TALLER if programa == "./taller" else DE_CONOCELES
    grupo = {n.partition(" ")[2] for n in suyas if n.startswith(f"{palabra} ")}
    return palabra in suyas if not grupo else otra in grupo or (palabra in suyas or not otra)


def test_cada_orden_cumple_el_protocolo() -> None:
    for nombre, orden in {**DE_CONOCELES, **DE_TALLER}.items():
        assert orden.AYUDA.endswith("."), nombre
        assert callable(orden.argumentos), nombre
        assert callable(orden.ejecutar), nombre
        assert callable(orden.texto), nombre


def test_ninguna_esta_en_los_dos_programas() -> None:
    assert DE_TALLER.keys() & DE_CONOCELES.keys() == set()
    assert ordenes.de(prestadas).keys() & ordenes.todas().keys() == set()


def test_cada_programa_ofrece_las_suyas() -> None:
    for suyas, programa in ((DE_CONOCELES, "./conoceles"), (DE_TALLER, "./taller")):
        ayuda = cli.analizador(suyas, programa).format_help()
        assert f"uso: {programa}" in ayuda
        assert [nombre for nombre in _primeras(suyas) if nombre not in ayuda] == []


@pytest.mark.parametrize("antes", [True, False])
def test_lo_que_se_pide_antes_o_despues_de_la_suborden_no_se_pierde(antes: bool) -> None:
    """`comprobar` es orden y es grupo: ni `--json` ni `--sin-anotar` se quedan en el camino."""
    pedido = ["comprobar", "--json", "bibliotecas"] if antes else ["comprobar", "bibliotecas", "--json"]
    args = cli.analizador(ordenes.todas()).parse_args([*pedido[:1], "--sin-anotar", *pedido[1:]])
    assert (args.orden, args.json, args.sin_anotar) == (
        ordenes.todas()["comprobar bibliotecas"],
        True,
        True,
    )
    assert cli.analizador(ordenes.todas()).parse_args(["comprobar"]).orden is ordenes.todas()["comprobar"]


def test_el_producto_se_usa_sin_el_taller() -> None:
    """Ni una orden del producto lo carga, y las suyas no se ofrecen."""
    guion = (
        "import sys; from conoceles.arranque import cli, ordenes; ayuda = cli.analizador(ordenes.todas()).format_help();"
        "print('demo' in ayuda.split(), any(m.split('.')[0] == 'taller' for m in sys.modules))"
    )
    orden = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(RAIZ_PROYECTO / 'src')!r}); {guion}"]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=True)
    assert hecho.stdout.split() == ["False", "False"]
