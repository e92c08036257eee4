// Mi lista: a quiénes guardó quien visita, con el botón de cada perfil. Vive en este navegador y no sale de él.
const clave = (eleccion) => `conoceles-lista-${eleccion}`;
const leer = (eleccion) => {
  try { return JSON.parse(localStorage.getItem(clave(eleccion))) || []; } catch { return []; }
};
const escribir = (eleccion, lista) => {
  if (lista.length) localStorage.setItem(clave(eleccion), JSON.stringify(lista));
  else localStorage.removeItem(clave(eleccion));
};
function renglon(persona, quitar) {
  const li = document.createElement("li"), enlace = document.createElement("a"), dato = document.createElement("span"), boton = document.createElement("button");
  enlace.href = `../candidaturas/${encodeURIComponent(persona.folio)}/`;
  enlace.textContent = persona.nombre;
  dato.textContent = persona.fuerza;
  boton.className = "boton boton--chico no-imprimir";
  boton.type = "button";
  boton.textContent = "Quitar";
  boton.setAttribute("aria-label", `Quitar a ${persona.nombre}`);
  boton.addEventListener("click", quitar);
  li.append(enlace, dato, boton);
  return li;
}

function mostrar(lugar) {
  const eleccion = lugar.dataset.miLista;
  const vacia = document.querySelector("[data-lista-vacia]"), acciones = document.querySelector("[data-lista-acciones]");
  const pintar = () => {
    const lista = leer(eleccion), boletas = [...new Set(lista.map((x) => x.boleta))].sort((a, b) => a.localeCompare(b, "es", { numeric: true }));
    lugar.replaceChildren(...boletas.flatMap((boleta) => {
      const titulo = document.createElement("h2"), nombres = document.createElement("ul");
      titulo.textContent = boleta;
      nombres.className = "nombres";
      nombres.append(...lista.filter((x) => x.boleta === boleta).map((x) => renglon(x, () => {
        escribir(eleccion, leer(eleccion).filter((y) => y.folio !== x.folio));
        pintar();
        document.querySelector("h1").focus();
      })));
      return [titulo, nombres];
    }));
    vacia.hidden = Boolean(lista.length);
    acciones.hidden = !lista.length;
  };
  document.querySelector("[data-vaciar]").addEventListener("click", () => { escribir(eleccion, []); pintar(); document.querySelector("h1").focus(); });
  pintar();
}

document.querySelectorAll("[data-mi-lista]").forEach(mostrar);
