"""Solo el sí de una persona acreditada surte efecto sin el formato firmado; ni el partido ni otra dirección lo logran."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from captura.invitadas import CORREO, RAIZ, de_eva
from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.identidad import borradores
from conoceles.identidad.models import Acreditacion, Consentimiento
from conoceles.identidad.permisos.acreditaciones import acreditar as hacer
from conoceles.identidad.permisos.acreditaciones import retirar
from conoceles.identidad.permisos.acreditaciones import vigente as ampara
from conoceles.identidad.permisos.consentimiento import cambiar, medio_de
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from paginas import check, leido_y_confirmado, texto
from personas import CORA, DINA, consentir, de_partido, identidad_completa, publicables

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

ACTA = "UT/ACTA/7/2024"


def cuenta_de_eva() -> Cuenta:
    return Cuenta.objects.get(correo=CORREO)


def acreditar(candidatura: Candidatura, ahora: datetime, **distinto: object) -> None:
    datos = {"direccion": CORREO, "evidencia": "identificacion", "referencia": ACTA, "por": DINA}
    hacer(candidatura=candidatura, cuenta=cuenta_de_eva().pk, ahora=ahora, **(datos | distinto))  # type: ignore[arg-type]


def contestar(candidatura: Candidatura, ahora: datetime) -> None:
    """Eva contesta todo, consentimiento incluido, desde su cuenta."""
    por = de_eva(candidatura)
    _, version = borradores.leer(candidatura=candidatura, por=por)
    dichas = identidad_completa(p1="si") | consentir(publicacion=True)
    borradores.guardar(
        candidatura=candidatura, respuestas=dichas, version=version, por=por, ahora=ahora, consiente=True
    )


def vigente(candidatura: Candidatura) -> tuple[str, bool]:
    fila = Consentimiento.objects.filter(clave=candidatura.clave_identidad).latest("id")
    return fila.medio, bool(publicables(candidatura))


def enviar(ana: Client) -> None:
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302


def test_el_si_de_la_acreditada_surte_efecto_aunque_envie_el_partido(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    acreditar(candidatura, ahora)
    assert "surten efecto enseguida" in texto(check(invitada.get(RAIZ + "consentimiento/").content))
    contestar(candidatura, ahora)
    assert "surte efecto al enviarse" in texto(check(invitada.get(RAIZ + "previa/").content))
    enviar(ana)
    assert vigente(candidatura) == ("acreditada", True)
    assert "ya surte efecto" in texto(check(invitada.get(RAIZ + "acuse/").content))


def test_sin_acreditar_el_si_de_la_sesion_espera(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contestar(candidatura, ahora)
    enviar(ana)
    assert vigente(candidatura) == ("sesion", False)


def test_lo_contestado_antes_de_acreditarse_espera_y_contestar_otra_vez_basta(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contestar(candidatura, ahora)
    acreditar(candidatura, ahora)
    enviar(ana)
    assert vigente(candidatura) == ("sesion", False)
    assert "si contesta otra vez" in texto(check(invitada.get(RAIZ + "formatos/").content))
    dicho = {"publicacion": True, "estadistica": True}
    cambiar(
        candidatura=candidatura,
        consentimiento=dicho,
        aviso_version="v1",
        por=de_eva(candidatura),
        ahora=ahora,
    )
    assert vigente(candidatura) == ("acreditada", True)


def test_el_partido_no_se_cuelga_de_la_acreditacion_de_ella(
    invitada: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    acreditar(candidatura, ahora)
    assert ampara(de_partido(candidatura), candidatura) is None
    assert medio_de(de_partido(candidatura), candidatura) == "captura"
    assert ampara(de_eva(candidatura), candidatura) is not None


@pytest.mark.parametrize("que", ["cambia el correo", "se retira"])
def test_deja_de_valer_y_lo_contestado_con_ella_vuelve_a_esperar(
    que: str, invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    acreditar(candidatura, ahora)
    contestar(candidatura, ahora)
    if que == "se retira":
        retirar(
            candidatura=candidatura, cuenta=cuenta_de_eva().pk, referencia="Oficio 9", por=DINA, ahora=ahora
        )
    else:
        Cuenta.objects.filter(correo=CORREO).update(correo="buzon@partido.mx")
    enviar(ana)
    assert vigente(candidatura) == ("sesion", False)


@pytest.mark.parametrize(
    ("distinto", "campo"),
    [
        ({"direccion": "otra@correo.mx"}, "direccion"),
        ({"evidencia": ""}, "evidencia"),
        ({"evidencia": "padron"}, "evidencia"),
        ({"referencia": " "}, "referencia"),
    ],
)
def test_acreditar_sin_evidencia_o_con_otra_direccion_se_rechaza(
    invitada: Client, candidatura: Candidatura, ahora: datetime, distinto: dict[str, str], campo: str
) -> None:
    with pytest.raises(ErroresDeCampos) as dicho:
        acreditar(candidatura, ahora, **distinto)
    assert list(dicho.value.causas) == [campo]
    assert not Acreditacion.objects.exists()


def test_solo_administracion_acredita_y_nunca_la_cuenta_de_otra(
    invitada: Client, candidatura: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    for por in (CORA, de_partido(candidatura), de_eva(candidatura)):
        with pytest.raises(NoEncontrado):
            acreditar(candidatura, ahora, por=por)
    ajena = registrar("bbbb2222", "OTRA PERSONA")
    with pytest.raises(NoEncontrado):
        acreditar(ajena, ahora)


def test_acreditar_dos_veces_no_cabe(invitada: Client, candidatura: Candidatura, ahora: datetime) -> None:
    acreditar(candidatura, ahora)
    with pytest.raises(Conflicto):
        acreditar(candidatura, ahora)


@pytest.mark.postgres
def test_la_base_no_admite_un_si_acreditado_sin_su_acreditacion(
    invitada: Client, candidatura: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    def forjar(clave: object, acreditacion: Acreditacion | None) -> None:
        with transaction.atomic(using="identidad"):
            Consentimiento.objects.create(
                clave=clave, tratamiento=True, publicacion=True, grupos=None, surten=None, estadistica=True,
                aviso_version="v", medio="acreditada", acreditacion=acreditacion, por="cuenta:1", en=ahora,
            )  # fmt: skip

    ajena = registrar("bbbb2222", "OTRA PERSONA")
    acreditar(candidatura, ahora)
    suya = Acreditacion.objects.get()
    for clave, con in ((candidatura.clave_identidad, None), (ajena.clave_identidad, suya)):
        with pytest.raises(IntegrityError):
            forjar(clave, con)
    forjar(candidatura.clave_identidad, suya)
    retirar(candidatura=candidatura, cuenta=cuenta_de_eva().pk, referencia="x", por=DINA, ahora=ahora)
    with pytest.raises(IntegrityError):
        forjar(candidatura.clave_identidad, suya)
    for orden in (lambda: Acreditacion.objects.filter(pk=suya.pk).update(vale=False), suya.delete):
        with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
            orden()
    assert Acreditacion.objects.count() == 2


def test_pantalla_de_una_persona(
    invitada: Client, dina: Client, cora: Client, candidatura: Candidatura
) -> None:
    ruta = f"/revision/{candidatura.folio}/acreditar/"
    assert cora.get(ruta).status_code == 404
    assert "Sin acreditar" in texto(check(dina.get(ruta).content))
    datos = {
        "cuenta": cuenta_de_eva().pk,
        "evidencia": "identificacion",
        "direccion": "x@y.mx",
        "referencia": ACTA,
    }
    mal = dina.post(ruta, datos)
    assert mal.status_code == 422
    assert "no es la de esta cuenta" in texto(check(mal.content))
    assert ACTA in mal.content.decode()
    assert dina.post(ruta, datos | {"direccion": CORREO.upper()}).status_code == 302
    assert "Acreditada" in texto(check(dina.get(ruta).content))
    entrada = Entrada.objects.using("identidad").get(acto="persona_acreditada")
    assert (entrada.datos["cuenta"], entrada.datos["evidencia"]) == (cuenta_de_eva().pk, "identificacion")
    assert CORREO not in str(entrada.datos)
    assert Correo.objects.filter(clase="acreditacion", para=CORREO).count() == 1


def test_pantalla_de_la_lista_firmada(invitada: Client, dina: Client, candidatura: Candidatura) -> None:
    ruta = "/revision/formatos/acreditar/"
    assert CORREO in texto(check(dina.get(ruta).content))
    valor = f"{candidatura.folio}:{cuenta_de_eva().pk}"
    vacia = dina.post(ruta, {"referencia": ACTA})
    assert vacia.status_code == 422
    assert "Marque a quienes firmaron" in texto(check(vacia.content))
    sin = dina.post(ruta, {"marcadas": [valor]})
    assert sin.status_code == 422
    assert "checked" in sin.content.decode()
    hecha = dina.post(ruta, {"marcadas": [valor], "referencia": ACTA})
    assert "1 acreditada" in texto(check(hecha.content))
    assert CORREO not in texto(check(dina.get(ruta).content))
    assert dina.post(ruta, {"marcadas": ["x"], "referencia": ACTA}).status_code == 404
