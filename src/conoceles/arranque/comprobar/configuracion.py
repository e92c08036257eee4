"""Ajustes que una elección real no debe llevar. Producción no arranca con ellos si no se declaran en `CONOCELES_ACEPTA`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.hallazgo import Hallazgo, aviso, error
from conoceles.arranque.entorno import AJUSTES
from conoceles.difusion.formatos import programas
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import politica

AQUI = ("localhost", "127.0.0.1", "::1")
ACEPTABLES = (
    "SQLITE", "MISMA_BASE", "DIRECCION", "ANFITRIONES", "SMTP_SIN_CIFRAR", "LLAVE_ABIERTA", "LLAVE_AJENA", "LLAVE_DE_MAS",
    "AJUSTE_DESCONOCIDO", "ALMACEN_SIN_CIFRAR", "BASE_SIN_CERTIFICADO",
)  # fmt: skip


def aceptados() -> frozenset[str]:
    """Los códigos que `CONOCELES_ACEPTA` declara. `ErrorDeDominio` si nombra uno que no existe."""
    dichos = frozenset(c for c in os.environ.get("CONOCELES_ACEPTA", "").split(",") if c)
    if ajenos := sorted(dichos - set(ACEPTABLES)):
        raise ErrorDeDominio(
            f"CONOCELES_ACEPTA nombra lo que no existe: {', '.join(ajenos)}. Se puede aceptar: {', '.join(ACEPTABLES)}."
        )
    return dichos


def exigir() -> None:
    """`ErrorDeDominio` con todo lo inseguro que no se declaró aceptado; cada renglón dice su código y su remedio."""
    admitidos = aceptados()
    rechazar([h for h in inseguros() if h.codigo not in admitidos])


def rechazar(hallazgos: list[Hallazgo]) -> None:
    """`ErrorDeDominio` con esos hallazgos, si hay alguno."""
    if hallazgos:
        renglones = [f"{h.codigo}: {h.frase} {h.remedio}" for h in hallazgos]
        raise ErrorDeDominio(
            "Producción no arranca con ajustes inseguros. Corríjalos o, si alguno es a propósito, declárelo en "
            "CONOCELES_ACEPTA.\n" + "\n".join(renglones)
        )


def inseguros() -> Iterator[Hallazgo]:
    """Lo que producción rechaza, sin mirar las bases."""
    for comprobacion in (
        _desconocidos,
        _sqlite,
        _misma_base,
        _base_sin_certificado,
        _direcciones,
        _anfitriones,
        _correo,
        _almacen,
        _llaves,
    ):
        yield from comprobacion()


def mejorables() -> Iterator[Hallazgo]:
    """Lo que no impide arrancar, pero conviene saber."""
    yield from _testigos()
    if not os.environ.get("CONOCELES_SMTP_ANFITRION"):
        yield aviso(
            "SIN_CORREO",
            "No hay servidor de correo: los mensajes quedan en archivos y no llegan.",
            "Ponga CONOCELES_SMTP_ANFITRION.",
        )
    if not os.environ.get("CONOCELES_RESPALDO_LLAVES"):
        yield aviso(
            "LLAVERO_SIN_COPIA",
            "No se dijo dónde están las copias del llavero: lo destruido no se quita de ellas.",
            "Ponga CONOCELES_RESPALDO_LLAVES.",
        )


def _testigos() -> Iterator[Hallazgo]:
    archivo = carpetas().registro / "testigos"
    if archivo.exists() and politica.leer(archivo.read_text(encoding="utf-8")).se_parte():
        yield aviso(
            "TESTIGOS_SE_PARTEN",
            "El quórum de testigos lo cumplen dos grupos que no se tocan: a cada uno se le podría enseñar otra historia.",
            f"Pida más de la mitad en {archivo}, y reparta la política otra vez.",
        )


def formatos() -> Iterator[Hallazgo]:
    """El programa del sistema con que se hace el braille."""
    if programas.falta():
        yield aviso(
            "FORMATO_SIN_PROGRAMA",
            f"No se hace el braille de los perfiles: falta {programas.PAQUETE}. El sitio lo dice y lo demás sigue.",
            f"apt-get install {programas.PAQUETE}, y reinicie el obrero.",
        )


def _variable(nombre: str) -> str:
    return f"CONOCELES_BD_{nombre.upper()}"


def _de_base(nombre: str) -> str:
    return os.environ.get(_variable(nombre), "")


def _desconocidos() -> Iterator[Hallazgo]:
    conocidos = {a.variable for a in AJUSTES}
    for variable in sorted(v for v in os.environ if v.startswith("CONOCELES_") and v not in conocidos):
        yield error(
            "AJUSTE_DESCONOCIDO",
            f"{variable} no es un ajuste: lo que diga no se atiende.",
            "Corrija su nombre; ./conoceles ajustes los lista.",
        )


def _sqlite() -> Iterator[Hallazgo]:
    sueltas = [nombre for nombre in ALIAS.values() if not _de_base(nombre)]
    if sueltas:
        yield error(
            "SQLITE",
            f"En un archivo SQLite: {', '.join(sueltas)}. Quien puede leer la carpeta lee las tres bases.",
            f"Dé {', '.join(map(_variable, sueltas))} con la dirección de PostgreSQL.",
        )


def _base_sin_certificado() -> Iterator[Hallazgo]:
    for nombre in ALIAS.values():
        dicha = conninfo_to_dict(_de_base(nombre))
        anfitriones = str(dicha.get("host", "")).split(",")
        fuera = [a for a in anfitriones if a and a not in AQUI and not a.startswith("/")]
        if fuera and dicha.get("sslmode") not in ("verify-ca", "verify-full"):
            yield error(
                "BASE_SIN_CERTIFICADO",
                f"La base «{nombre}» está en otra máquina y no se comprueba su certificado.",
                f"Agregue ?sslmode=verify-full a {_variable(nombre)}.",
            )


def _misma_base() -> Iterator[Hallazgo]:
    lugares: dict[tuple[str, str, str], list[str]] = {}
    for nombre in ALIAS.values():
        for lugar in _lugares(_de_base(nombre)):
            lugares.setdefault(lugar, []).append(nombre)
    for nombres in {tuple(n): n for n in lugares.values()}.values():
        if len(nombres) > 1:
            yield error(
                "MISMA_BASE",
                f"Están en la misma base: {', '.join(nombres)}. Quien entra a una entra a las otras.",
                "Cada una va en su propia base, con su propio papel.",
            )


def _lugares(url: str) -> Iterator[tuple[str, str, str]]:
    """Servidor, puerto y base de esa dirección: uno por servidor."""
    dicha = conninfo_to_dict(url)
    anfitriones = str(dicha.get("host", "")).lower().split(",")
    puertos = str(dicha.get("port", "5432")).split(",")
    for n, anfitrion in enumerate(anfitriones if url else ()):
        aqui = "localhost" if anfitrion in AQUI else anfitrion
        yield aqui, puertos[n if len(puertos) > 1 else 0] or "5432", str(dicha.get("dbname", ""))


def _direcciones() -> Iterator[Hallazgo]:
    for variable in ("CONOCELES_URL_PUBLICA", "CONOCELES_URL_CAPTURA"):
        partes = urlsplit(os.environ.get(variable, ""))
        if partes.scheme != "https" or partes.hostname in AQUI:
            yield error(
                "DIRECCION",
                f"{variable} no es una dirección https a la que se llegue desde fuera: los correos y los códigos QR la llevan.",
                "Escriba la dirección pública, como https://captura.example.mx.",
            )


def _anfitriones() -> Iterator[Hallazgo]:
    nombres = (os.environ.get("CONOCELES_ANFITRIONES") or "").split(",")
    if "*" in nombres or any(n.startswith(".") for n in nombres):
        yield error(
            "ANFITRIONES",
            "CONOCELES_ANFITRIONES admite cualquier nombre: un enlace de acceso podría llevar a otro sitio.",
            "Escriba solo los nombres propios.",
        )
        return
    propio = urlsplit(os.environ.get("CONOCELES_URL_CAPTURA", "")).hostname
    if propio and propio not in AQUI and propio not in {nombre.lower() for nombre in nombres}:
        yield error(
            "ANFITRIONES",
            f"CONOCELES_ANFITRIONES no trae {propio}, el de CONOCELES_URL_CAPTURA: los enlaces de los correos no abrirían.",
            f"Agregue {propio}.",
        )


def _correo() -> Iterator[Hallazgo]:
    anfitrion = os.environ.get("CONOCELES_SMTP_ANFITRION", "")
    if anfitrion and anfitrion not in AQUI and os.environ.get("CONOCELES_SMTP_SEGURIDAD") == "ninguna":
        yield error(
            "SMTP_SIN_CIFRAR",
            "El correo va sin cifrar a otra máquina: lleva enlaces de acceso.",
            "Ponga CONOCELES_SMTP_SEGURIDAD=starttls o tls.",
        )


def _almacen() -> Iterator[Hallazgo]:
    partes = urlsplit(os.environ.get("CONOCELES_ARCHIVOS", ""))
    if partes.scheme == "s3+http" and partes.hostname not in AQUI:
        yield error(
            "ALMACEN_SIN_CIFRAR",
            "Las fotografías van y vienen sin cifrar de otra máquina.",
            "Escriba CONOCELES_ARCHIVOS con s3:// y dé al almacén su certificado.",
        )


def _llaves() -> Iterator[Hallazgo]:
    for nombre in secretos.NOMBRES:
        ruta = secretos.ruta(nombre)
        if os.access(ruta, os.F_OK) and _abierta(ruta):
            yield error(
                "LLAVE_ABIERTA",
                f"Otras cuentas de la máquina pueden leer la llave «{nombre}».",
                f"chmod o-rwx,g-w {ruta}, y renuévela si alguien más pudo leerla.",
            )
        if nombre not in secretos.suyas() and os.access(ruta, os.R_OK):
            yield error(
                "LLAVE_DE_MAS",
                f"Este servicio es {secretos.papel()} y puede leer la llave «{nombre}», que no usa: quien lo robe se la lleva.",
                f"Que {ruta} sea de otro usuario y otro grupo; operacion/instalar lo deja así.",
            )


def _abierta(ruta: Path) -> bool:
    """El grupo puede leerla, porque la comparten la captura y el obrero; nadie más."""
    return bool(ruta.stat().st_mode & 0o037)
