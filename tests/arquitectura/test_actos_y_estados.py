"""Un acto o un estado se escribe una vez, en su tabla: en ningún otro lugar del producto es un texto suelto."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from conoceles.bitacora.actos import POR_NOMBRE
from conoceles.bitacora.estados import Estado
from taller.ordenes.ciclo import DOCUMENTO, documento

CODIGO = Path(__file__).parents[2] / "src" / "conoceles"
NOMBRES = POR_NOMBRE.keys() | set(Estado.values)
TABLA = {"bitacora/actos.py", "bitacora/estados.py"}

# La misma palabra, otra cosa. Archivo → palabra → qué es ahí.
SON_OTRA_COSA = {
    "avisos/disparadores.py": {"entrada": "columna de la base"},
    "avisos/models.py": {"entrada": "columna de la base"},
    "captura/vistas/envio.py": {"enviada": "variable de la plantilla"},
    "captura/vistas/tareas.py": {
        "aviso_leido": "variable de la plantilla",
        "enviada": "avance de una parte de la captura",
        "observada": "avance de una parte de la captura",
    },
    "cuentas/apps.py": {"factor_fallido": "nombre de quien escucha una señal"},
    "derechos/listas.py": {"cerrada": "paso de una vulneración"},
    "derechos/expediente_personal.py": {"bloqueada": "campo de la respuesta a un acceso"},
    "derechos/resumen.py": {"bloqueada": "campo de la respuesta a un acceso"},
    "derechos/vistas/persona.py": {"enviada": "variable de la plantilla"},
    "derechos/vistas/vulneraciones.py": {"cerrada": "paso de una vulneración"},
    "derechos/vulneraciones.py": {"cerrada": "paso de una vulneración"},
    "derechos/disparadores.py": {"cerrada": "paso de una vulneración"},
    "evaluacion/disparadores.py": {"evaluacion_propuesta": "tabla de la base"},
    "evaluacion/models.py": {"evaluacion_concluida": "nombre de una relación"},
    "expediente/consultas.py": {"observada": "avance de una parte de la captura"},
    "expediente/disparadores.py": {
        "enviada": "nombre de un disparador",
        "observada": "nombre de un disparador",
        "publicada": "nombre de un disparador",
    },
    "expediente/documentos/formatos_pdf.py": {"entrada": "campo de un formato"},
    "expediente/calendario/recordatorios.py": {"recordatorio": "clase de correo"},
    "identidad/acceso.py": {"bloqueada": "campo de la respuesta a un acceso"},
    "identidad/documentos.py": {"bloqueada": "columna de la base"},
    "proceso/carga/preguntas/declaraciones.py": {"enviada": "columna de un archivo"},
    "revision/devueltos.py": {"recordatorio": "clase de correo"},
    "revision/vistas/actos.py": {"suprimida": "variable de la plantilla"},
    "revision/vistas/ajustes.py": {"publicada": "variable de la plantilla"},
}


def _archivos() -> Iterator[tuple[str, str]]:
    for archivo in sorted(CODIGO.rglob("*.py")):
        donde = archivo.relative_to(CODIGO).as_posix()
        if donde not in TABLA and "/migrations/" not in donde:
            yield donde, archivo.read_text(encoding="utf-8")


def _textos(fuente: str) -> set[str]:
    return {
        n.value
        for n in ast.walk(ast.parse(fuente))
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def test_ningun_acto_ni_estado_es_un_texto_suelto() -> None:
    sueltos = {
        donde: sorted(hallados)
        for donde, fuente in _archivos()
        if (hallados := (_textos(fuente) & NOMBRES) - SON_OTRA_COSA.get(donde, {}).keys())
    }
    assert sueltos == {}, (
        "use Acto.… o Estado.…; si es otra cosa con el mismo nombre, dígalo en SON_OTRA_COSA"
    )


def test_ningun_acto_ni_estado_va_entre_comillas_dentro_de_otro_texto() -> None:
    """Así se esconden en el SQL de un disparador."""
    entre_comillas = re.compile(r"'([a-z_]+)'")
    sueltos = {
        donde: sorted(hallados)
        for donde, fuente in _archivos()
        if (hallados := {p for t in _textos(fuente) for p in entre_comillas.findall(t)} & NOMBRES)
        and (hallados := hallados - SON_OTRA_COSA.get(donde, {}).keys())
    }
    assert sueltos == {}


def test_ninguna_plantilla_compara_con_un_estado() -> None:
    comparado = re.compile(r"""estado\s*(?:==|!=|in)\s*["']([^"']+)["']""")
    sueltos = {
        plantilla.name: hallados
        for plantilla in CODIGO.rglob("templates/**/*.*")
        if plantilla.is_file()
        and (hallados := {p for p in comparado.findall(plantilla.read_text(encoding="utf-8"))} & NOMBRES)
    }
    assert sueltos == {}


def test_solo_mover_cambia_el_estado_de_una_candidatura() -> None:
    """El correo tiene otro estado, el de su entrega; y el publicador, el de lo publicado."""
    cambian = {
        donde
        for donde, fuente in _archivos()
        for n in ast.walk(ast.parse(fuente))
        if (isinstance(n, ast.Attribute) and n.attr == "estado" and isinstance(n.ctx, ast.Store))
        or (isinstance(n, ast.Call) and ast.unparse(n.func).endswith(".update") and _dice_estado(n))
    }
    assert cambian == {
        "expediente/transiciones.py",
        "correo/operaciones.py",
        "publicacion/instantanea/obra.py",
    }


def _dice_estado(llamada: ast.Call) -> bool:
    return any(argumento.arg == "estado" for argumento in llamada.keywords)


def test_lo_que_se_dice_que_es_otra_cosa_sigue_ahi() -> None:
    """Una excepción que ya no hace falta se borra."""
    fuentes = dict(_archivos())
    sobran = {
        donde: faltan
        for donde, palabras in SON_OTRA_COSA.items()
        if (faltan := [p for p in palabras if not re.search(rf"[\"']{p}[\"']", fuentes.get(donde, ""))])
    }
    assert sobran == {}


def test_el_documento_dice_lo_que_la_tabla() -> None:
    assert DOCUMENTO.read_text(encoding="utf-8") == documento(), "corra ./taller ciclo"
