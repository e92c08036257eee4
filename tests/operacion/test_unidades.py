"""Las unidades y sus usuarios: quién es cada servicio, qué archivos alcanza y qué le quita systemd."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.arranque.entorno import AJUSTES
from conoceles.arranque.servicios.servidor import hijos
from conoceles.informes.libro.prototipo import _practicas
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, Carpetas
from taller.requisitos import conseguir

OPERACION = RAIZ_PROYECTO / "operacion"
SECRETOS = "/var/lib/conoceles/secretos"
ES = {
    "captura": "conoceles-captura", "obrero": "conoceles", "metricas": "conoceles", "comprobar": "conoceles",
    "ensayo": "conoceles", "llaves": "conoceles", "lector": "conoceles-lector", "practica": "conoceles-practica",
    "respaldo": "conoceles-respaldo", "continuo": "postgres", "vigia": "conoceles",
}  # fmt: skip
# Quien no dice su papel entra con el dueño de las bases: solo lo que da quien opera.
PAPEL = {
    "captura": "captura",
    "obrero": "obrero",
    "metricas": "obrero",
    "vigia": "obrero",
    "llaves": "obrero",
    "respaldo": "respaldo",
}


@pytest.fixture(autouse=True)
def instalador(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(OPERACION))


def servicio(nombre: str) -> dict[str, list[str]]:
    """Directiva → sus valores; las que se repiten se suman, como en systemd."""
    dichas: dict[str, list[str]] = {}
    texto = (OPERACION / "systemd" / f"conoceles-{nombre}.service").read_text(encoding="utf-8")
    for renglon in texto.partition("[Service]")[2].partition("\n[")[0].splitlines():
        if "=" in renglon and not renglon.startswith("#"):
            clave, _, valor = renglon.partition("=")
            dichas.setdefault(clave, []).extend(valor.split() or [""])
    return dichas


def vedado(nombre: str) -> set[str]:
    return {ruta.lstrip("-") for ruta in servicio(nombre).get("InaccessiblePaths", [])}


def grupos() -> dict[str, set[str]]:
    """Usuario → sus grupos, como los hace el instalador."""
    from instalador.pasos import lugar
    from instalador.piezas import Usuario

    return {p.nombre: {p.nombre, *p.grupos} for p in lugar.paso().piezas if isinstance(p, Usuario)}


def leen(dueno: str, grupo: str, modo: int) -> set[str]:
    """Los usuarios que pueden leer eso, si llegan hasta ahí."""
    return {
        quien
        for quien, suyos in grupos().items()
        if modo & 0o004 or (quien == dueno and modo & 0o400) or (grupo in suyos and modo & 0o040)
    }


def carpeta(ruta: str) -> tuple[str, str, int]:
    from instalador.pasos import lugar
    from instalador.piezas import Carpeta

    [suya] = [p for p in lugar.paso().piezas if isinstance(p, Carpeta) and str(p.ruta) == ruta]
    return suya.dueno, suya.grupo or suya.dueno, suya.modo


def _llaves() -> Iterator[tuple[str, set[str]]]:
    from instalador.pasos.papeles import LLAVES, SOLO_DE_QUIEN_PUBLICA

    for nombre in [*(f"{n}.llave" for n in secretos.NOMBRES), "espejos", "segundo_lugar.llave"]:
        yield nombre, leen(*LLAVES.get(nombre, SOLO_DE_QUIEN_PUBLICA))


def test_la_captura_no_alcanza_la_llave_de_publicar_ni_por_permiso_ni_por_su_unidad() -> None:
    quienes = dict(_llaves())
    assert quienes["firma.llave"] == quienes["espejos"] == {"conoceles"}
    assert {f"{SECRETOS}/firma.llave", f"{SECRETOS}/espejos"} <= vedado("captura")
    assert servicio("captura")["ReadWritePaths"] == [
        "/var/lib/conoceles/archivos",
        "/var/lib/conoceles/archivos_identidad",
    ]


def test_a_la_captura_no_le_llegan_las_claves_del_correo_ni_las_del_segundo_lugar() -> None:
    ajenas = {a.variable for a in AJUSTES if "SMTP_CLAVE" in a.variable or "SEGUNDO" in a.variable}
    assert len(ajenas) == 2
    assert ajenas | {"AWS_SECRET_ACCESS_KEY"} <= set(servicio("captura")["UnsetEnvironment"])


def test_cada_llave_la_lee_solo_quien_la_usa() -> None:
    quienes = dict(_llaves())
    for nombre in secretos.DE_PAPEL["captura"]:
        assert quienes[f"{nombre}.llave"] == {"conoceles", "conoceles-captura"}
    assert quienes["segundo_lugar.llave"] == {"conoceles", "conoceles-respaldo"}
    assert leen(*carpeta(SECRETOS)) == {"conoceles", "conoceles-captura", "conoceles-respaldo"}
    assert f"{SECRETOS}/acuses.llave" in vedado("obrero") & vedado("llaves")
    for mira, ve in (("metricas", [f"{SECRETOS}/django.llave"]), ("vigia", [])):
        assert servicio(mira)["TemporaryFileSystem"] == [f"{SECRETOS}:ro"]
        assert servicio(mira).get("BindReadOnlyPaths", []) == ve
    assert {f"{SECRETOS}/{n}.llave" for n in secretos.NOMBRES} <= vedado("respaldo")


def test_lo_que_la_captura_guarda_lo_leen_quien_publica_y_quien_respalda_y_nadie_mas() -> None:
    for nombre in ("archivos", "archivos_identidad"):
        assert leen(*carpeta(f"/var/lib/conoceles/{nombre}")) == {
            "conoceles",
            "conoceles-captura",
            "conoceles-respaldo",
        }
    assert leen(*carpeta("/var/lib/conoceles/registro")) == {"conoceles", "conoceles-respaldo"}
    assert leen(*carpeta("/var/lib/conoceles/registros")) == {"conoceles", "conoceles-respaldo"}
    assert leen(*carpeta("/var/backups/conoceles-llaves")) == {"conoceles"}
    dueno, _, modo = carpeta("/var/backups/conoceles")
    assert (dueno, modo & 0o022) == ("conoceles-respaldo", 0), "solo quien respalda escribe las copias"


def test_la_practica_no_alcanza_nada_de_lo_real() -> None:
    assert grupos()["conoceles-practica"] == {"conoceles-practica"}
    assert {"/var/lib/conoceles", "/etc/conoceles", "/var/backups", "/run/postgresql"} <= vedado("practica")
    assert servicio("practica")["EnvironmentFile"] == ["-/etc/conoceles/practica.env"]
    assert "ReadWritePaths" not in servicio("practica")


def test_el_prototipo_se_busca_donde_la_practica_guarda_y_la_captura_lo_lee() -> None:
    [nombre], [modo] = servicio("practica")["StateDirectory"], servicio("practica")["StateDirectoryMode"]
    suya = Carpetas(Path("/var/lib") / nombre / "practica")
    assert suya in list(_practicas(Path("/var/lib/conoceles")))
    assert leen(ES["practica"], ES["practica"], int(modo, 8)) == {ES["practica"], ES["captura"]}


@pytest.mark.parametrize("nombre", ES)
def test_cada_servicio_es_su_usuario_con_su_papel_y_sin_privilegios(nombre: str) -> None:
    dichas = servicio(nombre)
    assert dichas["User"] == [ES[nombre]]
    suyos = [a for a in dichas.get("EnvironmentFile", []) if "papel-" in a]
    assert suyos == ([f"/etc/conoceles/papel-{PAPEL[nombre]}.env"] if nombre in PAPEL else [])
    for clave, valor in {
        "NoNewPrivileges": "yes", "ProtectSystem": "strict", "PrivateTmp": "yes", "PrivateDevices": "yes",
        "CapabilityBoundingSet": "", "SystemCallFilter": "@system-service", "RestrictNamespaces": "yes",
    }.items():  # fmt: skip
        assert dichas[clave] == [valor], clave
    assert dichas["RestrictAddressFamilies"] == ["AF_UNIX", "AF_INET", "AF_INET6"]


def test_solo_es_root_quien_recarga_nginx() -> None:
    todas = {r.stem.removeprefix("conoceles-") for r in (OPERACION / "systemd").glob("*.service")}
    assert todas - ES.keys() == {"estilos"}
    assert servicio("estilos")["ExecStart"][0] == "/usr/bin/systemctl"


@pytest.mark.parametrize("nombre", ES)
def test_systemd_entiende_la_unidad_y_la_tiene_por_protegida(tmp_path: Path, nombre: str) -> None:
    conseguir(["systemd"])
    unidad = tmp_path / f"conoceles-{nombre}.service"
    texto = (OPERACION / "systemd" / unidad.name).read_text(encoding="utf-8")
    unidad.write_text(re.sub(r"/opt/conoceles/(.venv/bin/python|operacion/copiar)", "/bin/true", texto))
    verifica = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", str(unidad)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verifica.returncode, verifica.stderr) == (0, "")
    mide = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unidad)]
    assert subprocess.run(mide, capture_output=True, check=False).returncode == 0, (
        "expuesta a más de 2.0 de 10"
    )


@pytest.mark.parametrize("nombre", ["lector", "captura"])
def test_se_atiende_con_las_mismas_opciones_que_en_servir(nombre: str) -> None:
    """Entre ellas, que un proceso muerto se repone sin que el otro deje de contestar."""
    [de_servir] = [h.orden[3:] for h in hijos(8000) if h.nombre == nombre]
    de_la_unidad = servicio(nombre)["ExecStart"][3:]
    assert {*de_servir} - {"--log-level", "warning"} == {*de_la_unidad}
    imagen = (OPERACION / "imagenes" / "entrada").read_text(encoding="utf-8").split()
    assert {*de_la_unidad} <= {*imagen}
