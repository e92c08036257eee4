"""Lo que se mide del lado privado: importar el padrón y publicar, entero y de una en una."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import exigir_sin_errores, importar
from conoceles.expediente.ajuste import correcciones
from conoceles.expediente.documentos import formatos_pdf
from conoceles.proceso.consultas import definicion
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.armado.avance import callar
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.obra import Resultado as Hecho
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.publicador import publicar, publicar_raiz
from taller.banco import maquina
from taller.banco.privado import informes, limite, materiales
from taller.banco.resultado import Cifras, Completa, Medido, Publicacion
from taller.banco.siembra import capturas, eleccion, gran_busqueda, lotes, retratos
from taller.banco.siembra.eleccion import AHORA, CLAVE
from taller.banco.siembra.lotes_de_identidad import UTTAIP

CORREGIDOS = ("historia", "trayectoria", "motivo")
SISTEMA = capturas.SISTEMA
POR_ESTRENAR = 300  # entre cuántas se escogen, para no traer a todas las que faltan


def medir(
    candidaturas: int, correcciones: int, decir: Callable[[str], None], *, con_materiales: bool
) -> Medido:
    """Publica la elección del banco, ya sembrada. Segundos en todas las medidas.

    La última instantánea queda a la vista.
    """
    azar = Random(candidaturas + 1)
    publicacion: Publicacion = {
        **_completa(candidaturas, decir),
        "sin_cambios": _publicar()[0],
        "correccion": _correcciones(correcciones, azar, decir),
        "estreno": _estrenos(correcciones, azar, decir),
    }
    difusion = Cifras()
    if con_materiales:
        decir("se hacen los materiales de difusión")
        difusion = materiales.medir()
    publicar_raiz(ahora=AHORA)
    decir("se hace el informe de mayo")
    cifras = informes.medir(lambda: corregir(_publicadas(1, azar)[0], azar))
    if eleccion.pide_gran_busqueda(candidaturas):
        decir("se escribe una búsqueda de 30,000")
        gran_busqueda.escribir(azar)
    return {"publicacion": publicacion, "materiales": difusion, "informes": cifras}


def sembrar(
    taller: Path, candidaturas: int, azar: Random, decir: Callable[[str], None]
) -> tuple[Cifras, float]:
    """La elección del banco, capturada y validada, sin publicar: lo que tomó su padrón, y cada fotografía."""
    cargar(eleccion.carpeta(taller, candidaturas), por=SISTEMA, ahora=AHORA, inventado=True)
    decir("se importa el padrón")
    padron = _padron(taller / "padron.csv", candidaturas, azar)
    decir("se hacen las fotografías")
    guardados, fotografia = _fotografias(min(retratos.MODELOS, candidaturas))
    decir("se captura, se envía y se valida")
    inicio = perf_counter()
    padron["con_informacion"] = capturas.capturar(definicion(CLAVE), guardados, azar)
    padron["capturadas_por_segundo"] = padron["con_informacion"] / (perf_counter() - inicio)
    return padron, fotografia


def _padron(archivo: Path, candidaturas: int, azar: Random) -> Cifras:
    eleccion.padron(archivo, definicion(CLAVE), candidaturas, azar)
    maquina.desde_cero()
    inicio, procesador = perf_counter(), maquina.procesador()
    informe = importar(archivo, proceso=CLAVE, simular=False, por=SISTEMA, ahora=AHORA)
    segundos, procesador = perf_counter() - inicio, maquina.procesador() - procesador
    exigir_sin_errores(informe)
    return {
        "filas": informe.altas,
        "segundos": segundos,
        "filas_por_segundo": informe.altas / segundos,
        "por_segundo_de_procesador": informe.altas / procesador,
        "memoria": maquina.pico(),
    }


def _fotografias(cuantas: int) -> tuple[list[retratos.Guardado], float]:
    """Con sus tamaños públicos ya hechos, y los segundos que tomó cada una."""
    guardados = [retratos.guardar(n) for n in range(cuantas)]
    objetos, inicio = Arbol(CLAVE).objetos, perf_counter()
    for guardado in guardados:
        fotos.preparar(guardado.sha256, objetos)
    return guardados, (perf_counter() - inicio) / cuantas


def _publicar(decir: Callable[[str], None] = callar) -> tuple[float, Hecho]:
    inicio = perf_counter()
    resultado = publicar(CLAVE, ahora=AHORA, decir=lambda frase: decir(f"  {frase}"))
    return perf_counter() - inicio, resultado


def _completa(candidaturas: int, decir: Callable[[str], None]) -> Completa:
    """La primera, con su memoria y lo menos que podía costar."""
    decir("se publica entera")
    antes = maquina.procesador()
    with maquina.memoria() as memoria:
        todo, resultado = _publicar(decir)
    procesador = maquina.procesador() - antes
    completa = resultado["segundos"]
    decir("se mide lo menos que podía costar")
    lo_menos, lo_menos_de_procesador = limite.medir(Arbol(CLAVE).carpeta / "actual")
    return {
        "procesador": procesador,
        "razon_de_procesador": procesador / lo_menos_de_procesador,
        "completa": completa,
        "por_candidatura_ms": completa / candidaturas * 1000,
        "limite": lo_menos,
        "razon": completa / lo_menos,
        "memoria": memoria[0],
        "despues": todo - completa,
    }


def _publicadas(cuantas: int, azar: Random) -> list[Candidatura]:
    """Tantas al azar, o todas si no hay más."""
    filas = Candidatura.objects.en(SISTEMA).filter(proceso=CLAVE, estado="publicada")
    folios = sorted(filas.values_list("folio", flat=True))
    elegidos = azar.sample(folios, min(cuantas, len(folios)))
    return sorted(
        filas.filter(folio__in=elegidos).select_related("persona"), key=lambda f: elegidos.index(f.folio)
    )


def _correcciones(cuantas: int, azar: Random, decir: Callable[[str], None]) -> Cifras:
    """Corrige una candidatura y la publica, varias veces."""
    decir("se publican correcciones, de una en una")
    return _de_una_en_una(_publicadas(cuantas, azar), lambda fila: corregir(fila, azar))


def _estrenos(cuantos: int, azar: Random, decir: Callable[[str], None]) -> Cifras:
    """Lo mismo con quienes no tenían información: capturan, envían y se les valida. Su fotografía ya está preparada."""
    decir("se publican perfiles nuevos, de uno en uno")
    vigente, retrato = definicion(CLAVE), retratos.guardar(0)
    faltan = Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=CLAVE, estado="habilitada")
    posibles = [*faltan.order_by("folio")[:POR_ESTRENAR]]
    filas = azar.sample(posibles, min(cuantos, len(posibles)))
    hoja = formatos_pdf.consentimiento(vigente, filas[0], momento=AHORA)
    inventadas = {c.fila.pk: c for c in lotes.inventar(vigente, filas, [retrato], azar)}
    return _de_una_en_una(filas, lambda fila: capturas.una(vigente, inventadas[fila.pk], hoja))


def _de_una_en_una(filas: Sequence[Candidatura], hacer: Callable[[Candidatura], None]) -> Cifras:
    """Medianas de publicar lo que se hizo con cada una. `despues` ya no hace esperar a nadie."""
    medidas = []
    for fila in filas:
        hacer(fila)
        procesador = maquina.procesador()
        todo, resultado = _publicar()
        dichos = (resultado["segundos"], resultado["segundos_fijos"], todo - resultado["segundos"])
        medidas.append((*dichos, maquina.procesador() - procesador))
    totales, fijos, despues, procesadores = zip(*medidas, strict=True)
    return {
        "veces": len(medidas),
        "segundos": median(totales),
        "segundos_maximo": max(totales),
        "segundos_fijos": median(fijos),
        "despues": median(despues),
        "procesador": median(procesadores),
    }


def corregir(fila: Candidatura, azar: Random) -> None:
    """Una corrección de oficio a lo curricular."""
    dicho = capturas.contenido(fila.persona.nombre, azar)
    correcciones.corregir_de_oficio(
        candidatura=fila,
        debe_decir={campo: dicho[campo] for campo in CORREGIDOS},
        causa="error_propio",
        acuerdo="IEPC/CG1/2024",
        fecha_acuerdo=AHORA.date(),
        por=UTTAIP,
        ahora=AHORA,
    )
