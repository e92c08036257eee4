"""Un acto o un estado se escribe una vez, en su tabla: en ningún otro lugar del producto es un texto suelto."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from conoceles.bitacora.actos import POR_NOMBRE
from conoceles.bitacora.estados import Estado

CODIGO = Path(__file__).parents[2] / "src" / "conoceles"
NOMBRES = POR_NOMBRE.keys() | set(Estado.values)
TABLA = {"bitacora/actos.py", "bitacora/estados.py"}

# La misma palabra, otra cosa. Archivo → palabra → qué es ahí.
SON_OTRA_COSA = {
    "captura/vistas/envio.py": {"enviada": "variable de la plantilla"},
    "captura/vistas/tareas.py": {
        "aviso_leido": "variable de la plantilla",
        "cerrada": "variable de la plantilla",
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
    "proceso/carga/declaraciones.py": {"enviada": "columna de un archivo"},
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


def test_lo_que_se_dice_que_es_otra_cosa_sigue_ahi() -> None:
    """Una excepción que ya no hace falta se borra."""
    fuentes = dict(_archivos())
    sobran = {
        donde: sorted(palabras.keys() - _textos(fuentes.get(donde, "")))
        for donde, palabras in SON_OTRA_COSA.items()
        if palabras.keys() - _textos(fuentes.get(donde, ""))
    }
    assert sobran == {}
