"""Lo que un acto escribe de una candidatura —plazos, envíos, fallos, invitaciones— y otro cliente pone, cambia o quita."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, models, transaction

from captura.invitadas import CORREO
from conoceles.arranque.comprobar.cadenas import actos, filas
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import resumir
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.bitacora.selladas.tablas import TABLAS, DeQuien, tablas
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import fotografias
from conoceles.evaluacion.models import Conclusion as FinDeEvaluacion
from conoceles.expediente.actos import conclusiones, decisiones, invitaciones, ordenes
from conoceles.expediente.actos.operaciones import empezar_captura, habilitar_varias, marcar_publicadas
from conoceles.expediente.ajuste import ajustes, correcciones
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.expediente.calendario import conservacion, plazos
from conoceles.expediente.calendario.cierre import impide_reabrir
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.models import Cierre, Conclusion, Envio, Retencion, Ronda
from conoceles.expediente.reposicion import repetir
from conoceles.identidad.llaves import llavero, retiros
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from curricular.imagenes import jpeg
from personas import CORA, DINA, LARGO, SISTEMA, capturar, de_partido, enviar, guardar
from publicacion.por_fuera import cambiar, sin_candados
from publicacion.por_fuera import filas as llanas
from vidas import (
    ACUERDO,
    CALENDARIO,
    CIERRE,
    OTRO_TEXTO,
    TRAS_JORNADA,
    cerrar,
    concluir,
    llevar,
    pedir_ajuste,
    reabrir,
)

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
AJENO = "se cambió sin pasar por el sistema"
DE_CANDIDATURA = {t.modelo: t.frase for t in tablas(DeQuien.CANDIDATURA) if not (t.aparte or t.de_otras)}


@pytest.fixture
def vivida(nueva: Candidatura, ahora: datetime) -> Candidatura:
    """Una de cada fila que los actos escriben, por los actos que de verdad las escriben."""
    llevar(nueva, "habilitada", ahora)
    invitaciones.invitar(candidatura=nueva, correo=CORREO, por=de_partido(nueva), ahora=ahora)
    capturar(nueva, ahora)
    fotografias.guardar(candidatura=nueva, archivo=jpeg(), fecha_toma=ahora.date(), reglas=nueva.definicion.fotografia, por=de_partido(nueva), ahora=ahora)  # fmt: skip
    enviar(nueva, ahora)
    decisiones.observar(candidatura=nueva, seccion="historia", motivo="incompleta", texto="Indique cuántos años.", por=CORA, ahora=ahora)  # fmt: skip
    guardar(nueva, "historia", {"historia": LARGO + " Otra vez."}, ahora)
    enviar(nueva, ahora)
    decisiones.validar(candidatura=nueva, por=CORA, ahora=ahora)
    assert marcar_publicadas([nueva.folio], por=SISTEMA, ahora=ahora) == 1
    nueva.refresh_from_db()
    pedir_ajuste(nueva, ahora)
    ajustes.aplicar(candidatura=nueva, por=DINA, ahora=ahora)
    de_oficio: dict[str, Any] = {"debe_decir": {"historia": LARGO + " Corregida."}, "causa": "error_propio"}
    correcciones.corregir_de_oficio(candidatura=nueva, por=DINA, ahora=ahora, **de_oficio, **ACUERDO)
    dira = Escritura("María", "Ñáñez", "Ibarra", "La Güera")
    corregir_nombre(candidatura=nueva, dira=dira, motivo="Su acta.", por=DINA, ahora=ahora, es_la_misma=True, **ACUERDO)  # fmt: skip
    orden = {"seccion": "historia", "expediente": "TEED-2", "fecha": ahora.date()}
    ordenes.ocultar_seccion(candidatura=nueva, por=DINA, ahora=ahora, **orden)
    concluir(nueva, "cancelar", ahora)
    litigio = {"expediente": "TEED-1", "fecha": ahora.date()}
    ordenes.retener(candidatura=nueva, por=DINA, ahora=ahora, **litigio)
    ordenes.liberar(candidatura=nueva, expediente="TEED-1", por=DINA, ahora=ahora)
    assert conservacion.bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA) == 1
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=ahora + timedelta(days=91)) == 1
    nueva.refresh_from_db()
    return nueva


def test_los_actos_dejan_todo_constando_y_de_cada_tabla_hay_una(vivida: Candidatura) -> None:
    assert [m.__name__ for m in DE_CANDIDATURA if not m._default_manager.exists()] == []
    assert sin_constancia() == []
    assert [*actos()] == []


@pytest.mark.parametrize("danio", ["cambiar", "quitar", "poner"])
def test_lo_que_otro_cliente_hace_en_cada_tabla_se_nombra(vivida: Candidatura, danio: str) -> None:
    esperado = {
        "cambiar": "tiene {} que ya no dice lo que un acto escribió",
        "quitar": "le falta {} que un acto escribió",
        "poner": "tiene {} que ningún acto escribió",
    }[danio]
    for modelo, que in DE_CANDIDATURA.items():
        with transaction.atomic():
            _ensuciar(modelo, danio)
            [una] = sin_constancia()
            assert esperado.format(que) in una.frase, modelo
            assert una.actos, modelo
            assert not una.registro, modelo
            assert una.frase in next(iter(actos())).frase
            transaction.set_rollback(True)
        assert sin_constancia() == [], modelo


def _ensuciar(modelo: type[models.Model], danio: str) -> None:
    """Como quien tiene el archivo: sin candados y sin mirar a qué otra fila le hace falta."""
    sin_candados(modelo._meta.db_table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    fila = modelo._default_manager.order_by("pk")[0]
    suya: Any = llanas(modelo).filter(pk=fila.pk)
    if danio == "cambiar":
        campo = next(c for c in ("en", "abierta_en") if hasattr(fila, c))
        suya.update(**{campo: getattr(fila, campo) + timedelta(days=9)})
    elif danio == "quitar":
        suya._raw_delete("default")
    else:  # la misma, con otro número
        otro = uuid.uuid4() if isinstance(fila.pk, uuid.UUID) else fila.pk + 900
        suya.update(**{fila._meta.pk.name: otro})


def test_alargar_el_plazo_por_fuera_no_deja_que_el_acto_siguiente_lo_tome_por_bueno(
    nueva: Candidatura, ahora: datetime
) -> None:
    """Adelantado o alargado, ni vence ni se envía con él: se nombra y espera a que se reponga."""
    llevar(nueva, "habilitada", ahora)
    era = Ronda.objects.get().abierta_en
    for en in (ahora + timedelta(days=60), ahora - timedelta(days=60)):
        cambiar(Ronda, {"candidatura": nueva}, abierta_en=en)
        assert plazos.vencer_capturas(por=CALENDARIO, ahora=ahora + timedelta(days=40)) == 0
        nueva.refresh_from_db()
        with pytest.raises(Conflicto, match=AJENO):
            capturar(nueva, ahora)
        assert [a.frase for a in sin_constancia()] == [
            "tiene una oportunidad de enviar que ya no dice lo que un acto escribió"
        ]
    cambiar(Ronda, {"candidatura": nueva}, abierta_en=era)
    assert sin_constancia() == []
    assert plazos.vencer_capturas(por=CALENDARIO, ahora=ahora + timedelta(days=40)) == 1


def test_otra_oportunidad_de_enviar_puesta_por_fuera_no_se_usa(nueva: Candidatura, ahora: datetime) -> None:
    """Con una observación y una ronda inventadas, el partido reescribiría lo ya enviado."""
    llevar(nueva, "publicada", ahora)
    sin_candados(Ronda._meta.db_table)
    Ronda.objects.create(candidatura=nueva, numero=2, abierta_por="x", abierta_en=ahora)
    guardar(nueva, "historia", {"historia": OTRO_TEXTO}, ahora)
    with pytest.raises(Conflicto, match=AJENO):
        enviar(nueva, ahora)
    assert Envio.objects.count() == 1


def test_un_envio_quitado_no_deja_enviar_otra_vez(nueva: Candidatura, ahora: datetime) -> None:
    llevar(nueva, "enviada", ahora)
    sin_candados(Envio._meta.db_table)
    Envio.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    cambiar(Candidatura, {"pk": nueva.pk}, estado="en_captura")
    with pytest.raises(Conflicto, match=AJENO):
        enviar(nueva, ahora)
    [una] = sin_constancia()
    assert "le falta un envío que un acto escribió" in una.frase


def test_un_envio_puesto_no_deja_a_nadie_por_enviada(nueva: Candidatura, ahora: datetime) -> None:
    """Cambiar la versión que nombra el acuse: ni se toma para revisar ni se valida."""
    llevar(nueva, "enviada", ahora)
    cambiar(Envio, {"candidatura": nueva}, huella_curricular="f" * 64)
    with pytest.raises(Conflicto, match=AJENO):
        decisiones.tomar(candidatura=nueva, por=CORA, ahora=ahora)
    with pytest.raises(Conflicto, match=AJENO):
        decisiones.validar(candidatura=nueva, por=CORA, ahora=ahora)


def test_sin_su_conclusion_no_se_restituye_ni_se_vuelve_a_capturar(
    nueva: Candidatura, ahora: datetime
) -> None:
    """Con otra conclusión se elegiría a qué estado vuelve; sin ella, desde cuándo se conserva."""
    llevar(nueva, "validada", ahora)
    concluir(nueva, "cancelar", ahora)
    cambiar(Conclusion, {"candidatura": nueva}, estado_previo="habilitada")
    with pytest.raises(Conflicto, match=AJENO):
        conclusiones.restituir(candidatura=nueva, por=DINA, ahora=ahora, **ACUERDO)
    cambiar(Conclusion, {"candidatura": nueva}, en=ahora - timedelta(days=900))
    assert conservacion.bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA) == 0
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=TRAS_JORNADA) == 0
    Conclusion.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    with pytest.raises(Conflicto):
        conclusiones.restituir(candidatura=nueva, por=DINA, ahora=ahora, **ACUERDO)
    with pytest.raises((Conflicto, ErrorDeDominio)):
        guardar(nueva, "historia", {"historia": OTRO_TEXTO}, ahora)
    nueva.refresh_from_db()
    assert nueva.estado == "cancelada"


def test_quitar_un_litigio_no_logra_que_se_suprima(nueva: Candidatura, ahora: datetime) -> None:
    llevar(nueva, "publicada", ahora)
    concluir(nueva, "cancelar", ahora)
    ordenes.retener(candidatura=nueva, expediente="TEED-1", fecha=ahora.date(), por=DINA, ahora=ahora)
    sin_candados(Retencion._meta.db_table)
    Retencion.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    tarde = ahora + timedelta(days=900)
    conservacion.bloquear_concluidas(por=CALENDARIO, ahora=tarde)
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=tarde) == 0
    assert llavero.vive(nueva.clave_identidad)


def test_un_cierre_que_nadie_acordo_no_destruye_ninguna_llave(nueva: Candidatura, ahora: datetime) -> None:
    """De antes, para que su plazo ya haya vencido: sería borrar la identidad de toda la elección."""
    llevar(nueva, "publicada", ahora)
    sin_candados(Cierre._meta.db_table)
    Cierre.objects.create(proceso=nueva.proceso, acuerdo="X", por="x", en=ahora - timedelta(days=900))
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=ahora) == 0
    assert llavero.vive(nueva.clave_identidad)
    assert [(h.eleccion, h.codigo) for h in filas()] == [(nueva.proceso_id, "ACTO_SIN_CONSTANCIA")]
    assert AJENO in impide_reabrir(Cierre.objects.get())


def test_el_cierre_con_acto_consta_y_cambiado_no_se_deshace(nueva: Candidatura, ahora: datetime) -> None:
    llevar(nueva, "publicada", ahora)
    cierre = cerrar(nueva.proceso_id)
    assert [*filas()] == []
    cambiar(Cierre, {"pk": cierre.pk}, estados={nueva.folio: "ajustada"})
    with pytest.raises(Conflicto, match=AJENO):
        reabrir(nueva.proceso_id, CIERRE)


def test_el_fin_de_la_evaluacion_puesto_por_fuera_se_nombra(nueva: Candidatura, ahora: datetime) -> None:
    FinDeEvaluacion.objects.create(proceso_id=nueva.proceso_id, por="x", en=ahora)
    [una] = filas()
    assert "tiene el fin de la evaluación que ningún acto escribió" in una.frase


def test_lo_que_se_repite_tras_restaurar_tambien_consta(nueva: Candidatura, ahora: datetime) -> None:
    llevar(nueva, "publicada", ahora)
    acuerdo = {"acuerdo": "CG1", "fecha_acuerdo": ahora.date()}
    for acto in ("cancelada", retiros.RETENIDA):
        retiros.asentar(nueva.clave_identidad, acto, por=DINA, ahora=ahora, **acuerdo)
    repetir(por=SISTEMA, ahora=ahora + timedelta(hours=1))
    assert (Conclusion.objects.count(), Retencion.objects.count()) == (1, 1)
    assert sin_constancia() == []


@pytest.mark.parametrize("recien_registrada", [False, True])
def test_sin_ningun_asiento_no_se_mueve(
    recien_registrada: bool, nueva: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    """La que apareció en la base sin que nadie la registrara: ni se abre a captura ni detiene a las demás."""
    intrusa = Candidatura.objects.create(
        pk=uuid.UUID(int=0), proceso=proceso, folio="zzzz9999", formula=nueva.formula, persona=nueva.persona,
        calidad="suplente", registrada_en=ahora,
    )  # fmt: skip
    propias = {nueva.pk: nueva} if recien_registrada else {}
    assert habilitar_varias(claves=[intrusa.pk, nueva.pk], por=SISTEMA, ahora=ahora, nuevas=propias) == 1
    cambiar(Candidatura, {"pk": intrusa.pk}, estado="habilitada")
    intrusa.refresh_from_db()
    with pytest.raises(Conflicto, match="lo repone como estaba"):
        empezar_captura(intrusa, por=de_partido(intrusa), ahora=ahora)
    assert [(a.folio, a.frase) for a in sin_constancia()] == [("zzzz9999", "no la registró ningún acto")]


def test_el_sello_de_una_fila_no_vale_para_otra_ni_en_la_entrada_que_otro_escribe(
    nueva: Candidatura, ahora: datetime
) -> None:
    """Una entrada bien encadenada, sin la llave, que «asienta» la ronda inventada."""
    llevar(nueva, "publicada", ahora)
    sin_candados(Ronda._meta.db_table)
    otra = Ronda.objects.create(candidatura=nueva, numero=2, abierta_por="x", abierta_en=ahora)
    [suya] = TABLAS[Ronda].de_hoy(TABLAS[Ronda].filas().filter(pk=otra.pk))
    ultima = Entrada.objects.latest("id")
    ajena = Entrada(
        momento=ahora, actor="x", acto="observada", proceso=nueva.proceso_id, folio=nueva.folio,
        datos={CAMPO: {suya.nombre: suya.sello}}, anterior=ultima.huella, sello=ultima.sello,
    )  # fmt: skip
    ajena.huella = resumir(ajena)
    ajena.save()
    assert "una oportunidad de enviar que ningún acto escribió" in sin_constancia()[0].frase


def test_la_candidatura_que_alguien_quita_entera_se_nombra(nueva: Candidatura, ahora: datetime) -> None:
    """Con su fórmula y todo lo suyo: en la base no queda nada que no cuadre, y en la boleta falta ella."""
    folio = nueva.folio
    for modelo, campo in [(Ronda, "candidatura"), (Candidatura, "pk")]:
        sin_candados(modelo._meta.db_table)
        modelo.objects.filter(**{campo: nueva.pk})._raw_delete("default")  # type: ignore[attr-defined]
    [una] = sin_constancia()
    assert (una.folio, una.frase) == (folio, "ya no está, y la registró un acto")
    assert folio in {h.folio for h in actos()}
