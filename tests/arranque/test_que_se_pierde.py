"""Antes de volver de versión se dice qué se pierde, sea cual sea la versión a la que se vuelve."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.respaldos import retroceso

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("alias", ALIAS)
def test_de_cualquier_migracion_se_sabe_que_se_pierde_al_deshacerla(alias: str) -> None:
    """También de un campo que apunta a otra tabla, y de lo que una migración posterior ya retiró."""
    todas = MigrationExecutor(connections[alias]).loader.disk_migrations
    nuestras = [m for (sala, _), m in todas.items() if retroceso._nuestra(sala)]
    dicho = [frase for migracion in nuestras for frase in retroceso._perdidas(alias, migracion)]
    assert nuestras
    assert all("renglón" in frase or "renglones" in frase for frase in dicho)


@pytest.mark.parametrize("alias", ALIAS)
def test_cada_migracion_se_deshace_aunque_sus_tablas_tengan_renglones(
    alias: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Volver por una que no, pide restaurar el respaldo y perder lo escrito: se sabe al escribirla."""
    monkeypatch.setattr(retroceso, "_renglones", lambda *de: SimpleNamespace(count=lambda: 1))
    todas = MigrationExecutor(connections[alias]).loader.disk_migrations
    nuestras = [m for (sala, _), m in todas.items() if retroceso._nuestra(sala)]
    assert nuestras
    assert [str(m) for m in nuestras if not retroceso._se_deshace(alias, m)] == []
