'use strict';
(function () {
  const root = document.documentElement;
  const charts = [];

  const compact = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
  const number = value => value === null || value === undefined ? '–' : compact.format(value === 0 ? 0 : value);

  const dashes = {reference: [5, 4], first: [7, 4], second: [2, 3], third: [10, 3, 2, 3]};

  function palette() {
    const style = getComputedStyle(root);
    return name => style.getPropertyValue('--' + name).trim();
  }

  function lineSet(series, color, many) {
    const marks = series.look === 'mark';
    return {
      label: series.name, data: series.values, borderColor: color(series.look), backgroundColor: color(series.look),
      borderWidth: series.look === 'main' ? 2.5 : series.look === 'reference' ? 1.25 : 1.6,
      borderDash: dashes[series.look] || [], pointRadius: marks ? 4.5 : many ? 0 : 2.5, pointHitRadius: 8, tension: 0,
      showLine: !marks, marks: marks, spanGaps: false, pointStyle: marks ? 'circle' : 'line',
      order: marks ? 0 : series.look === 'actual' ? 1 : series.look === 'main' ? 2 : 3
    };
  }

  function bandSets(band, color) {
    const common = {borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: color('band'), pointStyle: 'rect', order: 9};
    return [
      {...common, label: band.name, data: band.lower, fill: false, bandEnd: true},
      {...common, label: band.name, data: band.upper, fill: '-1'}
    ];
  }

  function barSet(series, color) {
    if (series.look === 'reference' || series.look === 'mark') {
      return {...lineSet(series, color, true), type: 'line'};
    }
    return {label: series.name, data: series.values, backgroundColor: color(series.look), borderRadius: 2,
      maxBarThickness: 42, pointStyle: 'rect', order: 5};
  }

  function axis(title, color) {
    return {
      title: {display: title !== '', text: title, color: color('soft')},
      ticks: {color: color('soft')}, grid: {color: color('line')}, border: {color: color('line')}
    };
  }

  function categories(spec, color) {
    const scale = axis(spec.xTitle, color);
    scale.grid.display = Boolean(spec.ticks);
    scale.ticks.maxRotation = 0;
    scale.ticks.autoSkipPadding = 14;
    if (spec.ticks) {
      scale.afterBuildTicks = built => {
        built.ticks = spec.ticks.map((text, index) => ({text: text, value: index})).filter(tick => tick.text !== '');
      };
      scale.ticks.callback = value => spec.ticks[value];
    }
    return scale;
  }

  function base(spec, color) {
    const y = axis(spec.yTitle, color);
    y.ticks.callback = value => number(value);
    return {
      animation: false, responsive: true, maintainAspectRatio: false,
      interaction: {mode: 'index', intersect: false},
      scales: {x: categories(spec, color), y: y},
      plugins: {
        legend: {align: 'start', labels: {color: color('ink'), usePointStyle: true, pointStyleWidth: 28, boxHeight: 7,
          sort: (a, b) => a.datasetIndex - b.datasetIndex,
          filter: (item, data) => !data.datasets[item.datasetIndex].bandEnd && !data.datasets[item.datasetIndex].marks}},
        tooltip: {usePointStyle: true, callbacks: {
          label: item => item.dataset.label + (item.dataset.bandEnd ? ', from: ' : item.dataset.fill === '-1' ? ', to: ' : ': ')
            + number(item.parsed.y)}}
      }
    };
  }

  function lineConfig(spec, color) {
    const options = base(spec, color);
    options.scales.y.beginAtZero = spec.fromZero;
    const sets = (spec.series || []).map(series => lineSet(series, color, spec.labels.length > 12));
    if (spec.band) {
      sets.push(...bandSets(spec.band, color));
    }
    return {type: 'line', data: {labels: spec.labels, datasets: sets}, options: options};
  }

  function barConfig(spec, color) {
    const options = base(spec, color);
    options.scales.y.beginAtZero = true;
    options.scales.y.grace = '5%';
    options.scales.x.stacked = options.scales.y.stacked = spec.stacked;
    return {type: 'bar', data: {labels: spec.labels, datasets: spec.series.map(series => barSet(series, color))}, options: options};
  }

  function rankingConfig(spec, color, canvas) {
    canvas.parentNode.style.height = (6 + 1.6 * spec.labels.length) + 'rem';
    const options = base(spec, color);
    options.indexAxis = 'y';
    options.interaction.axis = 'y';
    options.scales = {x: options.scales.y, y: options.scales.x};
    options.scales.x.beginAtZero = true;
    options.scales.y.ticks.autoSkip = false;
    options.plugins.tooltip.callbacks.label = item => item.dataset.label + ': ' + number(item.parsed.x);
    return {type: 'bar', data: {labels: spec.labels, datasets: spec.series.map(series => barSet(series, color))}, options: options};
  }

  function scatterConfig(spec, color) {
    const shade = {neutral: 'main', good: 'second', warning: 'first', bad: 'bad'};
    const points = spec.points.filter(point => point[1] !== null && point[2] !== null);
    const sets = [{
      label: 'points', data: points.map(point => ({x: point[1], y: point[2], name: point[0]})), pointRadius: 4, pointHoverRadius: 6,
      pointBackgroundColor: points.map(point => color(shade[point[3]])), pointBorderWidth: 0
    }];
    if (spec.diagonal) {
      const ends = points.flatMap(point => [point[1], point[2]]);
      const from = Math.min(...ends), to = Math.max(...ends);
      sets.push({label: spec.diagonal, type: 'line', data: [{x: from, y: from}, {x: to, y: to}], borderColor: color('reference'),
        borderDash: dashes.reference, borderWidth: 1.25, pointRadius: 0, pointHitRadius: 0, pointStyle: 'line'});
    }
    const options = base(spec, color);
    options.interaction = {mode: 'nearest', intersect: true};
    options.scales.x = axis(spec.xTitle, color);
    options.scales.x.ticks.callback = value => number(value);
    options.plugins.legend.display = spec.diagonal !== '';
    options.plugins.legend.labels.filter = item => item.text !== 'points';
    options.plugins.tooltip.callbacks.label = item => (item.raw.name || item.dataset.label) + ': ' + number(item.parsed.x) + ' → ' + number(item.parsed.y);
    return {type: 'scatter', data: {datasets: sets}, options: options};
  }

  const configs = {line: lineConfig, bar: barConfig, ranking: rankingConfig, scatter: scatterConfig};

  function draw() {
    if (typeof Chart === 'undefined') {
      return;
    }
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    charts.splice(0).forEach(chart => chart.destroy());
    const color = palette();
    document.querySelectorAll('figure').forEach(figure => {
      const spec = JSON.parse(figure.querySelector('script').textContent);
      const canvas = figure.querySelector('canvas');
      charts.push(new Chart(canvas, configs[spec.kind](spec, color, canvas)));
    });
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function sortKey(row, column) {
    const cell = row.cells[column];
    if (cell.dataset.v === undefined) {
      return cell.textContent;
    }
    return cell.dataset.v === '' ? null : Number(cell.dataset.v);
  }

  function compare(a, b, sign) {
    if (a === null || b === null) {
      return (a === null) - (b === null);
    }
    return sign * (typeof a === 'number' ? a - b : a.localeCompare(b, 'en', {numeric: true}));
  }

  function sortBy(header) {
    const headers = Array.from(header.parentNode.cells);
    const column = headers.indexOf(header);
    const down = header.getAttribute('aria-sort') ? header.getAttribute('aria-sort') === 'ascending' : header.classList.contains('num');
    const body = header.closest('table').tBodies[0];
    const rows = Array.from(body.rows).map(row => ({row: row, key: sortKey(row, column)}));
    rows.sort((a, b) => compare(a.key, b.key, down ? -1 : 1));
    rows.forEach(entry => body.append(entry.row));
    headers.forEach(other => other.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  }

  function search(box, input) {
    const words = input.value.trim().toLowerCase();
    const rows = Array.from(box.querySelectorAll('tbody tr'));
    rows.forEach(row => { row.hidden = words !== '' && !row.textContent.toLowerCase().includes(words); });
    const found = rows.filter(row => !row.hidden).length;
    box.querySelector('.found').textContent = words === '' ? '' : found + ' of ' + rows.length;
    box.classList.toggle('folded', words === '' && !box.dataset.open);
  }

  // On a phone a row of many columns becomes a card that names each value: nobody has to scroll sideways.
  document.querySelectorAll('.table:not(.heat) table').forEach(table => {
    const headings = Array.from(table.tHead.rows[0].cells, cell => cell.textContent);
    if (headings.length > 2) {
      table.classList.add('cards');
      Array.from(table.tBodies[0].rows).filter(row => row.cells.length === headings.length).forEach(row =>
        Array.from(row.cells).forEach((cell, column) => { cell.dataset.label = headings[column]; }));
    }
  });
  document.querySelectorAll('.heat .scroll').forEach(box => { box.scrollLeft = box.scrollWidth; });
  document.querySelectorAll('.table:not(.heat) thead button').forEach(button =>
    button.addEventListener('click', () => sortBy(button.closest('th'))));
  document.querySelectorAll('.table.long').forEach(box => {
    const input = box.querySelector('input');
    const unfold = box.querySelector('.unfold');
    const all = unfold.textContent;
    input.addEventListener('input', () => search(box, input));
    unfold.addEventListener('click', () => {
      const folded = box.classList.toggle('folded');
      box.dataset.open = folded ? '' : 'yes';
      unfold.textContent = folded ? all : 'Show fewer rows';
    });
  });
  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    draw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

  let themeOnScreen;
  addEventListener('beforeprint', () => { themeOnScreen = root.dataset.theme; root.dataset.theme = 'light'; draw(); });
  addEventListener('afterprint', () => {
    if (themeOnScreen) { root.dataset.theme = themeOnScreen; } else { delete root.dataset.theme; }
    draw();
  });
  draw();
}());
