"""Lo que alguien cambió por fuera, sin pasar por el sistema, no se publica ni se firma."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Avisa
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.cuentas.constancia.cotejo import sin_constancia as cuentas_sin_constancia
from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.curricular.consultas import resumen_de
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.constancias.halladas import abiertas
from conoceles.expediente.models import SeccionOculta
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso import consultas
from conoceles.publicacion.lectura.consultas import filas
from conoceles.publicacion.publicador import publicar
from personas import DINA
from publicacion.eleccion import PROCESO, SISTEMA, version
from publicacion.por_fuera import cambiar, ficha, publicado, sin_candados


@pytest.fixture
def alterada(eleccion: dict[str, Any], datos: Path) -> str:
    """Alguien, dueño del archivo de la base, quita los candados y reescribe lo que Ana envió."""
    sin_candados(VersionCurricular._meta.db_table)
    fila = VersionCurricular.objects.filter(candidatura=eleccion["ANA"])
    fila.update(contenido=fila.get().contenido | {"historia": "Dice otra cosa que nadie envió."})
    return "ANA"


def test_publicar_lo_alterado_por_fuera_lo_retira_y_dice_por_que(alterada: str, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    suya = ficha(alterada)
    assert suya["estado"] == "alterada"
    assert "ya no coincide con lo que se registró y se envió" in suya["estado_texto"]
    assert (suya["huella"], suya["con_informacion"]) == ("", False)
    for archivo in (carpetas().sitio / PROCESO / "actual").rglob("*"):
        if archivo.suffix in (".html", ".json", ".csv", ".atom"):
            assert "otra cosa que nadie envió" not in archivo.read_text(encoding="utf-8")


def test_publicar_una_version_que_nadie_envio_la_retira_aunque_su_huella_cuadre(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """No hace falta quitar ningún candado: agregar otra versión es lo que hace el sistema, pero él lo asienta."""
    fila = VersionCurricular.objects.get(candidatura=eleccion["ANA"])
    fila.pk, fila.numero = None, fila.numero + 1
    fila.contenido = fila.contenido | {"historia": "Dice otra cosa que nadie envió."}
    fila.huella = resumen_de(fila.contenido, "")
    fila.save(force_insert=True)
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["estado"] == "alterada"
    assert ficha("CORA")["con_informacion"]


def test_publicar_con_una_alterada_no_detiene_a_las_demas(alterada: str, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    assert ficha("CORA")["con_informacion"]


def test_publicar_una_version_nueva_despues_de_la_alterada_la_muestra(
    alterada: str, eleccion: dict[str, Any], ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia="Lo que Ana envió, repuesto por el instituto. " * 6)
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["con_informacion"]


@pytest.mark.parametrize("como", ["borrada", "en otro lugar", "todas borradas"])
def test_quitar_la_ultima_version_no_vuelve_a_decir_la_anterior_y_se_nombra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, como: str
) -> None:
    """Lo que se corrigió o se ajustó ya no se dice: sus versiones son las que cuenta la bitácora, y en ese orden."""
    version(eleccion["ANA"], 2, ahora, historia="Lo que Ana corrigió. " * 9)
    assert ajenas(VersionCurricular) == []
    sin_candados(VersionCurricular._meta.db_table)
    suyas = VersionCurricular.objects.filter(candidatura=eleccion["ANA"])
    if como == "en otro lugar":
        for antes, despues in ((2, 9), (1, 2), (9, 1)):
            suyas.filter(numero=antes).update(numero=despues)
    else:
        suyas.filter(numero__gte=1 if como == "todas borradas" else 2).delete()
    publicar(PROCESO, ahora=ahora)
    assert not ficha("ANA")["con_informacion"]
    assert {h.dueno for h in ajenas(VersionCurricular)} == {"ANA"}
    assert ficha("CORA")["con_informacion"]


def test_la_hora_o_el_origen_de_lo_enviado_cambiados_por_fuera_se_nombran_y_no_se_publican(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    version(eleccion["CORA"], 2, ahora, historia="Lo que Cora corrigió. " * 9)
    assert ajenas(VersionCurricular) == []
    una = VersionCurricular.objects.get(candidatura=eleccion["ANA"])
    cambiar(VersionCurricular, {"pk": una.pk}, en=una.en - timedelta(days=30))
    otra = VersionCurricular.objects.get(candidatura=eleccion["CORA"], numero=2)
    cambiar(VersionCurricular, {"pk": otra.pk}, origen="correccion")
    halladas = {(h.dueno, h.proceso, h.clave) for h in ajenas(VersionCurricular)}
    assert halladas == {("ANA", PROCESO, str(una.pk)), ("CORA", PROCESO, str(otra.pk))}
    con = {f.datos.folio for f in filas(consultas.definicion(PROCESO)) if f.version}
    assert con.isdisjoint({"ANA", "CORA"})
    cambiar(VersionCurricular, {"pk": una.pk}, en=una.en)
    assert [h.dueno for h in ajenas(VersionCurricular)] == ["CORA"]


@pytest.mark.parametrize(
    ("modelo", "cuales", "campos"),
    [
        (Persona, {"candidaturas__folio": "ANA"}, {"nombre": "NADIE REGISTRÓ ESTO"}),
        (Candidatura, {"folio": "ANA"}, {"sobrenombre": "NADIE REGISTRÓ ESTO"}),
        (Formula, {"candidaturas__folio": "EVA"}, {"clave_origen": "NADIE REGISTRÓ ESTO"}),
    ],
    ids=["el nombre", "el sobrenombre", "la fórmula"],
)
def test_publicar_un_padron_cambiado_por_fuera_no_lo_dice_y_deja_su_lugar(
    eleccion: dict[str, Any],
    ahora: datetime,
    modelo: type[Model],
    cuales: dict[str, Any],
    campos: dict[str, Any],
) -> None:
    folio = next(iter(cuales.values()))
    cambiar(modelo, {"pk": modelo._default_manager.filter(**cuales).get().pk}, **campos)
    publicar(PROCESO, ahora=ahora)
    assert (ficha(folio)["estado"], ficha(folio)["nombre"]) == ("alterada", "Nombre por verificar")
    assert not ficha(folio)["con_informacion"]
    assert "nadie registró esto" not in publicado().lower()
    assert ficha("CORA")["con_informacion"]


def test_publicar_a_quien_movieron_de_estado_por_fuera_no_la_quita_ni_la_muestra(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    for folio, estado in (("ANA", "renuncia"), ("DINA", "publicada")):
        cambiar(Candidatura, {"folio": folio}, estado=estado)
    publicar(PROCESO, ahora=ahora)
    for folio in ("ANA", "DINA"):
        assert (ficha(folio)["estado"], ficha(folio)["con_informacion"]) == ("alterada", False)
    assert ficha("ANA")["nombre"] == "Ana María de la Luz Núñez"


def test_publicar_una_seccion_oculta_sin_orden_no_cita_la_orden_que_nadie_dio(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    SeccionOculta.objects.create(
        candidatura=eleccion["ANA"],
        seccion="historia",
        expediente="ORDEN QUE NADIE DIO",
        fecha=ahora.date(),
        por="x",
        en=ahora,
    )
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["estado"] == "alterada"
    assert "ORDEN QUE NADIE DIO" not in publicado()


def test_publicar_una_candidatura_que_nadie_registro_no_la_dice(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    fila = eleccion["EVA"]
    otra = Persona.objects.create(proceso_id=PROCESO, nombre="NADIE REGISTRÓ ESTO", sexo="mujer")
    Candidatura.objects.create(
        proceso_id=PROCESO,
        folio="FORJADA",
        formula=fila.formula,
        persona=otra,
        calidad="suplente",
        registrada_en=ahora,
    )
    publicar(PROCESO, ahora=ahora)
    assert ficha("FORJADA")["nombre"] == "Nombre por verificar"
    assert "nadie registró esto" not in publicado().lower()


def test_publicar_un_nombre_cambiado_por_su_acto_lo_dice(eleccion: dict[str, Any], ahora: datetime) -> None:
    Persona.objects.filter(candidaturas__folio="ANA").update(nombre="ANA MARÍA NÚÑEZ")
    with transaction.atomic():
        anotar(eleccion["ANA"], Acto.NOMBRE_CORREGIDO, por=DINA, ahora=ahora)
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["nombre"] == "Ana María Núñez"
    assert ficha("ANA")["con_informacion"]


@pytest.mark.django_db(databases=["default", "identidad", "llaves"])
def test_el_obrero_halla_lo_cambiado_lo_asienta_una_vez_y_dice_cuando_se_remedia(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    """La entrada que asienta es la que hace que el publicador vuelva a mirar a esa candidatura, y la que avisa."""
    publicar(PROCESO, ahora=ahora)
    suya, administra = (
        Persona.objects.get(candidaturas__folio="ANA"),
        Cuenta.objects.create_user("dina@prueba.mx", nombre="Dina", papel="administracion"),
    )
    antes = suya.nombre
    cambiar(Persona, {"pk": suya.pk}, nombre="NADIE REGISTRÓ ESTO")
    vigilar(ahora)
    dichas = {(h.codigo, h.folio) for h in abiertas()}
    assert ("ACTO_SIN_CONSTANCIA", "ANA") in dichas
    assert ("CUENTA_SIN_CONSTANCIA", "") in dichas, "la cuenta que ningún acto abrió"
    assert ("CANDADO_ROTO", "") in dichas
    assert vigilar(ahora) == 0
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["nombre"] == "Ana María de la Luz Núñez"
    Persona.objects.filter(pk=suya.pk).update(nombre=antes)
    administra.delete()
    assert vigilar(ahora) == 2
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["con_informacion"]


def test_lo_hallado_se_dice_a_la_administracion_y_a_la_comision() -> None:
    assert {Avisa.ADMINISTRACION, Avisa.COMISION} == {*Acto.ALTERACION_HALLADA.fila.avisa}


def test_una_cuenta_de_partido_vuelta_de_administracion_por_fuera_se_nombra(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    fuerza = eleccion["ANA"].formula.fuerza_id
    suya = crear_cuenta(
        correo="beto@prueba.mx",
        clave=None,
        nombre="Beto",
        papel="partido",
        ambito=f"fuerza:{fuerza}",
        por=SISTEMA,
        ahora=ahora,
    )
    assert [*cuentas_sin_constancia()] == []
    cambiar(Cuenta, {"pk": suya.pk}, papel="administracion", ambito="")
    [frase] = cuentas_sin_constancia()
    assert f"la cuenta {suya.pk} es de «administración»" in frase
