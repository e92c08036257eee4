"""Una lista cuyo registro no dice números: entra cada persona, en su propia fórmula, y el orden del archivo no cambia nada."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import importar as hacer
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import recargar

SISTEMA = Alcance.sistema("padrón")
ENCABEZADOS = ("PARTIDO_COALICION", "CARGO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO", "CIRCUNSCRIPCION")
ANA, EVA, IRMA = ("ANA INVENTADA NÁJERA", "EVA INVENTADA SOTO", "IRMA INVENTADA PAZ")


@pytest.fixture
def importar(base: None, tmp_path: Path, ahora: datetime, padron: Callable) -> Callable[..., Any]:
    import shutil

    sincronizar()
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e" / "e"))
    raiz = carpeta / "proceso.toml"
    raiz.write_text(raiz.read_text().replace("\nlista = ", "\nsin_numero = true\nlista = "), encoding="utf-8")
    recargar(carpeta, ahora)

    def _importar(*personas: tuple[str, str]) -> Any:
        rp = "Diputación de representación proporcional"
        ruta = padron(
            ENCABEZADOS, *[("PAN", rp, calidad, nombre, "Mujer", "3") for nombre, calidad in personas]
        )
        informe = hacer(
            ruta, proceso="durango-2023-2024", simular=False, por=SISTEMA, ahora=ahora - timedelta(days=20)
        )
        assert informe.errores == []
        return informe

    return _importar


def _lugares() -> dict[str, int]:
    return dict(Candidatura.objects.values_list("persona__nombre", "formula__posicion"))


def test_cada_persona_entra_en_su_formula_sin_pareja_inventada(importar: Callable) -> None:
    importar((ANA, "Propietaria"), (EVA, "Suplente"), (IRMA, "Propietaria"))
    assert sorted(_lugares().values()) == [1, 2, 3]
    assert set(Candidatura.objects.values_list("circunscripcion", flat=True)) == {"3"}


def test_otro_corte_en_otro_orden_y_con_alguien_mas_no_mueve_a_nadie(importar: Callable) -> None:
    importar((IRMA, "Propietaria"), (EVA, "Suplente"))
    antes = _lugares()
    informe = importar((ANA, "Propietaria"), (EVA, "Suplente"), (IRMA, "Propietaria"))
    assert (informe.altas, informe.cambios) == (1, 0)
    assert {nombre: lugar for nombre, lugar in _lugares().items() if nombre != ANA} == antes
