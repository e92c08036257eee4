// De un municipio, una sección o una localidad a su boleta. Se pide un solo archivo, el mismo para todo mundo, y se busca
// aquí: lo escrito no sale del teléfono.
const MAXIMO = 8;
const plano = (t) => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const cuatro = (n) => String(n).padStart(4, "0");

// Letras de más, de menos, cambiadas o al revés entre dos palabras; deja de contar al pasar de `tope`.
function distancia(a, b, tope) {
  if (Math.abs(a.length - b.length) > tope) return tope + 1;
  let antes = [], fila = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const nueva = [i];
    for (let j = 1; j <= b.length; j++) {
      const igual = a[i - 1] === b[j - 1] ? 0 : 1;
      nueva[j] = Math.min(fila[j] + 1, nueva[j - 1] + 1, fila[j - 1] + igual);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) nueva[j] = Math.min(nueva[j], antes[j - 2] + 1);
    }
    if (Math.min(...nueva) > tope) return tope + 1;
    [antes, fila] = [fila, nueva];
  }
  return fila[b.length];
}

// Qué tan bien responde un nombre a lo escrito: 0 es igual; sin parecido, infinito.
function parecido(buscado, nombre) {
  if (nombre === buscado) return 0;
  if (nombre.startsWith(buscado)) return 1;
  if (` ${nombre}`.includes(` ${buscado}`)) return 2;
  if (nombre.length > 3 && ` ${buscado} `.includes(` ${nombre} `)) return 3;
  const tope = buscado.length > 7 ? 2 : buscado.length > 3 ? 1 : 0;
  const cerca = Math.min(distancia(buscado, nombre, tope), ...(buscado.length > 4 ? [distancia(buscado, nombre.slice(0, buscado.length), tope)] : []));
  return tope && cerca <= tope ? 3 + cerca : Infinity;
}

function preparar({ boletas, municipios, secciones, localidades }, lugar) {
  const tramosDe = (n) => secciones.filter(([desde, hasta]) => n >= desde && n <= hasta);
  const deSecciones = (numeros) => {
    const por = new Map();
    for (const n of numeros) for (const tramo of tramosDe(n)) for (const b of tramo[3]) por.set(b, [...(por.get(b) || []), n]);
    return [...por].map(([b, suyas]) => ({ boleta: boletas[b], secciones: suyas }));
  };
  const nombrados = [
    ...municipios.map(([nombre, clave, otros, suyas, distritos], m) => ({
      formas: [nombre, ...otros].map(plano), nombre, clase: lugar, m, clave,
      repartido: distritos > 1 ? distritos : 0, van: () => suyas.map((b) => ({ boleta: boletas[b] })),
    })),
    ...localidades.map(([nombre, m, numeros]) => ({
      formas: [plano(nombre)], nombre, clase: `localidad de ${municipios[m][0]}`, m, clave: municipios[m][1],
      repartido: 0, numeros, van: () => deSecciones(numeros),
    })),
  ];
  // Del que se reparte, la sección que lleva todas sus boletas es la que no dice en cuál distrito cae.
  const sinDistrito = ([, , m, suyas]) => (municipios[m][4] > 1 && suyas.length === municipios[m][3].length ? municipios[m][4] : 0);
  const deSeccion = (n) => tramosDe(n).map((tramo) => ({
    nombre: `Sección ${cuatro(n)}`, clase: municipios[tramo[2]][0], clave: municipios[tramo[2]][1],
    repartido: sinDistrito(tramo), van: () => tramo[3].map((b) => ({ boleta: boletas[b] })),
  }));
  return (escrito) => {
    const buscado = plano(escrito).replace(/^seccion(?= \d)/, "").trim();
    if (/^\d{1,4}$/.test(buscado)) return deSeccion(Number(buscado));
    if (buscado.length < 2) return [];
    const tasados = nombrados.map((x) => ({ x, t: Math.min(...x.formas.map((f) => parecido(buscado, f))) }));
    return tasados.filter(({ t }) => t < Infinity).sort((a, b) => a.t - b.t).map(({ x }) => x);
  };
}

function renglon(hallado, raiz) {
  const li = document.createElement("li"), titulo = document.createElement("strong"), clase = document.createElement("span");
  titulo.textContent = hallado.nombre;
  clase.textContent = hallado.clase;
  li.append(titulo, " ", clase, document.createElement("br"));
  const enlazar = (texto, destino) => {
    const a = document.createElement("a");
    a.textContent = texto;
    a.href = raiz + destino;
    li.append(a, " ");
  };
  const boletas = hallado.van();
  if (hallado.repartido) enlazar(`Se reparte: vea sus ${hallado.repartido} distritos lado a lado`, `secciones/#municipio-${hallado.clave}`);
  else for (const { boleta, secciones } of boletas) {
    const cuales = boletas.length > 1 && secciones ? ` (${secciones.length > 6 ? `${secciones.length} secciones` : secciones.map(cuatro).join(", ")})` : "";
    enlazar(boleta[1] + cuales, `contiendas/${boleta[0]}/`);
  }
  if (!boletas.length) li.append("Vota lo mismo que en todas partes.");
  return li;
}

function atender(caja) {
  const entrada = caja.querySelector("input"), { lugar } = caja.dataset, lista = caja.querySelector("[data-hallados]"), estado = caja.querySelector("[data-cuantos]");
  let pedido = null, hallar = null;
  const pedir = () => pedido ??= fetch(caja.dataset.donde).then((r) => r.json()).then((datos) => { hallar = preparar(datos, lugar); buscar(); })
    .catch(() => { pedido = null; estado.textContent = `No se pudo leer la lista de lugares. Elija su ${lugar} abajo.`; });
  const buscar = () => {
    if (!hallar) return;
    const hallados = entrada.value.trim() ? hallar(entrada.value) : [];
    lista.replaceChildren(...hallados.slice(0, MAXIMO).map((h) => renglon(h, caja.dataset.raiz)));
    const digitos = entrada.value.replace(/\D/g, "").length, falta = /^\D*\d+$/.test(entrada.value.trim()) && digitos < 4;
    if (hallados.length > MAXIMO) estado.textContent = `Se muestran ${MAXIMO} de ${hallados.length}: escriba un poco más.`;
    else if (hallados.length || entrada.value.trim().length < 2 || falta) estado.textContent = ["", "Un lugar"][hallados.length] ?? `${hallados.length} lugares`;
    else estado.textContent = digitos ? `No encontramos esa sección. Revise los cuatro dígitos, o elija su ${lugar}.` : `No encontramos ese lugar. Pruebe con el nombre de su ${lugar} o con su sección.`;
  };
  caja.hidden = false;
  entrada.addEventListener("focus", pedir, { once: true });
  entrada.addEventListener("input", () => { pedir(); buscar(); });
  entrada.addEventListener("keydown", (e) => { if (e.key === "Enter") lista.querySelector("a")?.focus(); });
}

document.querySelectorAll("[data-donde]").forEach(atender);
