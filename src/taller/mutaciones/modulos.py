"""Qué se muta y con qué pruebas se mira."""

from __future__ import annotations

from dataclasses import dataclass

META = 85
SEMILLA = 2024  # con qué se elige la muestra de un módulo grande


@dataclass(frozen=True)
class Modulo:
    """Los archivos que se mutan, las pruebas que los miran y, si todos serían horas, cuántos cambios se prueban.

    `salvo`: las que leen ese código como texto; con los cambios dentro ya no es el suyo, y sin cambio alguno no pasan.
    `por_cambio`: segundos de procesador de pruebas por cada cambio, de la más barata a la más cara.
    """

    archivos: str
    pruebas: tuple[str, ...]
    muestra: int | None = None
    salvo: tuple[str, ...] = ()
    por_cambio: float = 6.0


MODULOS = {
    "reglas": Modulo("src/conoceles/expediente/reglas/*.py", ("tests/expediente/reglas",)),
    "estados": Modulo("src/conoceles/bitacora/pasos.py", ("tests/bitacora",)),
    "efecto": Modulo("src/conoceles/identidad/permisos/efecto.py", ("tests/identidad/test_efecto.py", "tests/identidad/test_grupos.py")),
    "mapa": Modulo(
        "src/conoceles/publicacion/mapa/*.py",
        tuple(f"tests/publicacion/test_{n}.py" for n in ("visibilidad", "razones", "parciales", "identidad_publica", "fotos")),
    ),
    "estadistica": Modulo(
        "src/conoceles/estadistica/**/*.py",
        ("tests/estadistica", "tests/informes/test_tablas.py", "tests/informes/test_extracto.py"), 200,
    ),
    "padron": Modulo(
        "src/conoceles/candidaturas/padron/**/*.py", ("tests/candidaturas",), 200,
        ("tests/candidaturas/test_plantilla.py::test_cada_codigo_de_perdida_del_importador_esta_en_la_tabla",),
        por_cambio=20.0,  # medida a solas, cada prueba que importa un archivo gasta 0.3; juntas, la décima parte
    ),
}  # fmt: skip
