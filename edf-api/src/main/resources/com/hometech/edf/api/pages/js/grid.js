// What grid operators and suppliers see: forecasts of areas and buildings, and how good they have been.

import {anomaliesOf, anomaliesTable} from './anomalies.js';
import {get, getCsv, list, path} from './api.js';
import {hourTicks, TimeChart} from './chart.js';
import {choice, facts, h, icon, scrolling, table, tiles} from './dom.js';
import {count, number, percent, short, SPACE, stepMillis, unitFor, wholeNumber, Zone, zoneInWords} from './format.js';
import {announce, notice, parameter, place, problemView, Region, run, whenBack} from './page.js';

/** More buildings than this are not loaded into the list of choices; the search by exact id still finds them. */
const MOST_BUILDINGS = 5000;
/** More than this are not shown at once: one types to narrow. */
const MOST_SHOWN = 100;

/** The area that has all buildings of the caller. */
const ALL = 'mine';

const QUALITIES = {
  MODEL: ['by the approved model', 'Model'],
  MODEL_STALE: ['by an older model', 'Older model'],
  WEATHER_MISSING: ['without weather', 'No weather'],
  COLD_START: ['of a new building with few readings', 'Few readings'],
  FALLBACK: ['a plain forecast without model', 'Plain']
};
const QUANTITIES = {consumption: 'Consumption', solar: 'Solar'};
const KINDS = {portfolio: 'Portfolio', grid_area: 'Grid area', site: 'Site'};
const BASELINES = [
  ['last_week', 'Same hour last week', 'reference'],
  ['yesterday', 'Same hour of the day before', 'second'],
  ['four_week_mean', 'Mean of four weeks', 'third']
];

const detail = document.getElementById('detail');

// ---- the choice of areas and buildings ----

/** What is chosen: the address's `area` or `building`; all buildings of the caller at first. */
function chosen() {
  const building = parameter('building');
  return building !== null ? {kind: 'building', id: building} : {kind: 'area', id: parameter('area') ?? ALL};
}

class Places {
  #areas;
  #buildings;
  #more;
  #search = h('input', {id: 'search', type: 'search', placeholder: 'Name or id', autocomplete: 'off', spellcheck: 'false', on: {
    input: () => this.#show(), keydown: event => this.#enter(event)}});
  #found = h('div', {class: 'found'});
  element;

  constructor(areas, {items, more}) {
    this.#areas = areas;
    this.#buildings = items;
    this.#more = more;
    this.element = h('nav', {'aria-label': 'Areas and buildings', class: 'stack'},
      h('div', {class: 'field'}, h('label', {for: 'search'}, 'Area or building'), this.#search), this.#found);
    this.#show();
  }

  /** Marks what is chosen. */
  mark() {
    const {kind, id} = chosen();
    this.#found.querySelectorAll('a').forEach(link => {
      const current = link.dataset.kind === kind && link.dataset.id === id;
      current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    });
  }

  #show() {
    const words = this.#search.value.trim().toLowerCase();
    const areas = this.#areas.filter(area => (area.name + ' ' + area.area_id).toLowerCase().includes(words));
    const buildings = this.#buildings.filter(each => [each.building_id, each.site_id, each.use_type].join(' ').toLowerCase().includes(words));
    const rest = buildings.length - MOST_SHOWN;
    this.#found.replaceChildren(...[
      areas.length > 0 && h('strong', {class: 'label'}, 'Areas'),
      areas.length > 0 && h('ul', {}, areas.map(area => h('li', {}, this.#link('area', area.area_id, area.name, wholeNumber(area.buildings))))),
      buildings.length > 0 && h('strong', {class: 'label'}, 'Buildings'),
      buildings.length > 0 && h('ul', {}, buildings.slice(0, MOST_SHOWN).map(each =>
        h('li', {}, this.#link('building', each.building_id, each.building_id, each.use_type)))),
      (rest > 0 || this.#more) && h('p', {class: 'soft small'}, (rest > 0 ? 'And ' + count(rest, 'more building') + '.' : 'There are more buildings.')
        + ' Type to narrow the list, or a full id and Enter.'),
      areas.length + buildings.length === 0 && h('p', {class: 'soft small'}, 'Nothing is called so. Enter asks for the id as it stands.')
    ].filter(Boolean));
    this.mark();
    if (words !== '') {
      announce(count(areas.length, 'area') + ', ' + count(buildings.length, 'building'));
    }
  }

  #link(kind, id, name, detailText) {
    const address = new URL(location.pathname, location.href);
    address.searchParams.set(kind, id);
    return h('a', {href: address.search, class: kind, 'data-kind': kind, 'data-id': id, on: {click: event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        choose(kind, id);
      }
    }}}, h('span', {}, name), h('span', {class: 'soft'}, detailText));
  }

  #enter(event) {
    const text = this.#search.value.trim();
    if (event.key === 'Enter' && text !== '') {
      const first = this.#found.querySelector('a');
      const exact = this.#buildings.some(each => each.building_id === text);
      exact || first === null ? choose('building', text) : choose(first.dataset.kind, first.dataset.id);
    }
  }
}

let places = null;
let areas = [];

function choose(kind, id) {
  place({area: kind === 'area' ? id : null, building: kind === 'building' ? id : null});
  show();
}

// ---- the forecast ----

let view = null;

function show() {
  places?.mark();
  view?.stop();
  view = new PlaceView(chosen());
  detail.replaceChildren(...view.elements());
}

class PlaceView {
  #kind;
  #id;
  #head = h('div', {class: 'stack'});
  #forecast;
  #accuracy;
  #anomalies;
  #buildings;
  #parts;

  constructor({kind, id}) {
    this.#kind = kind;
    this.#id = id;
    const section = name => h('section', {class: 'card stack', 'aria-label': name}, h('h2', {}, name), h('div', {}, h('div', {class: 'bones table'})));
    const forecast = h('section', {class: 'card stack', 'aria-label': 'Forecast'}, h('div', {class: 'bones chart'}));
    const accuracy = section('How good the forecasts have been');
    this.#forecast = new Region(forecast);
    this.#accuracy = new Region(accuracy.lastChild);
    const anomalies = section('Readings out of the ordinary');
    this.#anomalies = new Region(anomalies.lastChild);
    this.#parts = [this.#head, forecast, accuracy, anomalies];
    if (kind === 'area') {
      const buildings = section('Buildings');
      this.#buildings = new Region(buildings.lastChild);
      this.#parts.push(buildings);
    }
    this.#showHead();
    this.#load();
  }

  elements() {
    return this.#parts;
  }

  /** Drops what is still asked for. */
  stop() {
    [this.#forecast, this.#accuracy, this.#anomalies, this.#buildings].filter(Boolean).forEach(region => region.show());
  }

  #quantity() {
    return parameter('quantity') === 'solar' ? 'solar' : 'consumption';
  }

  #path(last) {
    return path(this.#kind === 'area' ? 'areas' : 'buildings', this.#id, ...last ? [last] : []);
  }

  #showHead() {
    const area = this.#kind === 'area' ? areas.find(each => each.area_id === this.#id) : null;
    const name = area ? area.name : this.#id;
    document.title = name + ' · EDF';
    this.#head.replaceChildren(
      h('div', {class: 'row'},
        h('div', {}, h('p', {class: 'soft small'}, this.#kind === 'building' ? 'Building' : area ? KINDS[area.kind] : 'Area'),
          h('h1', {}, name)),
        choice('What is forecast', 'quantity', Object.entries(QUANTITIES), this.#quantity(), quantity => {
          place({quantity: quantity === 'consumption' ? null : quantity});
          this.#load();
        })));
  }

  #load() {
    const quantity = this.#quantity();
    const zone = this.#kind === 'area' ? this.#loadBuildings() : null;
    const forecast = this.#forecast.fill(
      async signal => {
        const {data} = await get(this.#path('forecast'), {quantity}, signal);
        return {data, zone: new Zone(data.time_zone ?? await zone)};
      },
      ({data, zone: local}) => this.#forecastContent(data, local));
    this.#accuracy.fill(
      async signal => (await get(this.#path('accuracy'), {quantity}, signal)).data,
      data => accuracyContent(data));
    // an area has many buildings: what is slight would hide the rest
    const severity = this.#kind === 'area' ? 'medium' : 'low';
    this.#anomalies.fill(
      async signal => {
        const [found, shown] = await Promise.all([anomaliesOf(this.#path(), quantity, severity, signal), forecast]);
        return {...found, zone: shown?.zone ?? new Zone('UTC')};
      },
      ({items, more, zone: local}) => anomaliesTable(items, more, local, severity, this.#kind === 'area' ? buildingLink : null));
  }

  /** Shows the area's buildings; gives their time zone, UTC where they have several. */
  async #loadBuildings() {
    const loaded = await this.#buildings.fill(
      signal => list('buildings', {area_id: this.#id}, signal, 1000),
      ({items, more}) => buildingsContent(items, more));
    const zones = new Set((loaded?.items ?? []).map(each => each.time_zone));
    return zones.size === 1 ? zones.values().next().value : 'UTC';
  }

  #forecastContent(data, zone) {
    const name = QUANTITIES[data.quantity].toLowerCase();
    if (data.values.length === 0) {
      return notice('neutral', 'No ' + name + ' forecast', data.quantity === 'solar'
        ? 'Nothing here has panels that are forecast, or the first run has not been yet.' : 'The first run has not been yet.');
    }
    return [
      this.#facts(data, zone),
      new TimeChart(forecastChart(data, zone, QUANTITIES[data.quantity])).element,
      h('div', {class: 'row'}, h('p', {class: 'soft small'}, intervalInWords(data), ' Times: ' + zoneInWords(zone.name) + '.'), this.#download(data))
    ];
  }

  #facts(data, zone) {
    const issued = data.issued_at === null ? '–' : zone.dayAndClock(Date.parse(data.issued_at));
    const total = data.values.reduce((sum, value) => sum + value.yhat, 0);
    const {factor, unit} = unitFor(total);
    const common = [['Issued', issued], ['Sum of ' + count(data.values.length, 'interval'), number(total * factor) + SPACE + unit]];
    if (this.#kind === 'area') {
      const covered = Math.min(...data.values.map(value => value.buildings));
      const share = data.values.reduce((sum, value) => sum + value.model_share, 0) / data.values.length;
      return facts([...common,
        ['Buildings with a forecast', covered === data.buildings ? 'all ' + wholeNumber(data.buildings) : wholeNumber(covered) + ' of ' + wholeNumber(data.buildings)],
        ['By the approved model', percent(share * 100, 0)]]);
    }
    return facts([...common, ['Quality', qualityInWords(data.values)], ['Model', modelOf(data.values)]]);
  }

  #download(data) {
    const said = h('div', {});
    const button = h('button', {type: 'button', class: 'button small', on: {click: async () => {
      button.disabled = true;
      said.replaceChildren();
      try {
        save(await getCsv(this.#path('forecast'), {quantity: data.quantity, issued_at: data.issued_at}),
          [this.#id, data.quantity, data.issued_at.replaceAll(':', '')].join('_').replace(/[^A-Za-z0-9_.-]/g, '-') + '.csv');
        announce('The file is downloaded.');
      } catch (problem) {
        said.replaceChildren(problemView(problem, () => button.click()));
      }
      button.disabled = false;
    }}}, icon('download', 18), 'Download CSV');
    return h('div', {class: 'stack'}, button, said);
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function forecastChart(data, zone, name) {
  const step = stepMillis(data.step);
  const times = data.values.map(value => Date.parse(value.time));
  const clocks = zone.clocks(times);
  const withTimes = step < 24 * 3_600_000;
  const label = index => zone.day(times[index]) + (withTimes ? ', ' + clocks[index] : '');
  const slots = times.map((from, index) => ({from, to: from + step, name: label(index),
    title: label(index) + (withTimes ? ' to ' + zone.clock(from + step) : '')}));
  const {factor, unit} = unitFor(Math.max(...data.values.map(value => value.yhat_upper)));
  const column = field => data.values.map(value => value[field] * factor);
  const change = zone.change(times[0], times.at(-1) + step);
  const areaOnly = data.values[0].quality === undefined;
  return {
    slots, unit, clock: true, ticks: hourTicks(slots, zone, {withDays: true}), label: name + ' forecast, hour by hour',
    tableName: name + ' forecast',
    series: [{name, look: data.quantity === 'solar' ? 'sun' : 'main', values: column('yhat'), lower: column('yhat_lower'), upper: column('yhat_upper')}],
    marks: change === null || change.hours > 0 ? []
      : [{from: change.instant + change.hours * 3_600_000, to: change.instant - change.hours * 3_600_000, look: 'neutral-bg', label: zone.clock(change.instant) + ' twice'}],
    extra: areaOnly
      ? [{name: 'Buildings', numeric: true, values: data.values.map(value => wholeNumber(value.buildings))},
        {name: 'By the model', numeric: true, values: data.values.map(value => percent(value.model_share * 100, 0))}]
      : [{name: 'Lead [h]', numeric: true, values: data.values.map(value => short(value.lead_hours))},
        {name: 'Quality', values: data.values.map(value => QUALITIES[value.quality]?.[1] ?? value.quality)}],
    say: areaOnly ? null : index => QUALITIES[data.values[index].quality]?.[0]
  };
}

function intervalInWords(data) {
  const share = Math.round((data.levels.upper - data.levels.lower) * 100);
  const words = 'Of 100 readings, about ' + share + ' should lie inside the band.';
  if (data.correlation === undefined) {
    return words;
  }
  return words + (data.correlation.source === 'assumed'
    ? ' How errors of buildings go together was not measured yet, so it is as wide as it can be.'
    : ' It is narrower than the sum of the buildings’ bands, because their errors partly cancel.');
}

function qualityInWords(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value.quality, (counts.get(value.quality) ?? 0) + 1));
  const order = Object.keys(QUALITIES);
  const parts = [...counts].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const words = quality => QUALITIES[quality]?.[0] ?? quality;
  const good = parts.length === 1 && parts[0][0] === 'MODEL';
  return h('span', {class: good ? null : 'warning'},
    parts.length === 1 ? words(parts[0][0]) : parts.map(([quality, hours]) => hours + ' ' + words(quality)).join(', '));
}

/** The model behind most of the values, and when it was made. */
function modelOf(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value.model_version, (counts.get(value.model_version) ?? 0) + 1));
  const [version] = [...counts].sort((a, b) => b[1] - a[1])[0];
  const [group, number_] = version.split('/');
  if (number_ === undefined) {
    return 'none';
  }
  const more = h('span', {class: 'soft'});
  get(path('models', group, number_)).then(({data}) => {
    more.textContent = ' (' + data.strategy + ', ' + new Zone('UTC').day(Date.parse(data.created_at)) + ')';
  }, () => {
    // the name alone says which
  });
  return h('span', {}, group + ' ' + number_, more);
}

// ---- accuracy ----

function accuracyContent(data) {
  if (data.total.hours === 0) {
    return notice('neutral', 'Nothing to compare yet', 'Forecasts are scored as soon as the readings of their hours are in, usually a day later.');
  }
  const {total} = data;
  const better = bestBaseline(total.baselines);
  const gain = better === null || total.wape_percent === null ? null : (1 - total.wape_percent / better.value) * 100;
  return h('div', {class: 'stack'},
    h('p', {class: 'soft small'}, 'Issued forecasts against the readings that came later, ' + data.from + ' to ' + data.to + ', '
      + count(total.hours, 'hour') + (data.buildings > 1 ? ' of ' + count(data.buildings, 'building') : '') + '.'),
    tiles([
      ['Error (WAPE)', percent(total.wape_percent), better && 'best plain forecast ' + percent(better.value)],
      ['Better than plain', gain === null ? '–' : percent(gain, 0), better && 'than ‘' + better.name.toLowerCase() + '’'],
      ['Inside the band', percent(total.coverage_percent), 'should be ' + percent(data.nominal_coverage_percent, 0)],
      ['Bias', number(total.bias_kwh) + SPACE + 'kWh', 'forecast less reading, mean']
    ]),
    h('div', {class: 'pair'},
      data.by_lead.length > 0 && h('div', {class: 'stack'}, h('h3', {}, 'By lead'), leadChart(data.by_lead)),
      data.by_day.length > 0 && h('div', {class: 'stack'}, h('h3', {}, 'By day'), dayChart(data.by_day))));
}

function bestBaseline(baselines) {
  return BASELINES.map(([key, name]) => ({name, value: baselines[key]})).filter(each => each.value !== null)
    .reduce((best, each) => best === null || each.value < best.value ? each : best, null);
}

function scoreSeries(scores) {
  return [{name: 'Forecast', look: 'main', values: scores.map(score => score.wape_percent)},
    ...BASELINES.map(([key, name, look]) => ({name, look, values: scores.map(score => score.baselines[key])}))
      .filter(series => series.values.some(value => value !== null))];
}

function coverage(scores) {
  return [{name: 'Inside the band', numeric: true, values: scores.map(score => percent(score.coverage_percent))},
    {name: 'Hours', numeric: true, values: scores.map(score => wholeNumber(score.hours))}];
}

const HOUR = 3_600_000;

/** Leads lie on the same axis as times do: hours from the origin. */
function leadChart(scores) {
  const slots = scores.map(score => {
    const name = short(score.lead_from_hours) + ' to ' + short(score.lead_to_hours) + ' h';
    return {from: score.lead_from_hours * HOUR, to: score.lead_to_hours * HOUR, name, title: name + ' ahead'};
  });
  return new TimeChart({slots, series: scoreSeries(scores), unit: '%', low: true, label: 'Error by lead', tableName: 'Error by lead',
    extra: coverage(scores),
    ticks: width => everyNth([0, ...slots.map(slot => slot.to)], width).map(at => ({at, label: short(at / HOUR) + ' h'}))}).element;
}

function dayChart(scores) {
  const utc = new Zone('UTC');
  const slots = scores.map(score => {
    const from = Date.parse(score.date + 'T00:00:00Z');
    return {from, to: from + 24 * HOUR, name: score.date, title: utc.day(from)};
  });
  return new TimeChart({slots, series: scoreSeries(scores), unit: '%', low: true, label: 'Error by day', tableName: 'Error by day (UTC)',
    extra: coverage(scores), start: slots.length - 1,
    ticks: width => everyNth(slots.map(slot => slot.from), width).map(at => ({at, label: utc.day(at).replace(/^\w+ /, '')}))}).element;
}

function everyNth(values, width) {
  const every = Math.ceil(values.length / Math.max(2, width / 60));
  return values.filter((value, index) => index % every === 0);
}

// ---- buildings of an area ----

function buildingLink(id) {
  return h('button', {type: 'button', class: 'linklike', on: {click: () => {
    choose('building', id);
    scrollTo({top: 0});
  }}}, id);
}

function buildingsContent(buildings, more) {
  const rows = buildings.map(each => [buildingLink(each.building_id), each.site_id, each.use_type, each.load_kind.toLowerCase(),
    each.floor_area_m2 === null ? '–' : wholeNumber(each.floor_area_m2), each.time_zone]);
  return [
    scrolling('Buildings of the area', table(null,
      [{name: 'Building'}, {name: 'Site'}, {name: 'Use'}, {name: 'Kind'}, {name: 'Floor area [m²]', number: true}, {name: 'Time zone'}], rows), true),
    more && h('p', {class: 'soft small'}, 'The first ' + wholeNumber(buildings.length) + ' of them.')
  ];
}

// ---- start ----

async function start() {
  addEventListener('popstate', show);
  whenBack(() => view && show());
  const loaded = await new Region(document.getElementById('places')).fill(
    async signal => {
      const [found, buildings] = await Promise.all([list('areas', {}, signal, 1000), list('buildings', {}, signal, MOST_BUILDINGS)]);
      return {areas: found.items, buildings};
    },
    found => {
      // all of the caller's buildings come first, then by name
      areas = found.areas.sort((one, other) => (other.area_id === ALL) - (one.area_id === ALL) || one.name.localeCompare(other.name));
      places = new Places(areas, found.buildings);
      return places.element;
    });
  if (loaded !== null && loaded.buildings.items.length === 0) {
    return detail.replaceChildren(notice('neutral', 'There are no buildings here yet', 'As soon as you are entitled to some, their forecasts stand here.'));
  }
  show();
}

run(start);
