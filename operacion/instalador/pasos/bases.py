"""Tres bases, cada una con su papel y su clave: entrar a una no sirve para leer las otras."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from instalador import postgres
from instalador.lugares import BASES
from instalador.pasos.ajustes import leidos
from instalador.pasos.levantar import levantado
from instalador.piezas import Falla, Orden, Paso, Pieza, correr

CERCA = (
    Path(__file__).resolve().parents[2] / "cerca"
)  # la de aquí: la instalada puede ser de antes de que la hubiera
AQUI = ("127.0.0.1", "localhost", "::1")
PAPELES = ("captura", "obrero", "respaldo")  # además del dueño de cada base, con el que se migra y se opera


def clusters() -> set[str]:
    """Los que atienden en esta máquina. Una base que `captura.env` pone en otra no se crea, ni se copia, aquí."""
    suyas = {postgres.PRINCIPAL: ("curricular", "identidad"), postgres.LLAVERO: ("llaves",)}
    return {nombre for nombre, bases in suyas.items() if any(map(_aqui, bases))}


def servidores(atienden: set[str]) -> Paso:
    """Dos clusters: el del llavero no se copia de continuo (`continuo`), y por eso destruir una llave alcanza a todo."""
    llavero = Orden(
        "crear el cluster del llavero",
        lambda: postgres.cluster(postgres.LLAVERO) is not None,
        lambda: postgres.crear(postgres.LLAVERO),
        _tirar_el_llavero,
        es_dato=True,
    )
    de_cada_uno = {
        postgres.PRINCIPAL: [_encendido(postgres.PRINCIPAL), _levantado(postgres.PRINCIPAL)],
        postgres.LLAVERO: [llavero, _encendido(postgres.LLAVERO), _levantado(postgres.LLAVERO)],
    }
    piezas = [p for nombre, suyas in de_cada_uno.items() if nombre in atienden for p in suyas]
    return Paso("PostgreSQL", [*piezas, _sin_cerca()])


def _sin_cerca() -> Pieza:
    """Al quitar es lo primero: lo que `operacion/cerca` puso llama al programa, y sin él PostgreSQL no arrancaría."""

    def quitar() -> None:
        for nombre in filter(postgres.cluster, (postgres.PRINCIPAL, postgres.LLAVERO)):
            correr(CERCA, "quitar", "--cluster", nombre)

    return Orden("que PostgreSQL arranque sin mirar a otra máquina", lambda: True, lambda: None, quitar)


def _tirar_el_llavero() -> None:
    suyo = postgres.exigir(postgres.LLAVERO)
    correr("pg_dropcluster", "--stop", suyo.version, suyo.nombre)


def _encendido(nombre: str) -> Pieza:
    return Orden(
        f"encender PostgreSQL, cluster {nombre}",
        lambda: postgres.contesta(nombre),
        lambda: postgres.encender(nombre),
        es_dato=True,
    )


def _levantado(nombre: str) -> Pieza:
    """Solo nuestro cluster: la máquina puede tener otros. El que se apaga por una orden no vuelve."""

    def unidad() -> str:
        suyo = postgres.cluster(nombre)
        return suyo.unidad if suyo else ""

    return levantado(f"PostgreSQL, cluster {nombre},", unidad, "on-failure", 5)


def paso() -> Paso:
    return Paso("Bases de datos", [_sin_papeles(), *map(_base, BASES)])


def nombre(papel: str) -> str:
    """El del servicio, como lo llama la orden `papeles`."""
    return f"conoceles_{papel}"


def _sin_papeles() -> Pieza:
    """Al quitar es lo último del paso: mientras haya bases, algo en ellas es suyo."""

    def quitar() -> None:
        for puerto in {
            str(urlsplit(_url(b)).port or 5432) for b in BASES if urlsplit(_url(b)).hostname in AQUI
        }:
            postgres.ordenar(f"DROP ROLE IF EXISTS {', '.join(map(nombre, PAPELES))}", puerto)

    return Orden("que cada servicio tenga su papel", lambda: True, lambda: None, quitar, es_dato=True)


def _base(nombre: str) -> Pieza:
    return Orden(
        f"crear la base conoceles_{nombre} y su papel",
        lambda: postgres.entra(_url(nombre)) if _url(nombre) else False,
        lambda: _crear(nombre),
        lambda: _borrar(nombre),
        es_dato=True,
    )


def _url(nombre: str) -> str:
    return leidos().get(f"CONOCELES_BD_{nombre.upper()}", "")


def _aqui(nombre: str) -> bool:
    """Si falta su dirección, será de aquí."""
    servidores = urlsplit(_url(nombre)).netloc.rpartition("@")[2].split(",")
    return any((uno.rpartition(":")[0] or uno).strip("[]") in ("", *AQUI) for uno in servidores)


def _crear(nombre: str) -> None:
    papel, base, puerto = _con_papel(_url(nombre))
    if not postgres.como_dueno(f"SELECT 1 FROM pg_database WHERE datname = '{base}'", puerto):  # noqa: S608
        postgres.ordenar(f"CREATE DATABASE {base} OWNER {papel} ENCODING 'UTF8' TEMPLATE template0", puerto)
    postgres.ordenar(f"REVOKE ALL ON DATABASE {base} FROM PUBLIC", puerto)


def dar_entrada(url: str) -> None:
    """Que con esa dirección se entre a su base; lo que ahí pueda, lo da la orden `papeles`."""
    papel, base, puerto = _con_papel(url)
    postgres.ordenar(f"GRANT CONNECT ON DATABASE {base} TO {papel}", puerto)


def _con_papel(url: str) -> tuple[str, str, str]:
    """Papel, base y puerto, con el papel ya creado y con esa clave."""
    partes = urlsplit(url)
    papel, clave = _seguro(unquote(partes.username or "")), unquote(partes.password or "")
    base = _seguro(unquote(partes.path.lstrip("/")))
    if partes.hostname not in AQUI:
        raise Falla(
            f"La base «{base}» está en {partes.hostname} y no se puede entrar como {papel}: créela allá, con ese papel y la clave "
            "que dice /etc/conoceles, y repita la orden. Si otra máquina ya entra con él, no: copie de ella /etc/conoceles/papel-*.env."
        )
    puerto = str(partes.port or 5432)
    if not postgres.como_dueno(f"SELECT 1 FROM pg_roles WHERE rolname = '{papel}'", puerto):  # noqa: S608 — el nombre pasó por `_seguro`
        postgres.ordenar(f"CREATE ROLE {papel} LOGIN", puerto)
    postgres.ordenar(f"ALTER ROLE {papel} PASSWORD '{clave.replace(chr(39), chr(39) * 2)}'", puerto)
    return papel, base, puerto


def _borrar(nombre: str) -> None:
    partes = urlsplit(_url(nombre))
    if partes.hostname not in AQUI:
        print(f"    la base «{nombre}» está en {partes.hostname}: bórrela allá")
        return
    base, papel = _seguro(unquote(partes.path.lstrip("/"))), _seguro(unquote(partes.username or ""))
    puerto = str(partes.port or 5432)
    postgres.ordenar(f"DROP DATABASE IF EXISTS {base} WITH (FORCE)", puerto)
    postgres.ordenar(f"DROP ROLE IF EXISTS {papel}", puerto)


def _seguro(nombre: str) -> str:
    """Un nombre que va sin comillas en SQL."""
    if not nombre.replace("_", "").isalnum() or not nombre.isascii():
        raise Falla(f"«{nombre}» no sirve de nombre de base o de papel: solo letras, números y guion bajo.")
    return nombre
