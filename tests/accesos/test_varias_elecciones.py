"""La misma persona en dos elecciones: una cuenta, dos designaciones, y lo de una no toca la otra."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from accesos.conftest import CLAVE as FRASE
from accesos.conftest import enlace_del_correo
from conoceles.accesos.consultas import grupos
from conoceles.avisos.carta import cuerpo
from conoceles.avisos.models import Aviso
from conoceles.avisos.operaciones import anotar, repartir
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import alcance_de, elecciones
from conoceles.candidaturas.consultas import listar, obtener
from conoceles.candidaturas.designaciones import dar_de_baja
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.correo.models import Correo
from conoceles.cuentas import codigos, enlaces
from conoceles.cuentas.models import Cuenta, Designacion
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.actos.invitaciones import invitar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario import cierre
from conoceles.expediente.calendario.plazos import inicio_de_captura
from conoceles.expediente.models import Ronda
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.proceso.contenido.vigencia import asentar
from elecciones import OTRA, DosElecciones, designada, dos_elecciones
from paginas import check, texto
from personas import CLAVE, DINA, SISTEMA, capturar, de_ella, de_partido, dentro, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta


@pytest.fixture
def dos(base: None, ahora: datetime) -> DosElecciones:
    return dos_elecciones(ahora)


def _folios(cuenta: Cuenta, clave: str = "") -> set[str]:
    return set(listar(alcance_de(cuenta, clave)).values_list("folio", flat=True))


@pytest.mark.postgres
def test_designada_en_dos_alcanza_en_cada_una_solo_lo_suyo(dos: DosElecciones) -> None:
    assert (_folios(dos.ana, CLAVE), _folios(dos.ana, OTRA)) == ({"aaaa1111"}, {"bbbb2222"})
    assert elecciones(dos.ana) == [CLAVE, OTRA]
    assert (_folios(dos.beto, CLAVE), _folios(dos.beto, OTRA)) == (set(), set())


def test_la_carta_de_la_segunda_dice_sus_dos_oficios_y_su_eleccion(
    dos: DosElecciones, client: Client
) -> None:
    carta = Correo.objects.filter(para="ana@prueba.mx").latest("id")
    for eleccion in (dos.una, dos.otra):
        assert f"en «{eleccion.nombre}» (oficio PRI/{eleccion.pk})" in carta.texto
    assert carta.asunto.endswith(dos.otra.nombre)
    client.get(enlace_del_correo("ana@prueba.mx"))
    pagina = texto(check(client.get("/acceso/").content))
    assert pagina.count(dos.una.nombre) == pagina.count(dos.otra.nombre) == 2


def test_un_acuse_empieza_el_plazo_de_las_dos(dos: DosElecciones, ahora: datetime) -> None:
    testigo = enlace_del_correo("ana@prueba.mx").strip("/").rpartition("/")[2]
    enlaces.recibir(testigo=testigo, clave=FRASE, repetida=FRASE, acusa=True, ahora=ahora)
    for fila in (dos.en_una, dos.en_otra):
        assert inicio_de_captura(Ronda.objects.get(candidatura=fila)) == ahora
    dichas = Entrada.objects.filter(acto="acceso_acusado").values_list("proceso", flat=True)
    assert sorted(dichas) == sorted([CLAVE, OTRA])


def test_designado_en_otra_tras_acusar_la_primera_espera_otro_acuse(
    dos: DosElecciones, ahora: datetime
) -> None:
    """El acuse de una no empieza el plazo de la otra: la pantalla no lo da por recibido y deja enviar otro enlace."""
    testigo = enlace_del_correo("beto@prueba.mx").strip("/").rpartition("/")[2]
    enlaces.recibir(testigo=testigo, clave=FRASE, repetida=FRASE, acusa=True, ahora=ahora)
    luego = ahora + timedelta(hours=1)
    designada(dos.otra, "Beto", "beto@prueba.mx", luego, "PAN")
    dicho = [
        (p.estado, p.acusada_en, p.espera_acuse)
        for eleccion in (dos.una, dos.otra)
        for grupo in grupos(eleccion, luego)
        for p in grupo.personas
        if p.cuenta == dos.beto
    ]
    assert dicho == [("Con acceso", ahora, False), ("Sin acuse de recibo", None, True)]
    dina = crear_cuenta(
        correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA, ahora=luego
    )
    for clave, ofrece in ((CLAVE, False), (OTRA, True)):
        ficha = texto(check(dentro(dina).get(f"/eleccion/{clave}/accesos/{dos.beto.pk}/").content))
        assert ("Enviar otro enlace" in ficha) is ofrece


def test_la_baja_en_una_no_la_saca_de_la_otra(dos: DosElecciones, ahora: datetime) -> None:
    dar_de_baja(cuenta=dos.ana, motivo="Cambió de oficio.", por=replace(DINA, proceso=OTRA), ahora=ahora)
    dos.ana.refresh_from_db()
    assert dos.ana.is_active
    assert (_folios(dos.ana, CLAVE), _folios(dos.ana, OTRA)) == ({"aaaa1111"}, set())
    assert dentro(dos.ana).get(f"/eleccion/{OTRA}/").status_code == 404
    dar_de_baja(cuenta=dos.ana, motivo="Terminó.", por=replace(DINA, proceso=CLAVE), ahora=ahora)
    dos.ana.refresh_from_db()
    assert not dos.ana.is_active


def test_la_de_baja_en_la_primera_no_la_recupera_por_su_ambito(dos: DosElecciones, ahora: datetime) -> None:
    """El ámbito con que se abrió la cuenta no revive lo que su designación ya no da."""
    dar_de_baja(cuenta=dos.ana, motivo="Cambió de oficio.", por=replace(DINA, proceso=CLAVE), ahora=ahora)
    dos.ana.refresh_from_db()
    assert (_folios(dos.ana, CLAVE), _folios(dos.ana, OTRA)) == (set(), {"bbbb2222"})


def test_con_otro_nombre_el_correo_no_se_presta(dos: DosElecciones, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="Ese correo es de Beto"):
        designada(dos.otra, "Otra Persona", "beto@prueba.mx", ahora, "PAN")
    assert _folios(dos.beto, OTRA) == set()


def test_no_se_designa_dos_veces_en_la_misma(dos: DosElecciones, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="Ya existe una cuenta"):
        designada(dos.otra, "Ana Captura", "ana@prueba.mx", ahora, "PAN")


def test_la_ficha_de_una_eleccion_no_ensena_a_quien_solo_esta_en_otra(
    dos: DosElecciones, ahora: datetime
) -> None:
    dina = crear_cuenta(
        correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA, ahora=ahora
    )
    navegador = dentro(dina)
    assert navegador.get(f"/eleccion/{OTRA}/accesos/{dos.beto.pk}/").status_code == 404
    ficha = texto(check(navegador.get(f"/eleccion/{OTRA}/accesos/{dos.ana.pk}/").content))
    assert f"PRI/{OTRA}" in ficha
    assert f"PRI/{CLAVE}" not in ficha
    assert "en las otras sigue" in ficha
    assert "Beto" not in texto(check(navegador.get(f"/eleccion/{OTRA}/accesos/").content))


def test_en_la_lista_de_accesos_de_cada_eleccion_sale_una_vez(dos: DosElecciones, ahora: datetime) -> None:
    for eleccion in (dos.una, dos.otra):
        personas = [p for grupo in grupos(eleccion, ahora) for p in grupo.personas]
        assert [p.cuenta.correo for p in personas].count("ana@prueba.mx") == 1


@pytest.mark.postgres
def test_la_persona_candidata_en_dos_usa_una_sola_cuenta(dos: DosElecciones, ahora: datetime) -> None:
    misma = registrada(dos.otra, "cccc3333", ahora, nombre="María Ñáñez")
    habilitar(candidatura=misma, por=SISTEMA, ahora=ahora)
    for fila in (dos.en_una, misma):
        invitar(candidatura=fila, correo="eva@prueba.mx", por=de_partido(fila), ahora=ahora)
    eva = Cuenta.objects.get(correo="eva@prueba.mx")
    testigo = enlace_del_correo("eva@prueba.mx").strip("/").rpartition("/")[2]
    enlaces.recibir(testigo=testigo, clave=FRASE, repetida=FRASE, acusa=True, ahora=ahora)
    eva.refresh_from_db()
    assert (_folios(eva, CLAVE), _folios(eva, OTRA)) == ({"aaaa1111"}, {"cccc3333"})
    navegador = dentro(eva)
    assert navegador.get(f"/eleccion/{CLAVE}/candidaturas/cccc3333/").status_code == 404
    assert navegador.get("/candidaturas/cccc3333/")["Location"].startswith(f"/eleccion/{OTRA}/")


def test_el_buzon_de_otra_persona_no_abre_una_candidatura_de_otra_eleccion(
    dos: DosElecciones, ahora: datetime
) -> None:
    invitar(candidatura=dos.en_una, correo="eva@prueba.mx", por=de_partido(dos.en_una), ahora=ahora)
    ajena = invitar(candidatura=dos.en_otra, correo="eva@prueba.mx", por=de_partido(dos.en_otra), ahora=ahora)
    assert ajena.cuenta is None
    assert _folios(Cuenta.objects.get(correo="eva@prueba.mx"), OTRA) == set()


def test_los_avisos_de_cada_eleccion_van_en_su_mensaje(dos: DosElecciones, ahora: datetime) -> None:
    testigo = enlace_del_correo("ana@prueba.mx").strip("/").rpartition("/")[2]
    enlaces.recibir(testigo=testigo, clave=FRASE, repetida=FRASE, acusa=True, ahora=ahora)
    anotar()
    luego = ahora + timedelta(minutes=2)
    repartir(ahora=luego)
    repartir(ahora=luego)
    mensajes = {c.proceso: c for c in Correo.objects.filter(clase="aviso", para="ana@prueba.mx")}
    assert set(mensajes) == {CLAVE, OTRA}
    for clave, folio, ajeno in ((CLAVE, "aaaa1111", "bbbb2222"), (OTRA, "bbbb2222", "aaaa1111")):
        dicho = mensajes[clave]
        nombre = dos.una.nombre if clave == CLAVE else dos.otra.nombre
        assert dicho.asunto.endswith(nombre)
        assert nombre in dicho.cuerpo
        assert f"/eleccion/{clave}/candidaturas/{folio}/" in dicho.cuerpo
        assert ajeno not in dicho.cuerpo


@pytest.mark.postgres
def test_la_base_no_mezcla_dos_elecciones(dos: DosElecciones, ahora: datetime) -> None:
    ajena, una = dos.otra.fuerzas.get(siglas="PAN"), dos.en_una
    entera = {"folio": "dddd4444", "calidad": "suplente", "registrada_en": ahora}
    intentos = (
        lambda: Candidatura.objects.filter(pk=una.pk).update(proceso=dos.otra),
        lambda: Candidatura.objects.create(
            **entera, proceso=dos.otra, formula=una.formula, persona=dos.en_otra.persona
        ),
        lambda: Candidatura.objects.create(
            **entera, proceso=dos.una, formula=una.formula, persona=dos.en_otra.persona
        ),
        lambda: Formula.objects.filter(pk=una.formula_id).update(responde=ajena),
        lambda: Formula.objects.create(contienda=una.formula.contienda, fuerza=ajena, posicion=9),
        lambda: Designacion.objects.create(
            proceso=dos.una, cuenta=dos.beto, ambito=f"fuerza:{ajena.pk}", oficio="1",
            fecha_oficio=ahora.date(), por="x", en=ahora,
        ),
    )  # fmt: skip
    for intento in intentos:
        with pytest.raises(IntegrityError, match=r"mezcla dos elecciones|cambian"), transaction.atomic():
            intento()


def test_un_alcance_de_la_otra_eleccion_no_lee_ni_con_el_folio(dos: DosElecciones, ahora: datetime) -> None:
    """También el instituto y la propia persona: la dirección manda."""
    capturar(dos.en_una, ahora)
    for quien in (DINA, de_ella(dos.en_una)):
        assert obtener(replace(quien, proceso=CLAVE), "aaaa1111") == dos.en_una
        with pytest.raises(NoEncontrado):
            obtener(replace(quien, proceso=OTRA), "aaaa1111")


def test_la_hoja_de_codigos_y_las_horas_son_de_la_eleccion_que_se_ve(
    dos: DosElecciones, ahora: datetime
) -> None:
    """La otra es de otro instituto y otro huso; la vigente no dice nada de ella."""
    from leyes.juez import texto_de_pdf

    d = definicion(CLAVE)
    ajena = replace(
        d,
        institucion=replace(d.institucion, nombre="Instituto Electoral del Otro Huso"),
        calendario=replace(d.calendario, zona="America/Tijuana"),
    )
    asentar(ajena, dos.una.fuentes, ahora=ahora, inventado=True)
    suya = texto_de_pdf(codigos.hoja(dos.ana, ["12345678"], ahora, CLAVE))
    otra = texto_de_pdf(codigos.hoja(dos.ana, ["12345678"], ahora, OTRA))
    assert "Instituto Electoral del Otro Huso" in suya
    assert "Instituto Electoral del Otro Huso" not in otra
    assert f"a las {ahora.astimezone(ZoneInfo('America/Tijuana')):%H:%M}" in suya
    assert f"a las {ahora.astimezone(ZoneInfo('America/Monterrey')):%H:%M}" in otra
    for clave, zona in ((CLAVE, "Zona Noroeste"), (OTRA, "Zona Centro")):
        aviso = Aviso(
            cuenta=dos.ana,
            base="default",
            entrada=0,
            acto="habilitada",
            proceso=clave,
            en=ahora,
            por_correo=True,
        )
        assert f"Las horas son de {zona}" in cuerpo(dos.ana, [aviso])


def test_lo_que_se_anuncia_al_instituto_dice_de_que_eleccion_es(dos: DosElecciones, ahora: datetime) -> None:
    """Se acerca el cierre de las dos: quien administra recibe dos mensajes que no se confunden."""
    crear_cuenta(
        correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA, ahora=ahora
    )
    cierre.anunciar(por=SISTEMA, ahora=ahora.replace(year=2026))
    correos = {c.proceso: c for c in Correo.objects.filter(clase="cierre", para="dina@prueba.mx")}
    assert set(correos) == {dos.una.pk, dos.otra.pk}
    for suya, otra in ((dos.una, dos.otra), (dos.otra, dos.una)):
        assert correos[suya.pk].asunto.endswith(f" · {suya.nombre}")
        assert suya.nombre in correos[suya.pk].cuerpo
        assert otra.nombre not in correos[suya.pk].cuerpo
