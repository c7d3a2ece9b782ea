// What those see who decide which model goes live.

import {get, list, path, Problem, put} from './api.js';
import {choice, facts, h, scrolling, table, tiles} from './dom.js';
import {count, number, percent, Zone} from './format.js';
import {announce, notice, parameter, place, problemView, Region, run} from './page.js';

const STATUS = {
  PENDING_MANUAL_APPROVAL: ['Waiting for a decision', 'warning'],
  APPROVED: ['Approved', 'good'],
  REJECTED: ['Rejected', 'bad']
};
const QUANTITIES = {consumption: 'Consumption', solar: 'Solar'};
const WORST_SHOWN = 10;
const DRAFT = 'edf.draft.';
const utc = new Zone('UTC');

const registry = new Region(document.getElementById('registry'));
const detail = document.getElementById('detail');

let caller;
let models = [];

function chip(model) {
  const [text, tone] = STATUS[model.status];
  return h('span', {class: 'chip ' + tone}, text);
}

function day(instant) {
  return utc.date(Date.parse(instant));
}

function quantity() {
  return parameter('quantity') === 'solar' ? 'solar' : 'consumption';
}

// ---- the registry ----

async function showRegistry() {
  const loaded = await registry.fill(
    signal => list('models', {quantity: quantity()}, signal, 200),
    ({items, more}) => {
      models = items;
      return items.length === 0
        ? notice('neutral', 'No models yet', 'As soon as a training has passed its evaluation, its model waits here for a decision.')
        : [scrolling('Registered models', registryTable(), true), more && h('p', {class: 'soft small'}, 'The newest ' + items.length + '.')];
    });
  if (loaded !== null) {
    showModel(parameter('model') ?? (models.find(model => model.status === 'PENDING_MANUAL_APPROVAL') ?? models.find(model => model.live) ?? models[0])?.model_version);
  }
}

function registryTable() {
  const rows = models.map(model => [
    h('button', {type: 'button', class: 'linklike', 'data-model': model.model_version, on: {click: () => choose(model.model_version)}}, 'Version ' + model.version),
    h('span', {class: 'group'}, chip(model), model.live && h('span', {class: 'chip'}, 'Live')),
    model.strategy, day(model.created_at), percentOf(model.metrics, 'wape_percent'), model.group]);
  return table(null, [{name: 'Model'}, {name: 'Status'}, {name: 'Strategy'}, {name: 'Registered'}, {name: 'WAPE', number: true}, {name: 'Group'}], rows);
}

function percentOf(metrics, name) {
  return metrics[name] === undefined ? '–' : percent(metrics[name]);
}

function choose(version) {
  place({model: version});
  showModel(version);
  detail.scrollIntoView({block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
}

function mark(version) {
  document.querySelectorAll('#registry tr').forEach(row => {
    const button = row.querySelector('button');
    const current = button !== null && button.dataset.model === version;
    row.classList.toggle('chosen', current);
    current ? button.setAttribute('aria-current', 'true') : button?.removeAttribute('aria-current');
  });
}

// ---- one model ----

function showModel(version) {
  mark(version);
  if (version === undefined) {
    return detail.replaceChildren();
  }
  detail.replaceChildren(...new ModelView(version).elements());
}

class ModelView {
  #path;
  #version;
  #model;
  #evaluation;
  #decision;
  #parts;

  constructor(version) {
    const [group, number_] = version.split('/');
    this.#version = version;
    this.#path = path('models', group, number_ ?? '');
    const head = h('section', {class: 'card stack', 'aria-label': 'Model'}, h('div', {class: 'bones cards'}));
    const evaluation = h('section', {class: 'card stack', 'aria-labelledby': 'evaluation'}, h('h2', {id: 'evaluation'}, 'Evaluation'),
      h('div', {}, h('div', {class: 'bones table'})));
    this.#decision = h('div', {});
    this.#parts = [head, evaluation, this.#decision];
    this.#model = new Region(head);
    this.#evaluation = new Region(evaluation.lastChild);
    this.#load();
    this.#evaluate();
  }

  elements() {
    return this.#parts;
  }

  #load() {
    return this.#model.fill(signal => get(this.#path, {}, signal), ({data, etag}) => {
      this.#decision.replaceChildren(new Decision(data, etag, this.#path).element);
      return modelContent(data);
    });
  }

  #evaluate() {
    return this.#evaluation.fill(signal => this.#evaluations(signal),
      ({own, other}) => evaluationContent(own, other, chosen => this.#compare(chosen)));
  }

  async #compare(version) {
    place({compare: version});
    await this.#evaluate();
    document.getElementById('compare')?.focus();
  }

  /** The model's own evaluation, and that of the one it is compared with. */
  async #evaluations(signal) {
    const other = parameter('compare');
    const compared = other === null || other === this.#version ? null : other.split('/');
    const [own, others] = await Promise.all([get(this.#path + '/evaluation', {}, signal),
      compared && get(path('models', compared[0], compared[1] ?? '', 'evaluation'), {}, signal)]);
    return {own: own.data, other: others?.data ?? null};
  }
}

function modelContent(model) {
  return [
    h('div', {class: 'row'}, h('h2', {}, model.group + ', version ' + model.version),
      h('span', {class: 'group'}, chip(model), model.live && h('span', {class: 'chip'}, 'Live: the next run uses it'))),
    facts([['Forecasts', QUANTITIES[model.quantity]], ['Strategy', model.strategy], ['Registered', utc.dayAndClock(Date.parse(model.created_at)) + ' UTC'],
      ['Decision', model.status_reason ? model.status_reason : null]])
  ];
}

// ---- the decision ----

/** Approves or rejects, with a note. The note outlives reloads and a new sign-in, until it was sent. */
class Decision {
  #model;
  #etag;
  #path;
  #said = h('div', {});
  #note;
  element;

  constructor(model, etag, modelPath) {
    this.#model = model;
    this.#etag = etag;
    this.#path = modelPath;
    this.#note = h('textarea', {id: 'note', maxlength: 500, 'aria-describedby': 'note-hint note-error', on: {input: () =>
      sessionStorage.setItem(this.#draft(), this.#note.value)}}, sessionStorage.getItem(this.#draft()) ?? '');
    this.element = h('div', {});
    caller.then(({may_decide_models: may}) => may && this.element.replaceChildren(this.#form()), () => {
      // whoever cannot be asked for cannot decide; the requests of this page say what is wrong
    });
  }

  #draft() {
    return DRAFT + this.#model.model_version;
  }

  #form() {
    return h('form', {class: 'card stack', novalidate: true, 'aria-labelledby': 'decision', on: {submit: event => event.preventDefault()}},
      h('h2', {id: 'decision'}, this.#model.status === 'PENDING_MANUAL_APPROVAL' ? 'Your decision' : 'Decide anew'),
      h('div', {class: 'field narrow'}, h('label', {for: 'note'}, 'Why?'), this.#note,
        h('p', {class: 'hint', id: 'note-hint'}, 'Kept with the model beside your name. Takes effect with the next run.'),
        h('p', {class: 'error', id: 'note-error', role: 'alert'})),
      h('div', {class: 'group'},
        h('button', {type: 'button', class: 'button main', on: {click: () => this.#decide('APPROVED')}}, 'Approve'),
        h('button', {type: 'button', class: 'button reject', on: {click: () => this.#decide('REJECTED')}}, 'Reject')),
      this.#said);
  }

  async #decide(status) {
    const note = this.#note.value.trim();
    const valid = note.length >= 3;
    this.#note.setAttribute('aria-invalid', !valid);
    this.element.querySelector('#note-error').textContent = valid ? '' : 'Please say why, in at least three letters.';
    if (!valid) {
      return this.#note.focus();
    }
    this.#busy(true);
    try {
      await put(this.#path + '/decision', {status, note}, this.#etag);
      sessionStorage.removeItem(this.#draft());
      announce(status === 'APPROVED' ? 'Approved.' : 'Rejected.');
      place({model: this.#model.model_version}, {replace: true});
      await showRegistry();
      document.getElementById('main').focus();
    } catch (problem) {
      this.#busy(false);
      await this.#failed(problem, status);
    }
  }

  #busy(busy) {
    this.element.querySelectorAll('button').forEach(button => {
      button.disabled = busy;
    });
  }

  async #failed(problem, status) {
    if (problem instanceof Problem && problem.status === 412) {
      const {data, etag} = await get(this.#path);
      this.#etag = etag;
      const view = notice('warning', 'Somebody else has decided in the meantime',
        h('span', {}, 'It is now: ', h('strong', {}, STATUS[data.status][0]), data.status_reason ? ' – ' + data.status_reason : '', '. Your note is kept.'),
        h('div', {class: 'group'},
          h('button', {type: 'button', class: 'button small', on: {click: () => this.#decide(status)}}, status === 'APPROVED' ? 'Approve all the same' : 'Reject all the same'),
          h('button', {type: 'button', class: 'button small', on: {click: () => {
            sessionStorage.removeItem(this.#draft());
            showRegistry();
          }}}, 'Leave it so')));
      view.setAttribute('role', 'alert');
      return this.#said.replaceChildren(view);
    }
    return this.#said.replaceChildren(problemView(problem, () => this.#decide(status)));
  }
}

// ---- the evaluation ----

const METRICS = [
  {key: 'wape_percent', name: 'WAPE', unit: '%', lower: true},
  {key: 'mape_percent', name: 'MAPE', unit: '%', lower: true},
  {key: 'mae_kwh', name: 'MAE', unit: 'kWh', lower: true},
  {key: 'rmse_kwh', name: 'RMSE', unit: 'kWh', lower: true},
  {key: 'pinball_kwh', name: 'Pinball loss', unit: 'kWh', lower: true},
  {key: 'bias_kwh', name: 'Bias', unit: 'kWh'},
  {key: 'coverage_percent', name: 'Coverage', unit: '%'}
];
const CANDIDATES = {last_week: 'Last week', yesterday: 'Yesterday', four_week_mean: 'Four-week mean'};

function evaluationContent(own, other, compare) {
  return h('div', {class: 'stack'},
    own.passed ? notice('good', 'Passed', null, reasons(own.reasons)) : notice('bad', 'Did not pass', null, reasons(own.reasons)),
    comparison(own, compare),
    h('div', {class: 'pair'},
      h('div', {class: 'stack'}, h('h3', {}, 'Error (WAPE), smaller is better'), errorBars(own, other)), other && between(own, other)),
    h('div', {class: 'stack'}, h('h3', {}, 'All scores'), scores(own, other)),
    worst(own, other));
}

function reasons(texts) {
  return texts.length === 0 ? null : h('ul', {class: 'reasons'}, texts.map(text => h('li', {}, text)));
}

/** The choice of a second model; `compare` gets its version, or null. */
function comparison(own, compare) {
  const others = models.filter(model => model.model_version !== own.model_version);
  if (others.length === 0) {
    return null;
  }
  const shown = parameter('compare');
  const select = h('select', {id: 'compare', on: {change: () => compare(select.value || null)}}, h('option', {value: ''}, 'no other model'),
  others.map(model => h('option', {value: model.model_version, selected: model.model_version === shown},
    'version ' + model.version + (model.live ? ' (live)' : '') + ', ' + model.strategy + ', ' + day(model.created_at))));
  return h('div', {class: 'field narrow'}, h('label', {for: 'compare'}, 'Compare with'), select);
}

/** Candidates of the evaluation, with those of a second model: `{name, look, metrics}`. */
function candidates(own, other) {
  const [model, ...baselines] = own.candidates;
  return [{name: 'This model', look: 'main', metrics: model.metrics},
    ...other === null ? [] : [{name: 'Version ' + other.model_version.split('/')[1], look: 'other', metrics: other.candidates[0].metrics}],
    ...baselines.map(each => ({name: CANDIDATES[each.name] ?? each.name, look: '', metrics: each.metrics}))];
}

function errorBars(own, other) {
  const all = candidates(own, other).filter(each => each.metrics.wape_percent !== undefined);
  const largest = Math.max(...all.map(each => each.metrics.wape_percent));
  return h('ul', {class: 'bars'}, all.map(each => h('li', {class: each.look || null}, h('span', {class: 'name'}, each.name),
    h('span', {class: 'track', 'aria-hidden': 'true'}, h('i', {vars: {'--share': 100 * each.metrics.wape_percent / largest + '%'}})),
    h('b', {}, percent(each.metrics.wape_percent)))));
}

function scores(own, other) {
  const all = candidates(own, other);
  const shown = METRICS.filter(({key}) => all.some(each => each.metrics[key] !== undefined));
  const smallest = new Map(shown.filter(metric => metric.lower).map(({key}) =>
    [key, Math.min(...all.map(each => each.metrics[key] ?? Infinity))]));
  const rows = all.map(each => [each.name, ...shown.map(({key, unit}) => ({
    text: unit === '%' ? percentOf(each.metrics, key) : number(each.metrics[key]),
    class: smallest.get(key) === each.metrics[key] && each.metrics[key] !== undefined ? 'best' : ''
  }))]);
  return scrolling('Scores of the model and of plain forecasts', table(null,
    [{name: 'Forecast'}, ...shown.map(({name, unit}) => ({name: unit === '%' ? name : name + ' [' + unit + ']', number: true}))], rows));
}

/** Building by building, how often which of two models was better. */
function between(own, other) {
  const theirs = new Map(other.buildings.map(each => [each.building_id, each.wape_percent]));
  const both = own.buildings.filter(each => each.wape_percent !== null && (theirs.get(each.building_id) ?? null) !== null);
  const wins = both.filter(each => each.wape_percent < theirs.get(each.building_id)).length;
  const losses = both.filter(each => each.wape_percent > theirs.get(each.building_id)).length;
  return h('div', {class: 'stack'}, h('h3', {}, 'This model beside version ' + other.model_version.split('/')[1]), tiles([
    ['Better on', count(wins, 'building'), 'of ' + both.length + ' that both were evaluated on'],
    ['Worse on', count(losses, 'building'), null]]));
}

function worst(own, other) {
  if (own.buildings.length === 0) {
    return null;
  }
  const theirs = new Map((other?.buildings ?? []).map(each => [each.building_id, each.wape_percent]));
  const columns = [{name: 'Building'}, {name: 'WAPE', number: true}, {name: 'Best plain forecast', number: true},
    ...other === null ? [] : [{name: 'Version ' + other.model_version.split('/')[1], number: true}], {name: 'Coverage', number: true}];
  const row = each => [each.building_id, percent(each.wape_percent), percent(each.best_baseline_wape_percent),
    ...other === null ? [] : [percent(theirs.get(each.building_id))], percent(each.coverage_percent)];
  const content = h('div', {class: 'stack'}, h('h3', {}, 'Worst buildings'),
    scrolling('Buildings, the worst first', table(null, columns, own.buildings.slice(0, WORST_SHOWN).map(row)), true));
  if (own.buildings.length > WORST_SHOWN) {
    const all = h('button', {type: 'button', class: 'button small', on: {click: () => {
      content.lastChild.remove();
      content.lastChild.replaceWith(scrolling('Buildings, the worst first', table(null, columns, own.buildings.map(row)), true));
      content.lastChild.focus();
    }}}, 'Show all ' + own.buildings.length);
    content.append(h('div', {}, all));
  }
  return content;
}

// ---- start ----

function start(asked) {
  caller = asked;
  addEventListener('popstate', () => showModel(parameter('model') ?? undefined));
  document.getElementById('quantity').replaceChildren(choice('What is forecast', 'quantity', Object.entries(QUANTITIES), quantity(), value => {
    place({quantity: value === 'consumption' ? null : value, model: null, compare: null});
    showRegistry();
  }));
  return showRegistry();
}

run(start);
