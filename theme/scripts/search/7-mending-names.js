  // -------------------------------------------------------------- mending (search/mending.py)

  /** Ways to read a query with one word of each stretch mended. @param {Index} index @param {Plan} plan */
  async function mended(index, plan) {
    const numbers = plan.terms.filter(isNumber);
    const keyed = plan.stretches.map((stretch) =>
      stretch.required ? stretch : { ...stretch, words: stretch.words.map(withoutKeys), unfinished: false },
    );
    const terms = keyed.flatMap(termsOf);
    if (terms.some(({ exact }) => exact.includes('*')) && (await counted(index, terms, plan.marked)).every(Boolean)) {
      return [once([...terms, ...numbers])];
    }
    const ways = await Promise.all(plan.stretches.map((stretch) => (stretch.required || isLong(stretch) ? [] : waysOf(index, stretch, plan.marked))));
    return Array.from({ length: Math.max(0, ...ways.map((found) => found.length)) }, (_, at) =>
      once([...plan.stretches.flatMap((stretch, place) => ways[place][Math.min(at, ways[place].length - 1)] ?? termsOf(stretch)), ...numbers]),
    );
  }

  /** How often terms stand as they are typed. @param {Index} index @param {Term[]} terms @param {boolean} marked */
  const counted = (index, terms, marked) =>
    Promise.all(terms.map(async (term) => (await resolve(index, { ...term, required: true }, marked)).count));

  /** A word less the keys that write accents: "huyeejn", "huye65n". @param {Word} word */
  function withoutKeys(word) {
    const plain = word.folded
      .replace(/[aeiouy].*/, (tail) => tail.replace(/[sfrxjzw0-9]/g, ''))
      .replace(/([aeod])\1/g, '$1');
    return plain === word.folded ? word : { ...word, exact: `*${word.exact}`, folded: plain };
  }

  /** @param {Index} index @param {Stretch} stretch @param {boolean} marked @returns {Promise<Term[][]>} */
  async function waysOf(index, stretch, marked) {
    const typed = termsOf(stretch);
    const counts = await counted(index, typed, marked);
    const besides = stretch.words.map((_, place) => typed.map((_, at) => at).slice(Math.max(0, place - 1), place + 1));
    const suspect = [...stretch.words.entries()].filter(
      ([place, word]) => word.folded.length > 2 && besides[place].every((at) => !counts[at]),
    );
    if (!suspect.length) return [];
    const syllables = await index.syllables();
    const known = new Set(syllables);
    const unknown = suspect.filter(([, word]) => !known.has(word.folded));
    const tries = (unknown.length ? unknown : suspect).flatMap(([place, word]) =>
      syllables
        .filter((syllable) => oneOff(word.folded, syllable))
        .slice(0, place ? MOST_MENDED : MOST_MENDED_FIRST)
        .map((syllable) => {
          const other = stretch.words.map((kept, at) => (at === place ? { ...kept, exact: `*${kept.exact}`, folded: syllable } : kept));
          const terms = termsOf({ ...stretch, words: other, unfinished: false });
          return { terms, beside: besides[place], count: Infinity };
        }),
    );
    for (const most of [1, undefined]) {
      /** The pair with the word before comes first: all of them lie together. @param {{terms: Term[], beside: number[], count: number}[]} some @param {number} at */
      const among = async (some, at) => {
        const sized = some.map(async (one) => {
          const term = one.terms[one.beside[at]];
          return term ? { ...one, count: Math.min(one.count, (await resolve(index, term, marked, most)).count) } : one;
        });
        return (await Promise.all(sized)).filter(({ count }) => count).sort((one, two) => two.count - one.count);
      };
      const first = await among(tries, 0);
      const found = await among(first.filter(({ beside }, place) => place < MOST_BETWEEN || beside.length < 2), 1);
      if (found.length) return found.slice(0, MOST_WAYS).map(({ terms }) => terms);
    }
    return [];
  }

  /** Whether a spelling of a mended pair keeps the word typed well. @param {string} spelling @param {Term} term @param {boolean} marked */
  const fits = (spelling, { exact }, marked) => {
    const written = spelling.replace(OTHER, '').split(' ');
    return !marked || exact.split(' ').every((typed, at) => typed.startsWith('*') || typed === written[at]);
  };

  /** Whether two words differ by one letter, or by two neighbours swapped. @param {string} typed @param {string} meant */
  function oneOff(typed, meant) {
    if (typed.length > meant.length) [typed, meant] = [meant, typed];
    let same = 0;
    while (same < typed.length && typed[same] === meant[same]) same++;
    if (typed.length < meant.length) return typed.slice(same) === meant.slice(same + 1);
    const swapped = typed.slice(same + 1, same + 2) + typed.slice(same, same + 1) + typed.slice(same + 2);
    return same < typed.length && (typed.slice(same + 1) === meant.slice(same + 1) || swapped === meant.slice(same));
  }

  // -------------------------------------------------------------- names (search/naming.py)

  /** Names that hold all words of the query, or stand whole in it, in any form. @param {Index} index @param {Plan} plan @returns {Promise<Name[]>} */
  async function matchingNames(index, plan) {
    if (plan.line.map((word) => word.exact).join('').length < 2) return [];
    const longest = plan.line.reduce((one, two) => ([...two.folded].length > [...one.folded].length ? two : one));
    const numbers = plan.terms.filter(isNumber);
    const found = await index.names([longest.folded, ...numbers.map(({ key }) => serialOf(key))]);
    const fit = found.filter((name) => {
      const [kind, own] = name;
      const line = wordsOf(own);
      if (kind === 'directive' && numbers.some((term) => citations(own, line).some(({ keys }) => keys.some((key) => means(term, key))))) return true;
      return formsOf(name).some((form) => holds(form, plan.line, plan.unfinished) || standsIn(called(kind, form), plan.line));
    });
    return (fit.length ? fit : found.filter((name) => name[0] === 'person' && heldBy(name, plan))).slice(0, MOST_NAMES);
  }

  /** Whether all words of the query stand in a form of the name; but a form of address. @param {Name} name @param {Plan} plan */
  const heldBy = (name, plan) =>
    formsOf(name).some((form) => holds(form, name[0] === 'person' ? plan.called : plan.line, plan.unfinished));

  /** @param {Name} name */
  const formsOf = ([, own, , , , ...others]) => [own, ...others].map(wordsOf);

  /** @type {Map<string, Word[]>} */
  const known = new Map();

  /** The words of a name, which every query asks anew. @param {string} name @returns {Word[]} */
  const wordsOf = (name) => known.get(name) ?? (known.set(name, words(name)).get(name) ?? []);

  /** Whether all words of the query stand in the name, in their order. @param {Word[]} name @param {Word[]} line @param {boolean} unfinished */
  function holds(name, line, unfinished) {
    let at = 0;
    return line.every((word, place) => {
      const last = unfinished && place === line.length - 1;
      const found = name.slice(at).findIndex((other) => alike(word, other) || (last && begins(word, other)));
      at += found + 1;
      return found >= 0;
    });
  }

  /** A directive is called by kind and number: "Chỉ thị 05". @param {string} kind @param {Word[]} line */
  function called(kind, line) {
    const number = kind === 'directive' ? line.findIndex((word) => startsWithDigit(word.exact)) : -1;
    return number < 0 ? line : line.slice(0, number + 1);
  }

  /** @param {Word[]} name @param {Word[]} line */
  const standsIn = (name, line) =>
    name.length >= 2 &&
    line.some((_, start) => name.every((word, place) => start + place < line.length && alike(line[start + place], word)));

  /** Marks typed count, marks not typed do not. @param {Word} typed @param {Word} written */
  const alike = (typed, written) =>
    typed.exact === written.exact || (typed.exact === typed.folded && typed.folded === written.folded);

  /** @param {Word} typed @param {Word} written */
  const begins = (typed, written) =>
    written.exact.startsWith(typed.exact) || (typed.exact === typed.folded && written.folded.startsWith(typed.folded));

