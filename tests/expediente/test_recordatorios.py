"""Los recordatorios siguen el calendario de la elección, no se repiten y dejan evidencia."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import designaciones
from conoceles.correo.models import Correo
from conoceles.cuentas import enlaces
from conoceles.expediente.actos.decisiones import observar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.diario import correr
from conoceles.expediente.calendario.recordatorios import _silencio, recordar
from conoceles.expediente.models import Recordatorio
from conoceles.proceso.consultas import definicion
from conoceles.proceso.definicion import Fecha
from personas import CLAVE, CORA, DINA, capturar, enviar, registrada
from vidas import CALENDARIO

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

Registrar = Callable[..., "Candidatura"]
UN_DIA = timedelta(days=1)
FIN_DE_CAMPANA = date(2024, 5, 29)


@pytest.fixture
def responsable(candidatura: Candidatura, cuenta: Callable[..., Cuenta]) -> Cuenta:
    return cuenta("Ana", "partido", f"fuerza:{candidatura.formula.responde_id}")


@pytest.fixture
def vence(ahora: datetime) -> datetime:
    """Último día de la de Eva, habilitada hoy con 15 días naturales."""
    return ahora + 15 * UN_DIA


def _hitos() -> list[int]:
    return list(Recordatorio.objects.values_list("hito", flat=True))


def test_cada_hito_se_recuerda_una_vez(responsable: Cuenta, ahora: datetime) -> None:
    for dias in range(20):
        correr(ahora=ahora + dias * UN_DIA)
        correr(ahora=ahora + dias * UN_DIA)
    assert _hitos() == [7, 3, 1, -1]
    assert [r.dia for r in Recordatorio.objects.all()] == [date(2024, 5, d) for d in (3, 7, 9, 11)]


def test_antes_de_la_hora_no_sale(responsable: Cuenta, vence: datetime) -> None:
    temprano = (vence - 3 * UN_DIA).replace(hour=8, minute=59)
    assert recordar(por=CALENDARIO, ahora=temprano) == 0
    assert recordar(por=CALENDARIO, ahora=temprano + timedelta(minutes=1)) == 1


def test_si_el_obrero_falto_no_manda_los_atrasados(responsable: Cuenta, vence: datetime) -> None:
    recordar(por=CALENDARIO, ahora=vence - 2 * UN_DIA)
    assert _hitos() == [3]


def test_un_solo_correo_reune_las_de_una_persona(
    responsable: Cuenta, registrar: Registrar, vence: datetime
) -> None:
    registrar("bbbb2222", "OTRA PERSONA")
    assert recordar(por=CALENDARIO, ahora=vence - 3 * UN_DIA) == 1
    [correo] = Correo.objects.all()
    assert Recordatorio.objects.filter(correo=correo).count() == 2
    assert correo.para == responsable.correo
    assert "2 candidaturas a su cargo no han enviado" in correo.texto
    assert "- De 2 candidaturas, el plazo termina el 10 de mayo de 2024; quedan 3 días." in correo.texto
    assert "OTRA" not in correo.texto.upper()
    assert "identidad" not in correo.texto.lower()


def test_a_cada_quien_lo_suyo(
    responsable: Cuenta, registrar: Registrar, cuenta: Callable[..., Cuenta], vence: datetime
) -> None:
    """El partido, la fórmula independiente y la persona candidata; nadie del instituto ni de otra fuerza."""
    ajena = registrar("iiii1111", "ÍÑIGO LÓPEZ", "IND")
    suya = registrar("eeee1111", "EVA LUZ")
    cuenta("Inigo", "independiente", f"formula:{ajena.formula_id}")
    eva = cuenta("Eva", "candidatura", f"candidatura:{suya.pk}")
    cuenta("Beto", "partido", f"fuerza:{suya.proceso.fuerzas.get(siglas='PAN').pk}")
    cuenta("Dina", "administracion")
    assert recordar(por=CALENDARIO, ahora=vence - 3 * UN_DIA) == 3
    pares = set(Recordatorio.objects.values_list("nombre", "candidatura__folio"))
    assert pares == {("Ana", "aaaa1111"), ("Ana", "eeee1111"), ("Inigo", "iiii1111"), ("Eva", "eeee1111")}
    de_eva = Correo.objects.get(para=eva.correo).texto
    assert "La información de su candidatura todavía no se ha enviado" in de_eva
    assert "\nEl plazo termina el 10 de mayo de 2024; quedan 3 días.\n" in de_eva


def test_quien_envio_o_tiene_la_cuenta_inactiva_no_recibe(
    responsable: Cuenta, candidatura: Candidatura, registrar: Registrar, ahora: datetime, vence: datetime
) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    assert recordar(por=CALENDARIO, ahora=vence - 3 * UN_DIA) == 0
    registrar("bbbb2222")
    type(responsable).objects.update(is_active=False)
    assert recordar(por=CALENDARIO, ahora=vence - 3 * UN_DIA) == 0


def test_en_la_veda_no_se_recuerda(
    responsable: Cuenta, candidatura: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    """Habilitada al final de la campaña, su plazo termina en la jornada: solo se le recuerda antes de la veda."""
    tarde = registrada(proceso, "tttt1111", ahora)
    habilitar(candidatura=tarde, por=CALENDARIO, ahora=ahora.replace(month=5, day=27))
    recordar(por=CALENDARIO, ahora=ahora.replace(month=5, day=29, hour=23))
    assert set(Recordatorio.objects.values_list("candidatura__folio", "hito")) == {("tttt1111", 7)}
    for dia in (datetime(2024, 5, 30), datetime(2024, 6, 1), datetime(2024, 6, 20)):
        assert recordar(por=CALENDARIO, ahora=dia.replace(hour=12, tzinfo=ahora.tzinfo)) == 0


def test_la_veda_empieza_donde_dice_el_calendario(candidatura: Candidatura) -> None:
    calendario = definicion(CLAVE).calendario
    assert _silencio(calendario) == FIN_DE_CAMPANA + UN_DIA
    con_veda = replace(calendario, fechas=calendario.fechas | {"veda_inicio": Fecha(date(2024, 5, 28))})
    assert _silencio(con_veda) == date(2024, 5, 28)


def test_queda_en_la_historia_de_cada_candidatura(responsable: Cuenta, vence: datetime) -> None:
    recordar(por=CALENDARIO, ahora=vence - UN_DIA)
    entrada = Entrada.objects.get(folio="aaaa1111", acto="recordatorio")
    dicho = {"hito": 1, "correo": Correo.objects.get().pk, "cuenta": responsable.pk}
    assert {que: entrada.datos[que] for que in dicho} == dicho


@pytest.mark.postgres
@pytest.mark.parametrize("cambio", [{"hito": 3}, {"dia": date(2024, 1, 1)}, {"nombre": "Otra"}])
def test_sql_directo_no_cambia_la_evidencia(
    responsable: Cuenta, vence: datetime, cambio: dict[str, Any]
) -> None:
    recordar(por=CALENDARIO, ahora=vence - UN_DIA)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recordatorio.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recordatorio.objects.all().delete()


@pytest.mark.postgres
def test_un_segundo_correo_del_dia_lo_rechaza_la_base(
    responsable: Cuenta, registrar: Registrar, vence: datetime
) -> None:
    recordar(por=CALENDARIO, ahora=vence - UN_DIA)
    hecho = Recordatorio.objects.get()
    otra, correo = registrar("bbbb2222"), Correo.objects.get()
    correo.pk, correo.message_id = None, "<otro@prueba.mx>"
    correo.save(force_insert=True)
    hecho.pk, hecho.candidatura, hecho.correo = None, otra, correo
    with pytest.raises(IntegrityError), transaction.atomic():
        hecho.save(force_insert=True)


def _designar(proceso: Proceso, candidatura: Candidatura, ahora: datetime, nombre: str) -> str:
    """A quien su partido nombró. Devuelve el secreto de su enlace."""
    oficio = designaciones.Oficio("PRI/1/2024", ahora.date())
    entrega = designaciones.designar(
        proceso=proceso, ambito=f"fuerza:{candidatura.formula.responde_id}", nombre=nombre,
        correo=f"{nombre.lower()}@prueba.mx", oficio=oficio, por=DINA, ahora=ahora,
    )  # fmt: skip
    return entrega.direccion.rstrip("/").rpartition("/")[2]


def test_a_quien_no_ha_acusado_su_acceso_no_se_le_recuerda_nada(
    candidatura: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    """El plazo corre por el acuse de otra persona del partido; ella no ha entrado."""
    frase = "una frase larga y propia"
    con, _ = (_designar(proceso, candidatura, ahora, nombre) for nombre in ("Berta", "Bruno"))
    enlaces.recibir(testigo=con, clave=frase, repetida=frase, acusa=True, ahora=ahora + timedelta(minutes=1))
    recordar(por=CALENDARIO, ahora=ahora + 12 * UN_DIA)
    assert [r.nombre for r in Recordatorio.objects.all()] == ["Berta"]


def test_a_la_persona_candidata_no_se_le_dice_que_tenga_nada_a_su_cargo(
    candidatura: Candidatura, cuenta: Callable[..., Cuenta], vence: datetime
) -> None:
    cuenta("Eva", "candidatura", f"candidatura:{candidatura.pk}")
    recordar(por=CALENDARIO, ahora=vence - 3 * UN_DIA)
    [correo] = Correo.objects.all()
    assert "a su cargo" not in correo.texto
    assert "La información de su candidatura todavía no se ha enviado" in correo.texto
    assert "La envía usted o quien la postuló" in correo.texto


def test_lo_observado_se_recuerda_con_su_propio_termino(
    responsable: Cuenta, en_revision: Candidatura, registrar: Registrar, ahora: datetime
) -> None:
    """Se observa el jueves 25; tres días hábiles terminan el martes 30."""
    observar(
        candidatura=en_revision,
        seccion="historia",
        motivo="incompleta",
        texto="Indique los años de cada empleo.",
        por=CORA,
        ahora=ahora,
    )
    assert recordar(por=CALENDARIO, ahora=ahora) == 0, "hoy ya se le dijo que se observó"
    for dias in range(1, 9):
        recordar(por=CALENDARIO, ahora=ahora + dias * UN_DIA)
        recordar(por=CALENDARIO, ahora=ahora + dias * UN_DIA)
    suyos = Recordatorio.objects.filter(candidatura=en_revision)
    assert [(r.ronda, r.hito, r.dia.day) for r in suyos] == [(2, 3, 27), (2, 1, 29), (2, -1, 1)]
    asuntos = list(Correo.objects.values_list("asunto", flat=True))
    assert asuntos == ["Conóceles: falta 1 por corregir"] * 3
    cuerpo = Correo.objects.earliest("id").texto
    assert "La autoridad electoral pidió corregir una candidatura a su cargo" in cuerpo
    assert "El plazo para corregir termina el 30 de abril de 2024; quedan 3 días." in cuerpo
    assert "extemporánea" not in Correo.objects.latest("id").texto
