"""Abrogar una regla sin sucesora, y exigir que el acto que la cita se rehúse sin cambiar nada."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

Abrogar = Callable[..., None]
ABROGADA = re.compile(r"«[^»]+» lo regía Ley de antes, que dejó de regir el 31 de diciembre de 2023")
DE_ANTES = """
[de-antes]
nombre = "Ley que rigió antes"
siglas = "Ley de antes"
desde = 2000-01-01
hasta = 2023-12-31
fuente = "Inventada"
[de-antes.reglas]
"""


@pytest.fixture
def abrogar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Abrogar:
    """Deja esas reglas solo en una ley que terminó el año anterior, sin sucesora."""
    from conoceles.leyes import consultas
    from conoceles.leyes.carga import leer

    def abrogar(*reglas: str) -> None:
        carpeta = Path(shutil.copytree(consultas.CARPETA, tmp_path / "_derecho"))
        for archivo in carpeta.glob("*.toml"):
            suyo = archivo.read_text("utf-8")
            for regla in reglas:
                suyo = re.sub(rf"^{regla} = .*\n", "", suyo, flags=re.MULTILINE)
            archivo.write_text(suyo, "utf-8")
        with (carpeta / "federal.toml").open("a", encoding="utf-8") as federal:
            federal.write(DE_ANTES)
            federal.writelines(f'{r} = {{ articulo = "artículo 9", valor = 5 }}\n' for r in reglas)
        escritas = leer(carpeta)
        monkeypatch.setattr(consultas, "escritas", lambda: escritas)

    return abrogar


def retrato() -> dict[str, list[tuple[Any, ...]]]:
    """Todo lo guardado en las tres bases, menos las sesiones."""
    from django.apps import apps
    from django.db import router

    modelos = [m for m in apps.get_models() if m._meta.app_label not in ("sessions", "contenttypes")]
    return {
        m._meta.label: list(m._base_manager.using(router.db_for_read(m)).order_by("pk").values_list())
        for m in modelos
    }


def rehusa(cliente: Client, ruta: str, datos: dict[str, Any], campo: str = "") -> str:
    """El acto se rehúsa en su página, lo dice junto a su causa y nada se guarda."""
    antes = retrato()
    respuesta = cliente.post(ruta, datos)
    assert respuesta.status_code == (422 if campo else 409), (ruta, respuesta.status_code)
    pagina = texto(check(respuesta.content))
    assert ABROGADA.search(pagina), pagina
    assert not campo or f'href="#{campo}"' in respuesta.content.decode()
    assert retrato() == antes
    return str(respuesta.content.decode())
