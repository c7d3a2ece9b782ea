// Loaded before the page is drawn, so that a page in the chosen colours never flashes in the others. Not a module for that reason.
'use strict';
(function () {
  let chosen = null;
  try {
    chosen = localStorage.getItem('edf.theme');
  } catch (forbidden) {
    // without storage the system's colours are used
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
