  // -------------------------------------------------------------- answer (search/query.py)

  /** @param {Term} term */
  const isNumber = (term) => term.key.startsWith('#');

  /** A document number counts for two: it is what the reader came for. @param {Term} term */
  const worth = (term) => (isNumber(term) ? 2 : 1);

  /** What terms are worth together. @param {Term[]} terms @param {boolean} required */
  const sum = (terms, required) => terms.reduce((total, term) => total + (term.required === required ? worth(term) : 0), 0);

  /** @type {Choice} */
  const NO_CHOICE = { filters: {}, since: '', until: '', order: 'best', wide: false };

  /** All documents and the first names that answer a query. @param {Index} index @param {string} query @param {Choice} [choice] @returns {Promise<Answer>} */
  async function search(index, query, choice = NO_CHOICE) {
    const plan = await makePlan(index, query.normalize());
    const spellings = new Set();
    /** @type {Hit[]} */
    let pool = [];
    let whole = true;
    /** @type {Name[]} */
    let names = [];
    if (plan.line.length) {
      [[pool, whole], names] = await Promise.all([findHits(index, plan, spellings, choice.wide), matchingNames(index, plan)]);
    } else if (!query.trim() && (Object.keys(choice.filters).length || choice.since || choice.until)) {
      pool = [...index.alive().keys()].map((number) => ({ number, approximate: false })).sort(newest(index));
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
    };
  }

  /** @param {Index} index @returns {(one: Hit, two: Hit) => number} */
  const newest = (index) => (one, two) => index.days[two.number] - index.days[one.number] || one.number - two.number;

  /** @param {string} date ISO */
  const dayOf = (date) => Math.round(Date.parse(date) / DAY_MS);

  /** The day that a query is, and nothing else: "13/2/2020". @param {Word[]} line */
  function dayMeant(line) {
    const [, day, month, year] = /^(?:ngay )?(\d\d?) (?:thang )?(\d\d?) (?:nam )?(\d{4})$/.exec(line.map((word) => word.folded).join(' ')) ?? [];
    const found = new Date(Date.UTC(+year, +month - 1, +day));
    return found.getUTCDate() === +day && +found / DAY_MS;
  }

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
   * @param {Index} index @param {Plan} plan @param {Set<string>} spellings @param {boolean} wide @returns {Promise<[Hit[], boolean]>} */
  async function findHits(index, plan, spellings, wide) {
    const required = sum(plan.terms, false);
    const alone = sum(plan.singles, false);
    const whole = await rank(index, plan, [plan.terms], required, spellings);
    const day = dayMeant(plan.line);
    for (const number of day ? index.alive().keys() : []) {
      if (index.days[number] === day && !whole.some((hit) => hit.number === number)) whole.push({ number, approximate: false });
    }
    const certain = whole.some((hit) => !hit.approximate);
    if (certain && !wide) return [whole, true];
    const more = certain ? [] : await rank(index, plan, await mended(index, plan), required, spellings);
    const found = () => whole.length + more.length > 0;
    if (required >= 2 && (wide || !found())) more.push(...(await rank(index, plan, [plan.terms], (required + 1) >> 1, spellings)));
    if (alone >= 2 && (wide || !found() || (!whole.length && plan.line.length === 2))) {
      more.push(...(await rank(index, plan, [plan.singles], Math.max(2, (alone + 1) >> 1), spellings)));
    }
    const hits = new Map(whole.map((hit) => [hit.number, hit]));
    for (const { number } of more) if (!hits.has(number)) hits.set(number, { number, approximate: true });
    return [[...hits.values()], certain];
  }

  /** @typedef {{number: number, matched: number, needed: number, score: number, approximate: boolean}} Rank */

  /** Documents with all required terms and others worth `need`, by the best of the ways.
   * @param {Index} index @param {Plan} plan @param {Term[][]} ways @param {number} need @param {Set<string>} spellings @returns {Promise<Hit[]>} */
  async function rank(index, plan, ways, need, spellings) {
    /** @type {Map<number, Rank>} */
    const best = new Map();
    for (const ranks of await Promise.all(ways.map((terms) => score(index, plan, terms, need, spellings)))) {
      for (const one of ranks) {
        const other = best.get(one.number);
        if (!other || one.matched > other.matched || (one.matched === other.matched && one.score > other.score)) best.set(one.number, one);
      }
    }
    return [...best.values()]
      .sort((one, two) => two.matched - one.matched || two.score - one.score || newest(index)(one, two))
      .map(({ number, approximate }) => ({ number, approximate }));
  }

  /** Segment by segment, the rarest terms first, and no further than a document can still get there.
   * @param {Index} index @param {Plan} plan @param {Term[]} terms @param {number} need @param {Set<string>} spellings */
  async function score(index, plan, terms, need, spellings) {
    const asked = await Promise.all(terms.map(async (term) => ({ term, ...(await resolve(index, term, plan.marked)) })));
    asked.sort((one, two) => Number(two.term.required) - Number(one.term.required) || one.count - two.count);
    const ranks = await Promise.all(
      index.segments.map(async (segment) => {
        /** @type {Map<number, Rank>} */
        const ranked = new Map();
        let [must, may] = [0, sum(terms, false)];
        /** @param {{needed: number, matched: number}} entry */
        const hopeful = ({ needed, matched }) => needed === must && matched - needed + may >= need;
        for (const { term, read, count, approximate } of asked) {
          if (!hopeful({ needed: 0, matched: 0 }) && ![...ranked.values()].some(hopeful)) break;
          const lists = count ? await read(segment) : new Map();
          const weight = 32 - Math.clz32(Math.floor(index.count / count));
          for (const spelling of lists.keys()) spellings.add(spelling);
          for (const [number, bits] of merge(lists.values())) {
            let entry = ranked.get(number);
            if (!entry) ranked.set(number, (entry = { number, matched: 0, needed: 0, score: 0, approximate: false }));
            entry.matched += worth(term);
            entry.needed += term.required ? worth(term) : 0;
            entry.score += weight * (ONCE + (bits & 2 && terms.length > 1 ? OFTEN : 0) + (bits & 1 ? IN_TITLE : 0));
            entry.approximate ||= approximate;
          }
          if (term.required) must += worth(term);
          else may -= worth(term);
        }
        return [...ranked.values()].filter(hopeful);
      }),
    );
    return ranks.flat();
  }

  /** Where the documents of a term are: by the spellings its marks ask for.
   * @param {Index} index @param {Term} term @param {boolean} marked @param {number} [most] largest segments that count
   * @returns {Promise<{read: (segment: Segment) => Promise<Lists>, count: number, approximate: boolean}>} */
  async function resolve(index, term, marked, most) {
    const { key, exact, unfinished } = term;
    const strict = marked && !isNumber(term);
    const whole = (/** @type {Segment} */ segment) => index.spellings(segment, key);
    const begun = (/** @type {Segment} */ segment) => index.beginning(segment, key);
    /** @type {[typeof whole, (spelling: string) => boolean, boolean][]} */
    const ways = [];
    if (exact.includes('*')) {
      ways.push([whole, (one) => fits(one, term, marked), true]);
    } else {
      if (strict) ways.push([whole, (one) => one === exact, false]);
      if (strict && unfinished) ways.push([begun, (one) => one.startsWith(exact), false]);
      if (!strict || !term.required) ways.push([whole, () => true, strict]);
      if ((!strict || !term.required) && unfinished) ways.push([begun, () => true, strict]);
    }
    for (const [lists, fit, approximate] of ways) {
      const read = async (/** @type {Segment} */ segment) => new Map([...(await lists(segment))].filter(([one]) => fit(one)));
      const count = await index.often(read, most);
      if (count) return { read, count, approximate };
    }
    return { read: whole, count: 0, approximate: false };
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
  function stands({ text, folded, unfinished }, lines) {
    return lines.some((line) =>
      line.some((_, start) => {
        let found = '';
        for (let at = start; at < line.length && found.length < text.length; at++) found += folded ? line[at].folded : line[at].exact;
        return found === text || (unfinished && found.startsWith(text));
      }),
    );
  }

