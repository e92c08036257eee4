// Mejoras que sobran cuando no hay JavaScript: copiar el enlace, leer en voz alta y limitar la comparación.
const porCada = (selector, hacer) => document.querySelectorAll(selector).forEach(hacer);

function copiarEnlace(boton) {
  if (!navigator.clipboard) return;
  boton.hidden = false;
  const original = boton.textContent;
  boton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    boton.textContent = "Enlace copiado";
    setTimeout(() => { boton.textContent = original; }, 2500);
  });
}

function leerEnVoz(boton) {
  const voz = window.speechSynthesis;
  if (!voz) return;
  boton.hidden = false;
  const original = boton.textContent;
  const terminar = () => { boton.textContent = original; boton.setAttribute("aria-pressed", "false"); };
  boton.addEventListener("click", () => {
    if (voz.speaking) { voz.cancel(); terminar(); return; }
    const partes = [...document.querySelectorAll("[data-leer]")].map((e) => e.innerText.trim()).filter(Boolean);
    partes.forEach((texto, i) => {
      const frase = new SpeechSynthesisUtterance(texto);
      frase.lang = "es-MX";
      if (i === partes.length - 1) frase.onend = terminar;
      voz.speak(frase);
    });
    boton.textContent = "Detener";
    boton.setAttribute("aria-pressed", "true");
  });
  addEventListener("pagehide", () => voz.cancel());
}

function imprimir(boton) {
  boton.hidden = false;
  boton.addEventListener("click", async () => {
    const retratos = [...document.querySelectorAll("img[loading=lazy]")];
    retratos.forEach((r) => { r.loading = "eager"; });
    await Promise.allSettled(retratos.map((r) => r.decode()));
    print();
  });
}

function limitarComparacion(formulario) {
  const maximo = Number(formulario.dataset.comparar);
  const casillas = [...formulario.querySelectorAll("input[name=c]")];
  const estado = formulario.querySelector("[data-elegidas]");
  const sinElegir = estado?.textContent;
  const revisar = () => {
    const elegidas = casillas.filter((c) => c.checked).length;
    casillas.forEach((c) => { c.disabled = !c.checked && elegidas >= maximo; });
    if (estado) estado.textContent = elegidas ? `Lleva ${elegidas} de ${maximo}.` : sinElegir;
  };
  formulario.addEventListener("change", revisar);
  revisar();
}

// Al escribir o elegir un filtro cambian los resultados sin recargar; la dirección queda como la dejaría el botón.
// Donde no hay lector, los compone este navegador con el índice publicado, con las mismas reglas.
const guionDe = (lugar) => lugar.dataset.guion && import(new URL(lugar.dataset.guion, location.href));

function buscarAlMomento(formulario) {
  const guion = guionDe(formulario);
  let turno = 0, espera = 0;
  const direccion = () => `?${new URLSearchParams([...new FormData(formulario)].filter(([, valor]) => valor))}`;
  const cambiar = (nueva, selector, clave) => formulario.ownerDocument.querySelectorAll(selector).forEach((e) => {
    const otro = nueva.querySelector(`[${clave}="${e.getAttribute(clave)}"]`);
    if (otro) e.innerHTML = otro.innerHTML;
  });
  const delLector = (url) => fetch(url).then((r) => (r.ok ? r.text() : ""));
  const componer = (url) => (guion ? guion.then((g) => g.buscar(url)) : delLector(url));
  const pedir = async (anotar, url = direccion()) => {
    const mio = ++turno;
    const texto = await componer(url).catch(() => null);
    if (mio !== turno || texto === null) return; // sin red queda lo que había, y el botón
    if (!texto.includes("data-cambia") || texto.includes("data-guion")) { formulario.submit(); return; }
    const nueva = new DOMParser().parseFromString(texto, "text/html");
    cambiar(nueva, "[data-cambia]", "data-cambia");
    cambiar(nueva, formulario.querySelector("select") ? "[data-buscar] select" : "[data-filtros]", formulario.querySelector("select") ? "name" : "data-filtros");
    if (anotar) history[anotar](null, "", url);
  };
  formulario.querySelector("[data-aplicar]")?.setAttribute("hidden", "");
  if (guion) {
    formulario.elements.q.value = new URLSearchParams(location.search).get("q") || "";
    pedir("", location.search);
  }
  formulario.addEventListener("input", (e) => {
    if (e.target.name !== "q") return;
    clearTimeout(espera);
    espera = setTimeout(() => pedir("replaceState"), 300);
  });
  formulario.addEventListener("change", (e) => { if (e.target.name !== "q") pedir("pushState"); });
  addEventListener("popstate", () => location.reload());
}

// Con espacio de sobra, lo plegado se muestra abierto.
porCada("details[data-ancho]", (d) => { d.open = matchMedia("(min-width: 60rem)").matches; });
porCada("[data-copiar]", copiarEnlace);
porCada("[data-voz]", leerEnVoz);
porCada("[data-imprimir]", imprimir);
porCada("form[data-comparar]", limitarComparacion);
porCada("[data-buscar]", buscarAlMomento);
porCada("[data-comparado]", (lugar) => guionDe(lugar).then((guion) => guion.comparar(location.search)).then((html) => {
  lugar.innerHTML = html;
  lugar.querySelectorAll("[data-copiar]").forEach(copiarEnlace);
  lugar.querySelectorAll("[data-imprimir]").forEach(imprimir);
}));
