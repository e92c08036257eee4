"""Lo que un cliente llano de la base ponga, cambie o quite en una cuenta no da entrada y se nombra."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client

from accesos import cliente_llano
from accesos.cliente_llano import AJENA, ATAQUES, SU_BUZON
from accesos.conftest import CORREO, recibir
from conoceles.arranque.comprobar.cadenas import cuentas, plazos
from conoceles.arranque.comprobar.tabla import lo_cambiado
from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.avisos import destinatarios
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import designaciones
from conoceles.candidaturas.encargos import encargos
from conoceles.correo.models import Correo
from conoceles.cuentas import enlaces
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.consultas import entregas
from conoceles.cuentas.models import Cuenta, Enlace
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.constancias.halladas import abiertas
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from paginas import check, texto
from personas import DINA, dentro
from segundo_factor import SECRETO

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
CAMBIADO = "tiene un enlace de acceso que ya no dice lo que un acto escribió"


@pytest.mark.parametrize("cual", ATAQUES)
def test_una_cuenta_cambiada_por_fuera_no_entra_ni_sigue_dentro_y_se_nombra(cual: str, ana: Cuenta) -> None:
    atacar, correo, clave, frase = ATAQUES[cual]
    adentro = dentro(ana)
    assert adentro.get("/").status_code == 200
    atacar(ana)
    codigo, pagina = cliente_llano.entrar(correo, clave)
    assert codigo == 403
    assert "Esta cuenta no puede entrar por ahora" in texto(check(pagina.encode()))
    if cual != "contraseña sustituida":  # cambiarla ya cierra las sesiones
        assert adentro.get("/").status_code == 403
    assert adentro.get("/")["Location"].startswith("/cuenta/entrar/"), "su sesión se cerró"
    [dicha] = cotejo.sin_constancia()
    assert frase in dicha
    assert [h.codigo for h in lo_cambiado()[0] if "CUENTA" in h.codigo] == ["CUENTA_SIN_CONSTANCIA"]


def test_una_cuenta_insertada_por_fuera_no_entra_y_dina_la_da_de_baja(ana: Cuenta, ahora: datetime) -> None:
    """Copia de una buena, con contraseña y factor propios: nada de ella lo escribió un acto."""
    campos = "nombre, ambito, contiendas, demo, huso"
    cliente_llano.llano(
        f"INSERT INTO cuentas_cuenta (password, correo, papel, is_active, {campos}) "
        f"SELECT %s, %s, 'administracion', is_active, nombre, '', contiendas, demo, huso FROM cuentas_cuenta WHERE id = %s",
        make_password(AJENA), SU_BUZON, ana.pk,
    )  # fmt: skip
    suya = Cuenta.objects.get(correo=SU_BUZON)
    cliente_llano.plantar(suya)
    assert cliente_llano.entrar(SU_BUZON, AJENA)[0] == 403
    client = Client()
    client.force_login(suya)
    assert client.get("/accesos/").status_code == 403
    [dicha] = cotejo.sin_constancia()
    assert "de «administración», no la abrió ningún acto (dela de baja)" in dicha
    vigilar(ahora)
    hallada = Entrada.objects.filter(acto="alteracion_hallada").earliest("id")
    assert suya not in destinatarios.de(hallada), "a quien ataca no se le avisa"
    assert [h.codigo for h in abiertas() if h.codigo.startswith("CUENTA")] == ["CUENTA_SIN_CONSTANCIA"]
    designaciones.dar_de_baja(cuenta=suya, motivo="Nadie la abrió.", por=DINA, ahora=ahora)
    assert [*cotejo.sin_constancia()] == []
    cliente_llano.llano("UPDATE cuentas_cuenta SET is_active = %s WHERE id = %s", True, suya.pk)
    assert cliente_llano.entrar(SU_BUZON, AJENA)[0] == 403, "la baja no dio por bueno lo demás"
    assert "no la abrió" not in cotejo.frase(suya)


def test_una_cuenta_quitada_por_fuera_se_nombra(ana: Cuenta, ahora: datetime) -> None:
    """Con ella se va de qué respondía: la bitácora dice que un acto la abrió."""
    otra = crear_cuenta(
        correo="otra@prueba.mx",
        clave=AJENA,
        nombre="Otra",
        papel="revision",
        ambito="",
        por=DINA,
        ahora=ahora,
    )
    assert [*cotejo.sin_constancia()] == []
    cliente_llano.llano("DELETE FROM cuentas_cuenta WHERE id = %s", otra.pk)
    assert [*cotejo.sin_constancia()] == [
        f"la cuenta {otra.pk} ya no está, y la abrió un acto (repóngala del último respaldo)"
    ]


def test_cuando_se_entrego_y_se_uso_un_acceso_no_se_mueve_por_fuera(ana: Cuenta, ahora: datetime) -> None:
    """El expediente de una omisión dice con eso que pudo capturar. No es del acceso vivo: no detiene a nadie."""
    enlaces.recuperar(cuenta=ana, motivo="Lo pidió", por=DINA, ahora=ahora + timedelta(hours=1))
    assert cotejo.de_la_tabla(Enlace) == []
    usado = "id IN (SELECT enlace_id FROM cuentas_acusederecibo)"
    for orden, valores, que in (
        (f"UPDATE cuentas_enlace SET en = %s WHERE {usado}", [ahora - timedelta(days=9)], CAMBIADO),
        (f"UPDATE cuentas_enlace SET usado_en = %s WHERE {usado}", [ahora + timedelta(days=9)], CAMBIADO),
        (f"UPDATE cuentas_enlace SET por = %s WHERE {usado}", ["x"], CAMBIADO),
        (f"UPDATE cuentas_enlace SET anulado_en = %s, usado_en = NULL WHERE {usado}", [ahora], CAMBIADO),
        (
            "DELETE FROM cuentas_enlace WHERE usado_en IS NULL",
            [],
            "le falta un enlace de acceso que un acto escribió",
        ),
    ):
        with transaction.atomic():
            cliente_llano.llano(orden, *valores)
            assert cotejo.de_la_tabla(Enlace) == [f"la cuenta {ana.pk} {que}"], orden
            assert [h.frase for h in cuentas() if "un enlace de acceso" in h.frase] == [
                f"Sin pasar por el sistema, la cuenta {ana.pk} {que}."
            ]
            assert cliente_llano.entrar()[0] == 302
            transaction.set_rollback(True)


def test_al_correo_sustituido_no_se_envia_ningun_enlace(ana: Cuenta, ahora: datetime) -> None:
    cliente_llano.correo(ana)
    enlaces.pedir_recuperacion(correo=SU_BUZON, ahora=ahora)
    with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
        enlaces.recuperar(cuenta=Cuenta.objects.get(pk=ana.pk), motivo="Lo pidió", por=DINA, ahora=ahora)
    assert not Correo.objects.filter(para=SU_BUZON).exists()


def test_un_acuse_movido_por_fuera_se_nombra_y_no_detiene_a_la_persona(
    ana: Cuenta, proceso: Proceso, ahora: datetime
) -> None:
    """Su plazo de captura corre del acto, no de la fila: ni movida ni quitada lo cambia."""
    despues = ahora + timedelta(days=9)
    [ambito] = {e.ambito for e in encargos(ana)}
    antes = entregas(proceso.pk)[ambito]
    assert [e.acusada_en for e in antes] == [ahora]
    cliente_llano.llano("UPDATE cuentas_acusederecibo SET en = %s", despues)
    assert entregas(proceso.pk)[ambito] == antes, "su plazo sigue igual"
    assert "tiene un acuse de recibo que nadie dio, o le falta o le movieron el suyo" in cotejo.frase(ana)
    [plazo] = plazos()
    assert plazo.frase == (
        f"Sin pasar por el sistema, la cuenta {ana.pk} tiene un acuse de recibo que ya no dice lo que un acto escribió: "
        "el plazo corre del que consta."
    )
    assert cliente_llano.entrar()[0] == 302
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ahora)
    assert "acuse" in cotejo.frase(ana), "cerrada, su plazo todavía cuenta"
    cliente_llano.llano("DELETE FROM cuentas_acusederecibo WHERE en = %s", despues)
    assert [e.acusada_en for e in entregas(proceso.pk)[ambito]] == [ahora]


def test_un_enlace_puesto_por_fuera_no_abre(ana: Cuenta, ahora: datetime) -> None:
    """Quien ataca sabe el testigo de un enlace suyo y lo apunta a la cuenta de otra persona, o inserta uno."""
    testigo = "el-que-ataca-lo-eligio"
    cliente_llano.llano(
        "INSERT INTO cuentas_enlace (cuenta_id, motivo, resumen, por, en, vence_en) VALUES (%s, 'recuperacion', %s, 'x', %s, %s)",
        ana.pk, enlaces._resumir(testigo), ahora, ahora + timedelta(hours=2),
    )  # fmt: skip
    with pytest.raises(ErrorDeDominio, match="no lo emitió el sistema"):
        enlaces.recibir(testigo=testigo, clave=AJENA, repetida=AJENA, acusa=True, ahora=ahora)
    assert "tiene un enlace que ningún acto emitió" in cotejo.frase(ana)
    assert cliente_llano.entrar()[0] == 302, "a quien no tocaron en nada más no se le detiene"
    enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora)
    assert cotejo.frase(ana) == ""


def test_un_enlace_propio_apuntado_a_otra_cuenta_no_abre(
    ana: Cuenta, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    propia = designar(correo="beto@prueba.mx", nombre="Beto", siglas="PAN")
    cliente_llano.llano("UPDATE cuentas_enlace SET cuenta_id = %s WHERE id = %s", ana.pk, propia.enlace.pk)
    with pytest.raises(ErrorDeDominio, match="no lo emitió el sistema"):
        recibir(propia, ahora)


def test_un_enlace_que_se_anulo_no_revive(ana: Cuenta, ahora: datetime) -> None:
    """Quien leyó el correo viejo de la persona tiene su testigo: borrar que se anuló no lo abre otra vez."""
    viejo = enlaces.recuperar(cuenta=ana, motivo="Lo pidió", por=DINA, ahora=ahora)
    enlaces.recuperar(cuenta=ana, motivo="Lo pidió otra vez", por=DINA, ahora=ahora)
    cliente_llano.llano("DELETE FROM cuentas_enlace WHERE id > %s", viejo.enlace.pk)
    cliente_llano.llano("UPDATE cuentas_enlace SET anulado_en = NULL WHERE id = %s", viejo.enlace.pk)
    with pytest.raises(ErrorDeDominio, match="no lo emitió el sistema"):
        recibir(viejo, ahora)


def test_lo_que_escribia_quien_tenia_la_sesion_abierta_se_le_devuelve(ana: Cuenta) -> None:
    adentro = dentro(ana)
    cliente_llano.nombre(ana)
    respuesta = adentro.post("/cuenta/sesiones/", {"historia": "Lo que llevaba escrito."})
    assert respuesta.status_code == 403
    assert "Lo que llevaba escrito." in texto(check(respuesta.content))
    negado = Entrada.objects.filter(acto="acceso_negado").latest("id")
    assert negado.datos == {"pantalla": "cuenta_sesiones", "codigo": 403}


def test_un_asiento_escrito_por_fuera_no_vale(ana: Cuenta) -> None:
    """Bien encadenado y con el sello de una parte copiado de otra cuenta, pero sin la llave."""
    cliente_llano.contrasena(ana)
    ultima = Entrada.objects.latest("id")
    partes = {f"cuentas_cuenta:{ana.pk}:contrasena": "0" * 64}
    Entrada.objects.create(
        momento=ultima.momento, actor="x", acto="contrasena_cambiada", datos={"cuenta": ana.pk, "escritas": partes},
        anterior=ultima.huella, huella="1" * 64, sello="2" * 64,
    )  # fmt: skip
    assert cliente_llano.entrar(clave=AJENA)[0] == 403


def test_el_asiento_no_dice_nada_de_lo_que_sella(ana: Cuenta) -> None:
    ana.refresh_from_db()
    dicho = json.dumps([*Entrada.objects.values_list("datos", flat=True)])
    for secreto in (ana.password, ana.password[-20:], CORREO, SECRETO):
        assert secreto not in dicho
