  // -------------------------------------------------------------- plan (search/plan.py)

  /** @param {Index} index @param {string} query @returns {Promise<Plan>} */
  async function makePlan(index, query) {
    const parts = query.split(/["“”„«»]([^"“”„«»]+)["“”„«»]/);
    const segments = parts.map(words);
    const all = segments.flat();
    const line = all.slice(0, MOST_WORDS);
    const plan = emptyPlan(line, /[\p{L}\p{N}]$/u.test(query) && all.length <= MOST_WORDS);
    let left = MOST_WORDS;
    for (const [place, segment] of segments.entries()) {
      const numbers = askedNumbers(parts[place], segment);
      /** @type {Asked} */
      const asked = {
        required: place % 2 === 1,
        unfinished: plan.unfinished && place === segments.length - 1,
        numbers: new Map(numbers.map(({ first, last }) => [first, last])),
      };
      await planSegment(index, plan, segment.slice(0, left), asked);
      for (const { first, last } of numbers) {
        if (await findNumber(index, segment, first, asked)) continue;
        const [one, other] = [segment[first], segment[last]];
        plan.unknown.push(parts[place].slice(one.start, other.end).toUpperCase());
        plan.near.push({ ...makeTerm(`#${one.exact}`, '', false), unfinished: true });
      }
      left = Math.max(0, left - segment.length);
    }
    if (parts.length === 1 && line.length === all.length) {
      const { called, unfinished } = plan;
      if (called.length > 1 && called.length < line.length) plan.ways.push((await otherwise(index, plan, [called], unfinished)).terms);
      await planPeriod(index, plan, query);
    }
    plan.terms = once(plan.terms);
    plan.singles = once(plan.singles);
    return plan;
  }

  /** @param {Word[]} line @param {boolean} unfinished @returns {Plan} */
  function emptyPlan(line, unfinished) {
    const marked = line.some((word) => word.exact !== word.folded);
    const address = [2, 1].find((size) => line.length > size && ADDRESS.has(line.slice(0, size).map(({ folded }) => folded).join(' ')));
    const called = line.slice(address ?? 0);
    return { line, marked, unfinished, called, terms: [], singles: [], stretches: [], phrases: [], unknown: [], near: [], ways: [], period: null, rest: [] };
  }

  const ADDRESS = new Set(ADDRESSES.split('|'));

  /** A date, that is no part of a document's number, may be written in other forms. @param {Index} index @param {Plan} plan @param {string} query */
  async function planPeriod(index, plan, query) {
    const period = namedPeriod(query);
    const { line, unfinished } = plan;
    const first = period ? line.findIndex(({ start }) => start >= period.start && start < period.end) : -1;
    if (!period || first < 0) return;
    const last = line.findLastIndex(({ start }) => start < period.end);
    if (citations(query.toUpperCase(), line).some((one) => one.first <= last && one.last >= first)) return;
    const [before, behind] = [line.slice(0, first), line.slice(last + 1)];
    const open = unfinished && behind.length > 0;
    const others = await Promise.all(wordingsOf(period).map((said) => otherwise(index, plan, [[...before, ...words(said), ...behind]], open)));
    plan.period = period;
    plan.rest = (await otherwise(index, plan, [before, behind], open)).terms;
    plan.ways.push(...others.map(({ terms }) => terms));
    const texts = new Set([plan, ...others].flatMap(({ phrases }) => phrases.flatMap((one) => one.texts)));
    plan.phrases = texts.size ? [{ texts: [...texts], folded: !plan.marked, required: false, unfinished }] : [];
  }

  /** The plan of other words in place of a query's. @param {Index} index @param {Plan} plan @param {Word[][]} segments @param {boolean} unfinished */
  async function otherwise(index, { line, marked, unfinished: last }, segments, unfinished) {
    const other = { ...emptyPlan(line, last), marked };
    for (const segment of segments) {
      await planSegment(index, other, segment, { required: false, unfinished: unfinished && segment === segments.at(-1), numbers: new Map() });
    }
    return other;
  }

  /** A word typed twice counts once. @param {Term[]} terms */
  const once = (terms) => [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];

  /** @param {string} key @param {string} exact @param {boolean} required @returns {Term} */
  const makeTerm = (key, exact, required) => ({ key, exact, unfinished: false, required, codes: [] });

  /** @param {Stretch} stretch */
  const singlesOf = ({ words: run, required }) => run.map((word) => makeTerm(`=${word.folded}`, word.exact, required));

  /** Whether not all of its pairs are needed. @param {Stretch} stretch */
  const isLong = (stretch) => stretch.words.length > LONG;

  /** The pairs that are asked of a stretch, or its only word. @param {Stretch} stretch */
  function termsOf(stretch) {
    const { words: run, required, unfinished } = stretch;
    const all = run.slice(1).map((two, place) => {
      const one = run[place];
      return makeTerm(`${one.folded} ${two.folded}`, `${one.exact} ${two.exact}`, required);
    });
    const pairs = isLong(stretch) ? all.filter((_, place) => !(place % 2) || place === all.length - 1) : all;
    const terms = pairs.length ? pairs : singlesOf(stretch);
    if (terms.length) terms[terms.length - 1].unfinished = unfinished;
    return isLong(stretch) ? terms.sort((one, two) => [...two.key].length - [...one.key].length).slice(0, MOST_TERMS) : terms;
  }

  /** @param {Index} index @param {Plan} plan @param {Word[]} segment @param {Asked} asked */
  async function planSegment(index, plan, segment, asked) {
    const { required, unfinished } = asked;
    /** @type {Word[]} */
    let run = [];
    let [numbers, bound] = [0, false];
    for (let place = 0; place < segment.length; ) {
      const said = required ? null : await findBound(index, segment, place, asked);
      const found = said ?? (await findNumber(index, segment, place, asked));
      if (!found) {
        run.push(segment[place++]);
        continue;
      }
      bound ||= Boolean(said);
      const before = run.at(-1);
      if (before && isSo(before)) run.pop();
      planStretch(plan, { words: run, required, unfinished: false });
      plan.terms.push(found.term);
      plan.singles.push(found.term);
      run = [];
      place = found.after;
      numbers++;
    }
    planStretch(plan, { words: run, required, unfinished });
    if ((segment.length > 2 && !bound) || (numbers && required && segment.length > 1)) {
      const folded = numbers > 0 || !plan.marked; // "NĐ" may be typed "ND"; the pairs have their marks
      const text = segment.map((word) => (folded ? word.folded : word.exact)).join('');
      plan.phrases.push({ texts: [text], folded, required, unfinished });
    }
  }

  /** @param {Plan} plan @param {Stretch} stretch */
  function planStretch(plan, stretch) {
    if (!stretch.words.length) return;
    plan.stretches.push(stretch);
    plan.terms.push(...termsOf(stretch));
    plan.singles.push(...singlesOf(stretch));
  }

  /** @param {string} key */
  const serialOf = (key) => /^#([0-9]*)/.exec(key)?.[1] ?? '';

  /** Whether a document number is one of those that a term may mean. @param {Term} term @param {string} key */
  function means(term, key) {
    if (key === term.key || !term.unfinished) return key === term.key;
    const symbol = key.slice(term.key.length);
    if (!key.startsWith(term.key) || !/^#[0-9]+$/.test(term.key)) return key.startsWith(term.key);
    if (!term.codes.length) return !startsWithDigit(symbol);
    return term.codes.includes(CODES.find((code) => symbol.startsWith(code)) ?? '');
  }

  /** Whether any document has a number that a term may mean. @param {Index} index @param {Term} term */
  async function isKnown(index, term) {
    const read = term.unfinished ? index.beginning : index.spellings;
    return index.often(async (segment) => new Map([...(await read.call(index, segment, term.key))].filter(([key]) => means(term, key))));
  }

  /** @param {string} key @param {string[]} codes @returns {Term} */
  const begunTerm = (key, codes) => ({ ...makeTerm(key, '', false), unfinished: true, codes });

  /** The first of some terms that any document has. @param {Index} index @param {Term[]} terms @param {number} after @param {boolean} required */
  async function firstKnown(index, terms, after, required) {
    for (const term of terms) if (await isKnown(index, term)) return { term: { ...term, required }, after };
    return null;
  }

  /** Terms of a number that goes on where the query ends. @param {string} key @param {boolean} open */
  const begunBy = (key, open) => (open && /[^#0-9]{2}/.test(key) ? [begunTerm(key, [])] : []);

  /** The document number that begins at a place. @param {Index} index @param {Word[]} segment @param {number} place @param {Asked} asked */
  async function findNumber(index, segment, place, { required, unfinished, numbers }) {
    for (const [key, after] of numberCandidates(segment, place)) {
      if (after <= (numbers.get(place) ?? -1)) break;
      const head = `#${serialOf(key)}`;
      const code = key.slice(head.length);
      const term = CODES.includes(code) ? begunTerm(head, [code]) : makeTerm(key, '', false);
      const found = await firstKnown(index, [term, ...begunBy(key, unfinished && after === segment.length)], after, required);
      if (found) return found;
    }
    return null;
  }

  /** What a kind and a number mean: "chỉ thị 34", "nq42/cp". @param {Index} index @param {Word[]} segment @param {number} place @param {Asked} asked */
  async function findBound(index, segment, place, { unfinished, numbers }) {
    const said = kindAt(segment, place);
    if (!said) return null;
    const { name, at, serial } = said;
    const codes = KINDS.get(name) ?? [];
    const rest = segment.slice(at + 1);
    const least = numbers.get(at) ?? -1;
    const year = rest.length && YEAR.test(rest[0].exact) ? rest[0].exact : '';
    const head = `#${serial}${year}`;
    for (const [key, size] of numberCandidates([{ ...segment[at], exact: serial, folded: serial }, ...rest], 0)) {
      const after = at + size;
      if (after <= least) return null;
      const full = [key, ...codes.map((code) => head + code + key.slice(head.length))];
      const terms = [...full.map((one) => makeTerm(one, '', false)), ...begunBy(key, unfinished && after === segment.length)];
      const found = await firstKnown(index, terms, after, false);
      if (found) return found;
    }
    if (least >= 0 || (COMMON.has(name) && rest.length)) return null;
    return (
      (year && (await firstKnown(index, [begunTerm(head, codes)], at + 2, false))) ||
      firstKnown(index, [begunTerm(`#${serial}`, codes)], at + 1, false)
    );
  }

