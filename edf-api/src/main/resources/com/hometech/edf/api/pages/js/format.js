// Numbers, units and times as people read them. All times are those of the building, never those of the browser.

const LANGUAGE = 'en-GB';
const HOUR = 3_600_000;
/** Between a figure and its unit, which stay in one line. */
export const SPACE = '\u00a0';

const digits = new Map();

function fixed(value, places) {
  if (!digits.has(places)) {
    digits.set(places, new Intl.NumberFormat(LANGUAGE, {minimumFractionDigits: places, maximumFractionDigits: places}));
  }
  return digits.get(places).format(value === 0 ? 0 : value).replace('-', '−');
}

/** Three significant digits or so, without needless ones; a dash for none. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  const size = Math.abs(value);
  return fixed(value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2);
}

const shortest = new Intl.NumberFormat(LANGUAGE, {maximumSignificantDigits: 3});

/** As short as can be, for axes: "0.5", "12", "1,250". */
export function short(value) {
  return shortest.format(value === 0 ? 0 : value).replace('-', '−');
}

/** Energy of a day or an appliance as residents read it: one decimal. */
export function homeEnergy(kwh) {
  return fixed(kwh, 1) + SPACE + 'kWh';
}

/** A share in percent, of a value in percent. */
export function percent(value, places = 1) {
  return value === null || value === undefined ? '–' : fixed(value, places) + SPACE + '%';
}

/** How a chart counts energy: the factor to its unit, and the unit. */
export function unitFor(largestKwh) {
  return largestKwh >= 10_000 ? {factor: 0.001, unit: 'MWh'} : {factor: 1, unit: 'kWh'};
}

export function wholeNumber(value) {
  return fixed(value, 0);
}

/** A count with its noun. */
export function count(value, noun, plural = noun + 's') {
  return wholeNumber(value) + ' ' + (value === 1 ? noun : plural);
}

/** 150 → "2 h 30 min". */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? hours + ' h' : '', rest ? rest + ' min' : ''].filter(Boolean).join(' ');
}

/** Milliseconds of an ISO 8601 step such as PT1H or P1D. */
export function stepMillis(step) {
  const [, days, hours, minutes] = step.match(/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/);
  return ((days ?? 0) * 24 + Number(hours ?? 0) + (minutes ?? 0) / 60) * HOUR;
}

/** What clocks and calendars of a zone show at instants, given as milliseconds. */
export class Zone {
  #clock;
  #day;
  #date;
  #name;

  constructor(name) {
    this.name = name;
    this.#clock = new Intl.DateTimeFormat(LANGUAGE, {timeZone: name, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
    this.#day = new Intl.DateTimeFormat(LANGUAGE, {timeZone: name, weekday: 'short', day: 'numeric', month: 'short'});
    this.#date = new Intl.DateTimeFormat('sv-SE', {timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit'});
    this.#name = new Intl.DateTimeFormat(LANGUAGE, {timeZone: name, timeZoneName: 'short'});
  }

  /** "14:00". */
  clock(instant) {
    return this.#clock.format(instant);
  }

  /** "Sun 29 Mar". */
  day(instant) {
    return this.#day.format(instant).replace(',', '');
  }

  /** "2026-03-29". */
  date(instant) {
    return this.#date.format(instant);
  }

  /** "Sun 29 Mar, 14:00". */
  dayAndClock(instant) {
    return this.day(instant) + ', ' + this.clock(instant);
  }

  /** What the zone is called at the instant: "CET", "CEST", "GMT+5:30". */
  abbreviation(instant) {
    return this.#name.formatToParts(instant).find(part => part.type === 'timeZoneName').value;
  }

  /** Hours since local midnight as clocks show them. */
  hour(instant) {
    const [hours, minutes] = this.clock(instant).split(':').map(Number);
    return hours + minutes / 60;
  }

  /**
   * The clock times of the starts of intervals; where clocks show a time twice on a day, both say which it is: "02:00 CEST",
   * "02:00 CET".
   */
  clocks(instants) {
    const seen = new Map();
    const keys = instants.map(instant => this.date(instant) + this.clock(instant));
    keys.forEach(key => seen.set(key, (seen.get(key) ?? 0) + 1));
    return instants.map((instant, index) =>
      this.clock(instant) + (seen.get(keys[index]) > 1 ? ' ' + this.abbreviation(instant) : ''));
  }

  /** The change of clocks between two instants: the instant, and by how many hours they go forward; null for none. */
  change(from, to) {
    for (let instant = from + HOUR; instant <= to; instant += HOUR) {
      const ahead = this.#offset(instant) - this.#offset(instant - HOUR);
      if (ahead !== 0) {
        return {instant, hours: ahead / HOUR};
      }
    }
    return null;
  }

  /** How far local clocks are ahead of UTC. */
  #offset(instant) {
    const [hours, minutes] = this.clock(instant).split(':').map(Number);
    const local = Date.parse(this.date(instant) + 'T00:00:00Z') + hours * HOUR + minutes * HOUR / 60;
    return local - Math.floor(instant / 60_000) * 60_000;
  }
}

/** The zone in words of a place: "Madrid time" of Europe/Madrid. */
export function zoneInWords(name) {
  return name === 'UTC' || name === 'Etc/UTC' || name === 'Z' ? 'UTC' : name.split('/').pop().replaceAll('_', ' ') + ' time';
}
