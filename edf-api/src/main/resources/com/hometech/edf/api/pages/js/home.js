// What residents see: predicted use against predicted solar, and when to run an appliance.

import {anomaliesOf, residentsAnomalies} from './anomalies.js';
import {get, path} from './api.js';
import {hourTicks, TimeChart} from './chart.js';
import {facts, h, icon} from './dom.js';
import {duration, homeEnergy, percent, Zone, zoneInWords} from './format.js';
import {announce, notice, parameter, place, Region, run, whenBack} from './page.js';

const DAY_NAMES = {today: 'Today', tomorrow: 'Tomorrow', day_after: 'The day after'};
const SURE = {high: 3, medium: 2, low: 1};
const QUARTERS = 15;
/** How long busiest and calmest hours are. */
const SPAN_MILLIS = 3 * 3_600_000;

/** Typical appliances; a resident whose own differs says so below. */
const APPLIANCES = [
  {id: 'dishes', name: 'Dishwasher', minutes: 150, kwh: 1.0},
  {id: 'washing', name: 'Washing machine', minutes: 120, kwh: 0.8},
  {id: 'dryer', name: 'Dryer', minutes: 120, kwh: 1.6},
  {id: 'car', name: 'Electric car', minutes: 240, kwh: 14},
  {id: 'own', name: 'Something else', minutes: 60, kwh: 1.0}
];

const outlook = new Region(document.getElementById('outlook'));
const unusual = document.getElementById('unusual');
const happened = new Region(unusual.lastElementChild);

function sum(hours, value) {
  return hours.reduce((total, hour) => total + value(hour), 0);
}

/** "11:00 to 15:00". */
function span(zone, from, to) {
  const [start, end] = zone.clocks([Date.parse(from), Date.parse(to)]);
  return start + ' to ' + end;
}

// ---- which home ----

async function start() {
  await new Region(document.getElementById('homes')).fill(
    signal => get('homes', {}, signal),
    ({data: {homes}}) => {
      if (homes.length === 0) {
        outlook.show(notice('neutral', 'There is no home here yet',
          'As soon as your energy supplier has connected your home, you see its forecast here.'));
        return null;
      }
      const chosen = homes.find(home => home.building_id === parameter('home')) ?? homes[0];
      show(chosen);
      return homes.length === 1 ? null : chooser(homes, chosen);
    });
}

function chooser(homes, chosen) {
  const select = h('select', {id: 'home', on: {change: () => {
    place({home: select.value});
    show(homes.find(home => home.building_id === select.value));
  }}}, homes.map(home => h('option', {value: home.building_id, selected: home === chosen}, home.building_id)));
  return h('div', {class: 'field'}, h('label', {for: 'home'}, 'Your home'), select);
}

let shown = null;

function show(home) {
  shown = home;
  showUnusual(home);
  return outlook.fill(
    async signal => (await get(path('homes', home.building_id, 'outlook'), {}, signal)).data,
    data => data.days.length === 0 ? nothing(data) : new Outlook(data).elements());
}

/** What was unusual, of the use and, where there are panels, of the sun; the newest first. Slight things are left out. */
function showUnusual({building_id: id, time_zone: zone, has_solar: solar}) {
  unusual.hidden = false;
  happened.fill(
    signal => Promise.all((solar ? ['consumption', 'solar'] : ['consumption']).map(quantity =>
      anomaliesOf(path('homes', id), quantity, 'medium', signal))),
    found => residentsAnomalies(
      found.flatMap(({items}) => items).sort((one, other) => Date.parse(other.start_time) - Date.parse(one.start_time)),
      found.some(({more}) => more), new Zone(zone)));
}

function nothing(data) {
  return notice('neutral', 'There is no forecast yet', data.message);
}

// ---- the outlook ----

class Outlook {
  #data;
  #zone;
  #days = h('div', {class: 'days', role: 'tablist', 'aria-label': 'Day'});
  #panel = h('section', {class: 'card stack', id: 'day', role: 'tabpanel'});
  #chart = null;
  #shown = null;

  constructor(data) {
    this.#data = data;
    this.#zone = new Zone(data.time_zone);
    this.#days.append(...data.days.map(day => this.#dayTab(day)));
    this.#select(data.days[0]);
  }

  elements() {
    const {has_solar: solar} = this.#data;
    return [
      this.#headline(),
      this.#days, this.#panel,
      solar ? new BestTimes(this.#data, this.#zone, (window, appliance) => this.#point(window, appliance)).element : null,
      this.#made()
    ];
  }

  #headline() {
    const {status, message, confidence} = this.#data;
    const tone = {late: 'warning', learning: 'neutral'}[status];
    const dots = [1, 2, 3].map(each => h('i', {class: each <= SURE[confidence.level] ? 'on' : null}));
    return h('section', {class: 'stack wide', 'aria-label': 'In short'},
      tone ? notice(tone, message) : h('p', {class: 'headline'}, message),
      h('p', {class: 'confidence soft'}, h('span', {class: 'meter', 'aria-hidden': 'true'}, dots), h('span', {}, confidence.text)));
  }

  #dayTab(day) {
    const first = Date.parse(day.hours[0].from);
    const line = (term, kwh) => h('span', {class: 'sum'}, h('span', {class: 'soft'}, term), h('b', {}, homeEnergy(kwh)));
    return h('button', {type: 'button', class: 'day', role: 'tab', id: 'day-' + day.name, 'aria-controls': 'day', 'data-date': day.date,
      on: {click: () => this.#choose(day), keydown: event => this.#arrow(event, day)}},
    h('span', {class: 'name'}, DAY_NAMES[day.name], ' ', h('span', {}, this.#zone.day(first) + (day.complete ? '' : ', in part'))),
    line('Use', day.use.kwh),
    day.solar && line('Solar', day.solar.kwh),
    day.surplus_kwh !== null && line('Spare solar', day.surplus_kwh));
  }

  #arrow(event, day) {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    const next = step && this.#data.days[this.#data.days.indexOf(day) + step];
    if (next) {
      event.preventDefault();
      this.#choose(next);
      document.getElementById('day-' + next.name).focus();
    }
  }

  #choose(day) {
    this.#select(day);
    announce(DAY_NAMES[day.name] + ' is shown.');
  }

  #select(day) {
    this.#shown = day;
    for (const tab of this.#days.children) {
      const chosen = tab.id === 'day-' + day.name;
      tab.setAttribute('aria-selected', chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
    this.#panel.setAttribute('aria-labelledby', 'day-' + day.name);
    this.#chart = this.#dayChart(day);
    this.#panel.replaceChildren(...[this.#title(day), this.#clockChange(day), this.#chart.element, this.#advice(day)].filter(Boolean));
  }

  #title(day) {
    return h('div', {class: 'row'},
      h('h2', {}, day.solar ? 'Your use and your solar' : 'Your use', h('span', {class: 'soft'}, ' hour by hour')),
      h('span', {class: 'soft small'}, 'Shaded: the likely range (8 hours in 10)'));
  }

  #change(day) {
    return this.#zone.change(Date.parse(day.hours[0].from), Date.parse(day.hours.at(-1).to));
  }

  #clockChange(day) {
    const change = this.#change(day);
    if (change === null) {
      return null;
    }
    const hours = 24 - change.hours;
    return notice('neutral', 'The clocks change on this day', change.hours > 0
      ? 'They go forward, so the day has ' + hours + ' hours.'
      : 'They go back, so the day has ' + hours + ' hours: ' + this.#zone.clock(change.instant) + ' comes twice.');
  }

  #dayChart(day) {
    const times = day.hours.map(hour => [Date.parse(hour.from), Date.parse(hour.to)]);
    const clocks = this.#zone.clocks(times.map(([from]) => from));
    const slots = times.map(([from, to], index) => ({from, to, name: clocks[index], title: clocks[index] + ' to ' + this.#zone.clock(to)}));
    const series = [bounds('Use', 'main', day.hours.map(hour => hour.use))];
    if (day.solar) {
      series.push(bounds('Solar', 'sun', day.hours.map(hour => hour.solar)));
    }
    return new TimeChart({
      slots, series, unit: 'kWh', clock: true, ticks: hourTicks(slots, this.#zone, {withDays: false}),
      start: Math.floor(slots.length / 2), marks: this.#marks(day),
      label: DAY_NAMES[day.name] + ' hour by hour', tableName: 'Hours of ' + DAY_NAMES[day.name].toLowerCase(),
      say: index => (day.hours[index].surplus_kwh ?? 0) > 0 ? 'of it spare ' + homeEnergy(day.hours[index].surplus_kwh) : null
    });
  }

  #marks(day) {
    const marks = day.surplus_hours.map(each => ({from: Date.parse(each.from), to: Date.parse(each.to), look: 'sun-bg'}));
    const change = this.#change(day);
    if (change !== null && change.hours < 0) {
      const length = -change.hours * 3_600_000;
      marks.push({from: change.instant - length, to: change.instant + length, look: 'neutral-bg', label: this.#zone.clock(change.instant) + ' twice'});
    }
    return marks;
  }

  #advice(day) {
    return this.#data.has_solar ? this.#surplus(day) : this.#busiest(day);
  }

  #surplus(day) {
    if (day.surplus_hours.length === 0) {
      return h('p', {class: 'soft'}, 'No spare solar on this day: your home is expected to use all of it.');
    }
    return h('div', {class: 'stack'}, h('h3', {}, 'When you have solar to spare'),
      h('ul', {class: 'spans'}, day.surplus_hours.map(each =>
        h('li', {}, span(this.#zone, each.from, each.to), h('span', {}, ', about ' + homeEnergy(each.kwh))))));
  }

  /** For homes without solar: when they use most. */
  #busiest(day) {
    const slot = Date.parse(day.hours[0].to) - Date.parse(day.hours[0].from);
    const length = Math.min(Math.max(1, Math.round(SPAN_MILLIS / slot)), day.hours.length);
    const starts = day.hours.slice(0, day.hours.length - length + 1).map((hour, index) => index);
    const useFrom = index => sum(day.hours.slice(index, index + length), hour => hour.use.kwh);
    const busiest = starts.reduce((best, index) => useFrom(index) > useFrom(best) ? index : best, 0);
    const calmest = starts.reduce((best, index) => useFrom(index) < useFrom(best) ? index : best, 0);
    const item = (index, text) => h('li', {}, text + ' ' + span(this.#zone, day.hours[index].from, day.hours[index + length - 1].to),
      h('span', {}, ', about ' + homeEnergy(useFrom(index))));
    return h('div', {class: 'stack'}, h('h3', {}, 'Your busiest and calmest hours'),
      h('ul', {class: 'spans plain'}, item(busiest, 'Busiest:'), item(calmest, 'Calmest:')));
  }

  /** Shows a window for an appliance in the day's chart. */
  #point(window, appliance) {
    const from = Date.parse(window.from);
    const day = this.#data.days.find(each => each.hours.some(hour => Date.parse(hour.from) <= from && from < Date.parse(hour.to)));
    if (day) {
      if (day !== this.#shown) {
        this.#select(day);
      }
      this.#chart.highlight({from, to: Date.parse(window.to), label: appliance});
      this.#chart.show(from);
    }
  }

  #made() {
    const {issued_at: issued, building_id: home, time_zone: zone} = this.#data;
    return h('div', {class: 'soft small wide'}, facts([
      ['Home', home],
      ['Forecast made', issued === null ? null : this.#zone.dayAndClock(Date.parse(issued))],
      ['Times', zoneInWords(zone)]
    ]));
  }
}

function bounds(name, look, energies) {
  return {name, look, values: energies.map(each => each?.kwh ?? null), lower: energies.map(each => each?.lower_kwh ?? null),
    upper: energies.map(each => each?.upper_kwh ?? null)};
}

// ---- when to run an appliance ----

class BestTimes {
  #data;
  #zone;
  #chosen;
  #answer = h('div', {class: 'windows', 'aria-live': 'polite'});
  #region = new Region(this.#answer);
  #own = this.#ownForm();
  element;

  constructor(data, zone, chosen) {
    this.#data = data;
    this.#zone = zone;
    this.#chosen = chosen;
    this.element = h('section', {class: 'card stack side', 'aria-labelledby': 'best'},
      h('h2', {id: 'best'}, 'Best times for an appliance'),
      h('fieldset', {}, h('legend', {class: 'hidden-text'}, 'Appliance'),
        h('div', {class: 'presets'}, APPLIANCES.map((appliance, index) => this.#preset(appliance, index === 0)))),
      this.#own, this.#answer);
    this.#ask(APPLIANCES[0]);
  }

  #preset(appliance, checked) {
    return h('label', {},
      h('input', {type: 'radio', name: 'appliance', value: appliance.id, checked, on: {change: () => this.#pick(appliance)}}),
      icon(appliance.id, 28), h('span', {}, appliance.name),
      h('small', {}, appliance.id === 'own' ? 'your own figures' : duration(appliance.minutes) + ', ' + homeEnergy(appliance.kwh)));
  }

  #pick(appliance) {
    this.#own.hidden = appliance.id !== 'own';
    if (appliance.id === 'own') {
      this.#askOwn();
    } else {
      this.#ask(appliance);
    }
  }

  #ownForm() {
    const lengths = Array.from({length: 48}, (unused, index) => (index + 1) * QUARTERS);
    return h('form', {class: 'stack', hidden: true, novalidate: true, on: {submit: event => {
      event.preventDefault();
      this.#askOwn();
    }}},
    h('div', {class: 'own'},
      h('div', {class: 'field'}, h('label', {for: 'minutes'}, 'How long it runs'),
        h('select', {id: 'minutes'}, lengths.map(minutes => h('option', {value: minutes, selected: minutes === 60}, duration(minutes))))),
      h('div', {class: 'field'}, h('label', {for: 'kwh'}, 'What it uses [kWh]'),
        h('input', {id: 'kwh', inputmode: 'decimal', value: '1.0', autocomplete: 'off', 'aria-describedby': 'kwh-error'}))),
    h('p', {class: 'error', id: 'kwh-error', role: 'alert'}),
    h('div', {}, h('button', {class: 'button main', type: 'submit'}, 'Find times')));
  }

  #askOwn() {
    const input = this.#own.querySelector('#kwh');
    const kwh = Number(input.value.trim().replace(',', '.'));
    const valid = kwh > 0 && kwh <= 100;
    input.setAttribute('aria-invalid', !valid);
    this.#own.querySelector('#kwh-error').textContent = valid ? '' : 'Please give a figure above 0 and up to 100, for example 1.5.';
    if (valid) {
      this.#ask({name: 'Your appliance', minutes: Number(this.#own.querySelector('#minutes').value), kwh});
    }
  }

  #ask({name, minutes, kwh}) {
    return this.#region.fill(
      async signal => (await get(path('homes', this.#data.building_id, 'best-times'), {duration_minutes: minutes, energy_kwh: kwh}, signal)).data,
      ({windows, message}) => [
        h('p', {}, message),
        windows.length > 0 && h('ol', {class: 'stack'}, windows.map((window, index) => h('li', {}, this.#window(window, index, name))))
      ]);
  }

  #window(window, index, name) {
    const from = Date.parse(window.from);
    const day = this.#data.days.find(each => each.date === this.#zone.date(from));
    const button = h('button', {type: 'button', class: 'window', 'aria-pressed': 'false', on: {click: () => {
      this.#answer.querySelectorAll('.window').forEach(each => each.setAttribute('aria-pressed', each === button));
      this.#chosen(window, name);
      announce('Shown in the chart.');
    }}},
    h('span', {class: 'rank', 'aria-hidden': 'true'}, index + 1),
    h('span', {}, h('span', {class: 'when'}, (day ? DAY_NAMES[day.name] : this.#zone.day(from)) + ', ' + span(this.#zone, window.from, window.to)),
      h('span', {class: 'what'}, homeEnergy(window.solar_kwh) + ' from your roof, ' + (window.grid_kwh < 0.05 ? 'nothing' : homeEnergy(window.grid_kwh)) + ' from the grid')),
    h('span', {class: 'share'}, percent(window.solar_percent, 0), h('small', {}, 'solar')));
    return button;
  }
}

whenBack(() => shown && show(shown));
run(start);
