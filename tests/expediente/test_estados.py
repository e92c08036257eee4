"""La tabla entera: estado × acto × papel, en las operaciones y en la base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from conoceles import leyes
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import de_folio
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.pasos import PASOS, paso
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Conclusion, Observacion, Ronda, Supresion, Transicion
from conoceles.expediente.transiciones import exigir, mover_varias, sincronizar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from personas import SISTEMA
from taller.ordenes.ciclo import PAPELES

ACTOS = [acto for acto in Acto if any(p.acto == acto for p in PASOS)]
PERMITIDOS = {(p.desde, p.hacia) for p in PASOS}

# Escrita aquí otra vez, a mano y con el plan enfrente: si alguien mueve la tabla, esta prueba lo dice.
R, V, S, A = (
    {"partido", "independiente", "candidatura"},
    {"revision", "administracion"},
    {"sistema", "administracion"},
    {"administracion"},
)
VIVAS = (
    "registrada habilitada en_captura omisa enviada en_revision observada validada publicada ajustada".split()
)
IDAS = ["sustituida", "cancelada", "renuncia"]
A_MANO: dict[tuple[str, str, str], set[str]] = {
    ("registrada", "habilitar", "habilitada"): S,
    ("habilitada", "capturar", "en_captura"): R,
    ("habilitada", "vencer", "omisa"): S,
    ("en_captura", "vencer", "omisa"): S,
    ("en_captura", "enviar", "enviada"): R,
    ("omisa", "enviar", "enviada"): R,
    ("omisa", "importar", "publicada"): S,
    ("enviada", "tomar", "en_revision"): V,
    ("en_revision", "validar", "validada"): V,
    ("en_revision", "observar", "observada"): V,
    ("observada", "subsanar", "enviada"): R,
    ("validada", "publicar", "publicada"): S,
    ("publicada", "pedir_ajuste", "publicada"): R | A,
    ("publicada", "aplicar_ajuste", "ajustada"): A,
    ("publicada", "declinar_ajuste", "publicada"): A,
    ("bloqueada", "suprimir", "suprimida"): S,
    **{(e, "corregir", e): A for e in ("validada", "publicada", "ajustada")},
    **{(e, "cerrar", "cerrada"): A for e in ("validada", "publicada", "ajustada")},
    **{("cerrada", "reabrir", e): A for e in ("validada", "publicada", "ajustada")},
    **{(e, "sustituir", "sustituida"): A for e in VIVAS},
    **{(e, "corregir_el_nombre", e): A for e in VIVAS},
    **{(e, "cancelar", "cancelada"): A for e in VIVAS},
    **{(e, "renunciar", "renuncia"): A for e in VIVAS},
    **{(e, "bloquear", "bloqueada"): S for e in IDAS},
    **{(e, "restituir", vuelve): A for e in (*IDAS, "bloqueada") for vuelve in VIVAS},
}


class _Fila:
    """Una candidatura que no toca la base: aquí solo se prueba la tabla."""

    def __init__(self, estado: str) -> None:
        self.estado = estado


@pytest.mark.parametrize("acto", ACTOS)
@pytest.mark.parametrize("estado", ETIQUETAS)
def test_cada_acto_desde_cada_estado_con_cada_papel(estado: str, acto: Acto) -> None:
    posibles = [p for p in PASOS if (p.desde, p.acto) == (estado, acto)]
    for papel in (*PAPELES, "desconocido"):
        fila, por = _Fila(estado), Alcance("cuenta:x", papel, todo=True)
        if not posibles:
            with pytest.raises(Conflicto):
                exigir(fila, acto, por=por)
        elif papel not in posibles[0].papeles:
            with pytest.raises(NoEncontrado):
                exigir(fila, acto, por=por)
        else:
            for renglon in posibles:
                assert exigir(fila, acto, por=por, hacia=renglon.hacia) == renglon
        assert fila.estado == estado


def test_todo_paso_cita_su_regla_y_va_entre_estados_conocidos() -> None:
    for renglon in PASOS:
        assert renglon.regla in leyes.reglas() or (renglon.nota and not renglon.regla)
        assert renglon.papeles <= set(PAPELES)
        assert {renglon.desde, renglon.hacia} <= set(ETIQUETAS)
    assert len({(p.desde, p.verbo, p.hacia) for p in PASOS}) == len(PASOS)


def test_todo_estado_se_alcanza_desde_registrada() -> None:
    alcanzados = {"registrada"}
    while nuevos := {p.hacia for p in PASOS if p.desde in alcanzados} - alcanzados:
        alcanzados |= nuevos
    assert alcanzados == set(ETIQUETAS)


def test_la_tabla_es_la_escrita_a_mano() -> None:
    assert {(p.desde, p.verbo, p.hacia): set(p.papeles) for p in PASOS} == A_MANO


def test_el_rechazo_dice_el_estado_en_palabras() -> None:
    with pytest.raises(Conflicto, match="«en captura»"):
        exigir(_Fila("en_captura"), Acto.VALIDADA, por=Alcance("x", "revision", todo=True))


def test_de_suprimida_no_se_sale_y_de_cerrada_solo_al_deshacer_el_cierre() -> None:
    assert not [p for p in PASOS if p.desde == "suprimida"]
    assert {p.verbo for p in PASOS if p.desde == "cerrada"} == {"reabrir"}
    assert paso("suprimida", Acto.RESTITUIDA, "publicada") is None


@pytest.mark.postgres
def test_la_base_guarda_la_misma_tabla(proceso: object) -> None:
    filas = set(Transicion.objects.values_list("desde", "acto", "hacia"))
    assert filas == {(p.desde, p.verbo, p.hacia) for p in PASOS}


@pytest.mark.postgres
@pytest.mark.parametrize("estado", ETIQUETAS)
def test_sql_directo_solo_hace_los_cambios_de_la_tabla(
    en_estado: Callable[..., Candidatura], estado: str
) -> None:
    candidatura = en_estado(estado)
    for hacia in (*ETIQUETAS, "inventado"):
        if hacia == estado or (estado, hacia) in PERMITIDOS:
            continue
        with pytest.raises(IntegrityError, match="candidaturas_candidatura"), transaction.atomic():
            Candidatura.objects.filter(pk=candidatura.pk).update(estado=hacia)


@pytest.mark.postgres
@pytest.mark.parametrize("estado", ["sustituida", "cancelada", "renuncia", "bloqueada"])
def test_la_base_solo_restituye_al_estado_previo(
    en_estado: Callable[..., Candidatura], estado: str, ahora: datetime
) -> None:
    candidatura = en_estado(estado)
    for hacia in ("validada", "en_captura", "ajustada", "registrada"):
        with (
            pytest.raises(IntegrityError, match=r"estado previo|cambio de estado|solo se publica"),
            transaction.atomic(),
        ):
            Candidatura.objects.filter(pk=candidatura.pk).update(estado=hacia)


@pytest.mark.postgres
def test_publicar_lo_que_nadie_valido_lo_rechaza_la_base(candidatura: Candidatura) -> None:
    """De omisa a publicada hay un paso en la tabla: es el del archivo importado, y de nadie más."""
    propia = Candidatura.objects.filter(pk=candidatura.pk)
    propia.update(estado="omisa")
    with pytest.raises(IntegrityError, match="solo se publica lo validado"), transaction.atomic():
        propia.update(estado="publicada")


@pytest.mark.postgres
def test_una_candidatura_no_se_borra(candidatura: Candidatura) -> None:
    with (
        pytest.raises(IntegrityError, match="no se borran"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM candidaturas_candidatura")


@pytest.mark.postgres
def test_sincronizar_quita_lo_que_sobra_y_repone_lo_que_falta(base: None) -> None:
    sincronizar()
    Transicion.objects.filter(desde="enviada").delete()
    Transicion.objects.create(desde="registrada", acto="colar", hacia="publicada")
    Transicion.objects.filter(desde="validada", acto="publicar").update(hacia="registrada")
    sincronizar()
    filas = Transicion.objects.values_list("desde", "acto", "hacia")
    assert set(filas) == {(p.desde, p.verbo, p.hacia) for p in PASOS}


@pytest.mark.postgres
def test_una_candidatura_empieza_registrada_y_no_se_vuelve_otra(
    candidatura: Candidatura, registrar: Callable[..., Candidatura]
) -> None:
    """Ni nace publicada, ni se le cambia la persona, el lugar, la clave o el origen."""
    otra = registrar("bbbb1111", "ROSA QUIÑONES")
    cambios: list[dict[str, object]] = [
        {"clave_identidad": uuid4()},
        {"persona": otra.persona},
        {"formula": otra.formula},
        {"origen": "importada"},
        {"folio": "zzzz1111"},
    ]
    for cambio in cambios:
        with pytest.raises(IntegrityError, match="candidaturas_candidatura"), transaction.atomic():
            Candidatura.objects.filter(pk=candidatura.pk).update(**cambio)
    copia = Candidatura(
        proceso=candidatura.proceso, folio="cccc1111", formula=candidatura.formula, persona=otra.persona,
        calidad="suplente", estado="publicada", origen="importada", registrada_en=candidatura.registrada_en,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="empieza registrada"), transaction.atomic():
        copia.save(force_insert=True)


@pytest.mark.postgres
def test_otra_ronda_solo_la_abre_una_observacion_de_lo_enviado(
    candidatura: Candidatura, ahora: datetime
) -> None:
    comun = {"candidatura": candidatura, "ronda": 1}
    with pytest.raises(IntegrityError, match="se observa lo enviado"), transaction.atomic():
        Observacion.objects.create(**comun, seccion="motivo", motivo="otro", texto="x", por="x", en=ahora)
    for numero in (0, 2, 7):
        with pytest.raises(IntegrityError, match="expediente_ronda"), transaction.atomic():
            Ronda.objects.create(candidatura=candidatura, numero=numero, abierta_por="x", abierta_en=ahora)


@pytest.mark.postgres
def test_ni_una_conclusion_inventada_publica_ni_un_certificado_suelto_vale(
    candidatura: Candidatura, ahora: datetime
) -> None:
    """El rodeo: cancelar lo que nadie validó diciendo que estaba publicado, y restituirlo."""
    por = {"candidatura": candidatura, "por": "x", "en": ahora}
    acuerdo = {"acuerdo": "CG", "fecha_acuerdo": ahora.date()}
    with pytest.raises(IntegrityError, match="ni concluyó"), transaction.atomic():
        Supresion.objects.create(**por, numero="SUP-X", motivo="cierre", fundamento="x", bloqueada_en=ahora)
    Candidatura.objects.filter(pk=candidatura.pk).update(estado="cancelada")
    with pytest.raises(IntegrityError, match="nunca se validó"), transaction.atomic():
        Conclusion.objects.create(**por, **acuerdo, estado="cancelada", estado_previo="publicada")
    Conclusion.objects.create(**por, **acuerdo, estado="cancelada", estado_previo="habilitada")
    with pytest.raises(IntegrityError, match="estado previo"), transaction.atomic():
        Candidatura.objects.filter(pk=candidatura.pk).update(estado="publicada")


def test_de_varias_se_mueven_todas_o_ninguna_con_una_entrada_cada_una(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:

    validadas = [en_estado("validada", folio) for folio in ("aaaa1111", "bbbb1111")]
    folios = [fila.folio for fila in validadas]
    with pytest.raises(Conflicto):
        mover_varias([*validadas, en_estado("enviada")], Acto.PUBLICADA, por=SISTEMA, ahora=ahora)
    assert set(Candidatura.objects.filter(folio__in=folios).values_list("estado", flat=True)) == {"validada"}
    mover_varias(validadas, Acto.PUBLICADA, por=SISTEMA, ahora=ahora, datos={validadas[0].pk: {"n": 1}})
    assert set(Candidatura.objects.filter(folio__in=folios).values_list("estado", flat=True)) == {"publicada"}
    ultimas = [list(de_folio("default", folio))[-1] for folio in folios]
    sin_sello = [{c: v for c, v in e.datos.items() if c != CAMPO} for e in ultimas]
    assert [(e.acto, datos) for e, datos in zip(ultimas, sin_sello, strict=True)] == [
        ("publicada", {"estado": "publicada", "n": 1}),
        ("publicada", {"estado": "publicada"}),
    ]
    assert verificar("default") == []
