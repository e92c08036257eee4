"""La vida entera de una candidatura al azar: órdenes, sustituciones y restituciones incluidas.

Pase lo que pase: nunca dos envíos de una ronda, nunca dos ajustes, nada publicado sin validar, siempre una
entrada en la bitácora por acto, y lo concluido o suprimido no se lee.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CON_CONTENIDO, SIN_PERFIL
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos import conclusiones, decisiones, envios, operaciones, ordenes
from conoceles.expediente.ajuste import ajustes, correcciones
from conoceles.expediente.calendario import diario
from conoceles.expediente.models import Ajuste, Envio, Retencion
from conoceles.identidad.llaves import llavero
from conoceles.identidad.permisos import consentimiento
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.models import Proceso
from personas import CORA, DINA, SISTEMA, capturar, de_ella, de_partido, publicables, registrada
from vidas import ACUERDO, OTRO_TEXTO, llevar

INICIO = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
CONTADOR = {"folio": 0}


class Vida(RuleBasedStateMachine):
    """Cada regla intenta un acto; si la ley no lo permite, nada cambia y nada se anota."""

    def __init__(self) -> None:
        super().__init__()
        self.reloj = INICIO

    @initialize(estado=st.sampled_from(["registrada", "en_captura", "validada", "publicada", "ajustada"]))
    def nace(self, estado: str) -> None:
        CONTADOR["folio"] += 1
        proceso = Proceso.objects.get()
        self.candidatura = registrada(proceso, f"vida{CONTADOR['folio']:06d}", INICIO)
        llevar(self.candidatura, estado, INICIO)

    def _intenta(self, acto: Callable[[], Any]) -> None:
        antes, entradas = self._foto(), self._entradas()
        try:
            with transaction.atomic(), transaction.atomic("identidad"):
                acto()
        except ErrorDeDominio:
            assert self._foto() == antes
            assert self._entradas() == entradas
            return
        if self._foto() != antes:
            assert self._entradas() > entradas, "un acto no dejó entrada en la bitácora"

    def _foto(self) -> tuple[Any, ...]:
        self.candidatura.refresh_from_db()
        c = self.candidatura
        return (c.estado, c.versiones.count(), c.envios.count(), Ajuste.objects.filter(candidatura=c).count())

    def _entradas(self) -> int:
        de_folio = Entrada.objects.using("default").filter(folio=self.candidatura.folio)
        return de_folio.exclude(acto="borrador_guardado").count()

    @rule(horas=st.integers(1, 400))
    def pasa_el_tiempo(self, horas: int) -> None:
        self.reloj += timedelta(hours=horas)
        with transaction.atomic(), transaction.atomic("identidad"):
            diario.correr(ahora=self.reloj)

    @rule()
    def habilitar(self) -> None:
        self._intenta(
            lambda: operaciones.habilitar(candidatura=self.candidatura, por=SISTEMA, ahora=self.reloj)
        )

    @rule(publica=st.booleans())
    def capturar(self, publica: bool) -> None:
        with_estado = self.candidatura.estado
        try:
            with transaction.atomic(), transaction.atomic("identidad"):
                capturar(self.candidatura, self.reloj, publicacion=publica, p1="si")
        except ErrorDeDominio:
            self.candidatura.refresh_from_db()
            assert self.candidatura.estado == with_estado

    @rule(publica=st.booleans())
    def ella_contesta_el_consentimiento(self, publica: bool) -> None:
        with suppress(ErrorDeDominio), transaction.atomic("identidad"):
            consentimiento.cambiar(
                candidatura=self.candidatura,
                consentimiento={"publicacion": publica, "estadistica": True},
                aviso_version="borrador-4",
                por=de_ella(self.candidatura),
                ahora=self.reloj,
            )

    @rule()
    def enviar(self) -> None:
        por = de_partido(self.candidatura)
        self._intenta(lambda: envios.enviar(candidatura=self.candidatura, por=por, ahora=self.reloj))

    @rule()
    def validar(self) -> None:
        self._intenta(lambda: decisiones.validar(candidatura=self.candidatura, por=CORA, ahora=self.reloj))

    @rule(seccion=st.sampled_from(["historia", "identidad"]))
    def observar(self, seccion: str) -> None:
        self._intenta(
            lambda: decisiones.observar(
                candidatura=self.candidatura, seccion=seccion, motivo="incompleta",
                texto="Falta decir los años de cada empleo.", por=CORA, ahora=self.reloj,
            )
        )  # fmt: skip

    @rule()
    def publicar(self) -> None:
        folios = [self.candidatura.folio]
        self._intenta(lambda: operaciones.marcar_publicadas(folios, por=SISTEMA, ahora=self.reloj))

    @rule(campo=st.sampled_from(["historia", "trayectoria"]))
    def pedir_ajuste(self, campo: str) -> None:
        por = de_partido(self.candidatura)
        cambio = {campo: OTRO_TEXTO}
        self._intenta(
            lambda: ajustes.pedir(candidatura=self.candidatura, debe_decir=cambio, por=por, ahora=self.reloj)
        )

    @rule(aplica=st.booleans())
    def resolver_ajuste(self, aplica: bool) -> None:
        mas: dict[str, Any] = {"candidatura": self.candidatura, "por": DINA, "ahora": self.reloj}
        self._intenta(
            lambda: ajustes.aplicar(**mas) if aplica else ajustes.declinar(causa="propaganda", **mas)
        )

    @rule()
    def corregir_de_oficio(self) -> None:
        self._intenta(
            lambda: correcciones.corregir_de_oficio(
                candidatura=self.candidatura, debe_decir={"motivo": f"{OTRO_TEXTO} {self.reloj:%d de %B %H}"},
                causa="orden", por=DINA, ahora=self.reloj, **ACUERDO,
            )
        )  # fmt: skip

    @rule(acto=st.sampled_from([Acto.CANCELADA, Acto.RENUNCIA_REGISTRADA]))
    def concluir(self, acto: Acto) -> None:
        self._intenta(
            lambda: conclusiones.concluir(
                candidatura=self.candidatura, acto=acto, por=DINA, ahora=self.reloj, **ACUERDO
            )
        )

    @rule()
    def sustituir(self) -> None:
        entra = DatosDePersona(nombres="Rosa", primer_apellido="Quiñones", sexo="mujer")
        self._intenta(
            lambda: conclusiones.sustituir(
                candidatura=self.candidatura, entra=entra, por=DINA, ahora=self.reloj, **ACUERDO
            )
        )

    @rule()
    def restituir(self) -> None:
        self._intenta(
            lambda: conclusiones.restituir(
                candidatura=self.candidatura, por=DINA, ahora=self.reloj, **ACUERDO
            )
        )

    @rule(abre=st.booleans())
    def litigar(self, abre: bool) -> None:
        mas: dict[str, Any] = {"candidatura": self.candidatura, "expediente": "TE-1", "por": DINA}
        fecha = INICIO.date()
        self._intenta(
            lambda: (
                ordenes.retener(fecha=fecha, ahora=self.reloj, **mas)
                if abre
                else ordenes.liberar(ahora=self.reloj, **mas)
            )
        )

    @invariant()
    def nunca_dos_envios_ni_dos_ajustes(self) -> None:
        rondas = Counter(Envio.objects.filter(candidatura=self.candidatura).values_list("ronda", flat=True))
        assert all(veces == 1 for veces in rondas.values())
        assert Ajuste.objects.filter(candidatura=self.candidatura).count() <= 1
        assert VersionCurricular.objects.filter(candidatura=self.candidatura, origen="ajuste").count() <= 1

    @invariant()
    def nada_se_publica_sin_validar(self) -> None:
        self.candidatura.refresh_from_db()
        if self.candidatura.estado in CON_CONTENIDO:
            actos = Entrada.objects.using("default").filter(folio=self.candidatura.folio)
            assert actos.filter(acto="validada").exists()

    @invariant()
    def lo_concluido_no_se_lee_y_lo_suprimido_no_tiene_llave(self) -> None:
        clave = self.candidatura.clave_identidad
        if self.candidatura.estado in (*SIN_PERFIL, "cerrada"):
            assert publicables(self.candidatura) == {}
        if hasattr(Candidatura.objects.get(pk=self.candidatura.pk), "supresion"):
            assert llavero.obtener_varias([clave]) == {}
            suprimida_con_litigio = Retencion.objects.filter(
                candidatura=self.candidatura, fin_en=None, en__lt=self.candidatura.supresion.en
            )
            assert not suprimida_con_litigio.exists()

    def teardown(self) -> None:
        assert verificar("default") == []
        assert verificar("identidad") == []


def _correr(ejemplos: int, pasos: int) -> None:
    ajustes_de_corrida = settings(
        max_examples=ejemplos,
        stateful_step_count=pasos,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Vida, settings=ajustes_de_corrida)


def test_cualquier_vida_respeta_la_ley(proceso: Proceso) -> None:
    _correr(12, 25)


@pytest.mark.postgres
@pytest.mark.simulacro
def test_muchas_vidas_largas_respetan_la_ley(proceso: Proceso) -> None:
    _correr(80, 50)
