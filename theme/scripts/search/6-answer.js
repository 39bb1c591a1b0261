  // -------------------------------------------------------------- answer (search/query.py)

  /** @param {Term} term */
  const isNumber = (term) => term.key.startsWith('#');

  /** A document number counts for three: it is what the reader came for. @param {Term} term */
  const worth = (term) => (isNumber(term) ? 3 : 1);

  /** The words a term is made of; a document number counts for three. @param {Term} term */
  const wordsIn = (term) => (isNumber(term) ? [0, 1, 2].map((place) => term.key + place) : term.key.replace('=', '').split(' '));

  /** Whether terms, a bit for each, make an answer: all of them, or those of half of the words.
   * @param {Term[]} terms @param {boolean} half @returns {(held: number) => boolean} */
  function enough(terms, half) {
    if (!half) return (held) => held === (1 << terms.length) - 1;
    const least = Math.max(2, (new Set(terms.filter(({ required }) => !required).flatMap(wordsIn)).size + 1) >> 1);
    return (held) => {
      const found = terms.filter((_, place) => (held >> place) & 1);
      const covered = new Set(found.filter(({ required }) => !required).flatMap(wordsIn));
      return covered.size >= least && terms.every((term) => !term.required || found.includes(term));
    };
  }

  /** @type {Choice} */
  const NO_CHOICE = { filters: {}, since: '', until: '', order: 'best', wide: false };

  /** All documents and the first names that answer a query. @param {Index} index @param {string} query @param {Choice} [choice] @returns {Promise<Answer>} */
  async function search(index, query, choice = NO_CHOICE) {
    const plan = await makePlan(index, query.normalize());
    const spellings = new Set();
    for (const stretch of plan.stretches.filter(isLong)) {
      stretch.words.slice(1).forEach(({ exact, folded }, place) => {
        const before = stretch.words[place];
        spellings.add(plan.marked ? `${before.exact} ${exact}` : `*${before.folded} ${folded}`); // not asked, but marked
      });
    }
    /** @type {Hit[]} */
    let pool = [];
    let whole = true;
    /** @type {Name[]} */
    let names = [];
    if (plan.line.length) {
      const named = matchingNames(index, plan);
      [[pool, whole], names] = await Promise.all([findHits(index, plan, spellings, choice.wide, named), named]);
    } else if (!query.trim() && (Object.keys(choice.filters).length || choice.since || choice.until)) {
      pool = [...index.alive().keys()].map(asTyped).sort(newest(index));
    }
    const allowed = await allowedBy(index, choice, '');
    const hits = allowed ? pool.filter(({ number }) => allowed.has(number)) : [...pool];
    if (choice.order !== 'best') hits.sort(newest(index));
    if (choice.order === 'oldest') hits.reverse();
    return {
      hits,
      pool,
      names,
      phrases: plan.phrases.filter((phrase) => whole || phrase.required),
      spellings,
      line: plan.line,
      unknown: plan.unknown,
      period: plan.period,
    };
  }

  /** @param {number} number @returns {Hit} */
  const asTyped = (number) => ({ number, approximate: false, instead: '' });

  /** @param {Index} index @returns {(one: Hit, two: Hit) => number} */
  const newest = (index) => (one, two) => index.days[two.number] - index.days[one.number] || one.number - two.number;

  /** @param {string} date ISO */
  const dayOf = (date) => Math.round(Date.parse(date) / DAY_MS);

  /** What filters and dates leave; null: all. @param {Index} index @param {Choice} choice @param {string} except a facet @returns {Promise<Set<number> | null>} */
  async function allowedBy(index, choice, except) {
    /** @type {Set<number> | null} */
    let allowed = null;
    for (const [kind, key] of Object.entries(choice.filters)) {
      if (kind === except) continue;
      const found = await index.documents(`@${kind}/${key}`);
      const before = /** @type {Set<number> | null} */ (allowed);
      allowed = new Set([...found.keys()].filter((number) => before?.has(number) ?? true));
    }
    if (except !== 'year' && (choice.since || choice.until)) {
      const [since, until] = [choice.since ? dayOf(choice.since) : -Infinity, choice.until ? dayOf(choice.until) : Infinity];
      const among = [...(allowed ?? index.alive().keys())];
      allowed = new Set(among.filter((number) => index.days[number] >= since && index.days[number] <= until));
    }
    return allowed;
  }

  /** How many hits each value of a facet would leave, the other choices as they are.
   * @param {Index} index @param {Answer} answer @param {Choice} choice @param {string} kind */
  async function counts(index, answer, choice, kind) {
    const allowed = await allowedBy(index, choice, kind);
    const pool = new Set(answer.pool.map(({ number }) => number).filter((number) => !allowed || allowed.has(number)));
    if (kind === 'year') {
      /** @type {Map<string, number>} */
      const years = new Map();
      for (const number of pool) {
        const year = new Date(index.days[number] * DAY_MS).toISOString().slice(0, 4);
        years.set(year, (years.get(year) ?? 0) + 1);
      }
      return [...years].sort().map(([key, count]) => ({ key, name: key, apart: '', count }));
    }
    const values = (await index.values(kind)).map(({ key, name, apart, documents }) => ({
      key,
      name,
      apart,
      count: documents.filter((number) => pool.has(number)).length,
    }));
    return values.filter(({ count }) => count).sort((one, two) => two.count - one.count);
  }

  /** All that answer, best first, and whether the first of them hold all terms.
   * @param {Index} index @param {Plan} plan @param {Set<string>} spellings @param {boolean} wide @param {Promise<Name[]>} names @returns {Promise<[Hit[], boolean]>} */
  async function findHits(index, plan, spellings, wide, names) {
    let whole = await rank(index, plan, [plan.terms, ...plan.ways], false, spellings);
    if (plan.near.length) {
      const near = await rank(index, plan, plan.near.map((term) => [term]), false, spellings);
      whole = [...new Set([...near, ...whole].map(({ number }) => number))].map((number) => ({ ...asTyped(number), approximate: true }));
    }
    const certain = whole.some((hit) => !hit.approximate);
    whole = joined(whole, await ofPeriod(index, plan, spellings), false);
    if (certain && !wide) return [whole, true];
    const found = whole.some((hit) => !hit.approximate);
    const more = found || plan.near.length ? [] : await rank(index, plan, await mended(index, plan), false, spellings);
    if (!found) more.push(...(await naming(index, (await names).filter((name) => heldBy(name, plan)))));
    const any = () => whole.length + more.length > 0;
    if (wide || !any()) more.push(...(await rank(index, plan, [plan.terms], true, spellings)));
    if (wide || !any() || (!whole.length && plan.line.length === 2)) {
      more.push(...(await rank(index, plan, [plan.singles], true, spellings)));
    }
    return [joined(whole, more, true), certain];
  }

  /** Hits, and others behind them. @param {Hit[]} hits @param {Hit[]} others @param {boolean} approximate */
  function joined(hits, others, approximate) {
    const every = new Map(hits.map((hit) => [hit.number, hit]));
    for (const { number, instead } of others) if (!every.has(number)) every.set(number, { number, approximate, instead });
    return [...every.values()];
  }

  /** What was published at the time that a query names, and holds the rest of it.
   * @param {Index} index @param {Plan} plan @param {Set<string>} spellings @returns {Promise<Hit[]>} */
  async function ofPeriod(index, { period, rest, ...plan }, spellings) {
    if (!period || (rest.length && !period.year)) return [];
    const hits = rest.length
      ? (await rank(index, { ...plan, period, rest }, [rest], false, spellings)).filter((hit) => !hit.approximate)
      : [...index.alive().keys()].map(asTyped).sort(newest(index));
    const asked = [period.year, period.month, period.day];
    return hits.filter(({ number }) => {
      const day = new Date(index.days[number] * DAY_MS).toISOString().slice(0, 10).split('-');
      return asked.every((part, at) => !part || part === +day[at]);
    });
  }

  /** The articles that name one of some records, by whichever form. @param {Index} index @param {Name[]} names @returns {Promise<Hit[]>} */
  async function naming(index, names) {
    const lists = await Promise.all(names.map(([kind, , , path]) => index.documents(`@${kind}/${path.split('/').at(-2)}`)));
    return [...new Set(lists.flatMap((found) => [...found.keys()]))].map(asTyped).sort(newest(index));
  }

  /** @typedef {{number: number, held: number, score: number, approximate: boolean, instead: string}} Rank */

  /** Documents with all terms, or with those of half of the words, by the best of the ways.
   * @param {Index} index @param {Plan} plan @param {Term[][]} ways @param {boolean} half @param {Set<string>} spellings @returns {Promise<Hit[]>} */
  async function rank(index, plan, ways, half, spellings) {
    /** @type {Map<number, Rank>} */
    const best = new Map();
    for (const ranks of await Promise.all(ways.map((terms) => score(index, plan, terms, half, spellings)))) {
      for (const one of ranks) {
        const other = best.get(one.number);
        if (!other || one.score > other.score) best.set(one.number, one);
      }
    }
    return [...best.values()]
      .sort((one, two) => two.score - one.score || newest(index)(one, two))
      .map(({ number, approximate, instead }) => ({ number, approximate, instead }));
  }

  /** Segment by segment, the rarest terms first, and no further than a document can still get there.
   * @param {Index} index @param {Plan} plan @param {Term[]} terms @param {boolean} half @param {Set<string>} spellings */
  async function score(index, plan, terms, half, spellings) {
    const fits = enough(terms, half);
    const asked = await Promise.all(
      terms.map(async (term, place) => ({ term, bit: 1 << place, ...(await resolve(index, term, plan.marked)) })),
    );
    const instead = half ? '' : toldOf(asked.flatMap(({ term, count, spelling }) => (count && spelling ? replaced(term, spelling) : [])));
    asked.sort((one, two) => Number(two.term.required) - Number(one.term.required) || one.count - two.count);
    const ranks = await Promise.all(
      index.segments.map(async (segment) => {
        /** @type {Map<number, Rank>} */
        const ranked = new Map();
        let left = (1 << terms.length) - 1;
        let unread = 0; // terms of which nobody can tell: a file is broken
        for (const { term, bit, read, count, spelling } of asked) {
          if (!fits(left | unread) && ![...ranked.values()].some(({ held }) => fits(held | left | unread))) break;
          const told = count || index.partial ? await index.spared(read(segment), null) : new Map();
          if (!told && !term.required) unread |= bit;
          const lists = (count && told) || new Map();
          const weight = worth(term) * (32 - Math.clz32(Math.floor(index.count / count)));
          for (const spelling of lists.keys()) spellings.add(spelling);
          for (const [number, bits] of merge(lists.values())) {
            let entry = ranked.get(number);
            if (!entry) ranked.set(number, (entry = { number, held: 0, score: 0, approximate: false, instead: '' }));
            entry.held |= bit;
            entry.score += weight * ((bits & 4 ? ONCE : OTHERWISE) + (bits & 2 && terms.length > 1 ? OFTEN : 0) + (bits & 1 ? IN_TITLE : 0));
            if (spelling) [entry.approximate, entry.instead] = [true, instead];
          }
          left -= bit;
        }
        for (const entry of ranked.values()) if (!fits(entry.held) && unread) entry.approximate = true;
        return [...ranked.values()].filter(({ held }) => fits(held | unread));
      }),
    );
    return ranks.flat();
  }

  /** Where the documents of a term are: by the spellings its marks ask for.
   * @param {Index} index @param {Term} term @param {boolean} marked @param {number} [most] largest segments that count
   * @returns {Promise<{read: (segment: Segment) => Promise<Lists>, count: number, spelling: string}>} and another one that stands in */
  async function resolve(index, term, marked, most) {
    const { key, exact, unfinished, required } = term;
    const strict = marked && !isNumber(term);
    const whole = (/** @type {Segment} */ segment) => index.spellings(segment, key);
    const begun = (/** @type {Segment} */ segment) => index.beginning(segment, key);
    const typed = (/** @type {string} */ one) => (required ? one : one.replace(OTHER, ''));
    const literal = (/** @type {string} */ one) => !required || !one.startsWith(OTHER);
    /** @type {[typeof whole, (spelling: string) => boolean, boolean][][]} */
    const levels = [];
    if (exact.includes('*')) {
      levels.push([[whole, (one) => fits(one, term, marked), true]]);
    } else if (isNumber(term)) {
      levels.push([[unfinished ? begun : whole, (one) => means(term, one), false]]);
    } else {
      if (strict) levels.push([[whole, (one) => typed(one) === exact, false], [begun, (one) => typed(one).startsWith(exact), false]]);
      if (!strict || !required) levels.push([[whole, literal, strict], [begun, () => true, strict]]);
      if (!unfinished) for (const level of levels) level.pop();
    }
    for (const level of levels) {
      for (const largest of [most ?? 1, most]) { // whether a word goes on the largest segment tells, if it knows
        for (const [lists, fit, other] of level) {
          const read = async (/** @type {Segment} */ segment) => new Map([...(await lists(segment))].filter(([one]) => fit(one)));
          const count = await index.often(read, largest);
          if (count) return { read, count, spelling: other ? await commonest(index, read) : '' };
        }
      }
    }
    return { read: whole, count: 0, spelling: '' };
  }

  /** Of some spellings the one with most documents, in the largest segment with any.
   * @param {Index} index @param {(segment: Segment) => Promise<Lists>} read */
  async function commonest(index, read) {
    for (const segment of index.bySize) {
      const found = [...(await index.spared(read(segment), new Map()))];
      const most = (/** @type {[string, Documents]} */ one, /** @type {[string, Documents]} */ two) => two[1].size - one[1].size || (after(one[0], two[0]) ? 1 : -1);
      if (found.length) return found.sort(most)[0][0];
    }
    return '';
  }

  /** The words of a term that were found in another form, and that form. @param {Term} term @param {string} spelling */
  function replaced({ exact }, spelling) {
    const written = spelling.replace(OTHER, '').split(' ');
    const typed = exact.replaceAll('*', '').split(' ');
    return typed.map((word, at) => [word, written[at] ?? word]).filter(([one, two]) => one !== two);
  }

  /** "gải → giải"; words that lack but marks only if there is nothing else to tell. @param {string[][]} all */
  function toldOf(all) {
    const others = all.filter(([typed, found]) => fold(found) !== typed);
    return [...new Set((others.length ? others : all).map((pair) => pair.join(' → ')))].join(', ');
  }

  /** @param {Iterable<Documents>} lists @returns {Documents} */
  function merge(lists) {
    const [first, ...others] = lists;
    if (!others.length) return first ?? new Map();
    const documents = new Map(first);
    for (const list of others) {
      for (const [number, bits] of list) documents.set(number, (documents.get(number) ?? 0) | bits);
    }
    return documents;
  }

  /** Whether a phrase stands in a row, in one line. @param {Phrase} phrase @param {Word[][]} lines */
  const stands = ({ texts, folded, unfinished }, lines) =>
    lines.some((line) =>
      line.some((_, start) =>
        texts.some((text) => {
          let found = '';
          for (let at = start; at < line.length && found.length < text.length; at++) found += folded ? line[at].folded : line[at].exact;
          return found === text || (unfinished && found.startsWith(text));
        }),
      ),
    );

