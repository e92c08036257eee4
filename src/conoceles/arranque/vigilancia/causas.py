"""Por qué falla una tarea del obrero, en palabras de quien opera. Nunca el mensaje del error: puede llevar datos."""

from __future__ import annotations

import errno
import re
import sqlite3
from concurrent.futures import BrokenExecutor
from smtplib import SMTPAuthenticationError, SMTPException
from socket import gaierror
from ssl import SSLError

import psycopg
from django.db import DatabaseError

from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.bases.otra_vez import ABORTADAS
from conoceles.nucleo.una_por_una import Tropiezos
from conoceles.registro.registro import RegistroAlterado

A_LA_VISTA = 5
_DE_SISTEMA = {
    errno.ENOSPC: ("el disco está lleno", "Libere espacio en la carpeta de datos: se reintenta solo."),
    errno.EDQUOT: ("se acabó la cuota de disco", "Libere espacio o amplíe la cuota: se reintenta solo."),
    errno.EROFS: ("el disco está en solo lectura", "Revise el disco (dmesg) y vuelva a montarlo."),
    errno.EIO: ("el disco da errores de lectura o escritura", "Revise el disco (dmesg, smartctl) y tenga a mano el respaldo."),
}  # fmt: skip

_SIN_ESCRIBIR = (
    "no se puede escribir en la carpeta de datos: el disco está en solo lectura, o el archivo es de otro",
    "dmesg dice del disco; si está bien, chown -R conoceles: /var/lib/conoceles/sitio.",
)
_DE_SQLITE = {
    "SQLITE_FULL": _DE_SISTEMA[errno.ENOSPC],
    "SQLITE_IOERR": _DE_SISTEMA[errno.EIO],
    "SQLITE_READONLY": _SIN_ESCRIBIR,
    "SQLITE_CANTOPEN": _SIN_ESCRIBIR,
    "SQLITE_CORRUPT": (_DANADO := (
        "está dañado lo que el publicador recuerda",
        "rm /var/lib/conoceles/sitio/*/publicador.sqlite*: la publicación siguiente se hace completa.",
    )),
    "SQLITE_NOTADB": _DANADO,
}  # fmt: skip
_SIN_CONEXIONES = (
    "PostgreSQL no admite más conexiones",
    "Suba max_connections o vea quién las tiene: pg_stat_activity.",
)
_CRUZADA = "la base deshizo lo que hacía la tarea, porque se cruzó con lo de otra persona"
_SE_REINTENTA = "Se reintenta solo. Si vuelve a pasar, avise a quien mantiene el programa."
_DE_POSTGRES = {
    **{estado: (f"{_CRUZADA} (SQLSTATE {estado})", _SE_REINTENTA) for estado in ABORTADAS},
    "25006": ("PostgreSQL está en solo lectura", "Es una réplica, o alguien lo puso así: vea a cuál llevan las CONOCELES_BD_…"),
    "42501": ("la base no deja a este servicio hacer algo suyo", "Dé conoceles papeles: devuelve a cada papel sus permisos."),
    "53100": ("el disco de PostgreSQL está lleno", "Libere espacio en el disco de las bases: se reintenta solo."),
    "53300": _SIN_CONEXIONES,
}  # fmt: skip
# Al entrar no llega el código, solo su mensaje, en la lengua del servidor: se busca en él y no se repite.
_AL_ENTRAR = (
    (r"too many clients|connection slots|too many connections|demasiad[oa]s (clientes|conexiones)|conexiones.*reservad", *_SIN_CONEXIONES),
    (r"pg_hba\.conf", "la base no deja entrar a este servicio", "Vea pg_hba.conf. Si operacion/volver quedó a la mitad, repítala: ella abre."),
    (r"password authentication|la autentificaci[oó]n password|role .* does not exist|no existe el rol", "la base no reconoce a este servicio o su clave", "Repita operacion/instalar: vuelve a poner cada papel con su clave."),
    (r"starting up|shutting down|recovery mode|iniciando|apagando|modo de recuperaci", "PostgreSQL está arrancando o deteniéndose", "Espere un minuto; si sigue, pg_lsclusters dice dónde está su registro."),
)  # fmt: skip
_BASE_MUDA = (
    "una base de datos no contesta",
    "pg_lsclusters dice cuál está apagada; systemctl restart postgresql las enciende. Si no quiere, df -h: puede no caber.",
)


# La primera que convenga: `SMTPException`, `gaierror`, `SSLError` y `AlmacenCaido` también son `OSError`.
_DE_CLASE: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    ((SMTPAuthenticationError,), "el servidor de correo no acepta la clave", "Revise CONOCELES_SMTP_USUARIO y CONOCELES_SMTP_CLAVE."),
    ((gaierror,), "no se halla en la red un servidor por su nombre", "Revise CONOCELES_SMTP_ANFITRION y que la máquina resuelva nombres: getent hosts NOMBRE."),
    ((SSLError,), "el servidor de correo no cifra, o su certificado no es de confianza", "Revise CONOCELES_SMTP_SEGURIDAD, CONOCELES_SMTP_PUERTO y el certificado de ese servidor."),
    ((SMTPException, ConnectionError, TimeoutError), "el servidor de correo no contesta o no acepta", "Revise CONOCELES_SMTP_… y que ese servidor atienda."),
    ((BrokenExecutor, MemoryError), "el sistema mató a un proceso que ayudaba, casi siempre por falta de memoria", "journalctl -k | grep -i memory lo dice. Dé más memoria a la máquina: se reintenta solo."),
    ((RegistroAlterado,), "el registro público no es el que se firmó, o retrocedió", "No publique: conoceles comprobar dice qué pasa. Reponga sitio/log de un espejo o del último respaldo."),
)  # fmt: skip


def por_que(error: Exception) -> tuple[str, str]:
    """(qué pasó, qué hacer)."""
    # El obrero llega aquí antes que Django.
    from conoceles.publicacion.instantanea.manifiesto import SitioAtrasado

    if isinstance(error, SitioAtrasado):
        return error.causa.rstrip("."), error.remedio
    if isinstance(error, Tropiezos):
        return _de_varias(error)
    if isinstance(error, AlmacenCaido):
        return f"el almacén de archivos no atiende: {error.razon}", error.remedio
    for clases, frase, remedio in _DE_CLASE:
        if isinstance(error, clases):
            return frase, remedio
    if isinstance(error, DatabaseError | psycopg.Error | sqlite3.Error):
        return _de_la_base(error)
    if isinstance(error, OSError) and error.errno in _DE_SISTEMA:
        return _DE_SISTEMA[error.errno]
    if isinstance(error, FileNotFoundError):
        return (
            f"falta el archivo {error.filename}",
            "Recupérelo del respaldo en ese mismo lugar: se reintenta solo.",
        )
    if isinstance(error, PermissionError):
        return (
            f"no se puede usar {error.filename}",
            f"Devuélvalo a quien lo usa: {_devolver(str(error.filename))}",
        )
    return _de_nadie(error)


def _de_varias(error: Tropiezos) -> tuple[str, str]:
    """La causa de la primera; lo demás siguió."""
    cuales = [*error.cuales]
    frase, remedio = por_que(error.cuales[cuales[0]])
    y_mas = f" y {len(cuales) - A_LA_VISTA} más" if len(cuales) > A_LA_VISTA else ""
    return (
        f"no se pudo con {', '.join(cuales[:A_LA_VISTA])}{y_mas}; lo demás sigue. La primera: {frase}",
        f"Si conoceles comprobar nombra alguna, haga lo que dice de ella. Si no: {remedio}",
    )


def _devolver(ruta: str) -> str:
    """Lo que guarda la captura es de ella, y quien publica lo lee por el grupo."""
    if "/archivos" in ruta:
        return f"chgrp conoceles-archivos {ruta} && chmod g+rX {ruta}"
    return f"chown conoceles: {ruta}"


def _de_la_base(error: Exception) -> tuple[str, str]:
    """`error`: del motor, o de Django, que trae el del motor como causa."""
    propio = error.__cause__ if isinstance(error, DatabaseError) else error
    if isinstance(propio, sqlite3.Error):
        return _de_sqlite(propio)
    if (estado := getattr(propio, "sqlstate", None)) in _DE_POSTGRES:
        return _DE_POSTGRES[estado]
    if estado is None:
        for patron, frase, remedio in _AL_ENTRAR:
            if re.search(patron, str(propio)):
                return frase, remedio
    return _BASE_MUDA


def _de_sqlite(error: sqlite3.Error) -> tuple[str, str]:
    """También en PostgreSQL: lo que el publicador recuerda va en un archivo del sitio."""
    clase = getattr(error, "sqlite_errorname", None) or ""
    return next((d for inicio, d in _DE_SQLITE.items() if clase.startswith(inicio)), _de_nadie(error))


def _de_nadie(error: Exception) -> tuple[str, str]:
    return (
        f"un error que no esperábamos ({type(error).__name__})",
        "journalctl -u conoceles-obrero -n 50 dice dónde; avise a quien mantiene el programa.",
    )
