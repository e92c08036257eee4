"""La regla que un acto cita quedó abrogada y nadie la sustituyó: cada acto se rehúsa, con su causa, y nada cambia."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from abrogada import ABROGADA, Abrogar, rehusa
from conoceles import leyes
from conoceles.derechos import operaciones
from conoceles.derechos.models import SolicitudARCO, Vulneracion
from conoceles.nucleo import reloj
from paginas import check, texto
from personas import DINA
from vidas import OTRO_TEXTO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo.alcance import Alcance


def _recibida(candidatura: Candidatura, ella: Alcance, ahora: datetime, cual: str, **mas: Any) -> str:
    hecha = operaciones.pedir(candidatura=candidatura, derecho=cual, por=ella, ahora=ahora, **mas)
    return f"/derechos/{hecha.pk}/"


def _avanza(ruta: str, estado: str, ahora: datetime, **mas: str) -> None:
    fila = SolicitudARCO.objects.get(pk=ruta.split("/")[2])
    operaciones.avanzar(solicitud=fila, estado=estado, por=DINA, ahora=ahora, **mas)


PEDIDOS: dict[str, dict[str, Any]] = {
    "acceso": {},
    "rectificacion": {"historia": OTRO_TEXTO, "p8": "si"},
    "cancelacion": {"detalle": "Ya no quiero"},
    "oposicion": {"alcance": "publicacion"},
}


@pytest.mark.parametrize("derecho", PEDIDOS)
def test_pedir_por_un_derecho_sin_ley_serehusa(
    publicada: Candidatura, eva: Client, dina: Client, abrogar: Abrogar, derecho: str
) -> None:
    abrogar(f"arco-{derecho}")
    propia = f"/candidaturas/{publicada.folio}/mis-datos/"
    pagina = rehusa(eva, f"{propia}{derecho}/", PEDIDOS[derecho])
    assert all(str(v) in pagina for v in PEDIDOS[derecho].values()), "conserva lo escrito"
    check(eva.get(propia).content)
    datos = {"medio": "escrito", "acreditada": "identificacion", "recibida_en": "2024-04-24T10:00"}
    rehusa(dina, f"/derechos/registrar/{publicada.folio}/{derecho}/", PEDIDOS[derecho] | datos)


@pytest.mark.parametrize("regla", ["arco-respuesta", "arco-efectiva", "datos-personales"])
def test_mis_datos_se_leen_y_descargan_aunque_falte_la_ley_del_plazo(
    publicada: Candidatura, eva: Client, abrogar: Abrogar, regla: str
) -> None:
    """Lo suyo sigue siendo suyo: lo que falta se dice, y no se ofrece un plazo que ninguna ley fija."""
    abrogar(regla)
    raiz = f"/candidaturas/{publicada.folio}/mis-datos/"
    assert "Ley de antes" in texto(check(eva.get(raiz).content))
    assert eva.get(f"{raiz}acceso/").status_code == 200
    assert eva.post(f"{raiz}descargar/").status_code == 200


PASOS = {
    "prevenida": ("arco-prevencion", "estado"),
    "ampliada": ("arco-ampliacion", "estado"),
    "procedente": ("arco-efectiva", "estado"),
    "improcedente": ("arco-ya_hecho", "causa"),
}


@pytest.mark.parametrize("estado", PASOS)
def test_cada_paso_sin_ley_se_rehusa_junto_a_su_causa(
    publicada: Candidatura, ella: Alcance, dina: Client, ahora: datetime, abrogar: Abrogar, estado: str
) -> None:
    ruta = _recibida(publicada, ella, ahora, "acceso")
    regla, campo = PASOS[estado]
    abrogar(regla)
    check(dina.get(ruta).content)
    datos = {"estado": estado, "causa": "ya_hecho", "nota": "Lo que escribí"}
    assert "Lo que escribí" in rehusa(dina, ruta, datos, campo)


def test_la_causa_sin_ley_no_se_ofrece_y_se_dice_por_que(
    publicada: Candidatura, ella: Alcance, dina: Client, ahora: datetime, abrogar: Abrogar
) -> None:
    ruta = _recibida(publicada, ella, ahora, "acceso")
    abrogar("arco-ya_hecho")
    pagina = dina.get(ruta).content.decode()
    assert 'value="ya_hecho"' not in pagina
    assert 'value="no_titular"' in pagina
    assert ABROGADA.search(texto(check(pagina.encode())))


@pytest.mark.parametrize(
    ("estado", "regla"), [("completada", "arco-respuesta"), ("no_presentada", "arco-desahogo")]
)
def test_lo_que_sigue_a_una_prevencion_sin_ley_serehusa(
    publicada: Candidatura,
    ella: Alcance,
    dina: Client,
    ahora: datetime,
    abrogar: Abrogar,
    estado: str,
    regla: str,
) -> None:
    ruta = _recibida(publicada, ella, ahora, "acceso")
    _avanza(ruta, "prevenida", ahora, nota="Falta decir qué.")
    abrogar(regla)
    with reloj.congelado(ahora + timedelta(days=40)):
        rehusa(dina, ruta, {"estado": estado}, "estado")


@pytest.mark.parametrize("derecho", PEDIDOS)
def test_hacer_efectivo_un_derecho_sin_ley_no_toca_los_datos(
    publicada: Candidatura, ella: Alcance, dina: Client, ahora: datetime, abrogar: Abrogar, derecho: str
) -> None:
    """Antes de destruir una llave, revocar o corregir se mira en qué se funda: después no tiene vuelta."""
    mas: dict[str, Any] = {"rectificacion": {"debe_decir": {"historia": OTRO_TEXTO}, "de_identidad": {"p8": "si"}},
                           "oposicion": {"alcance": "publicacion"}}.get(derecho, {})  # fmt: skip
    ruta = _recibida(publicada, ella, ahora, derecho, **mas)
    _avanza(ruta, "procedente", ahora)
    abrogar(f"arco-{derecho}")
    if derecho == "acceso":
        rehusa(dina, f"{ruta}paquete.zip", {})
    else:
        rehusa(dina, ruta, {"estado": "efectiva", "nota": "Hecho"})


def test_la_respuesta_en_papel_sin_ley_del_recurso_no_sale(
    publicada: Candidatura, ella: Alcance, dina: Client, ahora: datetime, abrogar: Abrogar
) -> None:
    ruta = _recibida(publicada, ella, ahora, "acceso")
    _avanza(ruta, "procedente", ahora)
    abrogar("arco-recurso")
    respuesta = dina.get(f"{ruta}respuesta.pdf")
    assert respuesta.status_code == 409
    assert ABROGADA.search(texto(check(respuesta.content)))


def test_una_vulneracion_sin_ley_del_aviso_serehusa(
    publicada: Candidatura, dina: Client, ahora: datetime, abrogar: Abrogar
) -> None:
    datos = {
        "tipo": "acceso", "detectada_en": "2024-04-25T09:00", "que_paso": "Un equipo abierto", "datos": "Nombre",
        "personas": "1", "medidas": "Se cerró",
    }  # fmt: skip
    assert dina.post("/derechos/vulneraciones/", datos).status_code == 302
    una = f"/derechos/vulneraciones/{Vulneracion.objects.get().pk}/"
    abrogar("vulneracion-aviso")
    assert "Un equipo abierto" in rehusa(dina, "/derechos/vulneraciones/", datos)
    rehusa(dina, una, {"tipo": "personas", "texto": "Se les escribió.", "hecho_en": "2024-04-25T09:30"})


def test_sin_abrogar_nada_se_distingue_lo_que_nunca_tuvo_ley() -> None:
    nunca = datetime(1999, 1, 1).date()
    with pytest.raises(leyes.SinLey, match="Ninguna ley escrita rige «"):
        leyes.cita("arco-respuesta", nunca, "Durango")
