"""Las sesiones en la base: ni leerla ni escribirla sirve para entrar.

De la llave de cada sesión, que es la galleta de quien entró, la base guarda un sello; y lo guardado se firma para esa llave. Quien
lee la base no sabe ninguna galleta, y quien copia una sesión ajena en su renglón se queda fuera.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.core import signing
from django.utils import timezone
from django.utils.module_loading import import_string

from conoceles.nucleo import secretos
from conoceles.nucleo.bases.preparadas import Preparada

_VIVA = Preparada(
    lambda llave, ahora: Session.objects.filter(session_key=llave, expire_date__gt=ahora).order_by()[:1]
)


def guardada(llave: str) -> str:
    """Como se llama en la base la sesión de esa llave: 40 hexadecimales."""
    return secretos.sellar("las sesiones", llave)[:40]


def leida(fila: Session) -> dict[str, object]:
    """Lo que dice un renglón; nada, si su firma no es la suya."""
    try:
        dicho: dict[str, object] = signing.loads(
            fila.session_data,
            salt=_sal(fila.session_key),
            serializer=import_string(settings.SESSION_SERIALIZER),
        )
    except signing.BadSignature:
        return {}
    return dicho


class SessionStore(db.SessionStore):
    """El nombre con que Django lo busca."""

    @property
    def key_salt(self) -> str:
        return _sal(guardada(self.session_key or ""))

    def exists(self, session_key: str) -> bool:
        return bool(super().exists(guardada(session_key)))

    def delete(self, session_key: str | None = None) -> None:
        """La que se diga; sin decirla, esta."""
        if llave := session_key or self.session_key:
            super().delete(guardada(llave))

    def create_model_instance(self, data: dict[str, object]) -> AbstractBaseSession:
        """El renglón, firmado para su llave."""
        fila = super().create_model_instance(data)
        fila.session_key = guardada(fila.session_key)
        return fila

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        fila = next(iter(_VIVA(guardada(self.session_key or ""), timezone.now())), None)
        if fila is None:
            self._session_key = None
        return fila


def _sal(en_la_base: str) -> str:
    return f"conoceles: sesión {en_la_base}"
