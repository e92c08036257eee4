"""Qué se elige y cómo se gana, en frases: lo que lee quien vota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conoceles.proceso.definicion import Cargo, Definicion, Puesto, Territorio

PARTIDOS, SIN_PARTIDOS = "Cada partido", "Quien postula"  # de quién es cada lista


def dichos(d: Definicion) -> Iterator[tuple[Cargo, str]]:
    """Cada cargo con cuántos son; de una lista no se dice cuántos lugares se reparten, que no es lo que mide."""
    cuantas = Counter(c.cargo for c in d.contiendas)
    for cargo in d.cargos:
        n, donde = cuantas[cargo.clave], {"distrito": "distrito", "municipio": d.territorio.municipio}
        por = f", {_una(cargo.plural)} por {donde[cargo.ambito]}" if cargo.ambito in donde else ""
        que = f"{n} {en_medio(cargo.plural)}{por}" if n > 1 else en_medio(cargo.nombre)
        if _varias(cargo) and por and n > 1:  # en cada lugar son varias: las boletas no son cuántas
            que = f"{en_medio(cargo.plural)}, por {donde[cargo.ambito]}"
        if cargo.principio == "RP":
            que = (
                f"{en_medio(cargo.plural)}, por listas{' y con el mismo voto' if cargo.al_reverso_de else ''}"
            )
        yield cargo, que


def _varias(cargo: Cargo) -> bool:
    """Si en cada lugar se elige a varias personas del mismo nombre: «ayuntamiento» nombra a la planilla entera."""
    return cargo.votos > 1 or len(cargo.puestos) == 1 or bool(cargo.lista and not cargo.puestos)


def _una(plural: str) -> str:
    """«una» de las diputaciones y las consejerías; «uno» de los ayuntamientos y los juzgados."""
    return "una" if plural.partition(" ")[0].endswith(("as", "ones", "ades")) else "uno"


def en_medio(nombre: str) -> str:
    """Como se escribe dentro de una frase."""
    return nombre[:1].lower() + nombre[1:]


def en_lista(nombres: list[str]) -> str:
    """«presidencia, sindicatura y regiduría»."""
    return " y ".join(filter(None, (", ".join(nombres[:-1]), nombres[-1])))


def _lugares(puesto: Puesto) -> str:
    """«presidencia»; si en todas partes son varios, «vocalía (3 lugares)»."""
    cuantos = f" ({puesto.cuantos} lugares)" if puesto.cuantos > 1 else ""
    return f"{puesto.nombre.lower()}{cuantos}"


def como_se_gana(
    cargo: Cargo, territorio: Territorio, *, con_partidos: bool = True, opciones: int = 2
) -> str:
    """Qué se vota y quién gana, en dos o tres frases. De una boleta, `opciones`: entre cuántas se escoge.

    Con una sola no hay quien tenga más votos que otra: se dice que es una y no se supone qué le basta para ganar.
    """
    donde = {"estado": territorio.entero, "distrito": "el distrito", "municipio": territorio.el}[cargo.ambito]
    quien = PARTIDOS if con_partidos else SIN_PARTIDOS
    sola = f"En esta boleta hay una sola {_opcion(cargo)}."
    gana = sola if opciones == 1 else _gana(cargo, donde)
    return " ".join(filter(None, (_se_vota(cargo, donde, quien), gana)))


def _opcion(cargo: Cargo) -> str:
    """Lo que se marca."""
    if cargo.votos > 1:
        return "candidatura"
    if cargo.puestos or cargo.lista:
        return "lista" if cargo.principio == "RP" else "planilla"
    return "fórmula" if "suplente" in cargo.calidades else "candidatura"


def _se_vota(cargo: Cargo, donde: str, quien: str) -> str:
    """Lo que hay que saber antes de quién gana; vacío si no hace falta decir nada."""
    if cargo.votos > 1:
        bloques = ", en dos bloques: mujeres y hombres" if cargo.bloques else ""
        return f"Cada quien puede marcar hasta {cargo.votos} personas{bloques}."
    if cargo.puestos:
        return f"Se vota la planilla entera: {en_lista([_lugares(p) for p in cargo.puestos])}."
    if cargo.lista and cargo.principio == "RP":
        todo = f"tod{'a' if donde.startswith('la ') else 'o'} {donde}"
        reparto = f"{quien} registra una lista. Los lugares se reparten según los votos de {todo}"
        if cargo.sin_numero:
            return f"{reparto} (representación proporcional). El registro no dice el lugar de cada persona."
        return f"{reparto} (representación proporcional) y se ocupan en el orden de la lista."
    if cargo.lista or "suplente" not in cargo.calidades:
        return ""
    cuantas, suplente = "dos", "la suplente, si ella falta"
    if cargo.suplencias > 1:
        cuantas, suplente = str(cargo.suplencias + 1), f"sus {cargo.suplencias} suplentes, si ella falta"
    return f"Se vota por {cuantas} personas a la vez, que se llaman fórmula: la propietaria ocupa el cargo; {suplente}."


def _gana(cargo: Cargo, donde: str) -> str:
    """De una lista no: ahí se reparten los lugares."""
    if cargo.votos > 1:
        return f"Ganan las más votadas en {donde}."
    relativa = " (mayoría relativa)" if cargo.principio == "MR" else ""
    if cargo.puestos:
        return f"Gana la que tiene más votos en {donde}{relativa}."
    return (
        ""
        if cargo.lista and cargo.principio == "RP"
        else f"Gana la {_opcion(cargo)} con más votos en {donde}{relativa}."
    )
