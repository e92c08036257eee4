"""Cada daño, hecho como lo haría quien tiene el archivo: con un cliente cualquiera o con el sistema operativo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from arranque.comprobar import forjar

pytestmark = pytest.mark.lenta
Danio = Callable[[Path], None]


def _sql(datos: Path, base: str, *sentencias: str) -> None:
    with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
        for sentencia in sentencias:
            conexion.execute(sentencia)


def _errores(renglones: list[dict[str, str]]) -> set[str]:
    return {r["codigo"] for r in renglones if r["gravedad"] == "error"}


def _reescribir_bitacora(base: str) -> Danio:
    return lambda datos: _sql(
        datos, base, "DROP TRIGGER bitacora_entrada_no_cambia",
        "UPDATE bitacora_entrada SET actor = 'otra persona' WHERE id = (SELECT MIN(id) FROM bitacora_entrada)",
    )  # fmt: skip


def _cortar_bitacora(datos: Path) -> None:
    _sql(
        datos, "curricular", "DROP TRIGGER bitacora_entrada_no_se_borra",
        "DELETE FROM bitacora_entrada WHERE id > 2",
    )  # fmt: skip


def _reescribir_version(datos: Path) -> None:
    _sql(
        datos, "curricular", "DROP TRIGGER curricular_versioncurricular_no_cambia",
        "UPDATE curricular_versioncurricular SET contenido = replace(contenido, 'a', 'e')",
    )  # fmt: skip


def _apagar_candado(datos: Path) -> None:
    _sql(
        datos, "identidad", "DROP TRIGGER identidad_documentoidentidad_no_cambia",
        "CREATE TRIGGER identidad_documentoidentidad_no_cambia BEFORE UPDATE ON identidad_documentoidentidad "
        "WHEN 0 BEGIN SELECT 1; END",
    )  # fmt: skip


def _cambiar_un_octeto(ruta: Path) -> None:
    octetos = bytearray(ruta.read_bytes())
    octetos[len(octetos) // 2] ^= 1
    ruta.unlink()
    ruta.write_bytes(bytes(octetos))


def _archivo(datos: Path) -> Path:
    return next(p for p in (datos / "archivos").iterdir() if len(p.name) == 64)


def _pagina(datos: Path) -> Path:
    return datos / "sitio" / "durango-2023-2024" / "actual" / "index.html"


def _otra_llave(nombre: str) -> Danio:
    return lambda datos: (datos / "secretos" / f"{nombre}.llave").write_bytes(b"\7" * 32) and None


def _forjar_consentimiento(datos: Path) -> None:
    """Un sí copiado del que espera formato, amparado en una acreditación inventada: los candados lo admiten."""
    with closing(sqlite3.connect(datos / "identidad.sqlite3")) as conexion, conexion:
        suyo = dict(
            zip(*forjar.fila(conexion, "SELECT * FROM identidad_consentimiento LIMIT 1"), strict=True)
        )
        inventada = conexion.execute(
            "INSERT INTO identidad_acreditacion (clave, cuenta, direccion, vale, evidencia, referencia, por, en) "
            "VALUES (?, 1, 'x', 1, 'lista', 'x', 'x', '2024-04-20')",
            (suyo["clave"],),
        ).lastrowid
        suyo |= {"id": None, "medio": "acreditada", "surten": suyo["grupos"], "acreditacion_id": inventada}
        huecos = ", ".join("?" * len(suyo))
        conexion.execute(
            f"INSERT INTO identidad_consentimiento ({', '.join(suyo)}) VALUES ({huecos})", [*suyo.values()]
        )


@contextmanager
def _sin_candados(datos: Path, base: str, tabla: str) -> Iterator[sqlite3.Connection]:
    """Quita los de la tabla y al terminar los deja como estaban: por ellos no se nota."""
    with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
        suyos = conexion.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (tabla,)
        ).fetchall()
        for nombre, _ in suyos:
            conexion.execute(f"DROP TRIGGER {nombre}")
        yield conexion
        for _, dicho in suyos:
            conexion.execute(dicho)


def _dar_permiso(datos: Path) -> None:
    with _sin_candados(datos, "identidad", "identidad_consentimiento") as conexion:
        conexion.execute(
            "UPDATE identidad_consentimiento SET publicacion = 1, surten = NULL WHERE medio != 'formato'"
        )


def _dar_por_firmado(datos: Path) -> None:
    with _sin_candados(datos, "identidad", "identidad_consentimiento") as conexion:
        conexion.execute("UPDATE identidad_consentimiento SET medio = 'formato'")


def _concluir(datos: Path) -> None:
    with _sin_candados(datos, "curricular", "candidaturas_candidatura") as conexion:
        conexion.execute("UPDATE candidaturas_candidatura SET estado = 'renuncia' WHERE folio = 'aaaa1111'")


def _renombrar(datos: Path) -> None:
    with _sin_candados(datos, "curricular", "candidaturas_persona") as conexion:
        conexion.execute("UPDATE candidaturas_persona SET nombre = 'OTRA PERSONA'")


def _ocultar(datos: Path) -> None:
    with _sin_candados(datos, "curricular", "expediente_seccionoculta") as conexion:
        conexion.execute(
            "INSERT INTO expediente_seccionoculta (candidatura_id, seccion, expediente, fecha, por, en, fin_expediente, "
            "fin_por) SELECT id, 'propuestas', 'X', '2024-04-20', 'x', '2024-04-20', '', '' "
            "FROM candidaturas_candidatura WHERE folio = 'aaaa1111'"
        )


def _asentado(tabla: str, sentencia: str) -> Danio:
    def hacer(datos: Path) -> None:
        with _sin_candados(datos, "curricular", tabla) as conexion:
            assert conexion.execute(sentencia).rowcount > 0

    return hacer


DANIOS: dict[str, tuple[Danio, str, str]] = {
    "un candado quitado": (
        lambda d: _sql(d, "curricular", "DROP TRIGGER expediente_envio_no_se_borra"), "CANDADO_ROTO", "expediente_envio"
    ),
    "un candado que ya no impide nada": (_apagar_candado, "CANDADO_ROTO", "identidad_documentoidentidad_no_cambia"),
    "una entrada de A reescrita": (_reescribir_bitacora("curricular"), "BITACORA_ROTA", "fue alterada"),
    "una entrada de B reescrita": (_reescribir_bitacora("identidad"), "BITACORA_ROTA", "identidad"),
    "el final de la bitácora borrado": (_cortar_bitacora, "CABEZA_PERDIDA", "ya no está"),
    "un texto enviado reescrito": (_reescribir_version, "VERSION_ALTERADA", "aaaa1111"),
    "una versión de más, con su huella bien hecha": (forjar.version, "VERSION_ALTERADA", "que ningún acto escribió"),
    "un no vuelto sí": (_dar_permiso, "SIN_CONSTANCIA", "aaaa1111 tiene un consentimiento que ya no dice"),
    "un sí que dice venir de un formato": (_dar_por_firmado, "SIN_CONSTANCIA", "tiene un consentimiento que ya no dice lo que un acto escribió"),
    "un nombre cambiado en el padrón": (_renombrar, "ACTO_SIN_CONSTANCIA", "aaaa1111 dice en el padrón"),
    "una entrada de más, bien encadenada": (forjar.entrada, "BITACORA_ROTA", "no la escribió el sistema"),
    "una candidatura concluida sin acto": (_concluir, "ACTO_SIN_CONSTANCIA", "aaaa1111 está «renuncia»"),
    "una sección oculta sin orden": (_ocultar, "ACTO_SIN_CONSTANCIA", "una sección oculta por orden que ningún acto"),
    "un consentimiento forjado": (_forjar_consentimiento, "SIN_CONSTANCIA", "aaaa1111 tiene un consentimiento"),
    "una acreditación forjada": (_forjar_consentimiento, "SIN_CONSTANCIA", "tiene una acreditación que ningún acto escribió"),
    **{que: (_asentado(t, sql), "ACTO_SIN_CONSTANCIA", dicho) for que, (t, sql, dicho) in forjar.LO_ASENTADO.items()},
    "la tabla de estados vaciada": (
        lambda d: _sql(d, "curricular", "DELETE FROM expediente_transicion"), "PASOS_CAMBIADOS", "falta el paso «validar»"
    ),
    "un atajo en la tabla de estados": (
        lambda d: _sql(
            d, "curricular",
            "INSERT INTO expediente_transicion (desde, acto, hacia) VALUES ('registrada', 'colar', 'publicada')",
        ),
        "PASOS_CAMBIADOS", "sobra el paso «colar»",
    ),
    "la captura abierta sin los actos": (
        lambda d: _sql(d, "curricular", "UPDATE proceso_proceso SET captura_autorizada = NOT captura_autorizada"),
        "ELECCION_CAMBIADA", "captura_autorizada",
    ),
    "la segunda persona quitada o puesta": (
        lambda d: _sql(d, "curricular", "UPDATE proceso_proceso SET segunda_persona = '|cancelar|'"),
        "ELECCION_CAMBIADA", "segunda_persona",
    ),
    "un plazo alargado en una contienda": (
        lambda d: _sql(d, "curricular", "UPDATE proceso_contienda SET captura_hasta = '2030-01-01 06:00:00'"),
        "ELECCION_CAMBIADA", "el plazo de captura de",
    ),
    "una elección de verdad vuelta inventada, o al revés": (
        lambda d: _sql(d, "curricular", "UPDATE proceso_proceso SET inventado = NOT inventado"),
        "ELECCION_CAMBIADA", "si es inventada",
    ),
    "un plazo cambiado en la definición": (
        lambda d: _sql(
            d, "curricular",
            "UPDATE proceso_proceso SET definicion = json_set(definicion, '$.calendario.captura_dias', 400)",
        ),
        "ELECCION_CAMBIADA", "no es la que su huella resume",
    ),
    "un octeto de una fotografía": (lambda d: _cambiar_un_octeto(_archivo(d)), "ARCHIVO_ALTERADO", "archivos/"),
    "una fotografía borrada": (lambda d: _archivo(d).unlink(), "ARCHIVO_FALTA", "aaaa1111"),
    "un octeto de una página": (lambda d: _cambiar_un_octeto(_pagina(d)), "SITIO_ALTERADO", "index.html"),
    "la llave maestra de otra instalación": (_otra_llave("maestra"), "LLAVE_AJENA", "maestra"),
    "la llave de firma de otra instalación": (_otra_llave("firma"), "LLAVE_AJENA", "firma"),
    "una migración de una versión posterior": (
        lambda d: _sql(
            d, "curricular",
            "INSERT INTO django_migrations (app, name, applied) VALUES ('proceso', '0999_del_futuro', '2030-01-01')",
        ),
        "ESQUEMA_NUEVO", "0999_del_futuro",
    ),
    "una migración que falta": (
        lambda d: _sql(d, "llaves", "DELETE FROM django_migrations WHERE app = 'espejos'"), "ESQUEMA_ATRASADO", "espejos"
    ),
    "una base que no abre": (
        lambda d: (d / "identidad.sqlite3").write_bytes(b"esto no es una base" * 99) and None, "BASE_CERRADA", "identidad"
    ),
    "una base que no está": (lambda d: (d / "llaves.sqlite3").unlink(), "BASE_CERRADA", "No existe"),
}  # fmt: skip


def test_una_instalacion_sana_no_tiene_mas_errores_que_lo_que_le_falta(
    sembrada: Path, hallar: Callable[..., Any]
) -> None:
    """La alianza sin renglón en el convenio es lo único que impide abrir."""
    codigo, renglones = hallar(sembrada)
    assert _errores(renglones) == {"SIN_RESPONSABLE"}, renglones
    assert codigo == 1
    assert all(set(r) == {"codigo", "gravedad", "eleccion", "frase", "remedio", "estado"} for r in renglones)
    assert all(r["remedio"] for r in renglones if r["gravedad"] != "dato")
    nadie = next(r for r in renglones if r["codigo"] == "SIN_RESPONSABLE")
    assert nadie["eleccion"] == "durango-2023-2024"
    assert "bbbb2222" in nadie["frase"]
    assert {"SQLITE", "DIRECCION"} <= {r["codigo"] for r in renglones if r["gravedad"] == "dato"}


@pytest.mark.parametrize("que", DANIOS)
def test_cada_danio_se_nombra(que: str, instalacion: Path, hallar: Callable[..., Any]) -> None:
    hacer, esperado, dicho = DANIOS[que]
    hacer(instalacion)
    codigo, renglones = hallar(instalacion)
    assert codigo == 1
    suyos = [r["frase"] for r in renglones if r["codigo"] == esperado and r["gravedad"] == "error"]
    assert any(dicho in frase for frase in suyos), suyos
    assert "SIN_COMPROBAR" not in _errores(renglones)


def test_un_permiso_abierto_se_avisa(instalacion: Path, hallar: Callable[..., Any]) -> None:
    (instalacion / "curricular.sqlite3").chmod(0o644)
    _, renglones = hallar(instalacion)
    avisos = [r for r in renglones if r["codigo"] == "PERMISO_ABIERTO"]
    assert any("curricular.sqlite3" in r["frase"] for r in avisos)
    assert any("chmod 600" in r["remedio"] for r in avisos)


def test_un_acto_que_todavia_no_llega_dice_que_el_reloj_va_atrasado(
    sembrada: Path, hallar: Callable[..., Any]
) -> None:
    _, renglones = hallar(sembrada, CONOCELES_AHORA="2024-03-25T10:00:00-06:00")
    assert "RELOJ_ATRASADO" in _errores(renglones)


def test_respaldar_deja_constancia_y_un_dia_despues_se_avisa(
    instalacion: Path, tmp_path: Path, hallar: Callable[..., Any]
) -> None:
    from arranque.comprobar.conftest import correr

    codigos = lambda renglones: {r["codigo"] for r in renglones}  # noqa: E731
    assert "SIN_RESPALDO" in codigos(hallar(instalacion)[1])
    assert correr(instalacion, "conoceles", "resguardo", "hacer", str(tmp_path / "copia")).returncode == 0
    assert "RESPALDO" in codigos(hallar(instalacion)[1])
    assert "RESPALDO_VIEJO" in codigos(hallar(instalacion, CONOCELES_AHORA="2024-04-28T10:00:00-06:00")[1])


def test_sin_instalacion_no_crea_nada(tmp_path: Path, hallar: Callable[..., Any]) -> None:
    codigo, renglones = hallar(tmp_path / "nada")
    assert codigo == 1
    assert _errores(renglones) == {"SIN_INSTALACION"}
    assert not (tmp_path / "nada").exists()


def test_comprobar_no_cambia_la_instalacion_salvo_su_constancia(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    """Deja en la bitácora lo que halló, que es lo que «Hoy» enseña; dos veces lo mismo el mismo día, una sola."""

    def entradas() -> list[tuple[str]]:
        with closing(sqlite3.connect(instalacion / "curricular.sqlite3")) as base:
            return list(base.execute("SELECT acto FROM bitacora_entrada ORDER BY id"))

    antes = entradas()
    for _ in range(2):
        hallar(instalacion, CONOCELES_AHORA="2024-04-26T10:00:00-06:00")
    assert entradas() == [*antes, ("instalacion_comprobada",)]
