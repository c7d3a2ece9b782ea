// The documentation of the API, drawn from openapi.yaml: what is served is what is documented.

import {h} from './dom.js';
import {notice, run} from './page.js';

let openapi;

function resolve(node) {
  if (node === undefined || node.$ref === undefined) {
    return node;
  }
  const found = node.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], openapi);
  return resolve(found);
}

function nameOf(node) {
  return node?.$ref?.split('/').pop() ?? null;
}

// ---- text: of Markdown, what the document uses ----

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map(part => part.startsWith('`') ? h('code', {}, part.slice(1, -1))
    : part.startsWith('**') ? h('strong', {}, part.slice(2, -2)) : part);
}

function prose(text) {
  return (text ?? '').trim().split(/\n\s*\n/).filter(Boolean).map(paragraph => h('p', {}, inline(paragraph.replace(/\s*\n\s*/g, ' '))));
}

// ---- schemas ----

function types(schema) {
  return [schema.type].flat();
}

function kindOf(schema) {
  const {type, items, enum: values, const: value, oneOf, format} = schema;
  if (oneOf) {
    return oneOf.map(each => kindOf(resolve(each))).join(' or ');
  }
  if (value !== undefined) {
    return '“' + value + '”';
  }
  if (values) {
    return 'one of ' + values.join(', ');
  }
  if (types(schema).includes('array')) {
    const item = resolve(items);
    return 'list of ' + (nameOf(items) && item.type === 'object' ? nameOf(items) : kindOf(item));
  }
  return [types(schema).filter(each => each !== 'null').join(' or ') || 'any', type && types(schema).includes('null') ? ' or null' : '',
    format ? ' (' + format + ')' : ''].join('');
}

function limits(schema) {
  const words = {minimum: 'at least ', exclusiveMinimum: 'above ', maximum: 'at most ', exclusiveMaximum: 'below ', multipleOf: 'in steps of ',
    minLength: 'characters: at least ', maxLength: 'characters: at most ', minItems: 'items: at least ', maxItems: 'items: at most ', default: 'otherwise '};
  return Object.entries(words).filter(([key]) => schema[key] !== undefined && typeof schema[key] !== 'object')
    .map(([key, text]) => text + schema[key]).join('; ');
}

/** The fields of an object, those within them below; a schema with a name that was drawn further up is only named. */
function fields(schema, above = []) {
  const required = new Set(schema.required);
  return h('ul', {class: 'tree'}, Object.entries(schema.properties ?? {}).map(([name, property]) => field(name, property, required.has(name), above)));
}

function field(name, property, required, above) {
  const schema = resolve(property);
  const inner = innerOf(property);
  const key = nameOf(inner) ?? nameOf(property);
  const object = inner === null ? null : resolve(inner);
  const below = object?.properties && !above.includes(key) ? fields(object, [...above, key].filter(Boolean)) : null;
  const kind = [kindOf(schema), limits(schema)].filter(Boolean).join('; ');
  return h('li', {}, h('code', {}, name), ' ', h('span', {class: 'kind'}, kind + (required ? '' : ', optional')),
    schema.description && h('span', {}, ' – ', ...inline(schema.description.trim())), below);
}

/** What has the fields: the property itself, the items of a list, the choice that is an object. */
function innerOf(property) {
  const schema = resolve(property);
  if (types(schema).includes('array')) {
    return schema.items;
  }
  return schema.oneOf?.find(each => resolve(each).type === 'object') ?? (schema.properties ? property : null);
}

// ---- operations ----

function folded(title, ...content) {
  return h('details', {}, h('summary', {}, title), ...content);
}

function parameters(operation) {
  const all = (operation.parameters ?? []).map(resolve);
  const places = {path: 'in the path', query: 'in the query', header: 'header'};
  return all.length === 0 ? null : h('div', {}, h('h4', {class: 'label'}, 'Parameters'), h('ul', {class: 'tree'}, all.map(each => {
    const schema = resolve(each.schema);
    return h('li', {}, h('code', {}, each.name), ' ', h('span', {class: 'kind'},
      [places[each.in], kindOf(schema), limits(schema), each.required ? 'required' : ''].filter(Boolean).join('; ')),
    each.description && h('span', {}, ' – ', ...inline(each.description.trim())));
  })));
}

function example(content) {
  const given = Object.values(content?.examples ?? {})[0]?.value ?? content?.example;
  return given === undefined ? null : typeof given === 'string' ? given : JSON.stringify(given, null, 2);
}

function body(title, content) {
  return Object.entries(content ?? {}).map(([type, each]) => {
    const schema = resolve(each.schema);
    const shown = example(each);
    return h('div', {}, h('h4', {class: 'label'}, title + ' ', h('code', {}, type)),
      schema?.properties && folded('Fields' + (nameOf(each.schema) ? ' of ' + nameOf(each.schema) : ''), fields(schema, [nameOf(each.schema)].filter(Boolean))),
      shown && folded('Example', h('pre', {tabindex: 0, 'aria-label': 'Example'}, h('code', {}, shown))));
  });
}

function answers(operation) {
  const all = Object.entries(operation.responses).map(([status, response]) => [status, resolve(response)]);
  const [, good] = all.find(([status]) => status.startsWith('2'));
  return [...body('Answer', good.content),
    folded('Statuses', h('ul', {class: 'tree'}, all.map(([status, response]) =>
      h('li', {}, h('code', {}, status), ' ', ...inline(response.description.trim())))))];
}

function scopes(operation) {
  const named = (operation.security ?? openapi.security).flatMap(each => Object.values(each).flat());
  return h('p', {class: 'soft small'}, named.length === 0 ? 'For every valid access token.'
    : ['Scope ', ...named.flatMap((scope, index) => [index > 0 ? ' or ' : '', h('code', {}, scope)])]);
}

function operationView(path, method, operation) {
  return h('section', {class: 'card operation', id: operation.operationId, 'aria-labelledby': operation.operationId + '-title'},
    h('h3', {id: operation.operationId + '-title'}, operation.summary),
    h('p', {class: 'path'}, h('span', {class: 'method ' + method}, method.toUpperCase()), h('code', {}, path)),
    ...prose(operation.description), scopes(operation), parameters(operation),
    ...body('Body', operation.requestBody?.content), ...answers(operation));
}

function operations() {
  const methods = ['get', 'put', 'post', 'delete'];
  return Object.entries(openapi.paths).flatMap(([path, item]) =>
    methods.filter(method => item[method]).map(method => ({path, method, operation: item[method]})));
}

function draw() {
  const all = operations();
  const tags = openapi.tags.map(tag => ({...tag, own: all.filter(each => each.operation.tags.includes(tag.name))}));
  const contents = h('nav', {class: 'toc card', 'aria-label': 'Operations'}, tags.map(tag => [h('strong', {}, tag.name),
    ...tag.own.map(({operation}) => h('a', {href: '#' + operation.operationId}, operation.summary))]).flat());
  const text = h('div', {class: 'stack'},
    h('div', {class: 'text'}, h('h1', {}, openapi.info.title, ' ', h('span', {class: 'soft'}, openapi.info.version)),
      ...prose(openapi.info.description),
      h('p', {}, h('a', {href: 'openapi.yaml'}, 'openapi.yaml'), ' says the same to programs.')),
    ...tags.flatMap(tag => [h('div', {class: 'text'}, h('h2', {}, tag.name), ...prose(tag.description)),
      ...tag.own.map(({path, method, operation}) => operationView(path, method, operation))]),
    h('section', {class: 'card operation'}, h('h3', {}, 'Problems'), h('p', {}, 'Every error is ', h('code', {}, 'application/problem+json'), '.'),
      fields(openapi.components.schemas.Problem)));
  document.getElementById('doc').replaceChildren(contents, text);
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function start() {
  const place = document.getElementById('doc');
  try {
    const [response] = await Promise.all([fetch('openapi.yaml'), library()]);
    if (!response.ok) {
      throw new Error('status ' + response.status);
    }
    openapi = globalThis.jsyaml.load(await response.text());
  } catch (failure) {
    return place.replaceChildren(notice('warning', 'The documentation could not be loaded', failure.message));
  }
  draw();
}

/** js-yaml, which reads the document's anchors and merged keys. */
function library() {
  return new Promise((resolved, reject) => {
    const script = document.createElement('script');
    script.src = new URL('../vendor/js-yaml/js-yaml.min.js', import.meta.url);
    script.onload = resolved;
    script.onerror = () => reject(new Error('a part of this page is missing'));
    document.head.append(script);
  });
}

run(start, {open: true});
