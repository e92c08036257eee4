// Sin esto, las páginas hacen lo mismo con menos comodidad.
const porCada = (selector, hacer) => document.querySelectorAll(selector).forEach(hacer);

const avisar = (boton, texto) => {
  const original = boton.textContent;
  boton.textContent = texto;
  setTimeout(() => { boton.textContent = original; }, 2500);
};

function compartir(boton) {
  const datos = { title: document.title, url: location.href.split("#")[0] };
  const propia = Boolean(navigator.share && (!navigator.canShare || navigator.canShare(datos)));
  if (!propia && !navigator.clipboard) return;
  boton.hidden = false;
  if (propia) boton.textContent = "Compartir";
  boton.addEventListener("click", async () => {
    if (propia) { await navigator.share(datos).catch(() => null); return; } // quien cierra la hoja no se equivocó
    await navigator.clipboard.writeText(datos.url);
    avisar(boton, "Enlace copiado");
  });
}

// El botón sale cuando el aparato dice que tiene una voz en español; si no la tiene, se dice.
function leerEnVoz(boton) {
  const voz = window.speechSynthesis;
  const falta = document.querySelector("[data-sin-voz]");
  const espanola = () => voz?.getVoices().find((v) => v.lang.toLowerCase().startsWith("es"));
  const preparar = () => { if (espanola() && boton.hidden) { boton.hidden = false; falta.hidden = true; } };
  voz?.addEventListener?.("voiceschanged", preparar);
  preparar();
  setTimeout(() => { falta.hidden = Boolean(espanola()); }, 2000);
  const detener = document.querySelector("[data-callar]");
  let leyendo = false;
  const decir = (texto, activo) => { leyendo = activo; boton.textContent = texto; detener.hidden = !activo; };
  const terminar = () => decir("Escuchar", false);
  const empezar = () => {
    const partes = [...document.querySelectorAll("[data-leer]")].map((e) => e.innerText.trim()).filter(Boolean);
    partes.forEach((texto, n) => {
      const frase = new SpeechSynthesisUtterance(texto);
      frase.lang = "es-MX";
      frase.voice = espanola();
      frase.onerror = (e) => { if (!["canceled", "interrupted"].includes(e.error)) { voz.cancel(); terminar(); } };
      if (n === partes.length - 1) frase.onend = terminar;
      voz.speak(frase);
    });
    decir("Pausar", true);
  };
  boton.addEventListener("click", () => {
    if (!leyendo) empezar();
    else if (voz.paused) { voz.resume(); decir("Pausar", true); }
    else { voz.pause(); decir("Seguir", true); }
  });
  detener.addEventListener("click", () => { voz.resume(); voz.cancel(); terminar(); boton.focus(); });
  addEventListener("pagehide", () => voz?.cancel());
}

// Deslizar hace lo mismo que los botones.
function deslizarPreguntas(tabla) {
  let desde = null;
  tabla.addEventListener("touchstart", (e) => { desde = e.touches.length === 1 ? e.touches[0] : null; }, { passive: true });
  tabla.addEventListener("touchend", (e) => {
    if (!desde) return;
    const x = e.changedTouches[0].clientX - desde.clientX, y = e.changedTouches[0].clientY - desde.clientY;
    if (Math.abs(x) < 60 || Math.abs(y) > Math.abs(x) / 2) return;
    const visible = [...tabla.tBodies[0].rows].find((r) => r.getClientRects().length);
    visible?.querySelector(`[data-paso="${x < 0 ? "despues" : "antes"}"]`)?.click();
  });
}

// Mi lista se guarda en este navegador y no sale de él; la página «Mi lista» la muestra.
function guardarEnLista(boton) {
  const { guardar: folio, eleccion, nombre, fuerza, boleta } = boton.dataset, clave = `conoceles-lista-${eleccion}`;
  const lista = () => JSON.parse(localStorage.getItem(clave) || "[]");
  const pintar = () => {
    const esta = lista().some((x) => x.folio === folio);
    boton.textContent = esta ? "Quitar de mi lista" : "Guardar en mi lista";
    document.querySelector("[data-ver-lista]").hidden = !esta;
    return esta;
  };
  try { pintar(); } catch { return; } // sin almacén no hay lista
  boton.hidden = false;
  boton.addEventListener("click", () => {
    const otras = lista().filter((x) => x.folio !== folio);
    const nueva = pintar() ? otras : [...otras, { folio, nombre, fuerza, boleta }];
    if (nueva.length) localStorage.setItem(clave, JSON.stringify(nueva));
    else localStorage.removeItem(clave);
    pintar();
  });
}

function imprimir(boton) {
  boton.hidden = false;
  boton.addEventListener("click", async () => {
    document.querySelectorAll("form .lista").forEach((lista) => { lista.open = true; });
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
    const demas = formulario.querySelector("details details");
    if (demas && !demas.open) demas.open = [...demas.querySelectorAll("select")].some((s) => s.value);
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
porCada("[data-copiar]", compartir);
porCada("[data-voz]", leerEnVoz);
porCada("[data-guardar]", guardarEnLista);
porCada("[data-imprimir]", imprimir);
porCada("table.comparar", deslizarPreguntas);
porCada("form[data-comparar]", limitarComparacion);
porCada("[data-buscar]", buscarAlMomento);
porCada("[data-comparado]", (lugar) => guionDe(lugar).then((guion) => guion.comparar(location.search)).then((html) => {
  lugar.innerHTML = html;
  lugar.querySelectorAll("[data-copiar]").forEach(compartir);
  lugar.querySelectorAll("table.comparar").forEach(deslizarPreguntas);
  lugar.querySelectorAll("[data-imprimir]").forEach(imprimir);
}));
