"""Ajustes de Django del sistema de captura (proceso privado). El lector no los usa."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes

from csp.constants import NONE, SELF

from conoceles.arranque.bases import ALIAS, conexion
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas

PRODUCCION = carpetas().modo == "produccion"
PRACTICA = carpetas().modo == "practica"

# Quien solo respalda no abre sesiones ni segundos factores: la suya no vale para nada y dura lo que él.
SECRET_KEY = (secretos.leer("django") if "django" in secretos.suyas() else token_bytes(32)).hex()
DEBUG = False
# El lazo, siempre: por él preguntan `/salud/` quien opera y el propio contenedor. nginx no atiende a quien diga ese nombre.
LAZO = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*LAZO, *filter(None, os.environ.get("CONOCELES_ANFITRIONES", "").split(","))]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CONOCELES_ORIGENES", "").split(",") if o]
URL_PUBLICA = (os.environ.get("CONOCELES_URL_PUBLICA") or "http://localhost:8000").rstrip("/")
URL_CAPTURA = (os.environ.get("CONOCELES_URL_CAPTURA") or "http://localhost:8001").rstrip("/")
URL_PRACTICA = os.environ.get("CONOCELES_URL_PRACTICA", "")
FRENTE = os.environ.get("CONOCELES_FRENTE", "")
# Sin esto, detrás de un proxy todo el estado entra desde la misma dirección y comparte las mismas fallas.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CONOCELES_PROXIES") or 0)
FORCE_SCRIPT_NAME = os.environ.get("CONOCELES_PREFIJO") or None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "conoceles.marco",
    "conoceles.cuentas",  # antes que allauth: sus plantillas reemplazan a las de fábrica
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "conoceles.bitacora",
    "conoceles.correo",
    "conoceles.proceso",
    "conoceles.pulso",
    "conoceles.candidaturas",
    "conoceles.curricular",
    "conoceles.identidad",
    "conoceles.expediente",
    "conoceles.estadistica",
    "conoceles.evaluacion",
    "conoceles.publicacion",
    "conoceles.avisos",
    "conoceles.ayuda",
    "conoceles.captura",
    "conoceles.revision",
    "conoceles.derechos",
    "conoceles.difusion",
    "conoceles.espejos",
    "conoceles.informes",
    "conoceles.accesos",
    "conoceles.contenidos",
    "conoceles.arranque",
]
MIDDLEWARE = [
    "conoceles.marco.frente.lo_que_dice_el_frente",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "conoceles.arranque.vigilancia.replica.Replica",
    "conoceles.marco.limite.limite_de_solicitud",
    "conoceles.arranque.eleccion.leer_direccion",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "conoceles.cuentas.sesiones.fines_de_sesion",
    "conoceles.cuentas.negativas.anotar_negativas",
    "allauth.account.middleware.AccountMiddleware",
    "conoceles.cuentas.middleware.AccesoCerrado",
    "conoceles.arranque.eleccion.Elegir",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "conoceles.marco.otra_vez.OtraVez",
]
ROOT_URLCONF = "conoceles.arranque.urls"
WSGI_APPLICATION = "conoceles.arranque.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "conoceles.arranque.navegacion.menu",
                "conoceles.arranque.elegida.eleccion",
                "conoceles.arranque.navegacion.ayuda",
                "conoceles.arranque.navegacion.avisos",
                "conoceles.arranque.navegacion.obligaciones",
            ],
        },
    }
]

DATABASES = {alias: conexion(nombre) for alias, nombre in ALIAS.items()}
DATABASE_ROUTERS = ["conoceles.arranque.bases.Encaminador"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cuentas.Cuenta"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["conoceles.cuentas.contrasenas.Argon2"]
_LARGO = {"min_length": 12}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": _LARGO},
    {"NAME": "conoceles.cuentas.contrasenas.FueraDeLasListas", "OPTIONS": _LARGO},
    {"NAME": "conoceles.cuentas.contrasenas.SinLoQueTodosSaben"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "correo"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_ADAPTER = "conoceles.cuentas.adaptador.AdaptadorDeCuentas"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "conoceles.cuentas.entrada.Entrada"}
ACCOUNT_RATE_LIMITS = False  # los de allauth cuentan también a quien acierta: cuenta `cuentas.fallas`
MFA_ADAPTER = "conoceles.cuentas.adaptador.AdaptadorDeFactores"
MFA_FORMS = {
    "authenticate": "conoceles.cuentas.factores.Entrar",
    "reauthenticate": "conoceles.cuentas.factores.Confirmar",
    "authenticate_webauthn": "conoceles.cuentas.factores.EntrarConLlave",
    "reauthenticate_webauthn": "conoceles.cuentas.factores.ConfirmarConLlave",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 20  # una hoja: a quien solo entra con ella le alcanza para la captura
MFA_TOTP_TOLERANCE = 1  # un paso de 30 s, lo que se tarda en escribirlo (RFC 6238 §5.2)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inicio"
# Aquí se cuentan las fallas y los códigos ya usados.
CACHES = {
    "default": {
        "BACKEND": "conoceles.cuentas.tablas.recordado.SoloDatos",
        "LOCATION": "cache",
    },
}

CSRF_FAILURE_VIEW = "conoceles.marco.errores.formulario_vencido"
# Cifrada, la galleta lleva `__Host-`: ni otro nombre del dominio ni una página sin cifrar la ponen. Y la práctica, en
# otro puerto del mismo nombre, usa las suyas: una igual cerraría la sesión de la elección real.
CIFRADO = PRODUCCION or URL_CAPTURA.startswith("https://")
_GALLETA = ("__Host-" if CIFRADO else "") + ("practica-" if PRACTICA else "")
if _GALLETA:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_GALLETA}sesion", f"{_GALLETA}csrf"
GALLETA_CONOCIDO = f"{_GALLETA}conocido"
SESSION_ENGINE = "conoceles.cuentas.tablas.llaves_de_sesion"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # desde que se entra; sin uso termina antes (`cuentas.sesiones`)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CIFRADO
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCCION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCCION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCCION else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "es-mx"
USE_TZ = True
TIME_ZONE = "America/Monterrey"
STATIC_URL = "estatico/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000  # un formato firmado no toca el disco sin cifrar
DATA_UPLOAD_MAX_NUMBER_FILES = (
    400  # las fotografías que admite una carga; a cada archivo le toca además su tope
)

CONOCELES_MUESTRAS = Path(os.environ.get("CONOCELES_MUESTRAS") or RAIZ_PROYECTO.parent / "shared" / "datos")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("CONOCELES_SMTP_ANFITRION")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = carpetas().correo
EMAIL_HOST = os.environ.get("CONOCELES_SMTP_ANFITRION", "")
EMAIL_PORT = int(os.environ.get("CONOCELES_SMTP_PUERTO") or 587)
EMAIL_HOST_USER = os.environ.get("CONOCELES_SMTP_USUARIO", "")
EMAIL_HOST_PASSWORD = os.environ.get("CONOCELES_SMTP_CLAVE", "")
EMAIL_USE_TLS = (os.environ.get("CONOCELES_SMTP_SEGURIDAD") or "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("CONOCELES_SMTP_SEGURIDAD") == "tls"
EMAIL_TIMEOUT = 10  # el obrero también publica: no puede esperar más
CONOCELES_REBOTES = Path(os.environ.get("CONOCELES_REBOTES") or carpetas().correo / "rebotes")
DEFAULT_FROM_EMAIL = os.environ.get("CONOCELES_CORREO") or "conoceles@localhost"

# Sin depuración, Django calla los errores 500: aquí salen por stderr, un JSON por renglón, sin mensajes ni direcciones.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"linea": {"()": "conoceles.arranque.vigilancia.registro.Renglon"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "linea"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "conoceles.archivos": {"handlers": ["stderr"]},
        "conoceles.frente": {"handlers": ["stderr"]},
        "conoceles.comprobar": {"handlers": ["stderr"]},
    },
}
