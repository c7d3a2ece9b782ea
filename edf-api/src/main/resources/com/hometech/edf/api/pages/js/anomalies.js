// Readings that were out of the ordinary, in words and in a table.

import {list} from './api.js';
import {h, scrolling, table} from './dom.js';
import {count, number, SPACE, wholeNumber} from './format.js';

/** As many as anybody reads; the API has all of them. */
const MOST = 100;

const KINDS = {spike: 'more than expected', dip: 'less than expected', flat: 'the readings do not change', missing: 'no readings'};
const TONES = {high: 'bad', medium: 'warning', low: ''};

/** Those of the last 30 days from a severity on, the newest first: `{items, more}`. */
export function anomaliesOf(place, quantity, severity, signal) {
  return list(place + '/anomalies', {quantity, severity}, signal, MOST);
}

/** "Tue 9 Jun, 19:00 to 23:00"; the day of the end is named where it is another one. */
function period(each, zone) {
  const from = Date.parse(each.start_time);
  const to = Date.parse(each.end_time);
  return zone.dayAndClock(from) + ' to ' + (zone.date(from) === zone.date(to) ? zone.clock(to) : zone.dayAndClock(to));
}

function chip(severity, words) {
  return h('span', {class: ('chip ' + TONES[severity]).trim()}, words[severity]);
}

// ---- for residents ----

const RESIDENT_WORDS = {high: 'very unusual', medium: 'unusual', low: 'a little unusual'};

/** What happened, in a sentence: "You used 8.2 kWh; 3.1 kWh were expected, 2.2 to 4.0 would have been usual." */
function sentence({kind, quantity, actual_kwh: actual, expected_kwh: expected, lower_kwh: lower, upper_kwh: upper}) {
  const solar = quantity === 'solar';
  if (kind === 'missing') {
    return 'No readings of your ' + (solar ? 'panels' : 'meter') + ' arrived.';
  }
  if (kind === 'flat') {
    return 'Your ' + (solar ? 'panels’ meter' : 'meter') + ' showed the same all the time, so it may have stood still.';
  }
  const range = lower === null || upper === null ? '' : ', and ' + number(lower) + ' to ' + number(upper) + ' would have been usual';
  return (solar ? 'Your panels gave ' : 'You used ') + number(actual) + SPACE + 'kWh'
    + (expected === null ? '.' : '; ' + number(expected) + SPACE + 'kWh were expected' + range + '.');
}

/** A home's list, with what to do about it. */
export function residentsAnomalies(items, more, zone) {
  if (items.length === 0) {
    return h('p', {class: 'soft'}, 'Nothing unusual in the last 30 days.');
  }
  return h('div', {class: 'stack'},
    h('ul', {class: 'happened'}, items.map(each => h('li', {},
      h('div', {class: 'row'}, h('b', {}, period(each, zone)), chip(each.severity, RESIDENT_WORDS)),
      h('p', {}, sentence(each))))),
    more && h('p', {class: 'soft small'}, 'The newest ' + wholeNumber(items.length) + ' of them.'),
    h('p', {class: 'soft small'}, 'Guests, holidays or an appliance that ran on explain most of it. If nothing does, tell your energy supplier: '
      + 'the meter may be wrong. Readings that arrive late, or are corrected, change this list.'));
}

// ---- for grid operators and suppliers ----

const SEVERITIES = {high: 'high', medium: 'medium', low: 'low'};

function twoLines(first, second) {
  return h('div', {}, h('div', {}, first), h('div', {class: 'soft'}, second));
}

/** A table; `link` makes the name of a building a way to it, and is null where all are of one building. */
export function anomaliesTable(items, more, zone, severity, link) {
  const which = severity === 'low' ? '' : ' of severity ' + severity + ' or higher';
  if (items.length === 0) {
    return h('p', {class: 'soft'}, 'No readings' + which + ' were out of the ordinary in the last 30 days.');
  }
  const rows = items.map(each => [
    ...link ? [link(each.building_id)] : [],
    {class: 'wide', text: twoLines(period(each, zone), KINDS[each.kind])},
    chip(each.severity, SEVERITIES), number(each.actual_kwh),
    twoLines(number(each.expected_kwh), each.lower_kwh === null ? '' : number(each.lower_kwh) + ' to ' + number(each.upper_kwh))
  ]);
  return h('div', {class: 'stack'},
    h('p', {class: 'soft small'}, (more ? 'The newest ' + wholeNumber(items.length) + ' periods' : count(items.length, 'period')) + which
      + ' of the last 30 days in which readings lay far outside of the interval of their day-ahead forecast, were unlike the same hours before, '
      + 'did not change, or did not arrive. Energies are sums over the hours that count. Ask what happened in the building; where nothing did, '
      + 'check the meter. Late readings and corrections change this list.'),
    scrolling('Periods and their energies', table(null, [
      ...link ? [{name: 'Building'}] : [],
      {name: 'When'}, {name: 'Severity'}, {name: 'Read [kWh]', number: true}, {name: 'Expected [kWh]', number: true}], rows), true));
}
