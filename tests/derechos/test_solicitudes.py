"""Solicitudes ARCO: quién las presenta, en qué plazos, en qué orden y con qué efecto."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.curricular.consultas import vigente
from conoceles.derechos import efectos, operaciones
from conoceles.derechos.models import PasoARCO, SolicitudARCO
from conoceles.derechos.respuesta_pdf import respuesta
from conoceles.expediente.ajuste.ajustes import pedir
from conoceles.expediente.notas import notas_publicas
from conoceles.identidad.consultas import destruidas
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from personas import CORA, DINA, de_partido, publicables
from publicacion.por_fuera import cambiar, sin_candados
from sumadas import sumadas
from vidas import OTRO_TEXTO

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

ESCRITO: dict[str, Any] = {"medio": "escrito", "acreditada": "identificacion"}


def _pedir(
    candidatura: Candidatura, por: Alcance, ahora: datetime, derecho: str = "acceso", **mas: Any
) -> Any:
    return operaciones.pedir(candidatura=candidatura, derecho=derecho, por=por, ahora=ahora, **mas)


def _procedente(solicitud: SolicitudARCO, ahora: datetime) -> None:
    operaciones.avanzar(solicitud=solicitud, estado="procedente", por=DINA, ahora=ahora)


def test_la_persona_la_presenta_y_corren_veinte_dias_habiles(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    (paso,) = solicitud.pasos.all()
    assert solicitud.numero == "ARCO-AAAA1111-1"
    # Del jueves 25 de abril, saltando el 1 de mayo y los fines de semana.
    assert paso.vence_en == datetime.fromisoformat("2024-05-25T00:00:00-06:00")
    assert Entrada.objects.using("default").get(acto="arco").datos["paso"] == "recibida"


def test_ni_el_partido_ni_la_revision_la_presentan(publicada: Candidatura, ahora: datetime) -> None:
    for por in (de_partido(publicada), CORA):
        with pytest.raises(NoEncontrado):
            _pedir(publicada, por, ahora)


def test_administracion_la_registra_con_su_fecha_y_como_se_acredito(
    publicada: Candidatura, ahora: datetime
) -> None:
    recibida = ahora - timedelta(days=2)
    with pytest.raises(ErroresDeCampos) as sin_acreditar:
        _pedir(publicada, DINA, ahora, medio="escrito", acreditada="", recibida_en=recibida)
    assert set(sin_acreditar.value.errores) == {"acreditada"}
    with pytest.raises(ErroresDeCampos) as futura:
        _pedir(publicada, DINA, ahora, recibida_en=ahora + timedelta(minutes=1), **ESCRITO)
    assert set(futura.value.errores) == {"recibida_en"}
    solicitud = _pedir(publicada, DINA, ahora, recibida_en=recibida, **ESCRITO)
    assert solicitud.pasos.get().vence_en == datetime.fromisoformat("2024-05-23T00:00:00-06:00")


@pytest.mark.postgres
def test_ampliar_suma_diez_dias_y_una_sola_vez(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    with pytest.raises(ErrorDeDominio, match="por qué"):
        operaciones.avanzar(solicitud=solicitud, estado="ampliada", por=DINA, ahora=ahora)
    paso = operaciones.avanzar(
        solicitud=solicitud, estado="ampliada", nota="Falta un área.", por=DINA, ahora=ahora
    )
    assert paso.vence_en == datetime.fromisoformat("2024-06-08T00:00:00-06:00")
    with pytest.raises(Conflicto):
        operaciones.avanzar(solicitud=solicitud, estado="ampliada", nota="Otra vez.", por=DINA, ahora=ahora)


def test_prevenida_detiene_y_completada_vuelve_a_contar(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    prevenida = operaciones.avanzar(
        solicitud=solicitud, estado="prevenida", nota="Diga qué dato.", por=DINA, ahora=ahora
    )
    assert prevenida.vence_en == datetime.fromisoformat("2024-05-11T00:00:00-06:00")
    with pytest.raises(Conflicto):
        _procedente(solicitud, ahora)
    despues = ahora + timedelta(days=5)  # martes 30
    completada = operaciones.avanzar(solicitud=solicitud, estado="completada", por=DINA, ahora=despues)
    assert completada.vence_en == datetime.fromisoformat("2024-05-30T00:00:00-06:00")


def test_improcedente_exige_causa_de_la_lista_y_termina(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    with pytest.raises(ErrorDeDominio, match="causa"):
        operaciones.avanzar(solicitud=solicitud, estado="improcedente", causa="gusto", por=DINA, ahora=ahora)
    operaciones.avanzar(solicitud=solicitud, estado="improcedente", causa="ya_hecho", por=DINA, ahora=ahora)
    with pytest.raises(Conflicto):
        _procedente(solicitud, ahora)


def test_solo_administracion_da_pasos(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    for por in (ella, CORA, de_partido(publicada)):
        with pytest.raises(NoEncontrado):
            operaciones.avanzar(solicitud=solicitud, estado="procedente", por=por, ahora=ahora)
        with pytest.raises(NoEncontrado):
            efectos.hacer_efectiva(solicitud=solicitud, nota="x", por=por, ahora=ahora)


@pytest.mark.postgres
@pytest.mark.parametrize("estado", ["efectiva", "completada", "recibida"])
def test_la_base_no_admite_un_paso_fuera_de_orden(
    publicada: Candidatura, ella: Alcance, ahora: datetime, estado: str
) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        PasoARCO.objects.create(solicitud=solicitud, estado=estado, por="intrusa", en=ahora)


@pytest.mark.postgres
def test_nada_se_cambia_ni_se_borra(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    solicitud = _pedir(publicada, ella, ahora)
    for suyas in (SolicitudARCO.objects.filter(pk=solicitud.pk), solicitud.pasos.all()):
        with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
            suyas.update(por="intrusa")


@pytest.mark.postgres
def test_rectificar_corrige_sin_gastar_el_ajuste_ni_dejar_nota(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(
        publicada, ella, ahora, "rectificacion", debe_decir={"historia": OTRO_TEXTO},
        de_identidad={"p8": "si"},
    )  # fmt: skip
    assert (solicitud.con_identidad, list(solicitud.debe_decir)) == (True, ["historia"])
    _procedente(solicitud, ahora)
    efectos.hacer_efectiva(solicitud=solicitud, nota="", por=DINA, ahora=ahora)
    version = vigente(publicada)
    assert version is not None
    assert version.contenido["historia"] == OTRO_TEXTO.strip()
    assert publicables(publicada)[publicada.clave_identidad]["p8"] == "si"
    assert notas_publicas(publicada.folio).correcciones == ()
    otro = OTRO_TEXTO.replace("enfermera", "contadora")
    pedir(candidatura=publicada, debe_decir={"trayectoria": otro}, por=de_partido(publicada), ahora=ahora)


def test_rectificar_el_padron_exige_decir_que_se_hizo(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    with pytest.raises(ErrorDeDominio, match="No cambió nada"):
        _pedir(publicada, ella, ahora, "rectificacion")
    solicitud = _pedir(publicada, ella, ahora, "rectificacion", detalle="Mi segundo apellido lleva tilde.")
    _procedente(solicitud, ahora)
    with pytest.raises(ErrorDeDominio, match="qué se hizo"):
        efectos.hacer_efectiva(solicitud=solicitud, nota=" ", por=DINA, ahora=ahora)
    efectos.hacer_efectiva(solicitud=solicitud, nota="Se corrigió en el corte 3.", por=DINA, ahora=ahora)


@pytest.mark.postgres
def test_cancelar_destruye_la_llave(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    clave = publicada.clave_identidad
    solicitud = _pedir(publicada, ella, ahora, "cancelacion")
    with pytest.raises(Conflicto, match="procedente"):
        efectos.hacer_efectiva(solicitud=solicitud, nota="", por=DINA, ahora=ahora)
    assert destruidas([clave]) == set()
    _procedente(solicitud, ahora)
    efectos.hacer_efectiva(solicitud=solicitud, nota="", por=DINA, ahora=ahora)
    assert destruidas([clave]) == {clave}
    assert publicables(publicada) == {}


@pytest.mark.parametrize(("alcance", "contada"), [("publicacion", 1), ("estadistica", 0)])
def test_oponerse_deja_de_publicar_y_si_se_pide_de_contar(
    publicada: Candidatura, ella: Alcance, ahora: datetime, alcance: str, contada: int
) -> None:
    clave = publicada.clave_identidad
    with pytest.raises(ErrorDeDominio, match="a qué se opone"):
        _pedir(publicada, ella, ahora, "oposicion")
    solicitud = _pedir(publicada, ella, ahora, "oposicion", alcance=alcance)
    _procedente(solicitud, ahora)
    efectos.hacer_efectiva(solicitud=solicitud, nota="", por=DINA, ahora=ahora)
    assert publicables(publicada) == {}
    assert sumadas([clave], ["p1"], ahora)["p1"].get("si", 0) == contada


@pytest.mark.postgres
def test_lo_que_pide_de_identidad_no_queda_en_la_base_a(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    from django.db import connection

    _pedir(
        publicada,
        ella,
        ahora,
        "rectificacion",
        de_identidad={"p9": "si", "p10": "otra", "p10_otra": "DICHO SECRETO"},
    )
    with connection.cursor() as cursor:
        for tabla in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {tabla}")
            assert "DICHO SECRETO" not in str(cursor.fetchall()), tabla


def test_la_respuesta_en_papel_dice_que_se_resolvio(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _pedir(publicada, ella, ahora, "cancelacion")
    with pytest.raises(NoEncontrado):
        respuesta(solicitud)
    _procedente(solicitud, ahora)
    primera, segunda = respuesta(solicitud), respuesta(solicitud)
    assert primera.startswith(b"%PDF")
    assert primera == segunda


def test_los_pasos_que_dependen_de_un_plazo_lo_respetan(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    def avanzar(solicitud: SolicitudARCO, estado: str, cuando: datetime) -> None:
        operaciones.avanzar(solicitud=solicitud, estado=estado, nota="Falta.", por=DINA, ahora=cuando)

    tarde = _pedir(publicada, ella, ahora)
    with pytest.raises(Conflicto, match="5 días hábiles"):
        avanzar(tarde, "prevenida", datetime.fromisoformat("2024-05-04T00:00:00-06:00"))
    with pytest.raises(Conflicto, match="ya venció"):
        avanzar(tarde, "ampliada", datetime.fromisoformat("2024-05-25T00:00:00-06:00"))
    otra = _pedir(publicada, ella, ahora)
    avanzar(otra, "prevenida", ahora)
    with pytest.raises(Conflicto, match="Todavía corre"):
        avanzar(otra, "no_presentada", ahora + timedelta(days=1))
    avanzar(otra, "no_presentada", datetime.fromisoformat("2024-05-11T00:00:00-06:00"))


def test_cada_paso_avisa_a_su_cuenta_sin_decir_que_pidio(
    publicada: Candidatura, ella: Alcance, ahora: datetime, eva: Any
) -> None:
    solicitud = _pedir(publicada, ella, ahora, "cancelacion", detalle="Motivo privado")
    assert not Correo.objects.filter(clase="derechos").exists()
    _procedente(solicitud, ahora)
    correo = Correo.objects.get(clase="derechos")
    assert (correo.para, correo.folio) == ("eva@prueba.mx", publicada.folio)
    assert "procedente" in correo.texto
    for palabra in ("Motivo privado", "ancelación", "dentidad"):
        assert palabra not in correo.texto + correo.asunto


@pytest.mark.postgres
@pytest.mark.parametrize("danio", ["cambiada", "puesta", "con otro paso", "con un paso menos"])
def test_de_una_solicitud_que_otro_cliente_puso_o_cambio_no_sale_ningun_acto(
    publicada: Candidatura, ella: Alcance, ahora: datetime, danio: str
) -> None:
    """Quien escribe en la base no logra que Dina publique lo suyo como rectificación, ni que destruya la llave de Eva."""
    suya = _pedir(publicada, ella, ahora, "rectificacion", debe_decir={"historia": OTRO_TEXTO})
    _procedente(suya, ahora)
    assert ajenas(SolicitudARCO, PasoARCO) == []
    ajena = SolicitudARCO(**{c.attname: getattr(suya, c.attname) for c in suya._meta.concrete_fields})
    ajena.pk, ajena.numero, ajena.derecho = uuid4(), "ARCO-AAAA1111-9", "cancelacion"
    paso = PasoARCO(solicitud=suya, estado="ampliada", nota="x", por="x", en=ahora)
    for tabla in (SolicitudARCO, PasoARCO):
        sin_candados(tabla._meta.db_table)
    if danio == "cambiada":
        cambiar(SolicitudARCO, {"pk": suya.pk}, debe_decir={"historia": f"{OTRO_TEXTO} Lo puso quien ataca."})
    elif danio == "con otro paso":
        paso.save(force_insert=True)
    elif danio == "con un paso menos":
        PasoARCO.objects.filter(estado="procedente")._raw_delete("default")  # type: ignore[attr-defined]
    else:
        ajena.save(force_insert=True)
        paso.solicitud, paso.estado = ajena, "procedente"
        paso.save(force_insert=True)
    antes = Entrada.objects.count()
    for una in SolicitudARCO.objects.all():
        with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
            efectos.hacer_efectiva(solicitud=una, nota="Hecha.", por=DINA, ahora=ahora)
    with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
        operaciones.avanzar(solicitud=suya, estado="improcedente", causa="terceros", por=DINA, ahora=ahora)
    assert (Entrada.objects.count(), destruidas([publicada.clave_identidad])) == (antes, set())
    assert {h.folio for h in filas()} == {"aaaa1111"}
