"""Todos los ajustes por variables de entorno, en un solo lugar para poder listarlos y revisarlos."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from conoceles.nucleo import almacen
from conoceles.nucleo.errores import ErrorDeDominio


@dataclass(frozen=True)
class Forma:
    """Cómo se escribe un ajuste: la expresión que cumple entero y cómo se dice."""

    patron: str
    frase: str

    def cumple(self, valor: str) -> bool:
        return re.fullmatch(self.patron, valor) is not None


MODO = Forma("demo|practica|produccion", "«demo», «practica» o «produccion»")
_SERVIDOR = r"[^/@:,\s]+(:\d{1,5})?"
BASE = Forma(
    rf"postgres(ql)?://([^/@\s]*@)?({_SERVIDOR}/[^/?\s]+(\?\S*)?"
    rf"|{_SERVIDOR}(,{_SERVIDOR})+/[^/?\s]+\?(\S*&)?target_session_attrs=read-write(&\S*)?)",
    "postgresql://usuario:clave@servidor:puerto/base (con varios servidores separados por comas, "
    "termina en ?target_session_attrs=read-write)",
)
PAPEL = Forma("captura|obrero|respaldo|vigia", "«captura», «obrero», «respaldo» o «vigia»")
HORAS = Forma(r"[1-9]\d{0,2}", "un número de horas")
DIRECCION = Forma(r"https?://[^\s/]+(/\S*)?", "una dirección que empiece con http:// o https://")
ANFITRIONES = Forma(r"[^\s,/]+(,[^\s,/]+)*", "nombres separados por comas, sin https:// ni espacios")
ORIGENES = Forma(
    r"https?://[^\s,/]+(,https?://[^\s,/]+)*", "orígenes como https://captura.example.mx, separados por comas"
)
NUMERO = Forma(r"\d{1,2}", "un número")
PREFIJO = Forma(r"/\S*[^\s/]", "una ruta que empiece con «/» y no termine con ella")
SECRETO = Forma(r"[A-Za-z0-9_-]{32,}", "treinta y dos o más letras sin acento, cifras, «-» o «_»")
PUERTO = Forma(r"\d{1,5}", "un número de puerto")
CODIGOS = Forma(r"[A-Z_]+(,[A-Z_]+)*", "códigos como SQLITE, separados por comas")
SEGURIDAD = Forma("starttls|tls|ninguna", "«starttls», «tls» o «ninguna»")
ALMACEN = Forma(almacen.FORMA, almacen.DICHA)
CORREO = Forma(r"[^\r\n]+@[^\r\n]+", "una dirección de correo, en un solo renglón")


@dataclass(frozen=True)
class Variable:
    """Una variable: qué significa, qué vale si falta y si su valor debe cubrirse al mostrarlo."""

    variable: str
    significado: str
    omision: str
    secreto: bool = False
    forma: Forma | None = None


AJUSTES = (
    Variable("CONOCELES_DATOS", "Carpeta con todo el estado de la instalación.", "var/ junto al proyecto"),
    Variable(
        "CONOCELES_MODO",
        "«demo», «practica» o «produccion»; se escribe en la carpeta en el primer uso.",
        "demo",
        forma=MODO,
    ),
    Variable(
        "CONOCELES_PAPEL",
        "«captura», «obrero», «respaldo» o «vigia»: lo que es ese servicio. Solo usa sus llaves y no cambia las tablas.",
        "todo a la vez, como quien opera",
        forma=PAPEL,
    ),
    Variable(
        "CONOCELES_PYTHON", "Intérprete que el lanzador debe usar (3.11 o posterior).", "el primero que sirva"
    ),
    Variable(
        "CONOCELES_AHORA",
        "Momento en que arranca el reloj (ISO 8601 con huso); no en producción.",
        "hora real",
    ),
    Variable(
        "CONOCELES_BD_CURRICULAR", "Base A (postgresql://…).", "curricular.sqlite3", secreto=True, forma=BASE
    ),
    Variable(
        "CONOCELES_BD_IDENTIDAD", "Base B (postgresql://…).", "identidad.sqlite3", secreto=True, forma=BASE
    ),
    Variable(
        "CONOCELES_BD_LLAVES",
        "Almacén de llaves (postgresql://…).",
        "llaves.sqlite3",
        secreto=True,
        forma=BASE,
    ),
    Variable(
        "CONOCELES_RESPALDO_LLAVES",
        "Carpeta de las copias del llavero: el obrero quita de ellas lo destruido y lo caduco.",
        "ninguna",
    ),
    Variable(
        "CONOCELES_SEGUNDO_LUGAR",
        "Depósito de restic donde va además cada copia diaria, cifrada: una carpeta, sftp:… o s3:….",
        "ninguno",
    ),
    Variable(
        "CONOCELES_AUSENCIA_HORAS",
        "Horas sin obrero que se tienen por normales; más, y lo irreversible del calendario espera a una persona.",
        "2 en producción; 720 fuera de ella",
        forma=HORAS,
    ),
    Variable(
        "CONOCELES_ARCHIVOS",
        "Almacén S3 de fotografías y formatos, para varias máquinas: s3://llave:secreto@servidor/cubeta.",
        "la carpeta de datos",
        secreto=True,
        forma=ALMACEN,
    ),
    Variable(
        "CONOCELES_ESPEJOS",
        "Archivo con los espejos del sitio y sus llaves, solo donde se publica.",
        "secretos/espejos",
    ),
    Variable("CONOCELES_LLAVE_DJANGO", "Archivo de la llave de sesiones.", "secretos/django.llave"),
    Variable(
        "CONOCELES_LLAVE_MAESTRA",
        "Archivo de la llave que envuelve las de identidad.",
        "secretos/maestra.llave",
    ),
    Variable("CONOCELES_LLAVE_CURP", "Archivo de la llave del resumen de la CURP.", "secretos/curp.llave"),
    Variable(
        "CONOCELES_LLAVE_FIRMA",
        "Archivo de la llave que firma las publicaciones: solo donde se publica.",
        "secretos/firma.llave",
    ),
    Variable(
        "CONOCELES_LLAVE_ACUSES",
        "Archivo de la llave que firma los acuses: solo donde se captura.",
        "secretos/acuses.llave",
    ),
    Variable(
        "CONOCELES_URL_PUBLICA",
        "Dirección del sitio público, con su prefijo.",
        "http://localhost:8000",
        forma=DIRECCION,
    ),
    Variable(
        "CONOCELES_URL_CAPTURA",
        "Dirección de la captura, con su prefijo: la que dicen los correos y los enlaces de acceso.",
        "http://localhost:8001",
        forma=DIRECCION,
    ),
    Variable(
        "CONOCELES_URL_PRACTICA",
        "Dirección de la elección de práctica; la ayuda enlaza a ella.",
        "ninguna",
        forma=DIRECCION,
    ),
    Variable(
        "CONOCELES_ANFITRIONES",
        "Nombres por los que se atiende la captura, con comas.",
        "localhost",
        forma=ANFITRIONES,
    ),
    Variable(
        "CONOCELES_ORIGENES", "Orígenes https admitidos en formularios, con comas.", "ninguno", forma=ORIGENES
    ),
    Variable(
        "CONOCELES_PROXIES",
        "Cuántos proxies propios hay delante de la captura (X-Forwarded-For).",
        "0",
        forma=NUMERO,
    ),
    Variable(
        "CONOCELES_FRENTE",
        "Secreto con que nginx prueba que es él: de nadie más se creen la hora de llegada ni las X-Forwarded-*.",
        "ninguno: rige la hora del programa",
        secreto=True,
        forma=SECRETO,
    ),
    Variable("CONOCELES_PREFIJO", "Prefijo de ruta de la captura, si lo hay.", "ninguno", forma=PREFIJO),
    Variable(
        "CONOCELES_SMTP_ANFITRION", "Servidor de correo; sin él, los correos quedan en correo/.", "ninguno"
    ),
    Variable("CONOCELES_SMTP_PUERTO", "Puerto del servidor de correo.", "587", forma=PUERTO),
    Variable(
        "CONOCELES_SMTP_SEGURIDAD",
        "Cómo se cifra la conexión: «starttls», «tls» o «ninguna» (solo en la misma máquina).",
        "starttls",
        forma=SEGURIDAD,
    ),
    Variable("CONOCELES_SMTP_USUARIO", "Usuario del servidor de correo.", "ninguno"),
    Variable("CONOCELES_SMTP_CLAVE", "Contraseña del servidor de correo.", "ninguna", secreto=True),
    Variable("CONOCELES_CORREO", "Remitente de los correos.", "conoceles@localhost", forma=CORREO),
    Variable(
        "CONOCELES_OPERA",
        "Correo de quien opera: recibe las alertas, con su causa y qué hacer.",
        "ninguno: no se avisa",
        forma=CORREO,
    ),
    Variable(
        "CONOCELES_CERTIFICADOS",
        "Carpeta de los certificados .pem cuyo vencimiento se vigila.",
        "/etc/ssl/conoceles",
    ),
    Variable(
        "CONOCELES_REBOTES",
        "Carpeta o Maildir donde el servidor de correo deja los avisos de que un correo no llegó.",
        "correo/rebotes/",
    ),
    Variable(
        "CONOCELES_ACEPTA",
        "Códigos de lo inseguro que producción admite a propósito, con comas (./conoceles comprobar los nombra).",
        "ninguno",
        forma=CODIGOS,
    ),
    Variable("CONOCELES_MUESTRAS", "Archivos reales para las pruebas.", "../shared/datos"),
    Variable(
        "CONOCELES_PRUEBAS_POSTGRES",
        "Servidor PostgreSQL para las pruebas (postgresql://…).",
        "uno propio",
        secreto=True,
    ),
)


def exigir_bien_escritos() -> None:
    """`ErrorDeDominio` con el primer ajuste mal escrito; de un secreto no repite lo escrito."""
    for ajuste in AJUSTES:
        valor = os.environ.get(ajuste.variable)
        if valor and ajuste.forma and not ajuste.forma.cumple(valor):
            escrito = "" if ajuste.secreto else f", no «{valor}»"
            raise ErrorDeDominio(f"{ajuste.variable} debe ser {ajuste.forma.frase}{escrito}.")
