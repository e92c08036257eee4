"""Archivos: que cada uno sea el que su nombre dice, que no falte ninguno, y que lo publicado esté entero."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from conoceles.arranque.comprobar.hallazgo import Hallazgo, aviso, error
from conoceles.nucleo import archivos
from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.carpetas import carpetas

_REPONGA = "Repóngalo del último respaldo."
_PUBLIQUE = "Vuelva a publicar desde las bases y averigüe quién escribió en la carpeta del sitio."


def huellas() -> Iterator[Hallazgo]:
    """El nombre de cada archivo es la huella de lo que contiene."""
    for de in archivos.DEPOSITOS:
        for nombre in sorted(archivos.todos(de)):
            if not archivos.integro(nombre, de):
                yield error("ARCHIVO_ALTERADO", f"{de}/{nombre} no contiene lo que se guardó.", _REPONGA)


def almacen() -> Iterator[Hallazgo]:
    """El de los archivos deja guardar, leer y quitar."""
    try:
        archivos.sondear()
    except AlmacenCaido as caido:
        yield error("ALMACEN", str(caido), caido.remedio)


def compartidos() -> Iterator[Hallazgo]:
    """Si otra máquina publica de estas bases, lo que se sube en esta no puede quedar en su carpeta."""
    from conoceles.pulso.consultas import ultimo_latido
    from conoceles.pulso.lectura import leer

    pulso, aqui = ultimo_latido(), leer()
    if archivos.aparte() or pulso is None or not pulso.vivo:
        return
    # Un contenedor lleva otro nombre en la misma máquina; al reiniciarse, la misma es de otro arranque.
    if pulso.equipo != aqui.equipo and pulso.arranque != aqui.arranque:
        yield error(
            "ARCHIVOS_SIN_COMPARTIR",
            f"Publica «{pulso.equipo}», y las fotografías y los formatos que se suben en esta máquina se quedan en ella.",
            "Dé a todas el mismo CONOCELES_ARCHIVOS, como dice «En varias máquinas» en el manual de operación.",
        )


def _donde_buscarlo() -> str:
    """Un archivo en la carpeta de otra máquina se ve, desde esta, igual que uno perdido."""
    otra = " Si se captura en varias máquinas, búsquelo en la otra y dé a todas el mismo CONOCELES_ARCHIVOS."
    return _REPONGA if archivos.aparte() else _REPONGA + otra


def presentes() -> Iterator[Hallazgo]:
    """Está cada archivo que la base A nombra."""
    guardados = archivos.todos(archivos.COMUNES)
    for proceso, sha256, que in _nombrados():
        if sha256 not in guardados:
            yield error("ARCHIVO_FALTA", f"Falta {que}: archivos/{sha256}.", _donde_buscarlo(), proceso)


def _nombrados() -> Iterator[tuple[str, str, str]]:
    """(elección, huella, qué es)."""
    from conoceles.curricular.models import Fotografia
    from conoceles.informes.models import Informe

    fotos = Fotografia.objects.values_list("candidatura__proceso_id", "sha256", "candidatura__folio")
    yield from ((p, sha, f"la fotografía de {folio}") for p, sha, folio in fotos.iterator())
    for informe in Informe.objects.all():
        for huella in (informe.huella, informe.pdf, informe.xlsx):
            yield informe.proceso_id, huella, f"un informe {informe.tipo}"


def formatos() -> Iterator[Hallazgo]:
    """Está cada formato firmado que la base B nombra."""
    from conoceles.identidad.permisos.formatos import nombrados

    guardados = archivos.todos(archivos.IDENTIDAD)
    for sha256 in nombrados():
        if sha256 not in guardados:
            yield error(
                "ARCHIVO_FALTA", f"Falta un formato firmado: archivos_identidad/{sha256}.", _donde_buscarlo()
            )


def sitio() -> Iterator[Hallazgo]:
    """Cada publicación guardada: sus archivos, su firma con la llave de aquí, y su cadena."""
    from conoceles.lector.verificador.firmado import RENGLONES, SinPublicacion
    from conoceles.lector.verificador.verificar import verificar
    from conoceles.nucleo.firma import llave_publica
    from conoceles.publicacion.instantanea.manifiesto import copie_la_lista

    for carpeta in sorted(p.parent for p in carpetas().sitio.glob("*/actual")):
        try:
            problemas = verificar(carpeta, base64.b64encode(llave_publica()).decode())
        except (SinPublicacion, OSError, ValueError) as problema:
            problemas = [str(problema)]
        for frase in problemas[:20]:
            yield error(
                "SITIO_ALTERADO",
                f"Lo publicado no coincide: {frase}",
                copie_la_lista(carpeta.name) if RENGLONES in frase else _PUBLIQUE,
                carpeta.name,
            )


def registro() -> Iterator[Hallazgo]:
    """Ningún testigo vio el registro público más grande que aquí: si lo vio, todo esto es de ayer. Al que no contesta no se le espera."""
    from conoceles.publicacion.registro_publico import Libro
    from conoceles.registro import testigos
    from conoceles.registro.registro import RegistroAlterado

    if not (carpetas().sitio / "log" / "checkpoint").exists():
        return
    try:
        libro = Libro()
        adelantado = testigos.alguno_vio_mas(libro.registro, libro.politica)
    except (RegistroAlterado, OSError, ValueError) as problema:
        yield error("REGISTRO_ALTERADO", f"El registro público: {problema}", _REPONGA)
        return
    if adelantado:
        yield error(
            "REGISTRO_ATRASADO",
            "Un testigo cofirmó más hojas del registro público de las que hay aquí: esta carpeta, o las bases con ella, son de antes.",
            "No publique: reponga log/ y el sitio de un espejo y las bases del último respaldo, y averigüe quién las cambió.",
        )


def permisos() -> Iterator[Hallazgo]:
    """Lo privado solo lo leen su dueño y el grupo con que lo comparte."""
    rutas = carpetas()
    privadas = [rutas.secretos, rutas.archivos, rutas.archivos_identidad, rutas.correo, rutas.registros]
    privadas += [rutas.datos / "cuentas-demo.json", *rutas.datos.glob("*.sqlite3")]
    for ruta in privadas:
        if ruta.exists() and ruta.stat().st_mode & (0o007 if ruta.is_dir() else 0o077):
            yield aviso(
                "PERMISO_ABIERTO",
                f"Otras cuentas de la máquina pueden entrar a {ruta.name}.",
                f"chmod {'o-rwx' if ruta.is_dir() else '600'} {ruta}",
            )
