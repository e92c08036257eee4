"""Las cifras de un corte se fijan cuando pasa: el informe de mayo dice lo mismo en mayo que en octubre."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction
from pypdf import PdfReader

import constan
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.bitacora.actos import Acto
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.expediente.actos.decisiones import validar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.conservacion import suprimir_vencidas
from conoceles.informes import agenda, consultas, operaciones, registros
from conoceles.informes.documento.comparar import tablas_de
from conoceles.informes.documento.documentos import por_avisar
from conoceles.informes.documento.vigencia import revisar
from conoceles.informes.fijar import fijar
from conoceles.informes.models import AvisoDeCambio, AvisoDeEntregable, CifrasDelCorte, Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.errores import Conflicto
from identidad.documentos_de_prueba import pdf
from personas import CLAVE, CORA, DINA, SISTEMA, capturar, enviar, firmar
from vidas import CIERRE, cerrar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta
RECHAZO = (IntegrityError, OperationalError, ProgrammingError)
UN_DIA = timedelta(days=1)

TRAS_LA_JORNADA = datetime.fromisoformat("2024-06-10T10:00:00-06:00")
Gente = dict[str, Any]


@pytest.fixture
def con_visible(eleccion: Gente, ahora: datetime) -> Candidatura:
    """Eva Luz muestra en su perfil que es persona indígena."""
    ella: Candidatura = eleccion["eeee5555"]
    habilitar(candidatura=ella, por=SISTEMA, ahora=ahora - 2 * UN_DIA)
    ella.refresh_from_db()
    capturar(ella, ahora - UN_DIA, publicacion=True, p1="si")
    enviar(ella, ahora - UN_DIA)
    firmar(ella, ahora - UN_DIA)
    ella.refresh_from_db()
    validar(candidatura=ella, por=CORA, ahora=ahora - UN_DIA)
    ella.refresh_from_db()
    return ella


def _generar(corte: datetime, ahora: datetime, tipo: str = "avance") -> Informe:
    return operaciones.generar(tipo=tipo, proceso=CLAVE, corte=corte, por=DINA, ahora=ahora)


def _tabla(informe: Informe, clave: str) -> list[list[Any]]:
    return next(t["renglones"] for t in tablas_de(informe) if t["clave"] == clave)


def _visibles(informe: Informe) -> dict[str, Any]:
    return {fila[0]: fila[4] for fila in _tabla(informe, "Q6")}


def _avanzar(informe: Informe, ahora: datetime, *pasos: str) -> None:
    for paso in pasos:
        operaciones.avanzar(
            informe=informe, paso=paso, constancia="IEPC/1", fecha=ahora.date(), por=DINA, ahora=ahora
        )


def test_en_octubre_se_da_lo_que_se_habria_dado_en_mayo(con_visible: Candidatura, ahora: datetime) -> None:
    fijar(CLAVE, ahora=ahora)
    corte = ahora.replace(hour=8)
    en_su_dia = _generar(corte, ahora)
    assert _visibles(en_su_dia)["Personas indígenas"] == 1
    cerrar(CLAVE)
    assert suprimir_vencidas(por=SISTEMA, ahora=CIERRE + 91 * UN_DIA) > 0
    despues = _generar(corte, CIERRE + 92 * UN_DIA)
    assert despues == en_su_dia


def test_entre_dos_cortes_valen_las_del_anterior_y_se_dice(eleccion: Gente, ahora: datetime) -> None:
    fijar(CLAVE, ahora=ahora)
    validar(candidatura=eleccion["bbbb2222"], por=CORA, ahora=ahora + timedelta(minutes=5))
    informe = _generar(ahora + timedelta(hours=3), ahora + timedelta(hours=4))
    assert informe.corte == ahora.replace(hour=8)
    assert informe == _generar(ahora + timedelta(hours=1), ahora + timedelta(hours=5))
    assert "las del corte declarado anterior, el 25 de abril de 2024, 08:00" in consultas.de_otro_corte(
        informe, ahora + timedelta(hours=3)
    )
    dicho = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(archivos.leer(informe.pdf))).pages)
    assert "Cifras del corte declarado del 25 de abril de 2024, 08:00." in " ".join(dicho.split())


def test_despues_de_la_jornada_los_visibles_son_los_ultimos_que_hubo_y_no_ceros(
    con_visible: Candidatura, ahora: datetime
) -> None:
    fijar(CLAVE, ahora=ahora)
    fijar(CLAVE, ahora=TRAS_LA_JORNADA)
    informe = _generar(TRAS_LA_JORNADA, TRAS_LA_JORNADA)
    assert _visibles(informe)["Personas indígenas"] == 1
    [nota] = [t["nota"] for t in tablas_de(informe) if t["clave"] == "Q6"]
    assert "en el último corte antes de que dejara de publicarse" in nota


def test_sin_haberlas_fijado_los_visibles_no_se_saben(con_visible: Candidatura, ahora: datetime) -> None:
    """Sin dato no es cero."""
    informe = _generar(TRAS_LA_JORNADA, TRAS_LA_JORNADA)
    assert set(_visibles(informe).values()) == {None}


def test_un_corte_que_nadie_fijo_se_cuenta_despues_y_se_dice(eleccion: Gente, ahora: datetime) -> None:
    fijar(CLAVE, ahora=ahora)
    informe = _generar(ahora - 2 * UN_DIA, ahora)
    assert informe.corte == (ahora - 2 * UN_DIA).replace(hour=8)
    dicho = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(archivos.leer(informe.pdf))).pages)
    assert "se contaron después" in " ".join(dicho.split())


@pytest.mark.postgres
def test_el_obrero_las_fija_una_vez_por_corte_y_no_se_cambian(eleccion: Gente, ahora: datetime) -> None:
    obrero = Obrero(lambda clave, **_: None)
    obrero.vuelta(ahora)
    Obrero(lambda clave, **_: None).vuelta(ahora + timedelta(hours=1))
    fila = CifrasDelCorte.objects.get()
    assert (fila.corte, fila.version) == (ahora.replace(hour=8), 1)
    with pytest.raises(RECHAZO), transaction.atomic():
        CifrasDelCorte.objects.filter(pk=fila.pk).update(huella="0" * 64)
    with pytest.raises(RECHAZO), transaction.atomic():
        fila.delete()


def test_sustituir_a_quien_mostraba_su_identidad_no_desmiente_lo_enviado(
    con_visible: Candidatura, ahora: datetime
) -> None:
    """Era verdad en su corte; y un aviso con tres grupos en uno menos diría de quién eran."""
    fijar(CLAVE, ahora=ahora)
    enviado = _generar(ahora, ahora)
    _avanzar(enviado, ahora, "aprobado", "enviado")
    concluir(
        candidatura=con_visible, acto=Acto.CANCELADA, acuerdo="IEPC/CG1/2024", fecha_acuerdo=ahora.date(), por=DINA,
        ahora=ahora + timedelta(minutes=4),
    )  # fmt: skip
    noche = ahora.replace(hour=20, minute=2)
    fijar(CLAVE, ahora=noche)
    assert revisar(CLAVE, ahora=noche) == []
    _avanzar(_generar(noche, noche), noche, "aprobado")
    assert not AvisoDeCambio.objects.exists()


def test_corregir_lo_mal_contado_agrega_otra_version_de_sus_cifras_y_avisa(
    eleccion: Gente, ahora: datetime
) -> None:
    fijar(CLAVE, ahora=ahora)
    enviado = _generar(ahora, ahora)
    _avanzar(enviado, ahora, "aprobado", "enviado")
    persona = eleccion["aaaa1111"].persona
    type(persona).objects.filter(pk=persona.pk).update(sexo="hombre")
    constan.alta(eleccion["aaaa1111"])
    [nueva] = revisar(CLAVE, ahora=ahora + 40 * UN_DIA)
    assert [c.version for c in CifrasDelCorte.objects.all()] == [1, 2]
    assert list(por_avisar(CLAVE)) == [enviado.pk]
    assert _generar(ahora, ahora + 41 * UN_DIA) == nueva


def test_generar_otro_borrador_no_calla_la_alarma(eleccion: Gente, ahora: datetime) -> None:
    enviado = _generar(ahora, ahora, "listado-mr")
    _avanzar(enviado, ahora, "aprobado", "enviado")
    persona = eleccion["aaaa1111"].persona
    for hora, nombre in enumerate(("ANA NÁÑEZ", "ANA NÚÑEZ"), start=1):
        type(persona).objects.filter(pk=persona.pk).update(nombre=nombre)
        constan.alta(eleccion["aaaa1111"])
        revisar(CLAVE, ahora=ahora + timedelta(hours=2 * hora))
        _generar(ahora + timedelta(hours=2 * hora + 1), ahora + timedelta(hours=2 * hora + 1), "listado-mr")
        aviso = por_avisar(CLAVE)[enviado.pk]
        [renglon] = [r for r in consultas.listar(DINA, CLAVE) if r.informe == aviso.documento]
        assert not renglon.reemplazado
    assert [r.informe for r in consultas.cambiados(DINA, CLAVE)] == [enviado]


UNO, DOS = pdf(1), pdf(2)


def _entregar(estado: str, archivo: bytes, ahora: datetime) -> None:
    registros.avanzar_entregable(
        proceso=CLAVE, numero=5, estado=estado, documento=archivo, nombre="plan.pdf", constancia="Oficio 5", por=DINA,
        ahora=ahora,
    )  # fmt: skip


def test_otro_archivo_en_un_entregable_enviado_conserva_el_anterior_y_avisa(
    eleccion: Gente, ahora: datetime
) -> None:
    _entregar("enviado", UNO, ahora)
    _entregar("acusado", UNO, ahora)
    assert not AvisoDeEntregable.objects.exists()
    _entregar("acusado", DOS, ahora + UN_DIA)
    aviso = AvisoDeEntregable.objects.get()
    quinto = agenda.calendario(CLAVE, ahora.date())[4]
    assert quinto.cambio == aviso
    assert [archivos.leer(p.documento) for p in quinto.archivos] == [DOS, UNO, UNO]
    assert "5. Plan de Trabajo" in consultas.titulo(aviso.documento)
    assert [r.informe for r in consultas.cambiados(DINA, CLAVE)] == [aviso.documento]
    _avanzar(aviso.documento, ahora + UN_DIA, "aprobado", "enviado")
    assert agenda.calendario(CLAVE, ahora.date())[4].cambio is None


def test_el_mensual_trae_los_veintiun_entregables_con_su_estado_en_el_corte(
    eleccion: Gente, ahora: datetime
) -> None:
    _entregar("presentado", UNO, ahora - timedelta(hours=4))
    fijar(CLAVE, ahora=ahora)
    _entregar("aprobado", b"", ahora + timedelta(minutes=1))
    filas = {f[0]: f for f in _tabla(_generar(ahora, ahora + UN_DIA, "mensual"), "E1")}
    assert [*filas] == list(range(1, 22))
    assert filas[5][4:] == ["Presentado", "2024-04-25", "Oficio 5"]
    assert filas[1][4] == "Vencido, sin iniciar"
    assert filas[21][4] == "Pendiente"
    septiembre = _tabla(_generar(ahora - 200 * UN_DIA, ahora + UN_DIA, "mensual"), "E1")
    assert {f[4] for f in septiembre} == {"Vencido, sin iniciar", "Pendiente"}


def test_el_informe_que_cumple_un_entregable_dice_en_que_va(eleccion: Gente, ahora: datetime) -> None:
    """Aprobado y enviado el avance, su entregable no sigue pendiente."""
    _avanzar(_generar(ahora, ahora), ahora, "aprobado", "enviado")
    [avance] = [r for r in agenda.calendario(CLAVE, ahora.date()) if r.entregable.numero == 17]
    assert (avance.estado, avance.alerta) == ("enviado", "")


def test_el_final_antes_de_tiempo_lo_dice_y_no_se_aprueba(eleccion: Gente, ahora: datetime) -> None:
    informe = _generar(ahora, ahora, "final")
    dicho = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(archivos.leer(informe.pdf))).pages)
    dicho = " ".join(dicho.split())
    assert "Borrador: la jornada es el 2 de junio de 2024 y las cifras son anteriores" in dicho
    assert "la lectura cualitativa no ha concluido" in dicho
    with pytest.raises(Conflicto, match="no pasa de borrador"):
        _avanzar(informe, ahora, "aprobado")
