"""El ajuste único: una vez, con reloj hasta el día hábil siguiente, y solo administración lo resuelve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.curricular import consultas, operaciones
from conoceles.curricular.models import VersionCurricular
from conoceles.curricular.operaciones import agregar_version
from conoceles.expediente.ajuste import ajustes, solicitudes
from conoceles.expediente.models import Ajuste
from conoceles.expediente.reparacion import reparar
from conoceles.identidad.documentos import ultimo
from conoceles.informes.contexto import abrir
from conoceles.informes.tablas import actos as de_actos
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from llegadas import en_la_cola, justo_despues
from personas import CORA, DINA, LARGO, SISTEMA, de_partido
from vidas import OTRO_TEXTO, pedir_ajuste

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.models import Ajuste


@pytest.mark.parametrize(
    ("recibido", "vence"),
    [
        ("2024-04-25T10:00:00-06:00", "2024-04-27T00:00:00-06:00"),  # jueves → termina el viernes
        ("2024-04-25T23:59:59-06:00", "2024-04-27T00:00:00-06:00"),
        ("2024-04-26T00:00:00-06:00", "2024-04-30T00:00:00-06:00"),  # viernes → termina el lunes
        ("2024-04-27T12:00:00-06:00", "2024-04-30T00:00:00-06:00"),  # sábado → lunes
        ("2024-04-28T12:00:00-06:00", "2024-04-30T00:00:00-06:00"),  # domingo → lunes
        ("2024-04-30T09:00:00-06:00", "2024-05-03T00:00:00-06:00"),  # víspera del 1 de mayo, inhábil → jueves
    ],
)
def test_el_reloj_salta_fines_de_semana_e_inhabiles(
    publicada: Candidatura, recibido: str, vence: str
) -> None:
    ajuste = pedir_ajuste(publicada, datetime.fromisoformat(recibido))
    assert ajuste.vence_en == datetime.fromisoformat(vence)


def test_el_reloj_corre_desde_el_dia_en_que_llego_y_no_en_que_se_atendio(publicada: Candidatura) -> None:
    medianoche = datetime.fromisoformat("2024-04-26T00:00:00-06:00")
    with en_la_cola(justo_despues(medianoche)) as ahora:
        ajuste = pedir_ajuste(publicada, ahora)
    assert ajuste.recibido_en < medianoche < ajuste.en
    assert ajuste.vence_en == datetime.fromisoformat("2024-04-27T00:00:00-06:00")


@pytest.mark.parametrize("causa", ["", "ofensiva"])
def test_lo_que_se_resolvio_a_tiempo_y_se_atendio_despues_consta_a_tiempo(
    publicada: Candidatura, ahora: datetime, causa: str
) -> None:
    ajuste = pedir_ajuste(publicada, ahora)
    with en_la_cola(justo_despues(ajuste.vence_en)) as tarde:
        resolver: Any = partial(ajustes.declinar, causa=causa) if causa else ajustes.aplicar
        resolver(candidatura=publicada, por=DINA, ahora=tarde)
    [leido] = solicitudes.cola(DINA, publicada.proceso_id, tarde)
    assert not leido.vencida
    ultima = Entrada.objects.using("default").filter(acto__startswith="ajuste").latest("id")
    assert ultima.datos["a_tiempo"]
    assert ultima.recibida < ajuste.vence_en < ultima.momento
    with reloj.congelado(tarde):
        [fila] = de_actos.ajustes(abrir(publicada.proceso_id, tarde)).renglones
    assert fila[-1] == "No"


def test_del_correo_el_reloj_corre_desde_que_llego(publicada: Candidatura, ahora: datetime) -> None:
    recibido = ahora - timedelta(days=3)  # lunes 22
    ajuste = pedir_ajuste(publicada, ahora, por=DINA, recibido_en=recibido)
    assert (ajuste.medio, ajuste.recibido_en) == ("correo", recibido)
    assert ajuste.vence_en == datetime.fromisoformat("2024-04-24T00:00:00-06:00")


def test_aplicar_publica_otra_version_y_conserva_la_anterior(publicada: Candidatura, ahora: datetime) -> None:
    ajuste = pedir_ajuste(publicada, ahora)
    resuelto = ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    publicada.refresh_from_db()
    primera, segunda = VersionCurricular.objects.filter(candidatura=publicada)
    assert publicada.estado == "ajustada"
    assert (primera.contenido["historia"], segunda.contenido["historia"]) == (LARGO, OTRO_TEXTO.strip())
    assert primera.contenido["trayectoria"] == segunda.contenido["trayectoria"]
    assert (segunda.origen, resuelto.version, ajuste.dice) == ("ajuste", segunda, {"historia": LARGO})
    actos = Entrada.objects.using("default").filter(folio=publicada.folio).values_list("acto", flat=True)
    assert list(actos)[-2:] == ["ajuste_pedido", "ajuste_aplicado"]


def test_la_bitacora_no_guarda_el_texto_del_ajuste(publicada: Candidatura, ahora: datetime) -> None:
    pedir_ajuste(publicada, ahora)
    entrada = Entrada.objects.using("default").get(acto="ajuste_pedido")
    assert entrada.datos["secciones"] == ["historia"]
    assert "enfermera" not in str(entrada.datos)


@pytest.mark.parametrize("resolver", ["aplicar", "declinar", "nada"])
def test_la_segunda_solicitud_se_rechaza_con_su_razon(
    publicada: Candidatura, ahora: datetime, resolver: str
) -> None:
    pedir_ajuste(publicada, ahora)
    if resolver == "aplicar":
        ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    elif resolver == "declinar":
        ajustes.declinar(candidatura=publicada, causa="propaganda", por=DINA, ahora=ahora)
    with pytest.raises(Conflicto, match=r"única ocasión.*25 de abril de 2024"):
        pedir_ajuste(publicada, ahora + timedelta(days=2), debe_decir={"trayectoria": OTRO_TEXTO})


@pytest.mark.postgres
def test_la_base_no_admite_dos_ajustes_ni_una_version_sin_pedirla(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    def version(candidatura: Candidatura) -> None:
        with transaction.atomic():
            agregar_version(
                candidatura=candidatura, origen="ajuste", contenido={}, fotografia=None,
                cuestionario_version="x", por=DINA, ahora=ahora,
            )  # fmt: skip

    sin_pedir, con_uno = en_estado("publicada"), en_estado("ajustada", "dddd1111")
    with pytest.raises(IntegrityError, match="nadie pidió"):
        version(sin_pedir)
    with pytest.raises(IntegrityError):
        version(con_uno)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ajuste.objects.create(
            candidatura=con_uno, medio="sistema", recibido_en=ahora, vence_en=ahora, dice={}, debe_decir={},
            por="intrusa", nombre_por="", en=ahora,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
        Ajuste.objects.filter(candidatura=con_uno).update(vence_en=ahora)


@pytest.mark.parametrize("estado", ["en_captura", "validada", "observada", "cancelada", "cerrada"])
def test_solo_se_ajusta_lo_publicado(
    en_estado: Callable[..., Candidatura], estado: str, ahora: datetime
) -> None:
    with pytest.raises(Conflicto, match="No se puede pedir ajuste"):
        pedir_ajuste(en_estado(estado), ahora)


@pytest.mark.parametrize("por", [CORA, None])
def test_ni_la_revision_ni_el_partido_resuelven(publicada: Candidatura, ahora: datetime, por: Any) -> None:
    pedir_ajuste(publicada, ahora)
    quien = por or de_partido(publicada)
    with pytest.raises(NoEncontrado):
        ajustes.aplicar(candidatura=publicada, por=quien, ahora=ahora)
    with pytest.raises(NoEncontrado):
        ajustes.declinar(candidatura=publicada, causa="propaganda", por=quien, ahora=ahora)


def test_un_partido_rival_no_lo_pide(publicada: Candidatura, ahora: datetime) -> None:
    beto = Alcance("cuenta:beto", "partido", fuerza=publicada.proceso.fuerzas.get(siglas="PAN").pk)
    with pytest.raises(NoEncontrado):
        pedir_ajuste(publicada, ahora, por=beto)


def test_el_texto_nuevo_pasa_por_las_mismas_reglas(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        pedir_ajuste(publicada, ahora, debe_decir={"historia": "Muy corto."})
    assert "mínimo" in error.value.errores["historia"]


@pytest.mark.parametrize(
    "debe_decir", [{}, {"historia": LARGO}, {"historia": f"  {LARGO}\r\n"}, {"p1": "si"}, {"motivo": ""}]
)
def test_sin_cambio_o_con_campo_ajeno_no_se_gasta(
    publicada: Candidatura, ahora: datetime, debe_decir: dict[str, Any]
) -> None:
    with pytest.raises(ErrorDeDominio):
        pedir_ajuste(publicada, ahora, debe_decir=debe_decir)
    pedir_ajuste(publicada, ahora)


def test_lo_mismo_escrito_de_otra_forma_no_gasta_el_ajuste(publicada: Candidatura, ahora: datetime) -> None:
    vigente = consultas.vigente(publicada)
    assert vigente is not None
    sede = {"calle": "Pinabete", "exterior": "534", "interior": "", "municipio": "Durango"}
    operaciones.agregar_version(
        candidatura=publicada, origen="correccion", contenido={**vigente.contenido, "casa_campana": sede},
        fotografia=None, cuestionario_version=vigente.cuestionario_version, por=DINA, ahora=ahora,
    )  # fmt: skip
    with pytest.raises(ErrorDeDominio, match="No cambió nada"):
        pedir_ajuste(publicada, ahora, debe_decir={"casa_campana": {**sede, "colonia": " "}})


def test_agregar_otra_casa_de_campana_es_un_cambio_y_se_lee_entera(
    publicada: Candidatura, ahora: datetime
) -> None:
    dos = [{"calle": "Pinabete"}, {"calle": "Juárez", "municipio": "Lerdo"}]
    pedido = pedir_ajuste(publicada, ahora, debe_decir={"casa_campana": dos})
    assert pedido.debe_decir["casa_campana"] == dos


def test_el_correo_no_llega_del_futuro_ni_lo_registra_el_partido(
    publicada: Candidatura, ahora: datetime
) -> None:
    with pytest.raises(ErrorDeDominio, match="futuro"):
        pedir_ajuste(publicada, ahora, por=DINA, recibido_en=ahora + timedelta(minutes=1))
    with pytest.raises(ErrorDeDominio, match="cuándo se recibió"):
        pedir_ajuste(publicada, ahora, por=DINA)
    with pytest.raises(ErrorDeDominio, match="Solo la autoridad electoral"):
        pedir_ajuste(publicada, ahora, recibido_en=ahora - timedelta(days=5))


def test_declinar_exige_causa_de_la_lista_y_deja_lo_publicado(
    publicada: Candidatura, ahora: datetime
) -> None:
    from conoceles.curricular.consultas import vigente

    pedir_ajuste(publicada, ahora)
    with pytest.raises(ErrorDeDominio, match="causa"):
        ajustes.declinar(candidatura=publicada, causa="porque no", por=DINA, ahora=ahora)
    ajustes.declinar(candidatura=publicada, causa="ofensiva", por=DINA, ahora=ahora)
    publicada.refresh_from_db()
    version = vigente(publicada)
    assert version is not None
    assert (publicada.estado, version.contenido["historia"]) == ("publicada", LARGO)
    with pytest.raises(Conflicto, match="No hay un ajuste por resolver"):
        ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)


@pytest.mark.postgres
def test_ajustar_una_respuesta_de_identidad_no_deja_nada_en_la_base_a(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    from django.db import connection

    publicada = en_estado("publicada")
    ajuste = pedir_ajuste(
        publicada, ahora, debe_decir={}, de_identidad={"p1": "si", "p3": "otro", "p3_otro": "LENGUA CANARIA"}
    )
    assert (ajuste.con_identidad, ajuste.dice, ajuste.debe_decir) == (True, {}, {})
    resuelto = ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    publicada.refresh_from_db()
    assert (publicada.estado, resuelto.version, resuelto.identidad_version) == ("ajustada", None, 2)
    with connection.cursor() as cursor:
        for tabla in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {tabla}")
            assert "CANARIA" not in str(cursor.fetchall()), tabla


def test_la_version_de_un_ajuste_no_se_descarta_por_huerfana(publicada: Candidatura, ahora: datetime) -> None:
    pedir_ajuste(publicada, ahora, debe_decir={}, de_identidad={"p8": "si"})
    ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).descartadas == 0
    abierto = ultimo(publicada.clave_identidad)
    assert abierto is not None
    assert abierto.respuestas["p8"] == "si"


def test_si_a_no_confirma_la_version_de_identidad_se_descarta(
    publicada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def caer(*_: object, **__: object) -> None:
        raise RuntimeError("se fue la luz")

    pedir_ajuste(publicada, ahora, debe_decir={}, de_identidad={"p8": "si"})
    with monkeypatch.context() as corte:
        corte.setattr(ajustes, "mover", caer)
        with pytest.raises(RuntimeError), transaction.atomic():
            ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).descartadas == 1
    abierto = ultimo(publicada.clave_identidad)
    assert abierto is not None
    assert abierto.respuestas["p8"] == "no"
    ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora + timedelta(hours=2))
    despues = ultimo(publicada.clave_identidad)
    assert despues is not None
    assert (despues.version, despues.respuestas["p8"]) == (3, "si")
