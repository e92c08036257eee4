"""El reloj se compara con el que nadie mueve; si no concuerdan, lo irreversible espera a una persona."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from conoceles.arranque.comprobar.momento import reloj_contra_bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.pulso import consultas, operaciones
from conoceles.pulso.lectura import Lectura, leer
from conoceles.pulso.models import Freno, Latido, Reanudacion
from personas import CORA, DINA, SISTEMA

pytestmark = pytest.mark.usefixtures("base")
INICIO = Lectura("nodo-a", "arranque-1", datetime(2027, 4, 1, 12, tzinfo=timezone.utc), 5_000.0)


def despues(lectura: Lectura, *, pared: timedelta, monotono: timedelta, **mas: str) -> Lectura:
    return replace(
        lectura, pared=lectura.pared + pared, monotono=lectura.monotono + monotono.total_seconds(), **mas
    )


def latir(lectura: Lectura) -> Freno | None:
    return operaciones.latir(por=SISTEMA, ahora=lectura.pared, lectura=lectura)


UN_MINUTO, HORA, DIA = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_sin_latidos_no_hay_pulso() -> None:
    assert consultas.ultimo_latido() is None


def test_cada_minuto_se_guarda_la_hora_real_aunque_la_del_dominio_sea_otra(ahora: datetime) -> None:
    operaciones.latir(por=SISTEMA, ahora=ahora)
    pulso = consultas.ultimo_latido()
    assert pulso is not None
    assert pulso.vivo
    assert pulso.dominio == ahora
    assert abs(pulso.pared - datetime.now(timezone.utc)) < UN_MINUTO


def test_mientras_los_dos_relojes_avanzan_igual_nada_se_detiene() -> None:
    lectura = INICIO
    for _ in range(5):
        assert latir(lectura) is None
        lectura = despues(lectura, pared=UN_MINUTO, monotono=UN_MINUTO)
    assert Latido.objects.count() == 1
    assert not consultas.detenido()


@pytest.mark.parametrize("salto", [400 * DIA, -400 * DIA, 3 * HORA, -3 * HORA, timedelta(minutes=6)])
def test_la_hora_que_salta_detiene_una_vez_y_se_dice(salto: timedelta) -> None:
    latir(INICIO)
    saltada = despues(INICIO, pared=UN_MINUTO + salto, monotono=UN_MINUTO)
    freno = latir(saltada)
    assert freno is not None
    assert (freno.causa, freno.despues - freno.antes) == ("salto", salto)
    assert latir(despues(saltada, pared=UN_MINUTO, monotono=UN_MINUTO)) is None
    assert consultas.detenido()
    assert ("adelantó" if salto > timedelta() else "atrasó") in consultas.frase(freno)


def test_una_correccion_de_pocos_minutos_no_detiene_pero_muchas_seguidas_si() -> None:
    latir(INICIO)
    lectura, frenos = INICIO, []
    for _ in range(4):
        lectura = despues(lectura, pared=UN_MINUTO + timedelta(minutes=2), monotono=UN_MINUTO)
        frenos.append(latir(lectura))
    assert [f is not None for f in frenos] == [False, False, True, False]


def test_al_volver_la_hora_el_freno_sigue_hasta_que_alguien_lo_levante() -> None:
    latir(INICIO)
    saltada = despues(INICIO, pared=400 * DIA, monotono=UN_MINUTO)
    latir(saltada)
    assert latir(despues(saltada, pared=-400 * DIA + UN_MINUTO, monotono=UN_MINUTO)) is not None
    assert consultas.frenos().count() == 2


def test_otro_arranque_vuelve_a_contar_desde_cero_y_no_es_un_salto() -> None:
    latir(INICIO)
    reinicio = replace(INICIO, arranque="arranque-2", pared=INICIO.pared + 10 * UN_MINUTO, monotono=3.0)
    assert latir(reinicio) is None
    assert not consultas.detenido()


@pytest.mark.parametrize(("cuanto", "causa"), [(-3 * HORA, "atraso"), (31 * DIA, "ausencia")])
def test_otro_arranque_con_la_hora_atrasada_o_tras_mucho_tiempo_detiene(
    cuanto: timedelta, causa: str
) -> None:
    latir(INICIO)
    reinicio = replace(INICIO, arranque="arranque-2", pared=INICIO.pared + cuanto, monotono=3.0)
    freno = latir(reinicio)
    assert freno is not None
    assert freno.causa == causa
    assert latir(despues(reinicio, pared=UN_MINUTO, monotono=UN_MINUTO)) is None


def test_cuanto_puede_faltar_el_obrero_se_declara(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_AUSENCIA_HORAS", "2")
    latir(INICIO)
    de_vuelta = despues(INICIO, pared=3 * HORA, monotono=3 * HORA)
    freno = latir(de_vuelta)
    assert freno is not None
    assert "3 horas" in consultas.frase(freno)
    assert latir(despues(de_vuelta, pared=HORA, monotono=HORA)) is None


def test_mientras_otro_equipo_late_no_hay_ausencia(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_AUSENCIA_HORAS", "2")
    latir(INICIO)
    otro = replace(INICIO, equipo="nodo-b", arranque="arranque-b", monotono=1.0)
    for horas in range(1, 6):
        latir(despues(otro, pared=horas * HORA, monotono=horas * HORA))
    assert latir(despues(INICIO, pared=5 * HORA, monotono=5 * HORA)) is None


def test_una_ausencia_avisada_no_detiene_hasta_su_hora(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_AUSENCIA_HORAS", "2")
    aqui = leer()
    latir(aqui)
    hasta = aqui.pared + 10 * HORA
    operaciones.avisar_ausencia(hasta=hasta, motivo="Mudanza del equipo", por=DINA, ahora=aqui.pared)
    assert latir(despues(aqui, pared=9 * HORA, monotono=9 * HORA)) is None
    assert latir(despues(aqui, pared=20 * HORA, monotono=20 * HORA)) is not None
    assert Entrada.objects.filter(acto="ausencia_avisada", actor=DINA.actor).count() == 1


@pytest.mark.parametrize("cuanto", [400 * DIA, -400 * DIA])
def test_sin_latidos_previos_se_compara_con_lo_ultimo_que_alguien_hizo(cuanto: timedelta) -> None:
    with transaction.atomic():
        registrar(using="default", por=SISTEMA, acto="entrada", ahora=INICIO.pared)
    freno = latir(replace(INICIO, pared=INICIO.pared + cuanto))
    assert freno is not None


def test_el_freno_consta_y_se_avisa_por_correo_a_quien_administra_y_a_la_comision(
    cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    inicio = replace(INICIO, pared=ahora)
    latir(inicio)
    dina = cuenta("Dina", "administracion")
    comision = cuenta("Fabiola", "consulta")
    cuenta("Cora", "revision")
    latir(despues(inicio, pared=400 * DIA, monotono=UN_MINUTO))
    assert Entrada.objects.get(acto="calendario_frenado").datos["causa"] == "salto"
    avisados = Correo.objects.filter(clase="freno").order_by("pk").values_list("para", flat=True)
    assert list(avisados) == [dina.correo, comision.correo]


# ------------------------------------------------------------ reanudar


@pytest.fixture
def frenado() -> Freno:
    aqui = leer()
    latir(despues(aqui, pared=-UN_MINUTO - 400 * DIA, monotono=-UN_MINUTO))
    freno = latir(aqui)
    assert freno is not None
    return freno


def reanudar(por: Alcance, ahora: datetime, nota: str = "Se corrigió el NTP", comprobada: bool = True) -> int:
    return operaciones.reanudar(nota=nota, comprobada=comprobada, por=por, ahora=ahora)


def test_quien_administra_comprueba_la_hora_y_el_calendario_sigue(frenado: Freno, ahora: datetime) -> None:
    assert reanudar(DINA, ahora) == 1
    assert not consultas.detenido()
    assert frenado.reanudacion.nombre_por == "Dina"
    assert Entrada.objects.get(acto="calendario_reanudado").datos["frenos"] == [frenado.pk]
    assert reanudar(DINA, ahora) == 0


def test_lo_que_se_asento_con_la_hora_mal_queda_dicho_al_reanudar_y_lo_de_despues_se_nombra(
    frenado: Freno, ahora: datetime
) -> None:
    """Sin eso, dos errores que nadie puede quitar hasta 2028, y una intrusión de verdad solo cambia un número."""

    def asentar_en_el_futuro() -> None:
        registrar(using="default", por=SISTEMA, acto=Acto.ENTRADA, ahora=ahora + 400 * DIA, datos={})

    def hallados() -> list[tuple[str, str]]:
        return [(h.gravedad, h.estado) for h in reloj_contra_bitacora("default")]

    asentar_en_el_futuro()
    assert hallados() == [("error", "abierto")]
    reanudar(DINA, ahora)
    assert hallados() == [("dato", "asentado")]
    [dicho] = reloj_contra_bitacora("default")
    assert "lo dijo Dina al reanudar" in dicho.frase
    asentar_en_el_futuro()
    assert hallados() == [("error", "abierto")]


@pytest.mark.parametrize("por", [CORA, SISTEMA])
def test_ni_quien_revisa_ni_el_sistema_lo_reanudan(frenado: Freno, ahora: datetime, por: Alcance) -> None:
    with pytest.raises(NoEncontrado):
        reanudar(por, ahora)
    assert consultas.detenido()


@pytest.mark.parametrize(("nota", "comprobada"), [(" ", True), ("Se corrigió", False)])
def test_sin_decir_que_paso_o_sin_comprobar_no_se_reanuda(
    frenado: Freno, ahora: datetime, nota: str, comprobada: bool
) -> None:
    with pytest.raises(ErrorDeDominio):
        reanudar(DINA, ahora, nota, comprobada)
    assert consultas.detenido()


def test_con_el_obrero_a_otra_hora_no_se_reanuda(ahora: datetime) -> None:
    aqui = leer()
    latir(aqui)
    latir(despues(aqui, pared=3 * HORA, monotono=UN_MINUTO))
    with pytest.raises(Conflicto, match="su hora no es la de este servidor"):
        reanudar(DINA, ahora)


@pytest.mark.postgres
def test_la_base_no_deja_que_el_sistema_se_reanude_solo(frenado: Freno, ahora: datetime) -> None:
    fila = Reanudacion(freno=frenado, nota="Siga", por="sistema:calendario", nombre_por="", en=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        fila.save()


@pytest.mark.postgres
@pytest.mark.parametrize("cambio", [{"causa": "ausencia"}, {"equipo": "otro"}])
def test_la_base_no_deja_cambiar_un_freno(frenado: Freno, cambio: dict[str, str]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Freno.objects.filter(pk=frenado.pk).update(**cambio)
