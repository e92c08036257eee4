"""Cambiar la llave con que se firma: porque toca, o porque alguien más la tiene.

Lo que dejó firmado la vieja sigue valiendo si ya constaba en el registro público; lo que firme después, no. Se puede
repetir tras una caída en cualquier paso: la nueva se guarda antes de declararla, se declara antes de usarla y consta
antes de ponerla, o al volver sería una llave ajena.
"""

from __future__ import annotations

import json
import os
import secrets as azar
import shlex
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.models import Proceso
from conoceles.publicacion.instantanea.supresion import firmar_otra_vez
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from conoceles.registro import acuses, disco, hojas, llaves, pruebas
from conoceles.registro.nota import Firmante

_MARCAS = {"firma": "rotando", "acuses": "rotando_acuses"}


def rotar(*, por: Alcance, acto: str, ahora: datetime, robada: bool = False) -> str:
    """Pone una llave nueva y publica todo con ella; devuelve su vkey. `acto`: quién y cómo lo acordó, a la bitácora.

    Los demás procesos deben estar detenidos: conservan la vieja hasta que se reinician.
    """
    libro = Libro()
    en_curso = _empezar("firma", acto, robada=robada)
    if not en_curso.exists():
        disco.escribir(en_curso, _nueva(libro.registro.firmante.nombre).vkey.encode())
    if llaves.vigente(libro.registro.publico) != en_curso.read_text():
        _declarar(libro, ahora, robada=robada)
    _cambiar("firma", por, acto, ahora, robada=robada)
    vkey = _terminar(ahora)
    _acabar(en_curso, _orden_de("firma"))
    return vkey


def _declarar(libro: Libro, ahora: datetime, *, robada: bool) -> None:
    """Todo lo firmado con la vieja consta antes de declarar hasta dónde vale."""
    vieja, hojas_de_la_vieja = libro.registro.firmante, libro.al_dia(ahora).tamano
    nueva = _nueva(vieja.nombre)
    llaves.declarar(libro.registro.publico, vieja, nueva, hojas_de_la_vieja, ahora, robada=robada)


def rotar_la_de_acuses(*, por: Alcance, acto: str, ahora: datetime, robada: bool = False) -> str:
    """Otra llave de acuses, certificada por la de publicar; devuelve su vkey. La captura debe estar detenida."""
    en_curso, nueva = _empezar("acuses", acto, robada=robada), _guardada("acuses")
    if not en_curso.exists():
        _crear(nueva)
        disco.escribir(en_curso, _privada(nueva).public_key().public_bytes_raw())
    libro = Libro()
    libro.al_dia(ahora)  # todo lo que firmó la vieja consta antes de declarar hasta dónde vale
    if acuses.publica(libro.registro) != en_curso.read_bytes():
        acuses.declarar(libro.registro, en_curso.read_bytes(), ahora, robada=robada)
    _cambiar("acuses", por, acto, ahora, robada=robada)
    secretos.escribir_publica_de_acuses()
    publicar_raiz(ahora)
    libro.al_dia(ahora)
    _acabar(en_curso, _orden_de("acuses"))
    return acuses.vigente(libro.registro)


def _empezar(cual: str, acto: str, *, robada: bool) -> Path:
    """La marca de que está en curso. `ErrorDeDominio` si quedó uno a medias y se repite de otro modo: callaría que la robaron."""
    en_curso, esta = carpetas().registro / _MARCAS[cual], {"acto": acto, "robada": robada}
    if en_curso.exists() and _ordenado(cual) not in (None, esta):
        raise ErrorDeDominio(
            f"Quedó a medias un cambio de llave ordenado de otra manera. Termínelo antes: {orden(cual)}"
        )
    disco.escribir(_orden_de(cual), json.dumps(esta, ensure_ascii=False).encode())
    return en_curso


def _orden_de(cual: str) -> Path:
    return carpetas().registro / f"{_MARCAS[cual]}.orden"


def _acabar(*marcas: Path) -> None:
    for marca in marcas:
        marca.unlink(missing_ok=True)


def _ordenado(cual: str) -> dict[str, object] | None:
    archivo = _orden_de(cual)
    return dict(json.loads(archivo.read_bytes())) if archivo.exists() else None


def orden(cual: str) -> str:
    """La que termina ese cambio, tal como se dio; si no se anotó, con lo que falta por escribir."""
    dicho = _ordenado(cual) or {"acto": "TEXTO", "robada": False}
    partes = ["conoceles", "llave", "rotar", "--acto", str(dicho["acto"])]
    return shlex.join([*partes, *["--acuses"] * (cual == "acuses"), *["--robada"] * bool(dicho["robada"])])


def _guardada(cual: str = "firma") -> Path:
    return secretos.ruta(cual).with_suffix(".nueva")


def _nueva(nombre: str) -> Firmante:
    """La que se va a poner, ya en disco: si esto muere, la siguiente vez es la misma."""
    destino = _guardada()
    _crear(destino)
    privada = _privada(destino)
    return Firmante(nombre, privada.public_key().public_bytes_raw(), privada.sign)


def _crear(destino: Path) -> None:
    if not destino.exists():
        secretos.crear(destino, azar.token_bytes(32))


def _privada(archivo: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(archivo.read_bytes())


def a_medias() -> list[str]:
    """Los cambios que se interrumpieron: `firma`, `acuses` o los dos."""
    return [cual for cual, marca in _MARCAS.items() if (carpetas().registro / marca).exists()]


def _cambiar(cual: str, por: Alcance, acto: str, ahora: datetime, *, robada: bool) -> None:
    """Consta cuál se va a poner, se pone y consta que se puso."""
    if _guardada(cual).exists():
        por_poner = {cual: secretos.huella(cual, _guardada(cual).read_bytes())}
        _asentar(por, acto, ahora, robada=robada, por_poner=por_poner)
    _poner(cual)
    _asentar(por, acto, ahora, robada=robada, por_poner={})


def _poner(cual: str) -> None:
    """La vieja se destruye: guardarla solo serviría para que la roben."""
    if _guardada(cual).exists():
        quien = secretos.ruta(cual).stat()  # la nueva es del mismo grupo: si no, su servicio no la leería
        os.chown(_guardada(cual), -1, quien.st_gid)
        _guardada(cual).chmod(quien.st_mode & 0o777)
        _guardada(cual).replace(secretos.ruta(cual))
    secretos.leer.cache_clear()


def _asentar(por: Alcance, acto: str, ahora: datetime, *, robada: bool, por_poner: dict[str, str]) -> None:
    huellas = {n: secretos.huella(n) for n in secretos.NOMBRES}
    datos = {"huellas": huellas, "por_poner": por_poner, "acto": acto, "robada": robada}
    with transaction.atomic(using="default"):
        registrar(using="default", por=por, acto=Acto.LLAVES_ASENTADAS, ahora=ahora, datos=datos)


def _terminar(ahora: datetime) -> str:
    """El punto, las pruebas, lo suprimido y lo publicado, con la llave nueva."""
    libro = Libro()
    libro.registro.firmar_otra_vez()
    acuses.firmar_otra_vez(libro.registro)
    pruebas.rehacer(libro.registro)
    libro.registro.agregar([hojas.de_llaves((libro.registro.publico / llaves.NOMBRE).read_bytes())])
    for carpeta in sorted(p.parent for p in carpetas().sitio.glob("*/suprimidos.json")):
        firmar_otra_vez(carpeta)
    for clave in Proceso.objects.values_list("pk", flat=True):
        publicar(clave, ahora=ahora)
    publicar_raiz(ahora)
    libro.al_dia(ahora)
    libro.cofirmar()
    return libro.registro.firmante.vkey
