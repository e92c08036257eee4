"""El inventario no se olvida de nada: se recorre contra los modelos y los cuestionarios de verdad."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps

from conoceles import leyes
from conoceles.arranque.respaldos import aparte, respaldo
from conoceles.derechos.inventario.datos import SinTratamiento, inventario, tratamiento_de
from conoceles.derechos.inventario.tratamientos import ARCHIVOS, CATEGORIAS, DE_SUPRESION, TRATAMIENTOS
from conoceles.informes.inventario import archivos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, Carpetas
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.mapa.visibilidad import MODELOS

CARPETA = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
# Marcas de la instalación, el taller del banco y bases cuyas tablas ya están dato por dato.
SIN_CONTENIDO = re.compile(r"modo|reloj\.json|practica\.candado|llaves\.sqlite3(-wal|-shm)?|taller")
SIN_DATOS_PERSONALES = {
    "proceso",
    "arranque",
    "publicacion",
    "espejos",
    "estadistica",
}  # la elección misma y lo que se publicó de ella


def test_todo_campo_de_todo_modelo_esta_en_el_inventario() -> None:
    lugares = {f"{d.tabla}.{d.campo}" for d in inventario(leer_carpeta(CARPETA))}
    faltan = [
        f"{m._meta.label}.{c.name}"
        for m in apps.get_models(include_auto_created=True)
        if m.__module__.startswith("conoceles.") and m._meta.app_label not in SIN_DATOS_PERSONALES
        for c in (*m._meta.concrete_fields, *m._meta.many_to_many)
        if f"{m._meta.label}.{c.name}" not in lugares
    ]
    assert faltan == []


DE_PASO = {"volviendo", ".volviendo"}  # lo mismo, mientras se rehace


def test_toda_carpeta_de_la_instalacion_tiene_su_renglon() -> None:
    """Las que nombra `Carpetas`, las que el respaldo conoce y toda ruta que el código forme bajo los datos."""
    declaradas = {n for n, v in vars(Carpetas).items() if isinstance(v, property)} - {"modo"}
    formadas = {
        nombre
        for archivo in (RAIZ_PROYECTO / "src").rglob("*.py")
        for nombre in re.findall(r"\bdatos / \"([^\"]+)\"", archivo.read_text())
    }
    nombradas = (declaradas | formadas | {*respaldo.CARPETAS} | aparte.SE_QUEDA) - DE_PASO
    assert {"archivos_identidad", "correo", "visitas", "practica", "demo"} <= nombradas
    lugares = re.findall(r"[\w.-]+", " ".join(renglon[1] for renglon in ARCHIVOS))
    assert sorted(n for n in nombradas if n not in lugares and not SIN_CONTENIDO.fullmatch(n)) == []


def test_todo_modelo_del_mapa_tiene_tratamiento_y_ninguno_sobra() -> None:
    usados = {tratamiento_de(modelo).clave for modelo in MODELOS}
    assert usados == {t.clave for t in TRATAMIENTOS}
    with pytest.raises(SinTratamiento, match=r"sala_nueva\.Modelo"):
        tratamiento_de("sala_nueva.Modelo")


def test_cada_categoria_propia_nombra_un_campo_que_existe() -> None:
    for lugar in (*CATEGORIAS, *DE_SUPRESION):
        modelo, _, campo = lugar.rpartition(".")
        assert campo in MODELOS[modelo], lugar


def test_toda_pregunta_va_con_su_categoria_y_lo_sensible_solo_en_b() -> None:
    definicion = leer_carpeta(CARPETA)
    filas = inventario(definicion)
    preguntas = {d.campo.partition(": ")[2]: d for d in filas if ": " in d.campo}
    assert set(preguntas) == {
        *(c.clave for c in definicion.curricular.campos()),
        *(c.clave for c in definicion.identidad.campos()),
    }
    assert preguntas["p9"].categoria == "sensible"
    assert preguntas["telefonos"].categoria == "contacto"
    fuera_de_b = {
        d.campo for d in filas if d.categoria == "sensible" and not d.tabla.startswith("identidad.")
    }
    assert fuera_de_b == {"acciones_afirmativas"}


def test_nada_queda_sin_finalidad_plazo_ni_lectores() -> None:
    for tratamiento in TRATAMIENTOS:
        assert all(
            getattr(tratamiento, campo).strip()
            for campo in tratamiento.__dataclass_fields__
            if campo not in ("modelos", "reglas", "ademas")
        )
        assert tratamiento.reglas
        assert set(tratamiento.reglas) <= leyes.reglas().keys()
    assert all(d.categoria and d.conservacion for d in inventario(leer_carpeta(CARPETA)))
    assert "{dias}" not in str(inventario(leer_carpeta(CARPETA)))


@pytest.mark.usefixtures("proceso")
def test_se_escribe_en_los_cuatro_formatos_y_siempre_igual() -> None:
    primera, segunda = archivos("durango-2023-2024"), archivos("durango-2023-2024")
    assert primera == segunda
    assert primera["inventario.pdf"].startswith(b"%PDF")
    tablas = json.loads(primera["inventario.json"])["tablas"]
    assert [t["clave"] for t in tablas] == [*(t.clave for t in TRATAMIENTOS), "Archivos"]
    assert "supresión a los 90 días" in primera["inventario.md"].decode()
