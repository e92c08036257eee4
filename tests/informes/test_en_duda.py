"""Con una fila que ningún acto dejó así, nada se lista, se cuenta ni se envía; repuesta, sigue. Lo de otras personas no espera."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from conoceles.bitacora.compuerta import EnDuda
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.informes import operaciones
from conoceles.informes.documento.vigencia import revisar
from conoceles.informes.fijar import fijar
from conoceles.informes.models import CifrasDelCorte, Informe
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.horas import ultimo
from personas import CLAVE, DINA
from publicacion.por_fuera import cambiar

pytestmark = [pytest.mark.lenta, pytest.mark.postgres]
UN_DIA = timedelta(days=1)


def _generar(tipo: str, ahora: datetime) -> Informe:
    return operaciones.generar(tipo=tipo, proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)


def _enviar(tipo: str, ahora: datetime) -> Informe:
    informe = _generar(tipo, ahora)
    for paso in ("aprobado", "enviado"):
        _avanzar(informe, paso, ahora)
    return informe


def _avanzar(informe: Informe, paso: str, ahora: datetime) -> None:
    operaciones.avanzar(
        informe=informe, paso=paso, constancia="IEPC/1", fecha=ahora.date(), por=DINA, ahora=ahora
    )


@pytest.mark.parametrize("estado", ["renuncia", "cancelada"])
def test_un_estado_falso_no_vuelve_a_emitir_lo_que_se_envio_al_ine(
    eleccion: dict[str, Any], ahora: datetime, estado: str
) -> None:
    _enviar("listado-mr", ahora)
    era, luego = eleccion["bbbb2222"].estado, ahora + UN_DIA
    era = Candidatura.objects.get(folio="bbbb2222").estado
    cambiar(Candidatura, {"folio": "bbbb2222"}, estado=estado)
    assert revisar(CLAVE, ahora=luego) == []
    with pytest.raises(EnDuda, match="La base dice de bbbb2222 lo que ningún acto escribió"):
        _generar("listado-mr", luego)
    assert Informe.objects.count() == 1
    cambiar(Candidatura, {"folio": "bbbb2222"}, estado=era)
    assert revisar(CLAVE, ahora=luego) == []
    assert _generar("avance", luego).version == 1


def test_lo_aprobado_no_se_envia_mientras_alguna_fila_de_la_eleccion_no_conste(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    informe = _generar("listado-mr", ahora)
    _avanzar(informe, "aprobado", ahora)
    cambiar(VersionCurricular, {"candidatura": eleccion["aaaa1111"], "numero": 1}, contenido={})
    with pytest.raises(EnDuda, match="aaaa1111"):
        _avanzar(informe, "enviado", ahora)
    assert not informe.pasos.filter(estado="enviado").exists()


def test_un_corte_no_fija_lo_que_ningun_acto_dejo(eleccion: dict[str, Any], ahora: datetime) -> None:
    corte = ultimo(definicion(CLAVE), ahora)
    assert corte is not None
    cambiar(Candidatura, {"folio": "bbbb2222"}, estado="renuncia")
    assert fijar(CLAVE, ahora=ahora) is None
    assert not CifrasDelCorte.objects.exists()
    cambiar(Candidatura, {"folio": "bbbb2222"}, estado="enviada")
    assert fijar(CLAVE, ahora=ahora) == corte
