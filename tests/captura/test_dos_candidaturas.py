"""Eva va por mayoría y por la lista: una sola cuenta alcanza las dos, y cada invitación se retira aparte."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import constan
from captura.invitadas import CORREO, enlace, recibir
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.correo.models import Correo
from conoceles.cuentas.enlaces import pedir_recuperacion
from conoceles.cuentas.models import Cuenta
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.expediente.models import Recordatorio
from conoceles.identidad import matriz
from conoceles.nucleo import reloj
from paginas import check, confirmado, texto
from personas import SISTEMA, de_partido, leer_aviso

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.lenta
MR, LISTA = "/candidaturas/aaaa1111/", "/candidaturas/bbbb1111/"


@pytest.fixture
def de_lista(proceso: Proceso, candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La otra candidatura de Eva, por el PAN, en la lista de representación proporcional."""
    pan = proceso.fuerzas.get(siglas="PAN")
    contienda = proceso.contiendas.get(clave="diputacion-rp")
    formula = Formula.objects.create(contienda=contienda, fuerza=pan, responde=pan)
    otra = Candidatura.objects.create(
        proceso=proceso, folio="bbbb1111", formula=formula, persona=candidatura.persona,
        calidad="propietaria", registrada_en=ahora,
    )  # fmt: skip
    constan.alta(otra)
    habilitar(candidatura=otra, por=SISTEMA, ahora=ahora)
    otra.refresh_from_db()
    return otra


@pytest.fixture
def invitada_a_las_dos(
    candidatura: Candidatura, de_lista: Candidatura, ana: Client, beto: Client, ahora: datetime
) -> Client:
    """Ana la invita por mayoría; Beto, por la lista, al mismo correo."""
    for fila in (candidatura, de_lista):
        leer_aviso(fila, ahora)
    ana.post(MR + "invitacion/", {"acto": "invitar", "correo": CORREO})
    recibir()
    assert beto.post(LISTA + "invitacion/", {"acto": "invitar", "correo": CORREO}).status_code == 302
    return recibir()


def _suyas() -> set[str]:
    return set(listar(alcance_de(Cuenta.objects.get(correo=CORREO))).values_list("folio", flat=True))


def test_una_cuenta_alcanza_las_dos(invitada_a_las_dos: Client) -> None:
    eva = invitada_a_las_dos
    assert _suyas() == {"aaaa1111", "bbbb1111"}
    inicio = eva.get("/").content.decode()
    assert MR in inicio
    assert LISTA in inicio
    assert [eva.get(ruta).status_code for ruta in (MR, LISTA)] == [200, 200]


def test_la_segunda_no_se_alcanza_hasta_acusar_recibo(
    candidatura: Candidatura, de_lista: Candidatura, ana: Client, beto: Client, ahora: datetime
) -> None:
    ana.post(MR + "invitacion/", {"acto": "invitar", "correo": CORREO})
    eva = recibir()
    with reloj.congelado(ahora + timedelta(hours=1)):
        beto.post(LISTA + "invitacion/", {"acto": "invitar", "correo": CORREO})
    assert eva.get(MR).status_code == 200  # su sesión sigue
    assert eva.get(LISTA).status_code == 404
    assert beto.get(LISTA + "identidad/").status_code in (200, 302)  # hasta entonces captura Beto


def test_la_segunda_se_acusa_con_la_contrasena_y_la_sesion_de_siempre(
    candidatura: Candidatura, de_lista: Candidatura, ana: Client, beto: Client, ahora: datetime
) -> None:
    """Y si la olvidó, recuperarla no pierde la invitación: llega otra vez, y ahí elige otra."""
    ana.post(MR + "invitacion/", {"acto": "invitar", "correo": CORREO})
    eva = recibir()
    antes = Cuenta.objects.get(correo=CORREO).password
    with reloj.congelado(ahora + timedelta(hours=1)):
        beto.post(LISTA + "invitacion/", {"acto": "invitar", "correo": CORREO})
        assert "su contraseña es la que ya tiene" in Correo.objects.latest("id").texto
        pedir_recuperacion(correo=CORREO, ahora=reloj.ahora())
        eva.get(enlace())
        assert "Siga entrando con la contraseña que ya tiene" in texto(check(eva.get("/acceso/").content))
        assert eva.post("/acceso/", {}).status_code == 422  # sin acusar, no
        assert eva.post("/acceso/", {"acusa": "si", "clave": "corta"}).status_code == 422
        assert "la contraseña de siempre" in texto(check(eva.post("/acceso/", {"acusa": "si"}).content))
    assert Cuenta.objects.get(correo=CORREO).password == antes
    assert [eva.get(ruta).status_code for ruta in (MR, LISTA)] == [200, 200]


def test_cada_partido_ve_la_suya_y_retirar_una_no_toca_la_otra(
    invitada_a_las_dos: Client, ana: Client, beto: Client
) -> None:
    assert ana.get(LISTA).status_code == 404
    assert beto.get(MR).status_code == 404
    assert confirmado(ana, MR + "invitacion/", {"acto": "retirar"}).status_code == 302
    assert "Ya no captura" in invitada_a_las_dos.get(MR).content.decode()
    assert invitada_a_las_dos.get(LISTA).status_code == 200
    confirmado(beto, LISTA + "invitacion/", {"acto": "retirar"})
    assert "Ya no captura" in invitada_a_las_dos.get(LISTA).content.decode()


def test_de_otra_persona_el_mismo_correo_se_rechaza(
    invitada_a_las_dos: Client, registrar: Any, ana: Client
) -> None:
    ajena = registrar("cccc1111", "ROSA QUIÑONES")
    respuesta = ana.post(f"/candidaturas/{ajena.folio}/invitacion/", {"acto": "invitar", "correo": CORREO})
    assert respuesta.status_code == 422
    assert "cccc1111" not in _suyas()


def test_se_le_recuerda_por_las_dos_en_un_solo_correo(
    invitada_a_las_dos: Client, candidatura: Candidatura, de_lista: Candidatura, ahora: datetime
) -> None:
    for dias in range(16):
        recordar(por=SISTEMA, ahora=ahora + timedelta(days=dias))
    suyos = Recordatorio.objects.filter(destinatario=f"cuenta:{Cuenta.objects.get(correo=CORREO).pk}")
    assert set(suyos.values_list("candidatura__folio", flat=True)) == {"aaaa1111", "bbbb1111"}
    assert suyos.values("correo").distinct().count() == suyos.values("dia").distinct().count()


def test_de_cada_una_es_la_persona(
    invitada_a_las_dos: Client, candidatura: Candidatura, de_lista: Candidatura
) -> None:
    eva = alcance_de(Cuenta.objects.get(correo=CORREO))
    for fila in (candidatura, de_lista):
        assert matriz.es_la_persona(eva, fila)
        assert matriz.apartada(de_partido(fila), fila)
