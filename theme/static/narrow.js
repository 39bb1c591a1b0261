// The years and facets of the search page, drawn when somebody opens them: theme/scripts/search
// hands over what it knows of an answer, and what a choice does.
'use strict';

(() => {
  const ROWS = 12; // values of a facet shown at once
  const MOST = 500; // and on request
  const [filters, years] = ['search-filters', 'search-years'].map((id) => document.getElementById(id));
  const say = document.getElementById('search-words').dataset;

  globalThis.kyyeu.narrow = async ({ make, button, vietnamese, naming, fill, choice, change, told, current }) => {
    const bar = (share) => {
      const made = make('i', '');
      made.style.width = `${Math.max(1, Math.round(100 * share))}%`;
      return made;
    };

    const filter = (kind, key) => {
      const { [kind]: _, ...rest } = choice.filters;
      change({ filters: key === undefined ? rest : { ...rest, [kind]: key } });
    };

    const drawFacet = async (facet, rows) => {
      const kind = facet.dataset.facet;
      const values = await told(kind).catch(() => null);
      if (!current()) return;
      const items = (values ?? []).slice(0, rows).map(({ key, name, apart, count }) => {
        const on = choice.filters[kind] === key;
        const label = kind === 'photos' ? make('span', '', say.photos) : vietnamese(make('span', '', ...naming(['', name, apart, '', 0])));
        const value = button('', () => filter(kind, on ? undefined : key), label, ' ', make('small', '', String(count)));
        value.setAttribute('aria-pressed', String(on));
        return make('li', '', value);
      });
      if (!values) items.push(make('li', 'quiet', say.error));
      else if (!values.length) items.push(make('li', 'quiet', say.none));
      else if (values.length > rows) items.push(make('li', '', button('', () => drawFacet(facet, MOST), fill(say.all, values.length))));
      facet.querySelector('ul').replaceChildren(...items);
    };

    const [from, to] = [choice.since.slice(0, 4), choice.until.slice(0, 4)];
    const counted = await told('year').catch(() => []);
    if (!current()) return;
    const most = Math.max(...counted.map(({ count }) => count));
    years.replaceChildren(
      ...counted.map(({ key, count }) => {
        const on = from === key && to === key;
        const year = button('', () => change(on ? { since: '', until: '' } : { since: `${key}-01-01`, until: `${key}-12-31` }), key, bar(count / most), make('small', '', String(count)));
        year.setAttribute('aria-pressed', String(on));
        return make('li', '', year);
      }),
    );
    await Promise.all([...filters.querySelectorAll('[data-facet]')].filter(({ open }) => open).map((facet) => drawFacet(facet, ROWS)));
  };
})();
