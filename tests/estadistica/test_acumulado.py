"""Tras cualquier acto, lo que se recuerda contado dice lo mismo, octeto por octeto, que contar otra vez la elección."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.estadistica import acumulado
from conoceles.estadistica.consultas import publica
from conoceles.expediente.actos import ordenes
from conoceles.expediente.ajuste import correcciones
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Contienda, Proceso
from expediente.test_vida_entera import INICIO, Vida
from personas import CLAVE, DINA, SISTEMA, enmendar, registrada
from vidas import ACUERDO, llevar

CUANTAS = 6  # boletas entre las que se reparten
GRADOS = ["licenciatura", "maestria", "doctorado"]


def _nueva(folio: str, ahora: datetime, estado: str = "publicada", boleta: int = 0) -> Candidatura:
    """Registrada en esa boleta, como quien importa, y llevada por sus actos a ese estado."""
    fila = registrada(Proceso.objects.get(pk=CLAVE), folio, ahora)
    Formula.objects.filter(pk=fila.formula_id).update(
        contienda=Contienda.objects.order_by("orden")[boleta], posicion=Formula.objects.count() + 100
    )
    fila = Candidatura.objects.get(pk=fila.pk)
    anotar(fila, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)
    llevar(fila, estado, ahora)
    return fila


def _recordando() -> str:
    return json.dumps(publica(CLAVE, de_cero=False))


def _de_cero() -> str:
    """Sin tocar lo que se recuerda."""
    recordado = dict(acumulado._SABIDO)
    dicho = json.dumps(publica(CLAVE))
    acumulado._SABIDO.update(recordado)
    return dicho


class VidaContada(Vida):
    """La misma vida al azar, y lo que además mueve una cifra."""

    numero = 0

    @initialize(
        estado=st.sampled_from(["registrada", "validada", "publicada", "observada"]),
        boleta=st.integers(0, CUANTAS - 1),
    )
    def nace(self, estado: str, boleta: int) -> None:  # type: ignore[override]
        VidaContada.numero += 1
        self.candidatura = _nueva(f"cont{VidaContada.numero:06d}", INICIO, estado, boleta)

    @rule(seccion=st.sampled_from(["historia", "trayectoria", "estudios"]), oculta=st.booleans())
    def ordenar(self, seccion: str, oculta: bool) -> None:
        mas: dict[str, Any] = {"candidatura": self.candidatura, "seccion": seccion, "expediente": "TE-1"}
        hoy = INICIO.date()
        self._intenta(
            lambda: (
                ordenes.ocultar_seccion(fecha=hoy, por=DINA, ahora=self.reloj, **mas)
                if oculta
                else ordenes.mostrar_seccion(por=DINA, ahora=self.reloj, **mas)
            )
        )

    @rule(grado=st.sampled_from(GRADOS))
    def corregir_el_grado(self, grado: str) -> None:
        self._intenta(lambda: _corregir(self.candidatura, grado, self.reloj))

    @rule(sexo=st.sampled_from(["mujer", "hombre", "no_binario", ""]), edad=st.integers(18, 99))
    def la_actualiza_el_padron(self, sexo: str, edad: int) -> None:
        suya = Persona.objects.filter(pk=self.candidatura.persona_id)
        suya.update(sexo=sexo, fecha_nacimiento=None, edad_publicada=edad)
        Candidatura.objects.filter(pk=self.candidatura.pk).update(acciones_afirmativas=["indigena"])
        campos = ["sexo", "edad_publicada"]
        anotar(self.candidatura, Acto.CANDIDATURA_ACTUALIZADA, por=SISTEMA, ahora=self.reloj, campos=campos)

    @rule(esperan=st.sets(st.integers(0, CUANTAS - 1), max_size=3))
    def otras_boletas_esperan(self, esperan: Collection[int]) -> None:
        claves = [Contienda.objects.order_by("orden")[n].clave for n in esperan]
        esta = definicion(CLAVE)
        dicho = acumulado.aporte(esta, claves, de_cero=False)
        recordado = dict(acumulado._SABIDO)
        assert dicho == acumulado.aporte(esta, claves, de_cero=True)
        acumulado._SABIDO.update(recordado)

    @invariant()
    def lo_recordado_es_lo_contado(self) -> None:
        assert _recordando() == _de_cero()


def _corregir(candidatura: Candidatura, grado: str, ahora: datetime) -> None:
    correcciones.corregir_de_oficio(
        candidatura=candidatura, debe_decir={"grado": grado}, causa="orden", por=DINA, ahora=ahora, **ACUERDO
    )


def _correr(ejemplos: int, pasos: int) -> None:
    todas = list(HealthCheck)
    corrida = settings(max_examples=ejemplos, stateful_step_count=pasos, suppress_health_check=todas)
    run_state_machine_as_test(VidaContada, settings=corrida)


def test_tras_cualquier_acto_lo_recordado_es_lo_contado(proceso: Proceso) -> None:
    _correr(10, 20)


@pytest.mark.simulacro
def test_tras_cientos_de_actos_lo_recordado_es_lo_contado(proceso: Proceso) -> None:
    _correr(60, 40)


@pytest.fixture
def dos(proceso: Proceso, ahora: datetime) -> tuple[Candidatura, Candidatura]:
    """Publicadas, en dos boletas, y ya contadas."""
    una, otra = (_nueva(f"dosa000{n}", ahora, boleta=n) for n in range(2))
    publica(CLAVE)
    return una, otra


@pytest.fixture
def leidas(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Qué boletas se leyeron cada vez; `None`, todas."""
    vistas: list[Any] = []
    leer: Callable[..., Any] = acumulado.registros

    def anotando(definicion: Any, *, boletas: Any) -> Any:
        vistas.append(boletas)
        return leer(definicion, boletas=boletas)

    monkeypatch.setattr(acumulado, "registros", anotando)
    return vistas


def test_tras_un_cambio_solo_se_lee_la_boleta_tocada(
    dos: tuple[Candidatura, Candidatura], leidas: list[Any], ahora: datetime
) -> None:
    antes = _recordando()
    assert leidas == []
    _corregir(dos[0], "doctorado", ahora)
    assert _recordando() != antes
    assert leidas == [{dos[0].formula.contienda.clave}]


def test_otra_definicion_u_otra_bitacora_se_cuentan_desde_cero(
    dos: tuple[Candidatura, Candidatura], leidas: list[Any], ahora: datetime
) -> None:
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    todas = {c.clave for c in definicion(CLAVE).contiendas}
    assert _recordando()
    assert {boleta for juntas in leidas for boleta in juntas} == todas
    assert _recordando() == _de_cero()
    leidas.clear()
    [recordado] = acumulado._SABIDO.values()
    ultima = Entrada.objects.using("default").get(pk=recordado.entrada[0])
    assert ultima.huella == recordado.entrada[1]
    acumulado._SABIDO[CLAVE] = acumulado.replace(recordado, entrada=(ultima.pk, "f" * 64))  # un respaldo
    _recordando()
    assert {boleta for juntas in leidas for boleta in juntas} == todas


def test_de_lo_suprimido_no_se_recuerda_nada(dos: tuple[Candidatura, Candidatura], ahora: datetime) -> None:
    sola = _nueva("sola0001", ahora, "suprimida", boleta=2)
    boleta = sola.formula.contienda.clave
    assert _recordando() == _de_cero()
    assert not acumulado._SABIDO[CLAVE].boletas[boleta]


def test_si_muere_a_media_cuenta_lo_recordado_sigue_valiendo(
    dos: tuple[Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _corregir(dos[0], "doctorado", ahora)
    with monkeypatch.context() as roto:
        roto.setattr(acumulado, "contar", _muere)
        with pytest.raises(OSError, match="se acabó"):
            _recordando()
    assert _recordando() == _de_cero()
    acumulado.olvidar()  # y el proceso que nace después no recuerda nada
    assert _recordando() == _de_cero()


def _muere(*_: object) -> None:
    raise OSError("se acabó")
