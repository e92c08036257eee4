"""*Hoy* enseña a quien administra lo último que halló la comprobación de la instalación, en sus palabras."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.expediente.constancias.halladas import Hallada, asentar
from conoceles.revision.comprobada import anotar, ultima
from personas import SISTEMA, capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.usefixtures("proceso")


def _hallazgo(codigo: str, gravedad: str, frase: str, remedio: str = "./conoceles x") -> dict[str, str]:
    return {"codigo": codigo, "gravedad": gravedad, "eleccion": "", "frase": frase, "remedio": remedio}


ROTA = _hallazgo("BITACORA_ROTA", "error", "La entrada 7 fue alterada.")
NADIE = _hallazgo(
    "SIN_ACCESO", "aviso", "El PT no tiene a nadie con acceso.", "Registre su designación en Accesos."
)
DATO = _hallazgo("RESPALDO", "dato", "El último respaldo es de hoy.", "")


def test_hoy_dice_lo_que_hay_que_atender_y_a_quien_le_toca(dina: Client, ahora: datetime) -> None:
    anotar([ROTA, NADIE, DATO], ahora=ahora)
    pagina = dina.get("/revision/hoy/").content.decode()
    assert "La entrada 7 fue alterada." in pagina
    assert "Registre su designación en Accesos." in pagina
    assert "Avise a quien opera el sistema" in pagina
    assert "./conoceles" not in pagina
    assert "El último respaldo" not in pagina


def test_hoy_no_lo_ensena_a_quien_solo_revisa(cora: Client, comision: Client, ahora: datetime) -> None:
    anotar([ROTA], ahora=ahora)
    for navegador in (cora, comision):
        assert "fue alterada" not in navegador.get("/revision/hoy/").content.decode()


def test_sin_nada_que_atender_lo_dice(dina: Client, ahora: datetime) -> None:
    anotar([DATO], ahora=ahora)
    assert (
        "Instalación comprobada el 25 de abril de 2024, sin nada que atender"
        in dina.get("/revision/hoy/").content.decode()
    )


def test_una_comprobacion_de_hace_dias_se_avisa(dina: Client, ahora: datetime) -> None:
    anotar([DATO], ahora=ahora - timedelta(days=3))
    pagina = dina.get("/revision/hoy/").content.decode()
    assert "debe hacerse cada noche" in pagina
    assert "Instalación comprobada" not in pagina


def test_los_actos_que_faltan_no_se_dicen_dos_veces(dina: Client, ahora: datetime) -> None:
    """*Hoy* ya los enseña, con el enlace para anotarlos."""
    anotar([_hallazgo("ACTO_FALTA", "aviso", "Falta el acuerdo canario.")], ahora=ahora)
    assert "acuerdo canario" not in dina.get("/revision/hoy/").content.decode()


def test_lo_mismo_dos_veces_en_un_dia_consta_una(ahora: datetime) -> None:
    for horas in (0, 1, 24):
        anotar([ROTA], ahora=ahora + timedelta(hours=horas))
    anotar([ROTA, NADIE], ahora=ahora + timedelta(hours=25))
    assert Entrada.objects.filter(acto="instalacion_comprobada").count() == 3
    vista = ultima(ahora + timedelta(hours=25))
    assert vista is not None
    assert (len(vista.errores), len(vista.avisos), vista.vieja) == (1, 1, False)


@pytest.mark.parametrize("ya_envio", [False, True], ids=["sin enviar", "enviada"])
def test_lo_cambiado_por_fuera_se_dice_en_hoy_y_en_la_candidatura_hasta_que_se_remedia(
    dina: Client, cora: Client, candidatura: Candidatura, ahora: datetime, *, ya_envio: bool
) -> None:
    if ya_envio:
        capturar(candidatura, ahora)
        enviar(candidatura, ahora)
    frase = f"{candidatura.folio} dice en el padrón lo que ningún acto escribió."
    suya = f"/revision/{candidatura.folio}/"
    asentar(
        [Hallada(candidatura.proceso_id, candidatura.folio, "ACTO_SIN_CONSTANCIA", frase)],
        por=SISTEMA,
        ahora=ahora,
    )
    assert frase in dina.get("/revision/hoy/").content.decode()
    assert frase not in cora.get("/revision/hoy/").content.decode()
    assert frase in cora.get(suya).content.decode()
    asentar([], por=SISTEMA, ahora=ahora + timedelta(minutes=1))
    assert frase not in dina.get("/revision/hoy/").content.decode()
    assert "aviso--peligro" not in cora.get(suya).content.decode()
