  // -------------------------------------------------------------- plan (search/plan.py)

  /** @param {Index} index @param {string} query @returns {Promise<Plan>} */
  async function makePlan(index, query) {
    const parts = query.split(/["“”„«»]([^"“”„«»]+)["“”„«»]/);
    const segments = parts.map(words);
    const all = segments.flat();
    const line = all.slice(0, MOST_WORDS);
    /** @type {Plan} */
    const plan = {
      line,
      marked: line.some((word) => word.exact !== word.folded),
      unfinished: /[\p{L}\p{N}]$/u.test(query) && all.length <= MOST_WORDS,
      terms: [],
      singles: [],
      stretches: [],
      phrases: [],
      unknown: [],
      near: [],
    };
    let left = MOST_WORDS;
    for (const [place, segment] of segments.entries()) {
      const last = plan.unfinished && place === segments.length - 1;
      await planSegment(index, plan, segment.slice(0, left), place % 2 === 1, last);
      for (const { first, last: end } of askedNumbers(parts[place], segment)) {
        if (await findNumber(index, segment, first, false, last)) continue;
        const [one, other] = [segment[first], segment[end]];
        plan.unknown.push(parts[place].slice(one.start, other.end).toUpperCase());
        plan.near.push({ ...makeTerm(`#${one.exact}`, '', false), unfinished: true });
      }
      left = Math.max(0, left - segment.length);
    }
    plan.terms = once(plan.terms);
    plan.singles = once(plan.singles);
    return plan;
  }

  /** A word typed twice counts once. @param {Term[]} terms */
  const once = (terms) => [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];

  /** @param {string} key @param {string} exact @param {boolean} required @returns {Term} */
  const makeTerm = (key, exact, required) => ({ key, exact, unfinished: false, required });

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

  /** @param {Index} index @param {Plan} plan @param {Word[]} segment @param {boolean} required @param {boolean} unfinished */
  async function planSegment(index, plan, segment, required, unfinished) {
    /** @type {Word[]} */
    let run = [];
    let numbers = 0;
    for (let place = 0; place < segment.length; ) {
      const found = await findNumber(index, segment, place, required, unfinished);
      if (!found) {
        run.push(segment[place++]);
        continue;
      }
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
    if (segment.length > 2 || (numbers && required && segment.length > 1)) {
      const folded = numbers > 0 || !plan.marked; // "NĐ" may be typed "ND"; the pairs have their marks
      const text = segment.map((word) => (folded ? word.folded : word.exact)).join('');
      plan.phrases.push({ text, folded, required, unfinished });
    }
  }

  /** @param {Plan} plan @param {Stretch} stretch */
  function planStretch(plan, stretch) {
    if (!stretch.words.length) return;
    plan.stretches.push(stretch);
    plan.terms.push(...termsOf(stretch));
    plan.singles.push(...singlesOf(stretch));
  }

  /** @param {Index} index @param {Word[]} segment @param {number} place @param {boolean} required @param {boolean} unfinished */
  async function findNumber(index, segment, place, required, unfinished) {
    for (const [key, after] of numberCandidates(segment, place)) {
      const term = makeTerm(key, '', required);
      if (await index.often((part) => index.spellings(part, key))) return { term, after };
      const last = unfinished && after === segment.length;
      if (last && /[^#0-9]{2}/.test(key) && (await index.often((part) => index.beginning(part, key)))) {
        return { term: { ...term, unfinished: true }, after };
      }
    }
    return null;
  }

