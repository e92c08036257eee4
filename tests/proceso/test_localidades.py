"""El catálogo de localidades del INE, solo o con el de secciones: lo que no cuadra se nombra y nada se pierde."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion, Localidad, SeccionElectoral
from conoceles.proceso.serie import a_json, desde_json
from taller.demo.catalogo import con_catalogo

Editar = Callable[[str, str, str], Path]
ENCABEZADO = "ENTIDAD,NOMBRE ENTIDAD,MUNICIPIO,NOMBRE MUNICIPIO,SECCION,LOCALIDAD,NOMBRE LOCALIDAD,TIPO\n"
# Los números de municipio son los del INE, que no son los del INEGI: aquí, a propósito, ninguno coincide.
BUENO = (
    ENCABEZADO
    + "10,DURANGO,99,CANATLAN,0100,0001,CANATLAN,U\n10,DURANGO,99,CANATLAN,0100,0007,EL PALOMAR,R\n"
    "10,DURANGO,99,CANATLAN,0101,0001,CANATLAN,U\n10,DURANGO,98,GÓMEZ PALACIO,0200,0001,CIUDAD INVENTADA,U\n"
    "10,DURANGO,97,SIMON BOLIVAR,0300,0003,LA JOYA,R\n"
)
CON_DISTRITO = "seccion,municipio,distrito\n0200,007,11\n0201,Gómez Palacio,12\n"


def carpeta_con(editar: Editar, ine: str = "", secciones: str = "") -> Path:
    nombres = ('localidades = "localidades.csv"\n' if ine else "") + (
        'secciones = "secciones.csv"\n' if secciones else ""
    )
    carpeta = editar("proceso.toml", 'mosaico = "mosaico.csv"', nombres)
    for archivo, texto in (("localidades.csv", ine), ("secciones.csv", secciones)):
        if texto:
            (carpeta / archivo).write_text(texto, encoding="utf-8")
    return carpeta


def leida(editar: Editar, ine: str = "", secciones: str = "") -> Definicion:
    return leer_carpeta(carpeta_con(editar, ine, secciones))


def test_el_del_ine_solo_da_el_distrito_del_municipio_entero_y_calla_el_del_repartido(editar: Editar) -> None:
    d = leida(editar, BUENO)
    assert d.secciones == (
        SeccionElectoral(100, "001", 8), SeccionElectoral(101, "001", 8), SeccionElectoral(200, "007", None),
        SeccionElectoral(300, "006", 14),
    )  # fmt: skip
    assert d.localidades == (
        Localidad("Canatlan", "001", (100, 101)),
        Localidad("Ciudad Inventada", "007", (200,)),
        Localidad("El Palomar", "001", (100,)),
        Localidad("La Joya", "006", (300,)),
    )
    assert desde_json(a_json(d)) == d


def test_los_dos_se_complementan(editar: Editar) -> None:
    d = leida(editar, BUENO, CON_DISTRITO)
    assert {s.numero: s.distrito for s in d.secciones} == {100: 8, 101: 8, 200: 11, 201: 12, 300: 14}
    assert "Secciones sin ninguna localidad en el catálogo: 1, como la 0201." in advertencias(d)


def test_lo_que_el_catalogo_no_dice_se_advierte(editar: Editar) -> None:
    dichas = advertencias(leida(editar, BUENO))
    assert (
        "Secciones de Gómez Palacio sin distrito en el catálogo: 1. El sitio enseña todos los del municipio."
        in dichas
    )
    assert "El catálogo no trae ninguna sección de Lerdo." in dichas


@pytest.mark.parametrize("separador", [";", "|", "\t"])
def test_vale_cualquier_separador_y_guion_bajo_o_minusculas_en_el_encabezado(
    editar: Editar, separador: str
) -> None:
    otro = BUENO.replace(ENCABEZADO, ENCABEZADO.lower().replace(" ", "_")).replace(",", separador)
    assert len(leida(editar, otro).localidades) == 4


@pytest.mark.parametrize(
    ("fila", "frase"),
    [
        ("14,JALISCO,1,CANATLAN,0400,0001,X,R", "NOMBRE ENTIDAD: un renglón dice «JALISCO», y esta elección es de otra"),
        ("10,DURANGO,1,CANATLA,0400,0001,X,R", "«CANATLA», que no es un municipio de esta elección. ¿Es «canatlan»?"),
        ("10,DURANGO,99,CANATLAN,S/N,0001,X,R", "fila 7, SECCION: «S/N» no es un número de sección"),
        ("10,DURANGO,98,GOMEZ PALACIO,0100,0009,X,R", "la sección 100 ya es de otro municipio"),
        ("10,DURANGO,99,CANATLAN,0100,0007,OTRO NOMBRE,R", "tiene dos nombres: «EL PALOMAR» y «OTRO NOMBRE»"),
        ("10,DURANGO,99,CANATLAN,0100,0009,,R", "NOMBRE LOCALIDAD: está vacía"),
        ("10,DURANGO,99,CANATLAN,0100,0009,PEÃ‘A,R", "letras dañadas"),
        ("10,DURANGO,99,CANATLAN,0100,0009,LA JOYA, LA VIEJA,R", "trae 9 columnas y el encabezado, 8"),
    ],
)  # fmt: skip
def test_lo_que_no_cuadra_se_nombra_y_no_se_carga(editar: Editar, fila: str, frase: str) -> None:
    with pytest.raises(DefinicionInvalida) as error:
        leida(editar, f"{BUENO}{fila}\n")
    assert frase in str(error.value)


def test_si_los_dos_se_contradicen_se_dice_en_que_seccion(editar: Editar) -> None:
    with pytest.raises(DefinicionInvalida) as error:
        leida(editar, BUENO, "seccion,municipio,distrito\n0100,007,11\n")
    assert "sección 100: los dos catálogos la ponen en municipios distintos" in str(error.value)


def test_sin_una_columna_o_con_otra_codificacion_lo_dice(editar: Editar) -> None:
    carpeta = carpeta_con(editar, BUENO.replace("SECCION", "SECC"))
    with pytest.raises(DefinicionInvalida, match="SECCION: falta esta columna"):
        leer_carpeta(carpeta)
    (carpeta / "localidades.csv").write_text(BUENO, encoding="cp1252")
    with pytest.raises(DefinicionInvalida, match="guárdelo como «CSV UTF-8»"):
        leer_carpeta(carpeta)


def test_el_de_la_demostracion_se_lee_sin_perder_una_seccion_y_dice_que_es_inventado(
    carpeta: Path, tmp_path: Path
) -> None:
    d = leer_carpeta(con_catalogo(carpeta, tmp_path / "demo"))
    assert d.catalogo.inventado
    assert "inventado" in d.catalogo.fuente
    assert next(s for s in d.secciones if s.numero == 123).distrito == 5
    assert {s.municipio for s in d.secciones} == {m.clave for m in d.municipios}
    assert [s for s in d.secciones if s.distrito is None] == []
    [dos] = [x for x in d.localidades if len(x.secciones) > 1]
    assert {s.distrito for s in d.secciones if s.numero in dos.secciones} == {1, 2}
