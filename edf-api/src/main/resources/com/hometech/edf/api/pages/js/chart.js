// Draws intervals of time with Chart.js. A chart is a picture with a readout below, which the pointer and the arrow keys move, and
// with a table of the same figures: nothing can be learned from the picture only.

import {h, scrolling, table} from './dom.js';
import {number, short, SPACE} from './format.js';
import {whenRecoloured} from './page.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let library;

/** Chart.js, loaded when the first chart is drawn: words and figures do not wait for it. */
function chartLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('../vendor/chart.js/chart.umd.js', import.meta.url);
    script.onload = () => resolve(globalThis.Chart);
    script.onerror = () => reject(new Error('Chart.js could not be loaded'));
    document.head.append(script);
  });
  return library;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

const DASHES = {reference: [5, 4], second: [2, 3], third: [9, 3, 2, 3]};

function axis(title) {
  return {
    title: {display: Boolean(title), text: title, color: colour('soft')},
    ticks: {color: colour('soft'), maxRotation: 0}, grid: {color: colour('line')}, border: {color: colour('line')}
  };
}

function base() {
  const y = axis('');
  y.ticks.callback = value => short(value);
  y.ticks.maxTicksLimit = 7;
  return {
    animation: false, responsive: true, maintainAspectRatio: false, events: [],
    plugins: {legend: {display: false}, tooltip: {enabled: false}}, scales: {x: axis(''), y}
  };
}

/** Keeps a chart in the page's colours. */
class Drawing {
  #canvas;
  #config;
  #chart = null;

  constructor(canvas, config) {
    this.#canvas = canvas;
    this.#config = config;
    whenRecoloured(() => this.#chart === null || this.#canvas.isConnected && this.draw());
  }

  async draw() {
    const Chart = await chartLibrary();
    Object.values(Chart.instances).filter(each => each === this.#chart || !each.canvas.isConnected).forEach(each => each.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    this.#chart = this.#canvas.isConnected ? new Chart(this.#canvas, this.#config()) : null;
  }

  get chart() {
    return this.#chart;
  }
}

/**
 * A chart of lines and bands over intervals, for example the hours of a day.
 *
 * `slots` are `{from, to, name, title}` in milliseconds, in order: the name stands in the table, the title in the readout.
 * `series` are `{name, look, area, values, lower, upper}`: the look is a colour of the style sheet; bounds may be missing.
 * `ticks` gives `{at, label}` for a width. `marks` are spans `{from, to, look, label}` behind the lines. With `clock` the present is
 * marked. `start` is the interval of the readout where the present is not shown.
 */
export class TimeChart {
  #spec;
  #at;
  #drawing;
  #plot;
  #readout;
  #highlight = null;
  element;

  constructor(spec) {
    this.#spec = spec;
    this.#at = this.#startOfReadout();
    this.#readout = h('div', {class: spec.series.length > 2 ? 'readout many' : 'readout'});
    const canvas = h('canvas', {'aria-hidden': 'true'});
    this.#plot = h('div', {
      class: spec.low ? 'plot low' : 'plot', tabindex: 0, role: 'slider', 'aria-label': spec.label, 'aria-orientation': 'horizontal',
      'aria-valuemin': 0, 'aria-valuemax': spec.slots.length - 1,
      on: {keydown: event => this.#key(event), pointermove: event => this.#point(event), pointerdown: event => this.#point(event)}
    }, canvas);
    this.#drawing = new Drawing(canvas, () => this.#config());
    this.element = h('figure', {class: 'chart'}, this.#readout, this.#plot, this.#table());
    this.#read();
    this.#drawing.draw().catch(() => this.#withoutPicture());
    if (spec.clock) {
      this.#keepTime();
    }
  }

  /** Marks a span of time until the next is marked; null marks none. */
  highlight(span) {
    this.#highlight = span;
    this.#drawing.chart?.draw();
  }

  /** Without the library the readout and the table still have every figure. */
  #withoutPicture() {
    this.#plot.replaceChildren(h('p', {class: 'soft'}, 'The chart could not be drawn. The table has its figures.'));
    this.element.querySelector('details').open = true;
  }

  /** Moves the readout to the interval that holds the instant. */
  show(instant) {
    const index = this.#spec.slots.findIndex(slot => slot.from <= instant && instant < slot.to);
    if (index >= 0) {
      this.#move(index);
    }
  }

  #startOfReadout() {
    const {slots, start} = this.#spec;
    const now = this.#now();
    const current = slots.findIndex(slot => slot.from <= now && now < slot.to);
    return current >= 0 ? current : start ?? 0;
  }

  /** The present; before all intervals where it is not to be marked. */
  #now() {
    return this.#spec.clock ? Date.now() : -Infinity;
  }

  /** The present moves on while the chart is looked at. */
  #keepTime() {
    const timer = setInterval(() => this.element.isConnected ? this.#drawing.chart?.draw() : clearInterval(timer), MINUTE);
  }

  #x(instant) {
    return (instant - this.#spec.slots[0].from) / HOUR;
  }

  #config() {
    const {slots, series, unit, ticks} = this.#spec;
    const options = base();
    const end = this.#x(slots.at(-1).to);
    Object.assign(options.scales.x, {
      type: 'linear', min: 0, max: end,
      afterBuildTicks: scale => {
        scale.ticks = ticks(this.#plot.clientWidth).map(({at, label}) => ({value: this.#x(at), label}));
      }
    });
    options.scales.x.ticks.callback = (value, index, all) => all[index].label;
    options.scales.x.ticks.autoSkip = false;
    Object.assign(options.scales.y, {beginAtZero: true, grace: '4%'});
    options.scales.y.title = {display: true, text: unit, color: colour('soft')};
    options.layout = {padding: {top: 16}};
    const points = values => slots.map((slot, index) =>
      ({x: (this.#x(slot.from) + this.#x(slot.to)) / 2, y: values[index]}));
    const datasets = series.flatMap((each, order) => this.#sets(each, order, points));
    return {type: 'line', data: {datasets}, options, plugins: [this.#marks()]};
  }

  #sets(each, order, points) {
    const plain = {pointRadius: 0, cubicInterpolationMode: 'monotone', spanGaps: false};
    const sets = [{...plain, data: points(each.values), borderColor: colour(each.look), borderWidth: each.look === 'reference' ? 1.6 : 2.4,
      borderDash: DASHES[each.look] ?? [], order}];
    if (each.lower) {
      const band = {...plain, borderWidth: 0, backgroundColor: colour(each.look === 'sun' ? 'sun-band' : 'band'), order: 20 + order};
      sets.push({...band, data: points(each.lower)}, {...band, data: points(each.upper), fill: '-1'});
    }
    return sets;
  }

  /** What lies behind and before the lines: spans, the present, the interval of the readout. */
  #marks() {
    const vertical = (chart, instant, look, width, dash) => {
      const {ctx, chartArea: area, scales} = chart;
      const x = scales.x.getPixelForValue(this.#x(instant));
      ctx.save();
      ctx.strokeStyle = colour(look);
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.beginPath();
      ctx.moveTo(x, area.top);
      ctx.lineTo(x, area.bottom);
      ctx.stroke();
      ctx.restore();
      return x;
    };
    const span = (chart, {from, to, look, label}) => {
      const {ctx, chartArea: area, scales} = chart;
      const left = scales.x.getPixelForValue(Math.max(0, this.#x(from)));
      const right = Math.min(area.right, scales.x.getPixelForValue(this.#x(to)));
      ctx.save();
      ctx.fillStyle = colour(look);
      ctx.fillRect(left, area.top, right - left, area.bottom - area.top);
      if (label) {
        this.#write(chart, label, (left + right) / 2, area.top + 14, colour('soft'));
      }
      ctx.restore();
    };
    return {
      id: 'marks',
      beforeDatasetsDraw: chart => {
        this.#spec.marks?.forEach(mark => span(chart, mark));
        if (this.#highlight !== null) {
          span(chart, {...this.#highlight, look: 'neutral-bg'});
          vertical(chart, this.#highlight.from, 'main', 1.5, []);
          vertical(chart, this.#highlight.to, 'main', 1.5, []);
        }
      },
      afterDatasetsDraw: chart => {
        const {slots, series} = this.#spec;
        const now = this.#now();
        if (slots[0].from <= now && now < slots.at(-1).to) {
          this.#write(chart, 'now', vertical(chart, now, 'mark', 1.5, [3, 3]), chart.chartArea.top - 5, colour('mark'));
        }
        const slot = slots[this.#at];
        const x = chart.scales.x.getPixelForValue((this.#x(slot.from) + this.#x(slot.to)) / 2);
        series.filter(each => Number.isFinite(each.values[this.#at])).forEach(each => {
          const {ctx} = chart;
          ctx.save();
          ctx.fillStyle = colour(each.look);
          ctx.strokeStyle = colour('card');
          ctx.lineWidth = 2;
          ctx.beginPath();
          ctx.arc(x, chart.scales.y.getPixelForValue(each.values[this.#at]), 5.5, 0, 2 * Math.PI);
          ctx.fill();
          ctx.stroke();
          ctx.restore();
        });
      }
    };
  }

  #write(chart, text, x, y, style) {
    const {ctx, chartArea: area} = chart;
    ctx.save();
    ctx.fillStyle = style;
    ctx.font = '600 12px ' + getComputedStyle(document.body).fontFamily;
    ctx.textAlign = 'center';
    const half = ctx.measureText(text).width / 2;
    ctx.fillText(text, Math.min(Math.max(x, area.left + half), area.right - half), y);
    ctx.restore();
  }

  #point(event) {
    const chart = this.#drawing.chart;
    if (chart === null) {
      return;
    }
    const hours = chart.scales.x.getValueForPixel(event.clientX - this.#plot.getBoundingClientRect().left);
    const {slots} = this.#spec;
    const index = slots.findIndex(slot => hours < this.#x(slot.to));
    this.#move(index < 0 ? slots.length - 1 : index);
  }

  #key(event) {
    const last = this.#spec.slots.length - 1;
    const next = {ArrowLeft: this.#at - 1, ArrowDown: this.#at - 1, ArrowRight: this.#at + 1, ArrowUp: this.#at + 1,
      Home: 0, End: last, PageUp: this.#at - 6, PageDown: this.#at + 6}[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.#move(Math.min(Math.max(next, 0), last));
    }
  }

  #move(index) {
    if (index !== this.#at) {
      this.#at = index;
      this.#read();
      this.#drawing.chart?.draw();
    }
  }

  #read() {
    const {slots, series, say} = this.#spec;
    const index = this.#at;
    const entries = series.map(each => ({each, text: this.#value(each, index)}));
    this.#readout.replaceChildren(
      h('div', {class: 'time'}, slots[index].title),
      h('ul', {}, entries.map(({each, text}) => h('li', {},
        h('span', {class: 'key ' + each.look}), h('span', {}, each.name + ' ', h('b', {}, text.value), text.range && h('span', {class: 'soft'}, ' ' + text.range))))));
    this.#plot.setAttribute('aria-valuenow', index);
    this.#plot.setAttribute('aria-valuetext', [slots[index].title,
      ...entries.map(({each, text}) => each.name + ' ' + text.value + (text.range ? ' ' + text.range : '')), say?.(index)].filter(Boolean).join(', '));
  }

  #value(each, index) {
    const value = each.values[index];
    if (!Number.isFinite(value)) {
      return {value: '–', range: null};
    }
    return {
      value: number(value) + SPACE + this.#spec.unit,
      range: each.lower ? '(' + number(each.lower[index]) + ' to ' + number(each.upper[index]) + ')' : null
    };
  }

  #table() {
    const {slots, series, unit, tableName, extra = []} = this.#spec;
    const columns = [{name: 'Time'}, ...series.flatMap(each => [{name: each.name + ' [' + unit + ']', number: true},
      ...each.lower ? [{name: 'from', number: true}, {name: 'to', number: true}] : []]), ...extra.map(({name, numeric}) => ({name, number: numeric}))];
    const rows = () => slots.map((slot, index) => [slot.name,
      ...series.flatMap(each => [each.values, ...each.lower ? [each.lower, each.upper] : []].map(values => number(values[index]))),
      ...extra.map(({values}) => values[index])]);
    const place = h('div');
    const details = h('details', {}, h('summary', {}, 'Show as a table'), place);
    details.addEventListener('toggle', () => {
      if (details.open && !place.hasChildNodes()) {
        place.append(scrolling(tableName, table(null, columns, rows()), true));
      }
    });
    return details;
  }
}

/**
 * Ticks at whole hours of local clocks: every one, two, three, six or twelve, as many as have room; at midnight the day stands below
 * where there are several days.
 */
export function hourTicks(slots, zone, {withDays}) {
  const edges = [...slots.map(slot => slot.from), slots.at(-1).to];
  const days = (edges.at(-1) - edges[0]) / HOUR / 24;
  return width => {
    const room = Math.max(3, width / (withDays ? 58 : 46));
    const every = [1, 2, 3, 6, 12, 24].find(hours => days * 24 / hours <= room) ?? 24;
    const shown = edges.filter(edge => zone.hour(edge) % every === 0);
    // an hour that clocks show twice has one tick, where it begins first
    const repeated = index => index > 0 && shown[index] - shown[index - 1] <= HOUR && zone.clock(shown[index]) === zone.clock(shown[index - 1]);
    return shown.filter((edge, index) => !repeated(index)).map(edge => ({
      at: edge, label: withDays && zone.hour(edge) === 0 ? [zone.clock(edge), zone.day(edge)] : zone.clock(edge)
    }));
  };
}
