"""Quién captura por una fuerza: con oficio, con su alcance, y desde cuándo corre el plazo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from accesos.conftest import CORREO, recibir
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.designaciones import Oficio, dar_de_baja
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta, Designacion
from conoceles.expediente.calendario.plazos import inicio_de_captura, vence_captura, vencer_capturas
from conoceles.expediente.models import Ronda
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura.consultas import filas
from conoceles.publicacion.novedades import novedades
from personas import CORA, DINA, SISTEMA, dentro, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.proceso.models import Proceso

Designar = Callable[..., "Entrega"]


def _alcanzadas(correo: str) -> list[str]:
    return list(
        listar(alcance_de(Cuenta.objects.get(correo=correo)))
        .order_by("folio")
        .values_list("folio", flat=True)
    )


@pytest.fixture
def dos_contiendas(proceso: Proceso, ahora: datetime) -> tuple[str, str]:
    """Una candidatura del PRI en cada una de las dos primeras contiendas. Devuelve sus claves."""
    uno, dos = proceso.contiendas.order_by("orden")[:2]
    registrada(proceso, "aaaa0001", ahora)
    otra = registrada(proceso, "aaaa0002", ahora)
    otra.formula.contienda = dos
    otra.formula.save()
    return uno.clave, dos.clave


@pytest.mark.postgres
def test_varias_personas_por_fuerza_cada_una_con_sus_contiendas(
    designar: Designar, dos_contiendas: tuple[str, str]
) -> None:
    designar()
    designar(correo="segunda@prueba.mx", contiendas=[dos_contiendas[1]])
    assert _alcanzadas(CORREO) == ["aaaa0001", "aaaa0002"]
    assert _alcanzadas("segunda@prueba.mx") == ["aaaa0002"]
    datos = Entrada.objects.filter(acto="persona_designada").latest("id").datos
    assert (datos["oficio"], datos["contiendas"]) == ("PRI/12/2024", [dos_contiendas[1]])


def test_lo_que_queda_fuera_de_sus_contiendas_no_existe(
    designar: Designar, dos_contiendas: tuple[str, str]
) -> None:
    cuenta = designar(contiendas=[dos_contiendas[1]]).enlace.cuenta
    navegador = dentro(cuenta)
    assert navegador.get("/candidaturas/aaaa0002/").status_code == 200
    assert navegador.get("/candidaturas/aaaa0001/").status_code == 404
    assert "aaaa0001" not in navegador.get("/").content.decode()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"ambito": "fuerza:999999"}, "ambito"),
        ({"ambito": "formula:nada"}, "ambito"),
        ({"nombre": " "}, "nombre"),
        ({"contiendas": ["diputacion-inventada"]}, "contiendas"),
    ],
)
def test_designar_dice_lo_que_falta(designar: Designar, cambios: dict[str, object], campo: str) -> None:
    with pytest.raises(ErroresDeCampos) as fallo:
        designar(**cambios)
    assert list(fallo.value.errores) == [campo]


def test_una_coalicion_no_captura_lo_hacen_sus_partidos(designar: Designar) -> None:
    with pytest.raises(ErroresDeCampos):
        designar("FYCXD")


def test_el_oficio_es_obligatorio_y_no_del_futuro(designar: Designar, ahora: datetime) -> None:
    for oficio in (Oficio("", ahora.date()), Oficio("9", None), Oficio("9", date(2024, 5, 1))):
        with pytest.raises(ErroresDeCampos):
            designar(oficio=oficio)


def test_solo_administracion_designa(designar: Designar) -> None:
    with pytest.raises(NoEncontrado):
        designar(por=CORA)


def test_correo_repetido_no_se_admite(designar: Designar) -> None:
    designar()
    with pytest.raises(ErrorDeDominio, match="Ya existe una cuenta"):
        designar("PAN", correo=CORREO.upper())


@pytest.mark.postgres
def test_baja_con_motivo_cierra_todo_y_puede_volver_con_otro_oficio(
    designar: Designar, ahora: datetime
) -> None:
    entrega = designar()
    cuenta = entrega.enlace.cuenta
    with pytest.raises(ErrorDeDominio, match="motivo"):
        dar_de_baja(cuenta=cuenta, motivo="  ", por=DINA, ahora=ahora)
    dar_de_baja(cuenta=cuenta, motivo="Oficio de remoción 4", por=DINA, ahora=ahora)
    with pytest.raises(ErrorDeDominio, match="ya no sirve"):
        recibir(entrega, ahora)
    assert Designacion.objects.get().baja_motivo == "Oficio de remoción 4"
    recibir(designar(nombre="Ana Otra Vez"), ahora)
    cuenta.refresh_from_db()
    assert (cuenta.is_active, cuenta.nombre, cuenta.designaciones.count()) == (True, "Ana Otra Vez", 2)


def test_de_su_baja_se_entera_quien_ya_habia_recibido_su_acceso_y_no_por_que(
    designar: Designar, ahora: datetime
) -> None:
    sin_acusar = designar(correo="nunca@prueba.mx").enlace.cuenta
    dar_de_baja(cuenta=sin_acusar, motivo="Oficio 4", por=DINA, ahora=ahora)
    entrega = designar()
    recibir(entrega, ahora)
    dar_de_baja(cuenta=entrega.enlace.cuenta, motivo="Oficio 5, por lo de Beto", por=DINA, ahora=ahora)
    [carta] = Correo.objects.filter(clase="baja")
    assert (carta.para, carta.asunto) == (CORREO, "Conóceles: se dio de baja su acceso")
    assert "Su cuenta ya no entra al sistema." in carta.texto
    assert "Instituto Electoral y de Participación Ciudadana" in carta.texto
    assert "Beto" not in carta.texto


def test_tras_su_baja_puede_capturar_por_otra_fuerza_y_lo_anterior_se_conserva(
    candidatura: Candidatura, designar: Designar, ahora: datetime
) -> None:
    """Otra elección u otro partido: la misma cuenta, otro alcance, otro acuse."""
    primera = designar()
    recibir(primera, ahora)
    assert _alcanzadas(CORREO) == ["aaaa1111"]
    dar_de_baja(cuenta=primera.enlace.cuenta, motivo="Oficio 4", por=DINA, ahora=ahora + timedelta(days=1))
    segunda = designar("PAN", ahora=ahora + timedelta(days=2))
    assert _alcanzadas(CORREO) == []
    recibir(segunda, ahora + timedelta(days=3))
    assert _vence(candidatura) == date(2024, 5, 10)  # el acuse por el PRI sigue contando


@pytest.mark.postgres
def test_la_base_no_deja_reescribir_una_designacion(designar: Designar, ahora: datetime) -> None:
    designar()
    for cambio in ({"oficio": "otro"}, {"baja_en": ahora}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Designacion.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        Designacion.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cuenta.objects.filter(correo=CORREO).update(papel="revision", ambito="", contiendas=["x"])


def _vence(candidatura: Candidatura) -> date | None:
    inicio = inicio_de_captura(Ronda.objects.get(candidatura=candidatura))
    return vence_captura(definicion(candidatura.proceso_id).calendario, inicio) if inicio else None


@pytest.mark.postgres
def test_el_plazo_corre_desde_el_primer_acuse(
    candidatura: Candidatura, designar: Designar, ahora: datetime
) -> None:
    """Sin designadas, desde la habilitación; con designadas, desde que la primera acusa recibo."""
    assert _vence(candidatura) == date(2024, 5, 10)
    primera, segunda = designar(), designar(correo="segunda@prueba.mx")
    assert _vence(candidatura) is None
    recibir(segunda, ahora + timedelta(days=2))
    assert _vence(candidatura) == date(2024, 5, 12)
    recibir(primera, ahora + timedelta(days=4))
    assert _vence(candidatura) == date(2024, 5, 12)


def test_el_acuse_de_quien_alcanza_otra_contienda_no_la_empieza(
    candidatura: Candidatura, designar: Designar, proceso: Proceso, ahora: datetime
) -> None:
    otra = proceso.contiendas.order_by("orden")[1].clave
    recibir(designar(correo="segunda@prueba.mx", contiendas=[otra]), ahora + timedelta(days=1))
    assert _vence(candidatura) == date(2024, 5, 10)  # nadie designado para la suya: la habilitación
    primera = designar()
    assert _vence(candidatura) is None
    recibir(primera, ahora + timedelta(days=3))
    assert _vence(candidatura) == date(2024, 5, 13)


@pytest.mark.postgres
def test_designar_a_otra_persona_no_devuelve_un_plazo_que_ya_corria(
    candidatura: Candidatura, designar: Designar, cuenta: Callable[..., object], ahora: datetime
) -> None:
    """Quien ya tenía cuenta sin oficio la recibió con la habilitación; y un acuse no se deshace."""
    cuenta("Ana", "partido", f"fuerza:{candidatura.formula.responde_id}")
    designar()
    assert _vence(candidatura) == date(2024, 5, 10)


def test_sin_acuse_no_hay_omisa_y_con_el_si(
    candidatura: Candidatura, designar: Designar, ahora: datetime
) -> None:
    entrega = designar()
    assert vencer_capturas(por=SISTEMA, ahora=ahora + timedelta(days=17)) == 0
    recibir(entrega, ahora + timedelta(days=1))
    assert vencer_capturas(por=SISTEMA, ahora=ahora + timedelta(days=16)) == 0
    assert vencer_capturas(por=SISTEMA, ahora=ahora + timedelta(days=17)) == 1
    candidatura.refresh_from_db()
    assert candidatura.estado == "omisa"


def test_el_sitio_dice_el_mismo_plazo_que_corre_desde_el_acuse(
    proceso: Proceso, candidatura: Candidatura, designar: Designar, ahora: datetime
) -> None:
    def vence() -> date | None:
        (fila,) = filas(candidatura.definicion)
        return fila.vence

    assert vence() == date(2024, 5, 10)  # nadie designado: desde la habilitación
    entrega = designar()
    assert vence() is None
    leidas = novedades(proceso.pk, {}).leidas
    recibir(entrega, ahora + timedelta(days=2))
    assert vence() == date(2024, 5, 12)
    assert novedades(proceso.pk, leidas).todo  # el publicador vuelve a mirar la elección
