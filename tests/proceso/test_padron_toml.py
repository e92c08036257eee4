"""`padron.toml` mal escrito se rechaza al cargar, con una frase junto a su clave."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.padron import CAMPOS
from conoceles.proceso.serie import a_json, desde_json

BIEN = """
descarta = ["Liga"]
salta = ["TOTAL"]
hereda = ["fuerza"]
[[hojas]]
nombre = "Padrón"
encabezados = 3
fijos = { cargo = "Diputación de mayoría relativa" }
[[columnas]]
de = ["Facebook", "X"]
a = "redes"
rotula = true
[[columnas]]
de = "Distrito"
formas = ["{distrito}: {cabecera}"]
[[columnas]]
de = "Suplente"
a = "suplente.nombre"
[valores.grado]
"Prepa" = "Preparatoria"
"""


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))


def test_un_mapa_se_lee_y_va_y_vuelve_en_json(carpeta: Path) -> None:
    (carpeta / "padron.toml").write_text(BIEN, encoding="utf-8")
    definicion = leer_carpeta(carpeta)
    mapa = definicion.padron
    assert mapa.hojas[0].fijos == {"cargo": "Diputación de mayoría relativa"}
    assert [regla.campos for regla in mapa.columnas] == [
        ("redes",),
        ("distrito", "cabecera"),
        ("suplente.nombre",),
    ]
    assert (mapa.salta, mapa.hereda) == (("TOTAL",), ("fuerza",))
    assert (mapa.valores, mapa.descarta) == ({"grado": {"Prepa": "Preparatoria"}}, ("Liga",))
    assert desde_json(a_json(definicion)) == definicion


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ('[[columnas]]\nde = "X"\na = "rede"', "«rede» no es un campo del padrón ni una pregunta"),
        ('[[columnas]]\nde = "X"\na = "suplente.cargo"', "«suplente.cargo» no es un campo"),
        ('[[columnas]]\nde = "X"', "diga el campo que llena"),
        ('[[columnas]]\na = "redes"', "falta el encabezado"),
        ('[[columnas]]\nde = ["X", "Y"]\nformas = ["{grado} {edad}"]', "solo se parte una columna"),
        ('[[columnas]]\nde = "X"\nformas = ["{grado}{edad}"]', "debe nombrar algún campo"),
        ('[[columnas]]\nde = "X"\nformas = ["{}"]', "debe nombrar algún campo"),
        ('[[columnas]]\nde = "X"\na = "redes"\nune_con = ","', "clave desconocida. ¿Quiso decir"),
        (
            '[[columnas]]\nde = "X"\na = "edad"\n[[columnas]]\nde = "Y"\na = "edad"',
            "dos reglas llenan «edad»",
        ),
        ('[[hojas]]\nnombre = "A"\n[[hojas]]\nnombre = "A"', "la hoja «A» está repetida"),
        ('[[hojas]]\nnombre = "A"\nfijos = { nada = "x" }', "«nada» no es un campo"),
        ('[valores.grado]\n"Prepa" = "Bachi"', "«Bachi» no es un valor de «grado»; use «Sin estudios»"),
        ('[valores.cargo]\n"X" = "Regiduría"', "«Regiduría» no es un valor de «cargo»"),
        ('[valores.grado]\n"Prepa" = 3', "debe ser un texto"),
        ('hereda = ["nombre"]', "«nombre» no es de la fórmula sino de cada quien; use fuerza, partido"),
        ('alterna = ["propietaria"]', "diga las dos calidades en el orden en que van"),
        (
            'alterna = ["suplente", "propietaria"]\n[[columnas]]\nde = "X"\na = "suplente.nombre"',
            "alterna: sobra",
        ),
        ("[[columnas]", "no es TOML válido"),
    ],
)
def test_un_mapa_mal_escrito_se_rechaza_con_su_frase(carpeta: Path, texto: str, frase: str) -> None:
    (carpeta / "padron.toml").write_text(texto, encoding="utf-8")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    dichas = [str(falta) for falta in rechazo.value.errores]
    assert any(d.startswith("padron.toml: ") and frase in d for d in dichas), dichas


def test_un_mapa_puede_llevar_un_cargo_al_puesto_de_una_planilla(tmp_path: Path) -> None:
    shutil.copytree(RAIZ_PROYECTO / "procesos", tmp_path / "procesos")
    carpeta = tmp_path / "procesos" / "ejemplo-alcaldias"
    dichos = {
        "Concejalía de Mayoría Relativa": "Concejalía",
        "2a. Concejalía": "Concejalía 2",
        "3er. Concejal": "Concejal 3",
    }
    renglones = "".join(f'"{antes}" = "{despues}"\n' for antes, despues in dichos.items())
    (carpeta / "padron.toml").write_text(f"[valores.cargo]\n{renglones}", encoding="utf-8")
    assert leer_carpeta(carpeta).padron.valores["cargo"] == dichos
    (carpeta / "padron.toml").write_text('[valores.cargo]\n"X" = "Concejalía 7"\n', encoding="utf-8")
    with pytest.raises(DefinicionInvalida, match="«Concejalía 7» no es un valor de «cargo»"):
        leer_carpeta(carpeta)


def test_una_eleccion_sin_mapa_se_lee_igual(carpeta: Path) -> None:
    assert leer_carpeta(carpeta).padron.columnas == ()


def test_los_campos_del_mapa_son_los_del_importador() -> None:
    import tomllib

    sinonimos = RAIZ_PROYECTO / "src/conoceles/candidaturas/padron/sinonimos.toml"
    columnas = set(tomllib.loads(sinonimos.read_text(encoding="utf-8"))["padron"])
    assert set(CAMPOS) == columnas - {"nombre_suplente", "sexo_suplente"}


CARGO = """
[[cargos]]
clave = "concejalia"
nombre = "Concejalía"
ambito = "municipio"
principio = "MR"
lista = 10
lugar = "Alcaldía {municipio}"
"""


def test_un_cargo_de_mayoria_puede_llevar_planilla_y_llamar_a_su_ambito(carpeta: Path) -> None:
    raiz = carpeta / "proceso.toml"
    raiz.write_text(raiz.read_text(encoding="utf-8") + CARGO, encoding="utf-8")
    definicion = leer_carpeta(carpeta)
    [canatlan] = [c for c in definicion.contiendas if c.clave == "concejalia-canatlan"]
    assert (definicion.cargo("concejalia").lista, canatlan.ambito) == (10, "Alcaldía Canatlán")


@pytest.mark.parametrize(
    ("antes", "despues", "frase"),
    [
        ("lista = 10\n", "sin_numero = true\n", "falta el número de posiciones"),
        ("Alcaldía {municipio}", "Alcaldía {alcaldia}", "usa un dato que no existe"),
    ],
)
def test_una_planilla_mal_declarada_se_rechaza(carpeta: Path, antes: str, despues: str, frase: str) -> None:
    raiz = carpeta / "proceso.toml"
    raiz.write_text(raiz.read_text(encoding="utf-8") + CARGO.replace(antes, despues), encoding="utf-8")
    with pytest.raises(DefinicionInvalida, match=frase):
        leer_carpeta(carpeta)
