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
      line: plan.line,
      unknown: plan.unknown,
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
    let whole = await rank(index, plan, [plan.terms], false, spellings);
    if (plan.near.length) {
      const near = await rank(index, plan, plan.near.map((term) => [term]), false, spellings);
      whole = [...new Set([...near, ...whole].map(({ number }) => number))].map((number) => ({ number, approximate: true }));
    }
    const day = dayMeant(plan.line);
    for (const number of day ? index.alive().keys() : []) {
      if (index.days[number] === day && !whole.some((hit) => hit.number === number)) whole.push({ number, approximate: false });
    }
    const certain = whole.some((hit) => !hit.approximate);
    if (certain && !wide) return [whole, true];
    const more = certain || plan.near.length ? [] : await rank(index, plan, await mended(index, plan), false, spellings);
    const found = () => whole.length + more.length > 0;
    if (wide || !found()) more.push(...(await rank(index, plan, [plan.terms], true, spellings)));
    if (wide || !found() || (!whole.length && plan.line.length === 2)) {
      more.push(...(await rank(index, plan, [plan.singles], true, spellings)));
    }
    const hits = new Map(whole.map((hit) => [hit.number, hit]));
    for (const { number } of more) if (!hits.has(number)) hits.set(number, { number, approximate: true });
    return [[...hits.values()], certain];
  }

  /** @typedef {{number: number, held: number, score: number, approximate: boolean}} Rank */

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
      .map(({ number, approximate }) => ({ number, approximate }));
  }

  /** Segment by segment, the rarest terms first, and no further than a document can still get there.
   * @param {Index} index @param {Plan} plan @param {Term[]} terms @param {boolean} half @param {Set<string>} spellings */
  async function score(index, plan, terms, half, spellings) {
    const fits = enough(terms, half);
    const asked = await Promise.all(
      terms.map(async (term, place) => ({ term, bit: 1 << place, ...(await resolve(index, term, plan.marked)) })),
    );
    asked.sort((one, two) => Number(two.term.required) - Number(one.term.required) || one.count - two.count);
    const ranks = await Promise.all(
      index.segments.map(async (segment) => {
        /** @type {Map<number, Rank>} */
        const ranked = new Map();
        let left = (1 << terms.length) - 1;
        for (const { term, bit, read, count, approximate } of asked) {
          if (!fits(left) && ![...ranked.values()].some(({ held }) => fits(held | left))) break;
          const lists = count ? await read(segment) : new Map();
          const weight = worth(term) * (32 - Math.clz32(Math.floor(index.count / count)));
          for (const spelling of lists.keys()) spellings.add(spelling);
          for (const [number, bits] of merge(lists.values())) {
            let entry = ranked.get(number);
            if (!entry) ranked.set(number, (entry = { number, held: 0, score: 0, approximate: false }));
            entry.held |= bit;
            entry.score += weight * ((bits & 4 ? ONCE : OTHERWISE) + (bits & 2 && terms.length > 1 ? OFTEN : 0) + (bits & 1 ? IN_TITLE : 0));
            entry.approximate ||= approximate;
          }
          left -= bit;
        }
        return [...ranked.values()].filter(({ held }) => fits(held));
      }),
    );
    return ranks.flat();
  }

  /** Where the documents of a term are: by the spellings its marks ask for.
   * @param {Index} index @param {Term} term @param {boolean} marked @param {number} [most] largest segments that count
   * @returns {Promise<{read: (segment: Segment) => Promise<Lists>, count: number, approximate: boolean}>} */
  async function resolve(index, term, marked, most) {
    const { key, exact, unfinished, required } = term;
    const strict = marked && !isNumber(term);
    const whole = (/** @type {Segment} */ segment) => index.spellings(segment, key);
    const begun = (/** @type {Segment} */ segment) => index.beginning(segment, key);
    const typed = (/** @type {string} */ one) => (required ? one : one.replace(OTHER, ''));
    const literal = (/** @type {string} */ one) => !required || !one.startsWith(OTHER);
    const serial = /^#\d+$/.test(key); // alone: 34 is not 341
    /** @type {[typeof whole, (spelling: string) => boolean, boolean][]} */
    const ways = [];
    if (exact.includes('*')) {
      ways.push([whole, (one) => fits(one, term, marked), true]);
    } else {
      if (strict) ways.push([whole, (one) => typed(one) === exact, false]);
      if (strict && unfinished) ways.push([begun, (one) => typed(one).startsWith(exact), false]);
      if (!strict || !required) ways.push([whole, literal, strict]);
      if ((!strict || !required) && unfinished) ways.push([begun, (one) => !serial || !startsWithDigit(one.slice(key.length)), strict]);
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

