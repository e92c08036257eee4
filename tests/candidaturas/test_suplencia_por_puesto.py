"""Una planilla cuya alcaldía lleva suplente y cuyas concejalías no: lo dice cada puesto, y el padrón no lo contradice."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from candidaturas.renglones import Padron
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.serie import a_json, desde_json
from personas import SISTEMA, recargar

CLAVE = "ejemplo-alcaldias"
TITULOS = ("CARGO", "ALCALDIA", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE COMPLETO", "CARACTER", "SEXO")
ANA, EVA, SOL = ("Ana Inventada Nájera", "Eva Inventada Soto", "Sol Inventada Paz")
SOLA = 'cuantos = 6\ncalidades = ["propietaria"]\n'


def _carpeta(destino: Path, puesto: str = SOLA) -> Path:
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, destino / "procesos" / CLAVE))
    for otra in ("durango-2023-2024", "_derecho"):
        shutil.copytree(RAIZ_PROYECTO / "procesos" / otra, destino / "procesos" / otra, dirs_exist_ok=True)
    raiz = carpeta / "proceso.toml"
    raiz.write_text(raiz.read_text(encoding="utf-8").replace("cuantos = 6\n", puesto), encoding="utf-8")
    return carpeta


@pytest.fixture
def entra(base: None, datos: Path, tmp_path: Path, padron: Padron, ahora: datetime) -> Any:
    """Importa esas personas de Coyoacán por MC: (puesto, número, nombre, carácter)."""
    sincronizar()
    recargar(_carpeta(tmp_path), ahora)

    def _entra(*dichas: tuple[str, str, str, str]) -> Any:
        filas = [
            (puesto, "Coyoacán", "MC", numero, nombre, caracter, "Mujer")
            for puesto, numero, nombre, caracter in dichas
        ]
        antes = ahora - timedelta(days=20)
        return importar(padron(TITULOS, *filas), proceso=CLAVE, simular=False, por=SISTEMA, ahora=antes)

    return _entra


PRESIDE = (("Alcaldía", "", ANA, "Propietaria"), ("Alcaldía", "", EVA, "Suplente"))


def test_la_suplente_entra_donde_el_puesto_la_lleva_y_quien_va_sola_no_dice_que_es_propietaria(
    entra: Any,
) -> None:
    assert entra(*PRESIDE, ("Concejalía 2", "", SOL, "")).errores == []
    assert set(Candidatura.objects.values_list("persona__nombre", "formula__posicion", "calidad")) == {
        (ANA, 1, "propietaria"), (EVA, 1, "suplente"), (SOL, 3, "propietaria"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("puesto", "numero"),
    [("Concejalía 2", ""), ("Concejal", "2"), ("Alcaldías", "3"), ("Concejalía de mayoría relativa", "2")],
)  # fmt: skip
def test_la_suplente_de_un_puesto_que_no_la_lleva_es_un_error_y_no_entra_nadie(
    entra: Any, puesto: str, numero: str
) -> None:
    """Se diga como se diga el puesto: lo que decide es el lugar en que quedaría."""
    informe = entra(*PRESIDE, (puesto, numero, SOL, "Suplente"))
    frase = "Concejalía 2 no lleva suplente, y el renglón trae una."
    assert [(e.codigo, e.fila, e.mensaje) for e in informe.errores] == [("SIN_SUPLENCIA", 4, frase)]
    assert not Candidatura.objects.exists()


def test_el_padron_en_blanco_ofrece_suplente_si_algun_puesto_la_lleva(tmp_path: Path) -> None:
    definicion = leer_carpeta(_carpeta(tmp_path))
    assert desde_json(a_json(definicion)) == definicion
    [alcaldia] = [c for c in definicion.cargos if c.puestos]
    assert alcaldia.calidades_dichas == ("propietaria", "suplente")
    assert alcaldia.calidades_en("Alcaldía") == ("propietaria", "suplente")
    assert alcaldia.calidades_en("Concejalía 6") == ("propietaria",)
    [pedida] = [p for p in pedidas(definicion) if p.clave == "calidad"]
    assert pedida.valores == ("PROPIETARIA", "SUPLENTE")


@pytest.mark.parametrize("dichas", ["[]", '["titular"]'])
def test_una_calidad_que_no_existe_se_rechaza_junto_a_su_puesto(tmp_path: Path, dichas: str) -> None:
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(_carpeta(tmp_path, f"cuantos = 6\ncalidades = {dichas}\n"))
    [falta] = [str(f) for f in rechazo.value.errores]
    assert "puestos" in falta
    assert falta.endswith("calidades: use «propietaria» y, si procede, «suplente».")
