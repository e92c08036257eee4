"""Las bases en otras dos máquinas, con réplica síncrona, como dice el manual: tres Debian en una red, con su systemd y sus órdenes.

Se le quita la red a la primaria, se asciende la otra, la que vuelve queda cercada, se arma de nuevo y se vuelve a un momento.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from operacion.base_aparte import ESPERA, Base, instalar_la_captura
from operacion.maquina import Maquina
from operacion.red_de_maquinas import certificar, en_red
from recorridos.navegador import hasta
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
SALUD = "http://127.0.0.1:8001/salud/listo"
LISTO = f"import urllib.request as u; print(u.urlopen('{SALUD}', timeout=10).read().decode())"


def test_se_instalan_se_conmutan_y_se_vuelve_a_un_momento(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns", "openssl"])
    autoridad = certificar(tmp_path / "autoridad", "base1", "base2")
    with en_red(tmp_path, "base1", "base2", "captura") as maquinas:
        base1, base2 = (Base(n, maquinas[n], autoridad) for n in ("base1", "base2"))
        captura = maquinas["captura"]
        for base in (base1, base2):
            base.preparar()
        base1.crear_bases()
        base2.seguir(base1, "--borrar-lo-de-aqui")
        for suya, otra in ((base1, base2), (base2, base1)):
            suya.cercar(otra)
        instalar_la_captura(captura, base1, "base1", "base2")
        abrir(captura, "eva")

        base1.red("down")
        base2.replica("conmutar")
        hasta(lambda: sin_copia(captura), ESPERA)
        base2.solo_bases("copiar las bases")
        assert not sin_copia(captura)
        abrir(captura, "fito")
        base1.red("up")
        hasta(lambda: base1.apagada(), ESPERA)
        base1.seguir(base2)
        assert base1.cuentas() == base2.cuentas() == "dina eva fito"

        volver_con_los_servicios_en_otra_maquina(base1, base2, captura)
        base2.quitar()


def sin_copia(captura: Maquina) -> bool:
    """Si `comprobar` dice que no hay de dónde volver."""
    return "COPIA_DE_BASES_VIEJA" in captura.intentar("conoceles", "comprobar", "--sin-anotar").stdout


def volver_con_los_servicios_en_otra_maquina(base1: Base, base2: Base, captura: Maquina) -> None:
    momento = base2.sql("SELECT clock_timestamp() AT TIME ZONE 'UTC'") + "+00"
    abrir(captura, "gil")
    base2.sql("SELECT pg_switch_wal()")
    assert "conoceles resguardo reponer" in base2.maquina.correr("/opt/conoceles/operacion/volver", momento)
    assert "BASE_CURRICULAR" not in captura.correr(
        "conoceles", "comprobar", "--sin-anotar"
    )  # quien opera entra
    assert captura.intentar("python3", "-c", LISTO).returncode != 0  # la captura, no
    base1.maquina.correr("systemctl", "stop", base1.unidad("main"))
    base1.armar(base2, "main")
    captura.correr("conoceles", "resguardo", "reponer")
    base2.maquina.correr("/opt/conoceles/operacion/volver", "--abrir")
    hasta(lambda: captura.intentar("python3", "-c", LISTO).stdout.startswith("listo"), ESPERA)
    for quien in ("hugo", "ivan"):  # lo posterior al momento al que se volvió no asciende a la réplica
        abrir(captura, quien)
    hasta(lambda: base1.cuentas() == "dina eva fito hugo ivan", ESPERA)
    assert base2.cuentas() == "dina eva fito hugo ivan"
    assert base1.sql("SELECT pg_is_in_recovery()") == "t"
    assert "Errores: 0" in captura.correr("conoceles", "comprobar", "--sin-anotar")


def abrir(captura: Maquina, quien: str) -> None:
    """Un acto, cuando las bases reciban."""
    orden = ("conoceles", "cuenta", "abrir", f"{quien}@example.mx", "--nombre", quien, "--papel", "consulta")
    hasta(lambda: captura.intentar(*orden).returncode == 0, ESPERA)
