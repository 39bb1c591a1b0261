  // -------------------------------------------------------------- page

  /** An element with a class and content. @param {string} tag @param {string} className @param {...(string | Node)} content */
  function make(tag, className, ...content) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  /** @param {string} className @param {() => void} act @param {...(string | Node)} content */
  function button(className, act, ...content) {
    const made = /** @type {HTMLButtonElement} */ (make('button', className, ...content));
    made.type = 'button';
    made.onclick = act;
    return made;
  }

  /** Where a path of the site is; a folder's page by its name where nobody else does it. @param {string} address */
  const place = (address) => (inFolder && address.endsWith('/') ? `${address}index.html` : address);

  /** @param {string} className @param {string} href @param {...(string | Node)} content */
  function link(className, href, ...content) {
    const anchor = /** @type {HTMLAnchorElement} */ (make('a', className, ...content));
    anchor.href = place(href);
    return anchor;
  }

  /** What is Vietnamese in every language of the interface. @template {HTMLElement} T @param {T} element @returns {T} */
  function vietnamese(element) {
    element.lang = 'vi';
    return element;
  }

  /** Text with its spans in <mark>. @param {Piece} piece */
  function highlight({ text, spans }) {
    /** @type {(string | Node)[]} */
    const parts = [];
    let at = 0;
    for (const [start, end] of spans) {
      parts.push(text.slice(at, start), make('mark', '', text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  /** @param {string} [words] @param {number | string} [n] */
  const fill = (words = '', n = '') => words.replace('{n}', String(n));

  /** Bring the search page to life. @param {HTMLElement} main */
  function start(main) {
    /** @param {string} id @returns {any} */
    const byId = (id) => document.getElementById(id);
    /** @type {HTMLFormElement} */
    const form = byId('search-form');
    /** @type {HTMLInputElement} */
    const field = byId('q');
    const [status, list, chosen] = [byId('search-status'), byId('search-results'), byId('search-chosen')];
    const [since, until, order] = [byId('search-since'), byId('search-until'), byId('search-order')];
    const [suggestions, filters] = [byId('search-suggestions'), byId('search-filters')];
    const below = byId('search-below'); // away while an answer is awaited: what is not there cannot move
    const ways = byId('search-ways'); // for whoever asks nothing, or finds nothing
    const say = byId('search-words').dataset;
    /** @type {any[]} details that say which facet and parameter they are */
    const facets = [...filters.querySelectorAll('[data-facet]')];
    const siteRoot = main.dataset.siteRoot ?? '../';
    const root = main.dataset.searchRoot ?? './';
    const pagesRoot = main.dataset.pagesRoot ?? siteRoot; // of the lists and names in this language
    const names = make('ul', 'search-names');
    const more = button('search-more', () => {});
    const then = button('search-then', () => {});
    const wider = button('search-wider', () => change({ wide: true }), say.wider);
    names.hidden = more.hidden = wider.hidden = then.hidden = true;
    names.setAttribute('aria-label', say.names);
    list.before(then, names);
    list.after(more, wider);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', suggestions.id);

    /** @type {Promise<Index> | null} */
    let opened = null;
    /** @type {{index: Index, answer: Answer} | null} */
    let shown = null;
    /** @type {Choice} */
    let choice = NO_CHOICE;
    let asked = 0; // the newest question: answers to older ones are dropped
    let typing = 0; // timer
    let settled = true; // the address stands for a finished query: the next one is a new entry
    let offering = false; // somebody is typing, and may be offered names
    let active = -1;
    /** @type {Promise<void>[]} */
    const quoting = []; // until all hits drawn have their height
    let unfolding = false; // the filters open themselves once they are drawn: nothing moves then

    /** @param {RequestCache} [cache] */
    function open(cache) {
      opened ??= Index.open(root, cache);
      opened.catch(() => (opened = null));
      return opened;
    }

    /** An answer and its first hits; when a file is gone or broken, once more past the cache: the
     * site may have been published meanwhile. @param {string} query */
    async function ask(query) {
      const index = await open().catch(() => open('reload'));
      const told = await answered(index, query);
      if (!index.partial || index.cache === 'reload') return told;
      opened = null;
      return open('reload').then((fresh) => answered(fresh, query)).catch(() => told);
    }

    /** @param {Index} index @param {string} query */
    async function answered(index, query) {
      const answer = await search(index, query, choice);
      const reading = new Reading(index, answer, siteRoot);
      return { index, answer, reading, hits: await draw(reading) };
    }

    async function run() {
      const turn = ++asked;
      const query = field.value;
      const chips = drawChosen();
      if (!query.trim() && !narrowed()) return show([], [], '');
      below.hidden = true;
      list.setAttribute('aria-busy', 'true');
      const told = [
        setTimeout(() => turn === asked && (status.textContent = say.loading), SLOW_MS),
        setTimeout(() => turn === asked && (status.textContent = say.slow), 20 * SLOW_MS),
      ];
      try {
        const { index, answer, reading, hits } = await ask(query);
        await chips; // they stand above the hits
        if (turn !== asked) return;
        shown = { index, answer };
        show(answer.names, hits, summary(reading));
        await restore(reading, turn);
        offer(reading, turn);
        offerPeriod(answer, query);
        wider.hidden = choice.wide || !answer.hits.length || !/[\p{L}\p{N}]\s+[\p{L}\p{N}]/u.test(query);
        suggest(answer.names, hits);
        drawFacets();
      } catch (fault) {
        if (turn !== asked) return;
        opened = null;
        const unreached = fault instanceof Unreached || /** @type {any} */ (fault).cause instanceof Unreached;
        show([], [], unreached ? (navigator.onLine ? say.error : say.offline) : say.damaged);
      } finally {
        told.forEach(clearTimeout);
        if (turn === asked) list.removeAttribute('aria-busy');
      }
    }

    const narrowed = () => Object.keys(choice.filters).length > 0 || Boolean(choice.since || choice.until);

    /** @param {Reading} reading */
    function summary(reading) {
      const { answer, index, total, exact } = reading;
      const parts = answer.unknown.map((number) => fill(say.unknown, number));
      if (total) parts.push(fill(exact ? say.count : say.roughly, total));
      else if (!parts.length && !index.partial && (!answer.names.length || answer.pool.length)) parts.push(say.none);
      if (total && answer.hits.every((hit) => hit.approximate)) {
        const { instead } = answer.hits[0];
        parts.push(instead && answer.hits.every((hit) => hit.instead === instead) ? fill(say.instead, instead) : say.approx);
      }
      if (index.partial) parts.push(total || index.unreached ? say.partial : say.damaged);
      return parts.join(' · ');
    }

    /** @param {Name[]} found @param {Element[]} hits @param {string} told */
    function show(found, hits, told) {
      status.textContent = told;
      names.replaceChildren(...found.map((name) => make('li', name[0], vietnamese(link('', pagesRoot + name[3], ...called(name))))));
      names.hidden = !found.length;
      list.replaceChildren(...hits);
      more.hidden = wider.hidden = then.hidden = true;
      ways.hidden = hits.length > 0;
      below.hidden = false;
      if (!hits.length) suggest(found, []);
    }

    /** A name, and what tells namesakes apart. @param {Name} name */
    const called = ([, name, apart]) => (apart ? [name, ' ', make('small', '', `(${apart})`)] : [name]);

    /** @param {Reading} reading */
    async function draw(reading) {
      await addOtherWords(reading.index, reading.answer).catch(() => {}); // then they are not marked
      /** @type {Element[]} */
      const drawn = [];
      while (drawn.length < PAGE) {
        const hits = await reading.next(PAGE - drawn.length);
        if (!hits.length) break;
        const items = await Promise.all(hits.map((hit) => reading.index.spared(drawHit(reading, hit), null)));
        const whole = items.filter((item) => item !== null);
        reading.lost += items.length - whole.length; // nobody can tell what they are called
        drawn.push(...whole);
      }
      return drawn;
    }

    /**
     * A text directive for one place of a line: with the words around it, since the same few words
     * may stand earlier on the page (https://wicg.github.io/scroll-to-text-fragment/).
     * @param {string} line @param {number[]} span
     */
    function landing(line, [start, end]) {
      const written = (/** @type {string} */ text) => encodeURIComponent(text).replaceAll('-', '%2D');
      const before = line.slice(0, start).split(' ').slice(-AROUND).join(' ').trim();
      const after = line.slice(end).split(' ').slice(0, AROUND).join(' ').trim();
      const words = written(line.slice(start, end));
      return `${before && `${written(before)}-,`}${words}${after && `,-${written(after)}`}`;
    }

    /** @param {Reading} reading @param {Hit} hit */
    async function drawHit({ index, answer: { spellings } }, hit) {
      const [title, path, day, section] = await index.card(hit.number);
      const time = make('time', '', day.split('-').reverse().join('/'));
      time.setAttribute('datetime', day);
      const meta = make('p', 'hit-meta', time, vietnamese(make('span', 'hit-section', section)));
      if (hit.approximate) meta.append(make('span', 'hit-approx', hit.instead || say.approx));
      const anchor = vietnamese(link('hit-title', siteRoot + path, ...highlight(matches(title, spellings))));
      const said = vietnamese(make('p', 'hit-excerpt')); // keeps its place until the sentence is there
      const item = make('li', 'hit', anchor, meta, said);
      // Without its sentence a hit is still a hit.
      const quoted = index.lines(hit.number, siteRoot).then(
        ([, ...lines]) => {
          const { pieces, line } = excerpt(lines, spellings);
          const parts = pieces.flatMap((piece, at) => [...(at ? [' '] : []), ...highlight(piece)]);
          said.append(...parts);
          const spans = line < 0 ? [] : matches(lines[line], spellings).spans;
          const [longest] = [...spans].sort(([from, to], [since, till]) => till - since - (to - from));
          if (longest) anchor.setAttribute('href', `${siteRoot}${path}#d${line}:~:text=${landing(lines[line], longest)}`);
        },
        () => {},
      );
      quoting.push(quoted);
      return item;
    }

    /** Back from a hit: as many hits as there were, where the reader stood. @param {Reading} reading @param {number} turn */
    async function restore(reading, turn) {
      const { hits = 0, top = 0 } = history.state ?? {};
      while (list.children.length < hits) {
        const items = await draw(reading).catch(() => []);
        if (turn !== asked || !items.length) break;
        list.append(...items);
      }
      if (!top) return;
      await Promise.all(quoting);
      if (turn === asked) scrollTo(0, top);
    }

    /** The button for the hits that are not shown yet. @param {Reading} reading @param {number} turn */
    function offer(reading, turn) {
      const rest = reading.total - reading.lost - list.children.length;
      more.hidden = rest <= 0;
      more.textContent = fill(say.more, Math.min(rest, PAGE));
      more.onclick = async () => {
        more.disabled = true;
        const hits = await draw(reading).catch(() => null);
        more.disabled = false;
        if (turn !== asked) return;
        status.textContent = hits ? summary(reading) : say.error;
        list.append(...(hits ?? []));
        hits?.[0]?.querySelector('a')?.focus();
        offer(reading, turn);
      };
    }

    /** The button for only what was published at the time that the query names. @param {Answer} answer @param {string} query */
    function offerPeriod({ period, pool }, query) {
      const [from, to] = period && !choice.since && !choice.until ? rangeOf(period) : ['', ''];
      if (!period || !from || !pool.length) return;
      const { year, month, day } = period;
      then.textContent = fill(day ? say.onDay : month ? say.inMonth : say.inYear, [day, month, year].filter(Boolean).join('/'));
      then.hidden = false;
      then.onclick = () => {
        const typed = query.normalize();
        field.value = `${typed.slice(0, period.start)} ${typed.slice(period.end)}`.replace(/\s+/g, ' ').trim();
        change({ since: from, until: to });
      };
    }

    // ------------------------------------------------------------ suggestions (APG combobox)

    /** @param {Name[]} found @param {Element[]} hits */
    function suggest(found, hits) {
      const options = found.map((name) => option(say[name[0]] ?? '', pagesRoot + name[3], called(name)));
      for (const hit of hits.slice(0, 4)) {
        const title = /** @type {HTMLAnchorElement} */ (hit.querySelector('.hit-title'));
        if (title.querySelector('mark')) options.push(option(say.title, title.href, [title.textContent ?? '']));
      }
      options.forEach((made, at) => (made.id = `search-option-${at}`));
      suggestions.replaceChildren(...options);
      expand(offering && options.length > 0 && document.activeElement === field);
    }

    /** @param {string} kind @param {string} href @param {(string | Node)[]} content */
    function option(kind, href, content) {
      const made = make('li', '', vietnamese(make('span', '', ...content)), ' ', make('small', '', kind));
      made.setAttribute('role', 'option');
      made.onclick = () => location.assign(place(href));
      return made;
    }

    /** @param {boolean} wide */
    function expand(wide) {
      suggestions.hidden = !wide;
      field.setAttribute('aria-expanded', String(wide));
      point(-1);
    }

    /** @param {number} to */
    function point(to) {
      suggestions.children[active]?.setAttribute('aria-selected', 'false');
      active = to;
      const made = suggestions.children[active];
      made?.setAttribute('aria-selected', 'true');
      made?.scrollIntoView({ block: 'nearest' });
      if (made) field.setAttribute('aria-activedescendant', made.id);
      else field.removeAttribute('aria-activedescendant');
    }

    /** Whether a key was meant for the suggestions. @param {KeyboardEvent} event */
    function steer({ key }) {
      const count = suggestions.children.length;
      const wide = !suggestions.hidden;
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        if (!count) return false;
        if (!wide) expand(true);
        const step = key === 'ArrowDown' ? 1 : -1;
        point(active < 0 && step < 0 ? count - 1 : active + step >= count ? -1 : active + step);
        return true;
      }
      if (!wide) return false;
      if (key === 'Escape') expand(false);
      else if (key === 'Enter' && active >= 0) suggestions.children[active].click();
      else return false;
      return true;
    }

    // ------------------------------------------------------------ facets

    /** @param {Partial<Choice>} part */
    function change(part) {
      choice = { ...choice, ...part };
      settled = true;
      answerNow();
      settled = true;
    }

    /** @param {string} kind */
    function unfilter(kind) {
      const { [kind]: _, ...filters } = choice.filters;
      change({ filters });
    }

    /** @type {Promise<void> | null} */
    let narrowing = null;

    /** Years and facets (theme/static/narrow.js). */
    async function drawFacets() {
      if (!(filters.open || unfolding) || !shown) return;
      const { index, answer } = shown;
      const turn = asked;
      const now = choice;
      narrowing ??= loaded(filters.dataset.script);
      try {
        await narrowing;
        await /** @type {any} */ (globalThis).kyyeu.narrow({
          make,
          button,
          vietnamese,
          naming: called,
          fill,
          choice: now,
          change,
          told: (/** @type {string} */ kind) => counts(index, answer, now, kind),
          current: () => turn === asked,
        });
      } catch {
        narrowing = null; // asked again with the next answer
      }
      if (turn === asked && unfolding) filters.open = true;
      if (turn === asked) unfolding = false;
    }

    /** What narrows the answer, each with a button that takes it away. */
    async function drawChosen() {
      const turn = asked;
      const rows = facets.filter(({ dataset }) => dataset.facet in choice.filters);
      /** @param {string} kind @param {string} key */
      const nameOf = async (kind, key) => {
        if (kind === 'photos' || kind === 'section' || kind === 'author') return kind === 'photos' ? '' : key;
        const found = await open().then((index) => index.names([]), () => []);
        return found.find((name) => name[0] === kind && name[3].endsWith(`/${key}/`))?.[1] ?? key;
      };
      const items = await Promise.all(
        rows.map(async (facet) => {
          const kind = facet.dataset.facet;
          const name = await nameOf(kind, choice.filters[kind]).catch(() => choice.filters[kind]);
          return chip(name || say.photos, () => unfilter(kind), Boolean(name));
        }),
      );
      if (turn !== asked) return;
      const [from, to] = [choice.since, choice.until].map((day) => day.split('-').reverse().join('/'));
      if (from || to) items.push(chip(`${from || '…'} – ${to || '…'}`, () => change({ since: '', until: '' })));
      if (choice.wide) items.push(chip(say.wider, () => change({ wide: false })));
      chosen.replaceChildren(...items);
      chosen.hidden = !items.length;
    }

    /** @param {string} name @param {() => void} act @param {boolean} [ofArchive] */
    function chip(name, act, ofArchive) {
      const made = button('', act, ofArchive ? vietnamese(make('span', '', name)) : name, ' ×');
      made.setAttribute('aria-label', fill(say.drop, name));
      return make('li', '', made);
    }

    // ------------------------------------------------------------ keep (theme/static/keep.js)

    const keeping = byId('search-keep');
    keeping.hidden = inFolder || !('serviceWorker' in navigator);
    keeping.addEventListener(
      'toggle',
      () => void loaded(keeping.dataset.script),
      { once: true },
    );

    // ------------------------------------------------------------ address

    function remember() {
      const address = new URL(location.href);
      /** @param {string} name @param {string} value */
      const put = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
      put('q', field.value.trim() && field.value);
      for (const { dataset } of facets) put(dataset.param, choice.filters[dataset.facet] ?? '');
      put(since.name, choice.since);
      put(until.name, choice.until);
      put(order.name, choice.order === 'best' ? '' : choice.order);
      put('rong', choice.wide ? '1' : '');
      address.hash = '';
      if (address.href !== location.href) {
        history[settled ? 'pushState' : 'replaceState'](null, '', address);
        settled = false;
      }
    }

    function recall() {
      const asks = new URLSearchParams(location.search);
      field.value = asks.get('q') ?? '';
      /** @type {Record<string, string>} */
      const wanted = {};
      for (const { dataset } of facets) {
        const key = asks.get(dataset.param);
        if (key) wanted[dataset.facet] = key;
      }
      since.value = asks.get(since.name) ?? '';
      until.value = asks.get(until.name) ?? '';
      order.value = asks.get(order.name) ?? 'best';
      if (!order.value) order.value = 'best';
      choice = { filters: wanted, since: since.value, until: until.value, order: order.value, wide: asks.get('rong') === '1' };
      unfolding = narrowed() && matchMedia('(min-width: 62rem)').matches; // beside the hits, not above
      for (const facet of facets) facet.open ||= facet.dataset.facet in wanted;
      settled = true;
      offering = false;
      run();
    }

    function answerNow() {
      clearTimeout(typing);
      since.value = choice.since;
      until.value = choice.until;
      remember();
      run();
    }

    field.addEventListener('input', () => {
      clearTimeout(typing);
      offering = true;
      typing = setTimeout(answerNow, TYPING_MS);
    });
    field.addEventListener('blur', () => expand(false));
    suggestions.addEventListener('mousedown', (/** @type {Event} */ event) => event.preventDefault());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (shown?.index.partial) opened = null; // asked again: perhaps all can be read now
      offering = false;
      expand(false);
      answerNow();
      settled = true;
    });
    for (const day of [since, until]) {
      day.addEventListener('change', () => change({ since: since.value, until: until.value }));
    }
    order.addEventListener('change', () => change({ order: order.value }));
    for (const panel of [filters, ...facets]) panel.addEventListener('toggle', () => void drawFacets());
    document.addEventListener('keydown', (event) => {
      const { target } = event;
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === '/' && !event.altKey) {
        if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return;
        event.preventDefault();
        field.focus();
        field.select();
      } else if (target === field && steer(event)) {
        event.preventDefault();
      } else if (event.key === 'Escape' && target === field) {
        event.preventDefault();
        field.value = '';
        answerNow();
      }
    });
    addEventListener('popstate', recall);
    history.scrollRestoration = 'manual';
    addEventListener('pagehide', () => history.replaceState({ hits: list.children.length, top: scrollY }, ''));
    recall();
  }

  /** @type {any} */ (globalThis).kyyeu = { fold, canonical, words, documentNumbers, askedNumbers, numberCandidates, citations, namedPeriod, rangeOf, wordingsOf, scriptAddress, inflated, Index, Reading, search, counts };
  /** @type {HTMLElement | null} */
  const searchPage = document.querySelector('[data-search-root]');
  if (searchPage) start(searchPage);
})();
