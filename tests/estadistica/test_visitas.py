"""Las visitas son de todas las máquinas: las mismas desde cualquiera, cada archivo una vez, y lo roto no cuenta ni estorba."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from conoceles.estadistica.models import CABEN, Visitas
from conoceles.estadistica.recogida import MAXIMO, Vistos, de_espejo, recoger
from conoceles.estadistica.visitas import por_dia
from conoceles.lector.visitas import Visitas as Lector
from conoceles.nucleo.carpetas import carpetas
from personas import CLAVE

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("proceso")]
DIA, HOY = "2024-04-24", date(2024, 4, 25)


@pytest.fixture
def en(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Se pone en esa máquina, que tiene su disco y las bases de todas; da su carpeta de visitas."""

    def ponerse(maquina: str) -> Path:
        monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / maquina))
        carpetas().visitas.mkdir(parents=True, exist_ok=True)
        return carpetas().visitas

    return ponerse


def _dejar(carpeta: Path, archivo: str, veces: int, pagina: str = f"/{CLAVE}/") -> Path:
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / archivo).write_text(json.dumps({pagina: veces, "/otra/": 9}))
    return carpeta / archivo


def _vistas() -> dict[str, int]:
    return por_dia(CLAVE, HOY)


def test_dos_maquinas_dicen_lo_mismo_y_nada_se_pierde_cuando_otra_toma_el_turno(
    en: Callable[[str], Path],
) -> None:
    _dejar(en("una"), f"{DIA}.1-a.json", 3)
    recoger({})
    en("otra")
    assert _vistas() == {DIA: 3}, "la que no tiene los archivos"
    _dejar(en("otra"), f"{DIA}.2-b.json", 4, f"/{CLAVE}/datos/")
    recoger({})  # la otra toma el turno
    assert _vistas() == {DIA: 7}
    en("una")
    assert _vistas() == {DIA: 7}


def test_el_mismo_archivo_cuenta_una_vez_lo_traiga_quien_lo_traiga(en: Callable[[str], Path]) -> None:
    _dejar(en("una"), f"{DIA}.1-a.json", 3)
    recoger({})
    en("otra")
    for espejo in ("norte", "sur"):
        _dejar(de_espejo(espejo), f"{DIA}.1-a.json", 3)
        _dejar(de_espejo(espejo), f"{DIA}.7-f.json", 5)
        recoger({})
    assert _vistas() == {DIA: 8}
    assert dict(Visitas.objects.values_list("archivo", "espejo")) == {
        f"{DIA}.1-a.json": "",
        f"{DIA}.7-f.json": "norte",
    }


def test_lo_que_llega_atrasado_no_descuenta(en: Callable[[str], Path]) -> None:
    vistos, carpeta = Vistos(), en("una")
    for dice, quedan in ((3, 3), (12, 12), (5, 12), (40, 40)):
        _dejar(carpeta, f"{DIA}.1-a.json", dice)
        recoger(vistos)
        assert _vistas() == {DIA: quedan}


def test_el_de_hoy_no_cuenta_y_manana_si(en: Callable[[str], Path]) -> None:
    _dejar(en("una"), f"{HOY}.1-a.json", 50)
    recoger({})
    assert _vistas() == {}
    assert por_dia(CLAVE, date(2024, 4, 26)) == {"2024-04-25": 50}


def test_lo_que_no_cambio_no_se_vuelve_a_leer_y_leerlas_es_una_consulta(
    en: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    vistos, carpeta = Vistos(), en("una")
    for n in range(5):
        _dejar(carpeta, f"{DIA}.{n}-a.json", n + 1)
    recoger(vistos)
    leidos: list[Path] = []
    leer = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda archivo: (leidos.append(archivo), leer(archivo))[1])
    nuevo = _dejar(carpeta, f"{DIA}.9-a.json", 1)
    recoger(vistos)
    assert leidos == [nuevo]
    with CaptureQueriesContext(connection) as consultas:
        assert _vistas() == {DIA: 16}
    assert len(consultas) == 1


NO_CUENTAN = {
    f"{DIA}.1-a.json": b'{"/durango-2023-2024/": 3',  # cortado
    f"{DIA}.2-a.json": b"\xff\xfe",
    f"{DIA}.3-a.json": b"[" * 100_000,
    f"{DIA}.4-a.json": b'{"/durango-2023-2024/": -3}',
    f"{DIA}.5-a.json": b'{"/durango-2023-2024/": 1.5}',
    f"{DIA}.6-a.json": b'{"/durango-2023-2024/": true}',
    f"{DIA}.7-a.json": b'{"/durango-2023-2024/": ' + b"9" * 5000 + b"}",
    f"{DIA}.8-a.json": f'{{"/{CLAVE}/": {CABEN}, "/{CLAVE}/datos/": 1}}'.encode(),
    f"{DIA}.9-a.json": b'{"/durango-2023-2024/": 3}' + b" " * MAXIMO,
    "2024-02-31.1-a.json": b'{"/durango-2023-2024/": 3}',
    f"{DIA}.json": b'{"/durango-2023-2024/": 3}',
    f"{DIA}.a\n-b.json": b'{"/durango-2023-2024/": 3}',
    "veinticuatro.1.json": b'{"/durango-2023-2024/": 3}',
}


def test_lo_que_no_se_entiende_se_nombra_una_vez_y_no_detiene_a_lo_demas(en: Callable[[str], Path]) -> None:
    carpeta, vistos = en("una"), Vistos()
    for nombre, octetos in NO_CUENTAN.items():
        (carpeta / nombre).write_bytes(octetos)
    os.mkfifo(carpeta / f"{DIA}.f.json")  # abrirlo esperaría a alguien para siempre
    (carpeta / f"{DIA}.d.json").mkdir()
    _dejar(carpeta.parent, "afuera.json", 100)
    (carpeta / f"{DIA}.e.json").symlink_to("../afuera.json")
    _dejar(de_espejo("norte"), f"{DIA}.1-z.json", 2)
    _dejar(carpeta, f"{DIA}.1-y.json", 3)
    malos = recoger(vistos)
    assert {m.name for m in malos} == {*NO_CUENTAN, f"{DIA}.f.json", f"{DIA}.d.json", f"{DIA}.e.json"}
    assert recoger(vistos) == []
    assert _vistas() == {DIA: 5}


def test_lo_que_nginx_conto_con_el_nombre_de_antes_cuenta_una_vez_al_actualizar(
    en: Callable[[str], Path],
) -> None:
    """El obrero puede actualizarse antes que el lector. De un día queda la bitácora y del otro ya no."""
    for maquina, vistas in (("una", 2), ("otra", 5)):
        carpeta = en(maquina)
        (carpeta / f"{DIA}.log").write_text(f"/{CLAVE}/actual/index.html\n" * vistas)
        for dia in ("2024-04-23", DIA):
            _dejar(carpeta, f"{dia}.nginx.json", vistas)
        recoger({})
        Lector(carpeta, cada=3600).volcar()
        recoger({})
    assert _vistas() == {"2024-04-23": 7, DIA: 7}


@pytest.mark.parametrize(
    "mal",
    [
        {"veces": 2},
        {"dia": date(2024, 4, 23)},
        {"archivo": f"{DIA}.2-b.json"},
        {"veces": CABEN + 1},
    ],
)
def test_la_base_no_deja_descontar_ni_cambiar_de_dia(
    en: Callable[[str], Path], mal: dict[str, object]
) -> None:
    _dejar(en("una"), f"{DIA}.1-a.json", 3)
    recoger({})
    with pytest.raises(IntegrityError), transaction.atomic():
        Visitas.objects.update(**mal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visitas.objects.all().delete()
    Visitas.objects.update(veces=4)
    assert _vistas() == {DIA: 4}


@pytest.mark.parametrize(
    "mal",
    [{"veces": 0}, {"veces": CABEN + 1}, {"archivo": "2024-04-23.2-b.json"}, {"archivo": f"{DIA}.1-a.json"}],
)
def test_la_base_no_admite_otro_dia_ni_otra_vez_el_mismo_archivo(
    en: Callable[[str], Path], mal: dict[str, object]
) -> None:
    _dejar(en("una"), f"{DIA}.1-a.json", 3)
    recoger({})
    buena = {"archivo": f"{DIA}.2-b.json", "proceso_id": CLAVE, "dia": date(2024, 4, 24), "veces": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Visitas.objects.create(**(buena | mal))
    Visitas.objects.create(**buena)
    assert _vistas() == {DIA: 4}
