"""Los resultados como tabla: la misma en la terminal y en `docs/mediciones.md`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from taller.banco.avance import quienes
from taller.banco.metas import DE_CAPTURA, RENGLONES, Meta, T
from taller.banco.resultado import Captura, Resultado

SERVIDORES: tuple[Literal["lector", "nginx"], ...] = ("lector", "nginx")
DOCUMENTO = """# Mediciones

Esta página la escribe la orden `./taller banco --salida docs/mediciones.md`; no se edita a mano.

{cuerpo}
## Cómo repetirlo

```
./taller banco                                   # 300 y 3,000 candidaturas
./taller banco --candidaturas 3000,30000,100000  # cómo crece: menos de una hora en dos núcleos desocupados
./taller banco --candidaturas 300 --json         # un tamaño, para otro programa
./taller banco --solo-captura                    # cien personas que capturan a la vez, y trescientas en tres hosts
./taller banco --rapido                          # un vistazo: pocas candidaturas y un segundo por ronda
```

La orden consigue antes lo que necesita: `nginx` para la razón, `wrk` para la carga y Chromium para lo que se ve en un
teléfono.
"""
COMPARA = """Una elección inventada en una carpeta desechable, con fotografía propia e identidad sellada en la mayor parte de las
candidaturas. «Corregido» es otra versión curricular de una persona, publicada: mediana de {veces} correcciones. «Se estrena»
quien no tenía información y la envía: agrega archivos, que corren de lugar a los demás en la lista firmada. El lector
es el de `./conoceles servir` (granian, dos procesos) y nginx usa las reglas de `operacion/nginx.conf` con tantos procesos como
núcleos; los dos sirven la misma instantánea a la misma carga (wrk), en {rondas} rondas alternadas de {segundos:g} s sobre
{paginas} perfiles. La carga corre en los mismos núcleos que el servidor. Diferencias de menos de 15 % no dicen nada.

Con más de 3,000 candidaturas no hay boletas más grandes, sino más: se repite el territorio de Durango, hasta donde
alcanzan los tres dígitos con que se numera a los municipios, y sus fotografías son 500 distintas.

El límite de una publicación es comprimir, resumir y escribir sus mismos octetos en un núcleo y nada más, en la misma corrida; con
más de seis mil archivos se mide una muestra y se multiplica por lo que pesan todos. La memoria de la publicación es lo más que
ocuparon a la vez este proceso y los suyos, mirado cada 20 ms. Los materiales se miden hasta 3,000 candidaturas.

La búsqueda con 30,000 candidaturas, donde la elección tiene menos, lee un archivo escrito por quien escribe el de verdad, con las fichas de esa elección
repetidas bajo otros nombres; «hostil» es lo que escribe quien quiere estorbar: larguísimo, de palabras comunes, de
comienzos de dos letras, de signos o de erratas. «Lo principal, a la vista» es el LCP de Chromium como teléfono de 360
puntos, con el 4G lento de sus herramientas (562.5 ms por petición, 1.44 Mb/s), el procesador cuatro veces más lento y nada
guardado: mediana de cinco visitas.
"""


CAPTURA = """Cada persona, con su propia cuenta, captura durante {segundos:g} s: entra, abre, piensa de 2 a 8 s, se autoguarda y guarda;
una de cada diez sube su fotografía y otra pierde la sesión y vuelve a entrar. Un host es la captura de `./conoceles servir`
(granian, dos procesos de cuatro hilos) con su carpeta de datos; uno solo lleva ahí sus bases, en SQLite. Tres comparten una
PostgreSQL con los ajustes de fábrica, que espera al disco, y un almacén S3 (SeaweedFS), y llevan las mismas llaves: quien vuelve a
entrar lo hace por otro de los tres, y otra de cada diez sigue en otro con la sesión que traía.

Los tres hosts, PostgreSQL, el almacén y quien carga **se reparten los {nucleos} núcleos de esta máquina**; en la de verdad cada uno tiene
los suyos. Lo que cuesta una petición en procesador, y cuántos núcleos se ocuparon, dicen si lo que falta es máquina o programa.
Por eso las de tres hosts capturan otra vez, **{despacio} veces más despacio**: tardan ese tanto en llegar, en leer y en escribir. Así estos
núcleos quedan tan ocupados como los de cada máquina si fueran {despacio}, la de la base entre ellas: es lo que ahí se esperaría, sin contar la red.
"""
SATURADA = 0.85  # de los núcleos: desde aquí se espera turno, y la espera crece sola
SE_SATURO = "**Con {personas} personas se ocuparon {ocupados:.1f} de {nucleos} núcleos**: lo que se esperó es turno en esta máquina."


def texto(resultado: Resultado) -> str:
    """Tabla de ancho fijo para la terminal, con qué compara y en qué máquina."""
    if not resultado["tamanos"]:
        return f"{captura(resultado)}\n\n{maquina(resultado)}"
    columnas = _tabla(resultado)
    anchos = [max(len(fila[n]) for fila in columnas) for n in range(len(columnas[0]))]
    lineas = [
        "  ".join(
            c.ljust(a) if n == 0 else c.rjust(a) for n, (c, a) in enumerate(zip(fila, anchos, strict=True))
        )
        for fila in columnas
    ]
    partes = [*lineas, "", compara(resultado), captura(resultado), "", maquina(resultado)]
    return "\n".join([*partes, *_errores(resultado)])


def documento(resultado: Resultado) -> str:
    """`docs/mediciones.md` entero."""
    tabla = _en_markdown(_tabla(resultado))
    partes = [f"Medido el {resultado['momento'][:10]}.", maquina(resultado), tabla, compara(resultado)]
    partes += ["## La captura con mucha gente a la vez", captura(resultado)]
    return DOCUMENTO.format(
        cuerpo="\n\n".join([*partes, *_errores(resultado)]).replace("\n\n\n", "\n\n") + "\n"
    )


def compara(resultado: Resultado) -> str:
    """Qué se hizo y qué se compara con qué."""
    uno = resultado["tamanos"][-1]
    return COMPARA.format(
        veces=uno["publicacion"]["correccion"]["veces"],
        rondas=uno["sitio"]["rondas"],
        segundos=uno["sitio"]["segundos"],
        paginas=uno["sitio"]["paginas"],
    )


def captura(resultado: Resultado) -> str:
    """Lo que espera cada quien, qué gasta y contra qué se juzga; al final, por clase de petición."""
    capturas, nucleos = resultado["capturas"], resultado["maquina"]["nucleos"]
    columnas = [quienes(c["personas"], c["hosts"], c["despacio"]) for c in capturas]
    partes = [
        CAPTURA.format(
            segundos=capturas[0]["segundos"], nucleos=nucleos, despacio=max(c["despacio"] for c in capturas)
        )
    ]
    partes += [_en_markdown(_renglones(DE_CAPTURA, capturas, columnas)), ""]
    for c, suyas in zip(capturas, columnas, strict=True):
        ocupados = sum(c["nucleos"].values())
        if ocupados > SATURADA * float(nucleos):
            partes += [SE_SATURO.format(**c | {"ocupados": ocupados, "nucleos": nucleos}), ""]
        partes += [f"### {suyas}, por petición", "", _por_clase(c), ""]
    return "\n".join(partes).rstrip()


def _por_clase(c: Captura) -> str:
    filas = [("todas", c["todas"]), *c["clases"].items()]
    cortes = [
        [clase, str(t["cuantas"]), *(f"{t[p]:,.0f}" for p in ("p50", "p95", "p99"))] for clase, t in filas
    ]
    return _en_markdown([["Petición", "Cuántas", "p50 ms", "p95 ms", "p99 ms"], *cortes])


def maquina(resultado: Resultado) -> str:
    """La máquina, en un renglón."""
    m = resultado["maquina"]
    return (
        f"Máquina: {m['nucleos']} núcleos ({m['procesador']}), {m['memoria']} de memoria, {m['sistema']}; "
        f"Python {m['python']}, SQLite {m['sqlite']}, PostgreSQL {m['postgres']}, nginx {m['nginx']}. "
        f"Al empezar, {m['ocupacion']} procesos ajenos se repartían los núcleos; con más de 0.5, los segundos "
        "salen inflados y solo valen las razones."
    )


def _tabla(resultado: Resultado) -> list[list[str]]:
    tamanos = resultado["tamanos"]
    return _renglones(RENGLONES, tamanos, [f"{t['candidaturas']:,}" for t in tamanos])


def _renglones(renglones: Sequence[Meta[T]], medidos: Sequence[T], columnas: list[str]) -> list[list[str]]:
    """Una columna por cada cosa medida."""
    return [
        ["Medida", *columnas, "Unidad", "Meta"],
        *([r.nombre, *(_numero(r, r.valor(m)) for m in medidos), r.unidad, r.meta] for r in renglones),
    ]


def _numero(renglon: Meta[T], valor: float | None) -> str:
    return "—" if valor is None else f"{valor:,.{renglon.decimales}f}"


def _en_markdown(filas: list[list[str]]) -> str:
    encabezado, *demas = filas
    alineado = "|".join(["---", *("---:" for _ in encabezado[1:])])
    return "\n".join([_fila(encabezado), f"|{alineado}|", *map(_fila, demas)])


def _fila(celdas: list[str]) -> str:
    return f"| {' | '.join(celdas)} |"


def _errores(resultado: Resultado) -> list[str]:
    """Una respuesta que no fue 200 quita valor a la razón: se dice."""
    return [
        f"Con {t['candidaturas']:,} candidaturas, {nombre} dio {t['sitio'][nombre]['errores']} respuestas con error."
        for t in resultado["tamanos"]
        for nombre in SERVIDORES
        if t["sitio"][nombre]["errores"]
    ]
