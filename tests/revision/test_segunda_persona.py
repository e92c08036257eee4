"""Lo que la elección pide a dos personas: una lo pide, otra lo confirma; la base no deja que sea la misma."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura as Modelo
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.expediente.reposicion import repetir
from conoceles.identidad.llaves import retiros
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso import consultas
from conoceles.proceso.contenido.vigencia import asentar
from conoceles.revision import segundas
from conoceles.revision.models import PorConfirmar
from paginas import check, confirmado, texto
from personas import CLAVE, DINA, SISTEMA
from publicacion.por_fuera import sin_candados

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

AYER = datetime(2024, 4, 24, tzinfo=timezone.utc)
ACUERDO = {"acuerdo": "IEPC/CG75/2024", "fecha_acuerdo": "2024-04-20"}
ENTRA = {"nombres": "Rosa", "primer_apellido": "Quiñones", "sexo": "mujer", "fecha_nacimiento": "1985-02-03"}
ACTOS = [("sustituir", "sustituida", ENTRA), ("cancelar", "cancelada", {})]


@pytest.fixture
def de_dos(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La elección pide dos personas para sustituir y cancelar."""
    actual = consultas.definicion(CLAVE)
    con_dos = replace(actual, revision=replace(actual.revision, segunda_persona=("sustituir", "cancelar")))
    with transaction.atomic():
        asentar(con_dos, candidatura.proceso.fuentes, ahora=ahora, inventado=True)
    return candidatura


def _ruta(fila: Candidatura, resto: str = "") -> str:
    return f"/revision/{fila.folio}/actos/{resto}"


def _estado(fila: Candidatura) -> str:
    fila.refresh_from_db()
    return fila.estado


@pytest.mark.parametrize(("acto", "estado", "mas"), ACTOS)
def test_una_lo_pide_y_otra_lo_confirma(
    dina: Client, fabian: Client, de_dos: Candidatura, acto: str, estado: str, mas: dict[str, str]
) -> None:
    pedido = confirmado(dina, _ruta(de_dos), {"acto": acto, **ACUERDO, **mas})
    assert "Acuse: se pidió lo que hacen dos personas" in texto(check(dina.get(pedido["Location"]).content))
    assert _estado(de_dos) == "habilitada"
    en_hoy = texto(check(fabian.get("/revision/hoy/").content))
    assert "Actos que esperan a otra persona: 1" in en_hoy
    assert "Lo pidió Dina" in en_hoy
    misma = dina.post(_ruta(de_dos, "segunda/"))
    assert misma.status_code == 409
    assert "Lo pidió usted" in texto(check(misma.content))
    assert "Espera a otra persona" in texto(check(fabian.get(_ruta(de_dos)).content))
    previa = fabian.post(_ruta(de_dos, "segunda/"))
    assert "Qué pasará" in texto(check(previa.content))
    assert _estado(de_dos) == "habilitada"
    hecho = confirmado(fabian, _ruta(de_dos, "segunda/"), {})
    assert "Acuse: " in texto(check(fabian.get(hecho["Location"]).content))
    assert _estado(de_dos) == estado
    assert "Actos que esperan" not in texto(check(fabian.get("/revision/hoy/").content))


def test_descartado_no_pasa_nada_y_se_puede_pedir_otra_vez(
    dina: Client, fabian: Client, de_dos: Candidatura
) -> None:
    datos: dict[str, Any] = {"acto": "cancelar", **ACUERDO}
    confirmado(dina, _ruta(de_dos), datos)
    assert confirmado(dina, _ruta(de_dos), datos).status_code == 409  # ya hay uno que espera
    fabian.post(_ruta(de_dos, "segunda/"), {"descartar": "si"})
    assert _estado(de_dos) == "habilitada"
    assert fabian.post(_ruta(de_dos, "segunda/")).status_code == 404
    assert confirmado(dina, _ruta(de_dos), datos).status_code == 302


def test_la_renuncia_no_la_pide_esta_eleccion_y_se_hace_sola(dina: Client, de_dos: Candidatura) -> None:
    confirmado(dina, _ruta(de_dos), {"acto": "renunciar", **ACUERDO})
    assert _estado(de_dos) == "renuncia"


@pytest.mark.postgres
def test_la_base_no_deja_que_una_sola_persona_la_concluya(de_dos: Candidatura, ahora: datetime) -> None:
    comun: dict[str, Any] = {
        "acto": Acto.CANCELADA,
        "acuerdo": "CG1",
        "fecha_acuerdo": ahora.date(),
        "ahora": ahora,
    }
    with pytest.raises(IntegrityError, match="lo confirma otra persona"):
        concluir(candidatura=de_dos, por=DINA, **comun)
    pedido = segundas.pedir(candidatura=de_dos, acto="cancelar", datos={}, por=DINA, ahora=ahora)
    with pytest.raises(Conflicto, match="Lo pidió usted"):
        segundas.confirmar(pedido=pedido, por=DINA, ahora=ahora)
    suyos = PorConfirmar.objects.filter(pk=pedido.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        suyos.update(confirmado=True, fin_por=DINA.actor, fin_en=ahora)
    with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
        suyos.update(acto="sustituir")
    with pytest.raises(IntegrityError), transaction.atomic():
        suyos.delete()
    otra = replace(DINA, actor="cuenta:fabian", nombre="Fabián")
    with transaction.atomic():
        segundas.confirmar(pedido=pedido, por=otra, ahora=ahora)
        concluir(candidatura=de_dos, por=otra, **comun)
    assert _estado(de_dos) == "cancelada"
    with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
        suyos.update(confirmado=False)


def test_tras_restaurar_se_repite_sin_otra_confirmacion(de_dos: Candidatura, ahora: datetime) -> None:
    from datetime import timedelta

    retiros.asentar(
        de_dos.clave_identidad, "cancelada", acuerdo="CG1", fecha_acuerdo=ahora.date(), por=DINA, ahora=ahora
    )
    repetir(por=SISTEMA, ahora=ahora + timedelta(hours=1))
    assert Modelo.objects.get(pk=de_dos.pk).estado == "cancelada"


def test_sin_pedirlo_la_eleccion_nada_cambia(dina: Client, candidatura: Candidatura) -> None:
    confirmado(dina, _ruta(candidatura), {"acto": "cancelar", **ACUERDO})
    assert _estado(candidatura) == "cancelada"


@pytest.mark.parametrize("danio", ["pedido por otra", "puesto", "otra vez abierto"])
def test_lo_que_otro_cliente_pone_a_esperar_no_se_confirma_y_se_nombra(
    dina: Client, fabian: Client, de_dos: Candidatura, danio: str
) -> None:
    """Una sola persona, con quien escriba en la base, no hace lo que la elección pide a dos."""
    antes = [*filas()]
    if danio != "puesto":
        confirmado(dina, _ruta(de_dos), {"acto": "cancelar", **ACUERDO})
    sin_candados("revision_porconfirmar")
    if danio == "pedido por otra":
        PorConfirmar.objects.update(por="cuenta:0", nombre_por="Otra")
    elif danio == "puesto":
        PorConfirmar.objects.create(
            candidatura=de_dos, acto="cancelar", datos=ACUERDO, por="cuenta:0", nombre_por="Otra", en=AYER
        )
    else:
        fabian.post(_ruta(de_dos, "segunda/"), {"descartar": "si"})
        PorConfirmar.objects.update(confirmado=None, fin_por="", fin_en=None)
    for navegador in (dina, fabian):
        negado = navegador.post(_ruta(de_dos, "segunda/"))
        assert negado.status_code == 409
        assert "se cambió sin pasar por el sistema" in texto(check(negado.content))
    assert _estado(de_dos) == "habilitada"
    assert [h.folio for h in filas() if h not in antes] == [de_dos.folio]
