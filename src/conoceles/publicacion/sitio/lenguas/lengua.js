// Buscar y comparar en otra lengua: lo que se compone en español, con lo que alguien tradujo; lo demás lo dice (`lang="es"`).
import * as enEspanol from "./BUSCAR";
const { textos, frases, fechas, propios } = DICHOS;
const LETRA = /\p{L}/u, SEPARAN = [" · ", "; ", ": "];
const AJENOS = ".pasaje, .tarjeta__nombre, .largo, [lang], .comparar__de"; // de puño y letra, o nombres
const SUELTO = /^([\s,.:;«]*)(.*?)([\s,.:;»]*)$/su;
const patrones = frases.map(([regla, dicha]) => [new RegExp(`^${regla}$`, "su"), dicha]);
const limpio = (texto) => texto.replace(/\s+/gu, " ").trim();

// Pedazos [texto, si está en español]; nada si nadie lo tradujo.
function decir(texto) {
  if (Object.hasOwn(textos, texto)) return [[textos[texto], false]];
  const alta = texto[0].toUpperCase() + texto.slice(1); // las plantillas los escriben también en medio de una frase
  if (Object.hasOwn(textos, alta)) return [[textos[alta].toLowerCase(), false]];
  const fecha = /^(\d{1,2}) de (\p{L}+) de (\d{4})(?:, (\d\d:\d\d))?$/u.exec(texto);
  if (fecha) return laFecha(fecha);
  for (const [patron, dicha] of patrones) {
    const hallado = patron.exec(texto);
    if (hallado) return dicha.flatMap((parte) => (typeof parte === "number" ? dato(hallado[parte]) : [[parte, false]]));
  }
  const matiz = /^(.+) \((.+)\)$/su.exec(texto);
  if (matiz && LETRA.test(matiz[2])) return varios([matiz[1], matiz[2]], " (", ")");
  if (matiz) return juntos(dato(matiz[1]), [[` (${matiz[2]})`, false]]);
  for (const entre of SEPARAN) if (texto.includes(entre)) return varios(texto.split(entre), entre, "");
  const [, antes, adentro, despues] = SUELTO.exec(texto);
  const dicho = adentro && adentro !== texto ? decir(adentro) : null;
  return dicho && [[antes, false], ...dicho, [despues, false]];
}
const dato = (texto) => (LETRA.test(texto) ? decir(texto) || [[texto, true]] : [[texto, false]]);
const juntos = (...partes) => { const todas = partes.flat(); return todas.some(([t, es]) => !es && LETRA.test(t)) ? todas : null; };
const varios = (textosDe, entre, fin) => juntos(...textosDe.map((t, n) => [...(n ? [[entre, false]] : []), ...dato(t)]), [[fin, false]]);
function laFecha([, dia, mes, anio, hora]) {
  if (!fechas.dia || !Object.hasOwn(textos, mes) || (hora && !fechas.momento)) return null;
  const llenar = (forma, datos) => forma.map((parte) => (typeof parte === "number" ? datos[parte - 1] : parte)).join("");
  const escrita = llenar(fechas.dia, [dia, textos[mes], anio]);
  return [[hora ? llenar(fechas.momento, [escrita, hora]) : escrita, false]];
}

// Lo que escribió la persona se reconoce por su pregunta: la de su renglón, o la que va a su lado.
function esPropio(nodo) {
  const celda = nodo.parentElement.closest("td, dd");
  if (!celda || nodo.parentElement.closest(".sin-dato")) return false;
  const pregunta = celda.localName === "dd" ? celda.previousElementSibling : celda.parentElement.querySelector("th");
  return propios.includes(limpio(pregunta?.firstChild?.textContent || ""));
}
function nodos(texto, pedazos) {
  const [, antes, , despues] = /^(\s*)(.*?)(\s*)$/su.exec(texto);
  return [antes, ...pedazos.map(([dicho, es]) => {
    if (!es) return dicho;
    const span = document.createElement("span");
    span.lang = "es";
    span.textContent = dicho;
    return span;
  }), despues];
}
function enLengua(html) {
  const cuerpo = new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
  const camino = document.createTreeWalker(cuerpo, NodeFilter.SHOW_TEXT), todos = [];
  while (camino.nextNode()) if (LETRA.test(camino.currentNode.data)) todos.push(camino.currentNode);
  const hechos = todos.map((nodo) => {
    const texto = limpio(nodo.data), ajeno = nodo.parentElement.closest(AJENOS) || esPropio(nodo);
    return [nodo, (!ajeno && decir(texto)) || [[texto, true]]];
  });
  for (const [nodo, pedazos] of hechos) {
    if (nodo.parentElement.localName === "option") {
      nodo.data = pedazos.map(([dicho]) => dicho).join("");
      if (pedazos.every(([dicho, es]) => es || !LETRA.test(dicho))) nodo.parentElement.lang = "es";
    } else nodo.replaceWith(...nodos(nodo.data, pedazos));
  }
  cuerpo.querySelectorAll("[aria-label]").forEach((e) => { e.ariaLabel = (decir(limpio(e.ariaLabel)) || [[e.ariaLabel]]).map(([d]) => d).join(""); });
  const aqui = /^\.\.\/(?:(?:candidaturas|contiendas)\/(?:[^/]+\/)?|buscar\/|comparar\/|secciones\/)(?:[?#].*)?$/;
  for (const [nombre, queda] of [["href", aqui], ["src"], ["srcset"]])
    cuerpo.querySelectorAll(`[${nombre}]`).forEach((e) => {
      const valor = e.getAttribute(nombre);
      if (!queda?.test(valor)) e.setAttribute(nombre, valor.replace(/(^|, )\.\.\//g, "$1../../../"));
    });
  return cuerpo.innerHTML;
}
export const buscar = (consulta) => enEspanol.buscar(consulta).then(enLengua);
export const comparar = (consulta) => enEspanol.comparar(consulta).then(enLengua);
