// Makes elements. Text is only ever set as text, so that nothing that comes from a server can become markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. `properties` are attributes, apart from `on` (listeners by event), `vars` (custom CSS properties) and `class`;
 * one that is null, undefined or false is left out, true is an attribute without value. Children are nodes or texts.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (name === 'vars') {
      Object.entries(value).forEach(([property, text]) => element.style.setProperty(property, text));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  sun: ['M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9', 'M12 1.8v2.4M12 19.8v2.4M1.8 12h2.4M19.8 12h2.4M4.8 4.8l1.7 1.7M17.5 17.5l1.7 1.7M4.8 19.2l1.7-1.7M17.5 6.5l1.7-1.7'],
  moon: ['M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z'],
  house: ['M3.5 11.5L12 4l8.5 7.5', 'M5.5 10v10h13V10', 'M10 20v-5.5h4V20'],
  grid: ['M3 20h18', 'M4.5 16c3 0 3-8 6-8s3 5.5 5.5 5.5S18.5 9 20.5 9'],
  models: ['M4 6h10M18 6h2M4 12h3M11 12h9M4 18h8M16 18h4', 'M16 4.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6M9 10.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6M14 16.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6'],
  dishes: ['M4.5 3.5h15v17h-15z', 'M4.5 8h15M7.5 5.8h.01M10.5 5.8h.01', 'M8 16.5a4 4 0 0 0 8 0z', 'M12 11.5v2'],
  washing: ['M4.5 3.5h15v17h-15z', 'M7.5 6h.01M10.5 6h.01', 'M12 9.2a4.3 4.3 0 1 0 0 8.6a4.3 4.3 0 1 0 0-8.6', 'M8.2 14c1.3-1 2.5-1 3.8 0s2.5 1 3.8 0'],
  dryer: ['M4.5 3.5h15v17h-15z', 'M7.5 6h.01M10.5 6h.01', 'M12 9.2a4.3 4.3 0 1 0 0 8.6a4.3 4.3 0 1 0 0-8.6', 'M10.5 15.5c-1-1.3 1-2 0-3.5M13.5 15.5c-1-1.3 1-2 0-3.5'],
  car: ['M3.5 16.5v-3.7l2-.8 2-4.5h8l2.5 4.5 2.5.8v3.7z', 'M6 12h12', 'M7.5 14.8a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 1 0 0-3.4M16.5 14.8a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 1 0 0-3.4'],
  own: ['M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16', 'M12 8v4.5l3 1.8'],
  info: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M12 11v5M12 8h.01'],
  warning: ['M12 4l9 16H3z', 'M12 10.5v4M12 17.2h.01'],
  check: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M8.3 12.3l2.6 2.6 4.8-5.4'],
  document: ['M6 3.5h8.5L19 8v12.5H6z', 'M14 3.5V8.5h5M9 12.5h7M9 16h7'],
  download: ['M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15']
};

/** A picture of a name above, hidden from screen readers: the text beside it says the same. */
export function icon(name, size = 24) {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = {viewBox: '0 0 24 24', width: size, height: size, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8,
    'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true', focusable: 'false'};
  Object.entries(attributes).forEach(([key, value]) => svg.setAttribute(key, value));
  svg.append(...PATHS[name].map(shape => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', shape);
    return path;
  }));
  return svg;
}

/** A table. `columns` are `{name, number}`; a cell is a text, a node or `{text, class}`; the first of a row is its heading. */
export function table(caption, columns, rows) {
  const cell = (value, index) => {
    const plain = value === null || typeof value !== 'object' || value instanceof Node;
    const content = plain ? value : value.text;
    const kind = [columns[index].number ? 'num' : '', plain ? '' : value.class].filter(Boolean).join(' ');
    return h(index === 0 ? 'th' : 'td', {scope: index === 0 ? 'row' : null, class: kind || null}, content ?? '–');
  };
  return h('table', {},
    caption && h('caption', {}, caption),
    h('thead', {}, h('tr', {}, columns.map(column => h('th', {scope: 'col', class: column.number ? 'num' : null}, column.name)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell)))));
}

/** A table that may be wider, and if asked for higher, than its place; it can be scrolled with the keyboard. */
export function scrolling(name, content, high = false) {
  return h('div', {class: high ? 'scroll high' : 'scroll', role: 'region', 'aria-label': name, tabindex: 0}, content);
}

/** A list of terms and what they are. Pairs whose value is null are left out. */
export function facts(pairs) {
  return h('dl', {class: 'facts'}, pairs.filter(([, value]) => value !== null && value !== undefined)
    .map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))));
}

/** Figures that stand out: `[label, value, detail]`. */
export function tiles(entries) {
  return h('dl', {class: 'tiles'}, entries.map(([label, value, detail]) =>
    h('div', {class: 'tile'}, h('dt', {}, label), h('dd', {}, value), detail && h('dd', {}, detail))));
}

/** A choice of one among few, as radio buttons. `options` are `[value, text]`. */
export function choice(legend, name, options, chosen, change) {
  return h('fieldset', {}, h('legend', {class: 'hidden-text'}, legend), h('div', {class: 'switch'}, options.map(([value, text]) =>
    h('label', {}, h('input', {type: 'radio', name, value, checked: value === chosen, on: {change: () => change(value)}}), text))));
}
