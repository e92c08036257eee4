"""Lo que detiene a la elección se ve en *Hoy*, y su pantalla lo resuelve con un acto."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.models import Cierre
from conoceles.nucleo import reloj
from conoceles.proceso.contenido.fuentes import definir
from conoceles.proceso.contenido.vigencia import asentar
from conoceles.pulso import consultas as pulso
from conoceles.pulso.lectura import leer
from conoceles.pulso.models import Ausencia, Freno
from conoceles.pulso.operaciones import latir
from paginas import confirmado
from personas import SISTEMA, enmendar, registrada
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.usefixtures("base")
CIERRE = datetime.fromisoformat("2024-10-01T09:00:00-06:00")
ACTO = {"acuerdo": "IEPC/CG99/2024", "fecha_acuerdo": "2024-09-30", "organo": "Consejo General"}


def hoy(quien: Client) -> str:
    return " ".join(quien.get("/revision/hoy/").content.decode().split())


# ------------------------------------------------------------ la apertura


def test_hoy_dice_que_no_esta_abierto_y_hasta_cuando(
    comision: Client, proceso: Proceso, ahora: datetime
) -> None:
    enmendar("fecha-captura_inicio", ahora, dia="2024-04-27")
    registrada(proceso, "aaaa1111", ahora)
    pagina = hoy(comision)
    assert (
        "La captura se abre el 27 de abril de 2024. Hasta entonces nadie puede contestar: 1 candidatura sin abrir."
        in pagina
    )
    assert "A nadie se le ha abierto la captura todavía." in pagina
    assert "Todas han enviado" not in pagina


def test_hoy_dice_que_la_eleccion_cargada_antes_no_tiene_dia_de_apertura(
    dina: Client, proceso: Proceso, ahora: datetime
) -> None:
    registrada(proceso, "aaaa1111", ahora)
    sin = "\n".join(
        r for r in proceso.fuentes["proceso.toml"].split("\n") if not r.startswith("captura_inicio")
    )
    fuentes = proceso.fuentes | {"proceso.toml": sin}
    asentar(definir(fuentes), fuentes, ahora=ahora, inventado=True)
    pagina = hoy(dina)
    assert "La captura no se abre: el calendario no dice qué día." in pagina
    assert "/contenidos/fecha-captura_inicio/" in pagina


def test_hoy_dice_si_lo_que_ya_debio_abrirse_sigue_cerrado(
    cora: Client, proceso: Proceso, ahora: datetime
) -> None:
    registrada(proceso, "aaaa1111", ahora)
    assert "Si siguen aquí, el obrero no está en marcha" in hoy(cora)


# ------------------------------------------------------------ el cierre


@pytest.mark.parametrize(
    ("dia", "frase"), [(-5, "faltan 5 días"), (0, "toca cerrar la elección"), (9, "hace 9 días")]
)
def test_hoy_anuncia_el_cierre_y_su_retraso_a_la_comision(
    comision: Client, proceso: Proceso, dia: int, frase: str
) -> None:
    with reloj.congelado(CIERRE + timedelta(days=dia)):
        pagina = hoy(comision)
    assert frase in pagina
    assert ("aviso--peligro" in pagina) == (dia > 0)


def test_dina_ve_que_pasara_confirma_y_le_queda_constancia(
    dina: Client, proceso: Proceso, ahora: datetime
) -> None:
    llevar(registrada(proceso, "aaaa1111", ahora), "publicada", ahora)
    with reloj.congelado(CIERRE):
        previa = dina.get("/revision/hoy/cierre/").content.decode()
        assert "1 candidatura con todo lo enviado a la vista queda de archivo" in previa
        cerrar = ACTO | {"acto": "cerrar"}
        falta = confirmado(dina, "/revision/hoy/cierre/", cerrar, "si")
        assert falta.status_code == 422
        assert "IEPC/CG99/2024" in falta.content.decode()
        assert not Cierre.objects.exists()
        hecho = dina.get(confirmado(dina, "/revision/hoy/cierre/", cerrar)["Location"]).content.decode()
        assert "Constancia del cierre" in hecho
        assert "IEPC/CG99/2024" in hecho
        assert "Descargar el acuse en PDF" in hecho
        confirmado(dina, "/revision/hoy/cierre/", ACTO | {"acto": "reabrir"})
    assert not Cierre.objects.vigentes().exists()


def test_antes_de_su_dia_no_hay_boton_y_forzarlo_se_rechaza(dina: Client, proceso: Proceso) -> None:
    pagina = dina.get("/revision/hoy/cierre/").content.decode()
    assert "La elección se cierra el 1 de octubre de 2024: faltan 159 días." in pagina
    assert 'value="cerrar"' not in pagina
    respuesta = dina.post("/revision/hoy/cierre/", ACTO | {"acto": "cerrar"})
    assert respuesta.status_code == 409


@pytest.mark.parametrize("ruta", ["cierre/", "reloj/"])
def test_ni_quien_revisa_ni_la_comision_abren_esas_pantallas(
    cora: Client, comision: Client, ana: Client, ruta: str
) -> None:
    assert {q.get(f"/revision/hoy/{ruta}").status_code for q in (cora, comision, ana)} == {404}


# ------------------------------------------------------------ el reloj


@pytest.fixture
def frenado(proceso: Proceso, ahora: datetime) -> Freno:
    aqui = leer()
    latir(por=SISTEMA, ahora=ahora, lectura=replace(aqui, pared=aqui.pared - timedelta(days=400)))
    freno = latir(por=SISTEMA, ahora=ahora, lectura=aqui)
    assert freno is not None
    return freno


def test_hoy_dice_que_el_calendario_se_detuvo_y_dina_lo_reanuda(
    dina: Client, comision: Client, frenado: Freno
) -> None:
    assert "La hora está en duda y el calendario se detuvo" in hoy(comision)
    assert "/revision/hoy/reloj/" in hoy(dina)
    sin_marcar = dina.post("/revision/hoy/reloj/", {"nota": "Se corrigió"})
    assert sin_marcar.status_code == 422
    assert pulso.detenido()
    hecha = dina.post("/revision/hoy/reloj/", {"nota": "Se corrigió", "comprobada": "si"}, follow=True)
    assert "Nada está detenido por la hora." in hecha.content.decode()
    assert "La hora está en duda" not in hoy(comision)


def test_dina_avisa_que_el_sistema_se_detendra(dina: Client, proceso: Proceso) -> None:
    hasta = (leer().pared + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    mala = dina.post("/revision/hoy/reloj/ausencia/", {"hasta": "", "motivo": "Mudanza"})
    assert mala.status_code == 422
    dina.post("/revision/hoy/reloj/ausencia/", {"hasta": hasta, "motivo": "Mudanza"})
    assert Ausencia.objects.get().nombre_por == "Dina"
