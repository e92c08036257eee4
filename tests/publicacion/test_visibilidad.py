"""Nada personal queda sin clasificar: se recorren los modelos y los cuestionarios de verdad."""

from __future__ import annotations

import pytest
from django.apps import apps

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.preguntas.declaraciones import SECCION
from conoceles.publicacion.mapa import visibilidad
from conoceles.publicacion.mapa.visibilidad import MODELOS, NoPublicable, Visibilidad

SALAS = (
    "correo", "avisos", "ayuda", "revision", "difusion", "candidaturas", "curricular", "identidad", "expediente", "cuentas", "bitacora", "evaluacion", "derechos", "informes", "pulso",
)  # fmt: skip


def _modelos() -> dict[str, set[str]]:
    return {
        m._meta.label: {c.name for c in (*m._meta.concrete_fields, *m._meta.many_to_many)}
        for sala in SALAS
        for m in apps.get_app_config(sala).get_models(include_auto_created=True)
    }


def test_todo_campo_de_todo_modelo_personal_esta_en_el_mapa() -> None:
    assert {m: set(campos) for m, campos in MODELOS.items()} == _modelos()


@pytest.mark.parametrize(
    "carpeta", sorted(p.name for p in (RAIZ_PROYECTO / "procesos").iterdir() if (p / "proceso.toml").exists())
)
def test_las_respuestas_de_identidad_exigen_consentimiento_y_el_curriculum_es_publico(carpeta: str) -> None:
    definicion = leer_carpeta(RAIZ_PROYECTO / "procesos" / carpeta)
    assert set(visibilidad.mapa(definicion.identidad).values()) == {Visibilidad.CON_CONSENTIMIENTO}
    curricular = visibilidad.mapa(definicion.curricular)
    optativas = {c.clave for s in definicion.curricular.secciones if s.clave == SECCION for c in s.campos}
    assert bool(optativas) == (carpeta == "ejemplo-gubernatura")
    assert "declaraciones" not in definicion.actos  # sin el acuerdo que las aprueba no sale ninguna
    assert {c for c, suerte in curricular.items() if suerte is Visibilidad.INTERNA} == optativas
    assert {suerte for c, suerte in curricular.items() if c not in optativas} == {Visibilidad.PUBLICA}


def test_un_campo_en_dos_clases_no_se_admite() -> None:
    with pytest.raises(ValueError, match=r"^El campo «folio» está en dos clases de visibilidad\.$"):
        visibilidad._mapa(PUBLICA="folio", INTERNA="folio")


def test_pedir_un_derivado_no_declarado_se_rechaza() -> None:
    dice = r"^«candidaturas\.Persona\.curp_hmac» no es público ni deriva en nada público\.$"
    with pytest.raises(NoPublicable, match=dice):
        visibilidad.publicos("candidaturas.Persona", derivados=("curp_hmac",))


def test_se_piden_los_publicos_y_el_derivado_que_se_nombra_con_su_prefijo() -> None:
    """La fecha de nacimiento deriva en la edad, que sí es pública."""
    assert visibilidad.publicos("candidaturas.Formula", "formula__") == [
        "formula__contienda", "formula__fuerza", "formula__posicion", "formula__responde", "formula__clave_origen",
    ]  # fmt: skip
    con_edad = visibilidad.publicos("candidaturas.Persona", "p__", derivados=("fecha_nacimiento",))
    assert con_edad[-1] == "p__fecha_nacimiento"
    assert "p__curp_hmac" not in con_edad


def test_filtrar_pierde_lo_que_el_mapa_no_lista() -> None:
    curricular = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024").curricular
    dado = {"grado": "maestria", "domicilio_particular": "x"}
    assert visibilidad.filtrar(dado, curricular, Visibilidad.PUBLICA) == {"grado": "maestria"}
